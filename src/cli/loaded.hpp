// Everything people wrote, read together: the configuration, the register, the watches and the policies it
// names. All errors at once.
#pragma once

#include <vigie/base/diagnostic.hpp>
#include <vigie/engine/config.hpp>
#include <vigie/engine/judgement.hpp>
#include <vigie/model/incident.hpp>
#include <vigie/stories/keeper.hpp>

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace vigie::cli {

struct Loaded {
    std::optional<engine::Config> config;
    std::shared_ptr<const engine::Judgement> judgement;
    std::shared_ptr<const model::PolicySet> policies;
    stories::KeeperSettings stories;  // crisis threshold and verified facts
    Diagnostics diagnostics;
    std::vector<std::pair<std::string, std::string>>
        files;  // path, content with secrets starred: for snippets

    [[nodiscard]] bool ok() const { return config && judgement && policies; }
};

// A file that cannot be read is a diagnostic, too. `lists` of known-bad URLs are for the detectors to ask;
// null: none.
[[nodiscard]] Loaded load(const std::string& config_path,
                          std::shared_ptr<const ports::Reputation> lists = nullptr);

// The same for what a configuration already names: what a reload does.
void load_named_files(Loaded& loaded, std::shared_ptr<const ports::Reputation> lists = nullptr);

// What rules may refer to: lists of the register, watches of files, detectors, policies (null: not checked).
[[nodiscard]] judge::RuleSurroundings rule_surroundings(const engine::Judgement& judgement,
                                                        const model::PolicySet* policies);

// When each of the files changed last, to notice an edit.
[[nodiscard]] std::vector<std::filesystem::file_time_type> change_times(const engine::Config& config);

[[nodiscard]] engine::SecretLookup secret_lookup();

}  // namespace vigie::cli
