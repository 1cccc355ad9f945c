// The REST API (schemas/openapi.yaml), server-sent events and the console, over a store and what the engine
// shows of itself.
#pragma once

#include <vigie/base/embedded.hpp>
#include <vigie/base/result.hpp>
#include <vigie/engage/dispatch.hpp>
#include <vigie/engage/screen.hpp>
#include <vigie/judge/detector.hpp>
#include <vigie/judge/restraint.hpp>
#include <vigie/judge/rule_cases.hpp>
#include <vigie/model/asset.hpp>
#include <vigie/model/employees.hpp>
#include <vigie/model/incident.hpp>
#include <vigie/model/item.hpp>
#include <vigie/model/json.hpp>
#include <vigie/ports/bus.hpp>
#include <vigie/ports/clock.hpp>
#include <vigie/ports/metrics.hpp>
#include <vigie/ports/store.hpp>
#include <vigie/respond/responder.hpp>
#include <vigie/watch/beyond.hpp>
#include <vigie/watch/match.hpp>
#include <vigie/watch/recent.hpp>
#include <vigie/watch/source.hpp>
#include <vigie/watch/watches.hpp>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace vigie::serve {

struct ChannelInfo {
    std::string name;
    std::string type;
    std::string detail;  // where it leads, without secrets
};

struct DrillInfo {
    std::string name;
    double speed = 1;
};

struct SystemInfo {
    std::string version;
    std::string organisation;
    std::string lang = "en";
    std::function<std::optional<DrillInfo>()> drill;  // may be empty
};

struct Parts {
    ports::Store* store = nullptr;
    ports::Bus* bus = nullptr;
    ports::Clock* clock = nullptr;       // the product's; in a drill an accelerated one
    ports::Clock* real_clock = nullptr;  // sessions, rate limits
    ports::Rng* rng = nullptr;
    ports::Metrics* metrics = nullptr;
    respond::Responder* responder = nullptr;
    std::function<std::shared_ptr<const model::AssetRegister>()> assets;
    std::function<std::shared_ptr<const model::PolicySet>()> policies;
    std::function<std::vector<watch::SourceHealth>()> sources;
    std::vector<judge::DetectorInfo> detectors;
    std::vector<ChannelInfo> channels;
    SystemInfo info;
    std::vector<EmbeddedFile> console;
    std::vector<EmbeddedFile> drill_files;  // pictures of the exercises, served below /drill/
    std::function<void()> poke;             // wakes the responder after an act
    // What is looked for. Without `watches` there are none.
    std::function<std::shared_ptr<const watch::WatchSet>()> watches;
    std::function<std::shared_ptr<const watch::Matcher>()> matcher;
    std::function<void()> refresh_watches;  // after the rows of the store changed
    const watch::Recent* recent = nullptr;  // may be null
    watch::LanguageOf language;             // may be empty
    // The organisation's own rules. Without `rules` there are none.
    std::function<std::shared_ptr<const judge::RuleSet>()> rules;
    std::function<Result<>()> refresh_rules;  // takes the modes that the store has now
    judge::Budget budget{};                   // of cases that detectors open
    // Gives a finding that was held back its case; empty: nothing judges here.
    std::function<Result<model::Incident>(const model::FindingId&, const std::string& actor)> open_held;
    // What was said of us, as engage::json_of(Reputation) tells; empty: nothing reads mentions here.
    std::function<Result<model::Json>(ports::Session&, Time from, Time to)> reputation;
    std::function<judge::MakeRuleInput()> rule_view;  // how rules see items; each for one thread
    // Drafts: may this text go out; who writes on our accounts. Without them no draft can be submitted.
    std::function<engage::Screening(const model::Item&)> screen_draft;
    std::function<const engage::Dispatcher*()> publishers;
    model::EmployeeTerms employees{};  // under which posts of ambassadors are read
};

struct Options {
    std::string listen = "127.0.0.1:8600";
    std::string public_url;  // how people reach it; https makes the cookie Secure. Empty: http://<listen>
    int threads = 4;
    std::chrono::milliseconds silence{30'000};    // for a whole request to come, for an answer to be taken
    std::chrono::milliseconds heartbeat{15'000};  // of event streams
};

class Server {
public:
    virtual ~Server() = default;
    [[nodiscard]] virtual int port() const = 0;
    virtual void stop() = 0;
};

[[nodiscard]] Result<std::unique_ptr<Server>> start_server(Parts parts, Options options);

// Creates the user "admin" when there is nobody at all and answers its random password, once.
[[nodiscard]] Result<std::optional<std::string>> ensure_admin(ports::Store& store, ports::Rng& rng,
                                                              const ports::Clock& clock);
// Gives a user a new random password, to be changed at the next login, and ends its sessions.
// Errc::not_found.
[[nodiscard]] Result<std::string> reset_password(ports::Store& store, ports::Rng& rng,
                                                 const ports::Clock& clock, const std::string& name);
// A new user with a random password. Errc::conflict when the name is taken.
[[nodiscard]] Result<std::string> add_user(ports::Store& store, ports::Rng& rng, const ports::Clock& clock,
                                           const std::string& name, model::Role role);

}  // namespace vigie::serve
