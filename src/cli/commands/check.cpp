// vigie check: all errors of everything people wrote, at once.
#include "commands.hpp"
#include "common.hpp"
#include "loaded.hpp"
#include "query.hpp"

#include <vigie/query/file.hpp>
#include <vigie/respond/policy.hpp>
#include <vigie/watch/column_map.hpp>
#include <vigie/watch/register.hpp>
#include <vigie/watch/watches.hpp>

#include <fmt/format.h>

namespace vigie::cli {
namespace {

// What kind of file this is, by the words at the beginning of its lines.
enum class Kind { config, assets, policies, watches, rules, map, queries };

Kind kind_of(const std::string& path, const std::string& content) {
    if (content.find("\n- watch:") != std::string::npos || content.starts_with("- watch:"))
        return Kind::watches;
    for (const auto* entry : {"- rule:", "- override:", "- macro:", "- list:"}) {
        if (content.starts_with(entry) || content.find(std::string("\n") + entry) != std::string::npos)
            return Kind::rules;
    }
    if (query::is_query_file(path, content)) return Kind::queries;
    const auto has = [&](std::string_view key) {
        const auto word = std::string(key) + ":";
        return content.starts_with(word) || content.find("\n" + word) != std::string::npos;
    };
    if (has("policies") && !has("sources") && !has("data")) {
        // A configuration names policy files as texts; a policy file holds maps.
        if (has("departments") || content.find("steps:") != std::string::npos) return Kind::policies;
    }
    if (has("sources") || has("data") || has("serve")) return Kind::config;
    return has("map") ? Kind::map : Kind::assets;
}

}  // namespace

int check(const CheckOptions& options) {
    Diagnostics diagnostics;
    std::vector<std::pair<std::string, std::string>> files;
    const auto take = [&](const Diagnostics& more) {
        diagnostics.insert(diagnostics.end(), more.begin(), more.end());
    };
    std::vector<watch::RegisterFile> registers;
    std::vector<respond::PolicyFile> policies;
    std::vector<watch::WatchFile> watches;
    std::vector<judge::RuleFile> rules;
    std::string summary;
    auto paths = options.files;
    if (paths.empty()) paths.emplace_back("vigie.yaml");
    for (const auto& path : paths) {
        auto content = read_file(path);
        if (!content)
            return complain(content.error().message +
                            (options.files.empty() ? ": name a file, or run `vigie init` first" : ""));
        switch (kind_of(path, *content)) {
            case Kind::config: {
                auto loaded = load(path);
                take(loaded.diagnostics);
                files.insert(files.end(), loaded.files.begin(), loaded.files.end());
                if (loaded.ok()) {
                    summary += fmt::format(
                        "{}: {} assets, {} watches, {} rules, {} policies, {} sources, {} channels, {} "
                        "desks\n",
                        path, loaded.judgement->assets().all().size(),
                        loaded.judgement->watches().files().watches.size(),
                        loaded.judgement->rules().rules().size(), loaded.policies->policies.size(),
                        loaded.config->sources.size(), loaded.config->channels.size(),
                        loaded.config->desks.size());
                }
                break;
            }
            case Kind::policies: policies.push_back({path, *content}); break;
            case Kind::watches: watches.push_back({path, *content}); break;
            case Kind::rules: rules.push_back({path, *content}); break;
            case Kind::map: take(watch::read_column_map(path, *content).diagnostics); break;
            case Kind::queries: {
                QueryNames names;
                names.assets = std::make_shared<model::AssetRegister>();
                take(check_queries(path, *content, names).diagnostics);
                break;
            }
            case Kind::assets: registers.push_back({path, *content}); break;
        }
        files.emplace_back(path, *std::move(content));
    }
    auto ours = std::make_shared<const model::AssetRegister>();
    if (!registers.empty()) {
        const auto read = watch::read_register(registers);
        take(read.diagnostics);
        if (read.assets) {
            ours = read.assets;
            summary += fmt::format("{} assets\n", ours->all().size());
        }
    }
    watch::FileWatches looked_for;
    if (!watches.empty()) {
        auto read = watch::read_watches(watches, *ours);
        take(read.diagnostics);
        if (read.read) {
            summary += fmt::format("{} watches\n", read.read->watches.size());
            looked_for = *std::move(read.read);
        }
    }
    std::shared_ptr<const model::PolicySet> answers;
    if (!policies.empty()) {
        const auto read = respond::read_policies(policies, {}, {});
        take(read.diagnostics);
        answers = read.policies;
        if (answers) summary += fmt::format("{} policies\n", answers->policies.size());
    }
    if (!rules.empty()) {
        const auto judgement = engine::Judgement::make(ours, std::move(looked_for));
        if (!judgement) return complain(judgement.error().message);
        const auto read = judge::read_rules(rules, rule_surroundings(**judgement, answers.get()));
        take(read.diagnostics);
        if (read.rules) summary += fmt::format("{} rules\n", read.rules->rules().size());
    }
    const int code = report(diagnostics, files, options.json);
    if (code == exit_ok && !options.json) fmt::print("{}ok\n", summary);
    return code;
}

}  // namespace vigie::cli
