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
    if (const int code = report(diagnostics, files, options.json); code != exit_ok) return code;
    const bool fr = language() == "fr";
    if (!options.json) fmt::print(fmt::runtime(fr ? "{} requête(s) : ok\n" : "{} queries: ok\n"), queries);
    return exit_ok;
}

}  // namespace vigie::cli
