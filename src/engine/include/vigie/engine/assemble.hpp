// From configuration to running parts: every source, channel and desk by its type, in one place.
#pragma once

#include <vigie/base/result.hpp>
#include <vigie/engage/publisher.hpp>
#include <vigie/engine/config.hpp>
#include <vigie/engine/engine.hpp>
#include <vigie/engine/reputation_lists.hpp>
#include <vigie/ports/http.hpp>
#include <vigie/ports/mail.hpp>
#include <vigie/ports/wire.hpp>

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace vigie::engine {

using ReadFile = std::function<Result<std::string>(const std::string& path)>;

// What sources are made with. `read_file` brings what a source's settings name: a dictionary, a column map.
// Sources that are lists of known-bad URLs put these into `lists`.
struct SourceSurroundings {
    ReadFile read_file;
    ports::Clock* clock = nullptr;
    ReputationLists* lists = nullptr;
};
[[nodiscard]] Result<std::vector<NamedSource>> make_sources(const Config& config,
                                                            const SourceSurroundings& around);
// `wire` may be null: then a syslog channel is an error.
[[nodiscard]] Result<std::vector<std::unique_ptr<respond::Channel>>> make_channels(
    const Config& config, ports::Http& http, ports::Mailer& mailer, const ports::Clock& clock,
    ports::Wire* wire = nullptr);
// `mailer` may be null: then a desk that writes mail is an error.
[[nodiscard]] Result<std::vector<std::unique_ptr<respond::Desk>>> make_desks(const Config& config,
                                                                             ports::Http& http,
                                                                             const ports::Clock& clock,
                                                                             ports::Store& store,
                                                                             ports::Mailer* mailer = nullptr);

// Who writes on our accounts. Tokens of sessions are kept in the store, sealed with `seal_key` (32 bytes).
[[nodiscard]] Result<std::vector<std::unique_ptr<engage::Publisher>>> make_publishers(
    const Config& config, ports::Http& http, const ports::Clock& clock, ports::Store& store,
    const std::string& seal_key);

// A desk that deletes posts of our own with the publisher that may write on their account. Comes before the
// networks' desks: nobody asks a moderator for what we can delete ourselves. The publishers outlive its use.
[[nodiscard]] std::unique_ptr<respond::Desk> make_own_posts_desk(
    const std::vector<std::unique_ptr<engage::Publisher>>& publishers);

}  // namespace vigie::engine
