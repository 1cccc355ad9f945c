// vigie query test FILE…: runs the cases kept beside queries, and says what does not hold.
#include "query_cases.hpp"

#include <vigie/model/json.hpp>

#include <fmt/format.h>

namespace vigie::cli {
namespace {

class Run {
public:
    explicit Run(const QueryTestOptions& options) : options_(options) {}

    int file(const std::string& path) {
        auto content = read_file(path);
        if (!content) return complain(content.error().message, exit_input);
        const auto cases = read_query_cases(path, *content);
        auto diagnostics = cases.diagnostics;
        Files files{{path, *content}};
        auto names = options_.names;
        names.assets.insert(names.assets.end(), cases.assets.begin(), cases.assets.end());
        const auto known = names_of(names);
        if (!known) return complain(known.error().message);

        const auto& queries_path = cases.queries.empty() ? path : cases.queries;
        if (!cases.queries.empty()) content = read_file(queries_path);
        if (!content) return complain(content.error().message, exit_input);
        const auto checked = check_queries(queries_path, *content, *known);
        // What is wrong with the form of this file was told when its cases were read.
        for (const auto& d : checked.diagnostics)
            if (!cases.queries.empty() || d.code.starts_with("query.")) diagnostics.push_back(d);
        files.emplace_back(queries_path, checked.file.content);
        if (checked.set) check_case_names(path, cases, *checked.set, diagnostics);
        print(diagnostics, files);
        if (has_errors(diagnostics) || !checked.set) {
            broken_ = true;
            return exit_ok;
        }
        cases_of(path, cases, *checked.set);
        return exit_ok;
    }

    int finish() const {
        const bool fr = language() == "fr";
        fmt::print(stderr, fmt::runtime(fr ? "{} réussi(s), {} échec(s)\n" : "{} passed, {} failed\n"),
                   passed_, failed_);
        if (broken_) return exit_usage;
        return failed_ > 0 ? exit_no : exit_ok;
    }

private:
    void cases_of(const std::string& path, const QueryCases& cases, const query::Set& set) {
        // The set lives as long as its scanner.
        query::Scanner scanner(std::shared_ptr<const query::Set>(std::shared_ptr<void>(), &set));
        if (!options_.json) out(path);
        for (const auto& one : cases.cases) {
            const auto wrong = run_case(one, scanner, set, context_.get());
            (wrong.empty() ? passed_ : failed_) += 1;
            if (options_.json) {
                out(model::dump({{"file", path},
                                 {"line", one.line},
                                 {"name", one.name},
                                 {"ok", wrong.empty()},
                                 {"wrong", wrong}}));
                continue;
            }
            out(fmt::format("  {}  {}", wrong.empty() ? "ok  " : "FAIL", one.name));
            for (const auto& line : wrong) out(fmt::format("        {}:{}: {}", path, one.line, line));
        }
    }

    const QueryTestOptions& options_;
    QueryContext context_;
    std::size_t passed_ = 0;
    std::size_t failed_ = 0;
    bool broken_ = false;
};

}  // namespace

int query_test(const QueryTestOptions& options) {
    Run run(options);
    for (const auto& path : options.files)
        if (const int code = run.file(path); code != exit_ok) return code;
    return run.finish();
}

}  // namespace vigie::cli
