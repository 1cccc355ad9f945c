#include "loaded.hpp"

#include "asset_pictures.hpp"
#include "common.hpp"

#include <vigie/engine/catalogue.hpp>
#include <vigie/respond/policy.hpp>
#include <vigie/vault/vault.hpp>
#include <vigie/watch/register.hpp>
#include <vigie/watch/watches.hpp>

#include <cstdlib>

namespace vigie::cli {
namespace {

std::optional<std::string> read_into(Loaded& loaded, const std::string& path) {
    auto content = read_file(path);
    if (content) return *std::move(content);
    loaded.diagnostics.push_back({.code = "file.unreadable",
                                  .file = path,
                                  .message = content.error().message,
                                  .help = "check the path; relative ones start at the configuration file"});
    return std::nullopt;
}

// Those that can be read; what cannot is a diagnostic.
template <class File>
std::vector<File> read_all(Loaded& loaded, const std::vector<std::string>& paths) {
    std::vector<File> out;
    for (const auto& path : paths) {
        auto content = read_into(loaded, path);
        if (!content) continue;
        loaded.files.emplace_back(path, *content);
        out.push_back({path, *std::move(content)});
    }
    return out;
}

void append(Diagnostics& to, const Diagnostics& from) {
    to.insert(to.end(), from.begin(), from.end());
}

// Without register or policies nobody knows what rules name: those are to be mended first.
void load_rules(Loaded& loaded) {
    const auto files = read_all<judge::RuleFile>(loaded, loaded.config->rules);
    if (!loaded.judgement || !loaded.policies) return;
    auto read = judge::read_rules(files, rule_surroundings(*loaded.judgement, loaded.policies.get()));
    append(loaded.diagnostics, read.diagnostics);
    if (read.rules) loaded.judgement = loaded.judgement->with(std::move(read.rules));
}

void load_facts(Loaded& loaded) {
    const auto& config = loaded.config->stories;
    loaded.stories.crisis_posts = config.crisis_posts;
    if (config.facts.empty()) return;
    const auto content = read_into(loaded, config.facts);
    if (!content) return;
    loaded.files.emplace_back(config.facts, *content);
    auto read = stories::read_facts(config.facts, *content);
    append(loaded.diagnostics, read.diagnostics);
    if (read.facts)
        loaded.stories.facts = std::make_shared<const std::vector<stories::Fact>>(*std::move(read.facts));
}

}  // namespace

engine::SecretLookup secret_lookup() {
    return [](const engine::SecretPlace& place) -> Result<std::string> {
        if (place.kind == engine::SecretPlace::Kind::file) return read_file(place.name);
        const char* value =
            std::getenv(place.name.c_str());  // NOLINT(concurrency-mt-unsafe): nobody writes the environment
        if (value == nullptr) return fail(Errc::not_found, "the environment has no variable {}", place.name);
        return std::string(value);
    };
}

void load_named_files(Loaded& loaded, std::shared_ptr<const ports::Reputation> lists) {
    auto read = watch::read_register(read_all<watch::RegisterFile>(loaded, loaded.config->assets));
    if (read.assets) read.assets = with_pictures(read.assets, read.diagnostics);
    append(loaded.diagnostics, read.diagnostics);
    const auto watch_files = read_all<watch::WatchFile>(loaded, loaded.config->watches);
    // Without the register nobody knows the lists and assets that queries name.
    std::shared_ptr<const vault::Vault> vault;
    if (!loaded.config->vault.empty()) {
        auto opened = vault::Vault::open(loaded.config->vault);
        if (opened)
            vault = *std::move(opened);
        else
            loaded.diagnostics.push_back({.code = "vault.unusable",
                                          .file = {},
                                          .message = opened.error().message,
                                          .help = "see 'vigie vault list', or take 'vault' out"});
    }
    if (read.assets) {
        auto watches = watch::read_watches(watch_files, *read.assets);
        append(loaded.diagnostics, watches.diagnostics);
        auto judgement =
            engine::Judgement::make(read.assets, std::move(watches.read).value_or(watch::FileWatches{}),
                                    std::move(lists), std::move(vault));
        if (judgement)
            loaded.judgement = *std::move(judgement);
        else
            loaded.diagnostics.push_back(
                {.code = "assets.unusable", .file = {}, .message = judgement.error().message});
    }
    const auto policies = read_all<respond::PolicyFile>(loaded, loaded.config->policies);
    auto set = respond::read_policies(policies, loaded.config->channel_names(), loaded.config->desk_names());
    append(loaded.diagnostics, set.diagnostics);
    loaded.policies = set.policies;
    load_rules(loaded);
    load_facts(loaded);
    if (has_errors(loaded.diagnostics)) {
        loaded.judgement = nullptr;
        loaded.policies = nullptr;
    }
}

judge::RuleSurroundings rule_surroundings(const engine::Judgement& judgement,
                                          const model::PolicySet* policies) {
    judge::RuleSurroundings out;
    out.names = judgement.watches().options().names;
    for (const auto& entry : engine::detectors()) out.detectors.push_back(entry.info().name);
    if (policies != nullptr) {
        for (const auto& policy : policies->policies) out.policies.push_back(policy.id);
    }
    out.lang = language();
    return out;
}

Loaded load(const std::string& config_path, std::shared_ptr<const ports::Reputation> lists) {
    Loaded loaded;
    const auto content = read_into(loaded, config_path);
    if (!content) return loaded;
    loaded.files.emplace_back(config_path, engine::hide_secrets(*content));
    auto read = engine::read_config(config_path, *content, secret_lookup());
    append(loaded.diagnostics, read.diagnostics);
    loaded.config = std::move(read.config);
    if (loaded.config) load_named_files(loaded, std::move(lists));
    return loaded;
}

std::vector<std::filesystem::file_time_type> change_times(const engine::Config& config) {
    std::vector<std::filesystem::file_time_type> out;
    for (const auto* list : {&config.assets, &config.policies, &config.watches, &config.rules}) {
        for (const auto& path : *list) {
            std::error_code gone;
            out.push_back(std::filesystem::last_write_time(path, gone));
        }
    }
    return out;
}

}  // namespace vigie::cli
