// vigie rules test FILE…: runs the cases kept beside rules, and says what does not hold.
#include "loaded.hpp"
#include "query.hpp"
#include "rules.hpp"

#include <vigie/engine/rule_view.hpp>
#include <vigie/judge/rule_cases.hpp>

#include <fmt/format.h>

#include <filesystem>

namespace vigie::cli {
namespace {

constexpr std::string_view tail = ".test.yaml";

// "rules.yaml" → "rules.test.yaml".
std::string cases_beside(const std::string& path) {
    if (path.ends_with(tail)) return path;
    auto out = std::filesystem::path(path);
    return out.replace_extension().string() + std::string(tail);
}

// "rules.test.yaml" → "rules.yaml".
std::string rules_beside(const std::string& path) {
    if (!path.ends_with(tail)) return path;
    return path.substr(0, path.size() - tail.size()) + ".yaml";
}

std::vector<std::string> beside(const std::string& path, const std::vector<std::string>& files) {
    std::vector<std::string> out;
    for (const auto& file : files)
        out.push_back((std::filesystem::path(path).parent_path() / file).lexically_normal().string());
    return out;
}

class Run {
public:
    explicit Run(const RulesTestOptions& options) : options_(options) {}

    Result<> file(const std::string& given) {
        const auto path = cases_beside(given);
        VIGIE_TRY_ASSIGN(const auto content, read_file(path));
        // First for the files that it names, then with their rules in sight.
        const auto named = judge::read_rule_cases(path, content, nullptr);
        RuleSourceOptions from;
        from.assets = options_.assets;
        for (auto& file : beside(path, named.assets)) from.assets.push_back(std::move(file));
        from.rules = named.rules.empty() ? std::vector{rules_beside(path)} : beside(path, named.rules);
        VIGIE_TRY_ASSIGN(const auto judgement, judgement_with_rules(from));
        const auto cases = judge::read_rule_cases(path, content, &judgement->rules());
        print(cases.diagnostics, {{path, content}});
        if (has_errors(cases.diagnostics))
            return fail(Errc::invalid_argument, "{}: the cases have errors (above)", path);
        if (!options_.json) out(path);
        engine::RuleView view(judgement, context_.get().language);
        for (const auto& one : cases.cases)
            show(path, one,
                 judge::run_case(judgement->rules(), one, [&](const auto& item) { return view.of(item); }));
        return {};
    }

    [[nodiscard]] int finish() const {
        fmt::print(
            stderr,
            fmt::runtime(language() == "fr" ? "{} réussi(s), {} échec(s)\n" : "{} passed, {} failed\n"),
            passed_, failed_);
        return failed_ > 0 ? exit_no : exit_ok;
    }

private:
    void show(const std::string& path, const judge::RuleCase& one, const judge::RuleCaseResult& result) {
        (result.passed ? passed_ : failed_) += 1;
        if (options_.json) {
            out(model::dump({{"file", path},
                             {"line", one.place.line},
                             {"rule", one.rule},
                             {"name", one.name},
                             {"ok", result.passed},
                             {"says", result.says}}));
            return;
        }
        out(fmt::format("  {}  {}: {}", result.passed ? "ok  " : "FAIL", one.rule, one.name));
        if (!result.passed) out(fmt::format("        {}:{}: {}", path, one.place.line, result.says));
    }

    const RulesTestOptions& options_;
    QueryContext context_;
    std::size_t passed_ = 0;
    std::size_t failed_ = 0;
};

}  // namespace

int rules_test(const RulesTestOptions& options) {
    Run run(options);
    for (const auto& path : options.files) {
        if (const auto done = run.file(path); !done)
            return complain(done.error().message,
                            done.error().code == Errc::not_found ? exit_input : exit_usage);
    }
    return run.finish();
}

}  // namespace vigie::cli
