// vigie query check FILE…: all errors of files of queries at once.
#include "query.hpp"

#include <fmt/format.h>

namespace vigie::cli {

int query_check(const QueryCheckOptions& options) {
    const auto names = names_of(options.names);
    if (!names) return complain(names.error().message);
    Diagnostics diagnostics;
    Files files;
    std::size_t queries = 0;
    for (const auto& path : options.files) {
        auto content = read_file(path);
        if (!content) return complain(content.error().message, exit_input);
        const auto checked = check_queries(path, *std::move(content), *names);
        diagnostics.insert(diagnostics.end(), checked.diagnostics.begin(), checked.diagnostics.end());
        queries += checked.file.sources.size();
        files.emplace_back(path, checked.file.content);
    }
    if (options.json) {
        print_json(diagnostics);
    } else {
        print(diagnostics, files);
    }
    std::size_t errors = 0;
    for (const auto& d : diagnostics) errors += d.level == Diagnostic::Level::error ? 1 : 0;
    const bool fr = language() == "fr";
    if (errors > 0) {
        fmt::print(stderr,
                   fmt::runtime(fr ? "{} erreur(s), {} avertissement(s)\n" : "{} error(s), {} warning(s)\n"),
                   errors, diagnostics.size() - errors);
        return exit_no;
    }
    if (!options.json) fmt::print(fmt::runtime(fr ? "{} requête(s) : ok\n" : "{} queries: ok\n"), queries);
    return exit_ok;
}

}  // namespace vigie::cli
