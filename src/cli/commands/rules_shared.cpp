#include "loaded.hpp"
#include "open_store.hpp"
#include "rules.hpp"

#include <vigie/drivers/sqlite.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

namespace vigie::cli {

Result<std::shared_ptr<const judge::RuleSet>> rules_in(const std::vector<std::string>& files,
                                                       const engine::Judgement& judgement) {
    std::vector<judge::RuleFile> read;
    std::vector<std::pair<std::string, std::string>> sources;
    for (const auto& path : files) {
        VIGIE_TRY_ASSIGN(auto content, read_file(path));
        sources.emplace_back(path, content);
        read.push_back({path, std::move(content)});
    }
    auto result = judge::read_rules(read, rule_surroundings(judgement, nullptr));
    print(result.diagnostics, sources);
    if (!result.rules) return fail(Errc::invalid_argument, "the rules have errors (above)");
    return std::move(result.rules);
}

Result<std::shared_ptr<const engine::Judgement>> judgement_with_rules(const RuleSourceOptions& options) {
    if (!options.rules.empty() && (!options.assets.empty() || options.config.empty())) {
        VIGIE_TRY_ASSIGN(const auto judgement, judgement_of(options.assets));
        VIGIE_TRY_ASSIGN(auto rules, rules_in(options.rules, *judgement));
        return judgement->with(std::move(rules));
    }
    const auto path = options.config.empty() ? std::string("vigie.yaml") : options.config;
    auto loaded = load(path);
    print(loaded.diagnostics, loaded.files);
    if (!loaded.ok()) {
        return fail(Errc::invalid_argument,
                    "{} cannot be used (above): name rules with --rules and a register with --assets", path);
    }
    if (options.rules.empty()) return loaded.judgement;
    VIGIE_TRY_ASSIGN(auto rules, rules_in(options.rules, *loaded.judgement));
    return loaded.judgement->with(std::move(rules));
}

std::unique_ptr<ports::Store> store_if_any(const RuleSourceOptions& options) {
    const auto config = options.config.empty() ? std::string("vigie.yaml") : options.config;
    std::error_code error;
    if (options.data.empty() && !std::filesystem::exists(config, error)) return nullptr;
    auto store = open_configured_store(options.config, options.data);
    return store ? *std::move(store) : nullptr;
}

std::string shown_precision(const model::VerdictCounts& verdicts, bool french) {
    const auto precision = verdicts.precision();
    if (!precision) return french ? "aucun verdict" : "no verdict yet";
    auto out = fmt::format("{:.2f}", *precision);
    if (french) std::ranges::replace(out, '.', ',');
    return out;
}

model::Json json_of(const model::VerdictCounts& v) {
    return {{"confirmed", v.confirmed},
            {"false_alarm", v.false_alarm},
            {"harmless", v.harmless},
            {"none", v.none}};
}

}  // namespace vigie::cli
