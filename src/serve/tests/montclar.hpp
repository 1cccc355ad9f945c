// The house of the story that openapi.yaml tells: the case VG-2026-0042 with all that its examples name, made
// from them.
#pragma once

#include "house.hpp"
#include "openapi.hpp"

#include <vigie/engage/reputation.hpp>
#include <vigie/judge/correlate.hpp>

#include <mutex>

namespace vigie::serve::testing {

// Takes every test notice.
class Postbox final : public respond::Channel {
public:
    [[nodiscard]] std::string name() const override { return "soc-mail"; }
    [[nodiscard]] std::string type() const override { return "email"; }
    [[nodiscard]] respond::Delivery deliver(const model::Notice&, const model::Incident&) override {
        return {respond::Delivery::Outcome::sent, "250 2.0.0 Ok: queued as 4F1C2"};
    }
    [[nodiscard]] std::optional<std::chrono::seconds> retry_plan(int) const override { return std::nullopt; }
};

inline model::Asset asset_of(const Json& j) {
    model::Asset a;
    a.id = model::AssetId(j["id"]);
    a.kind = model::asset_kind_of(j["kind"].get<std::string>()).value();
    a.name = j.value("name", "");
    a.network = j.value("network", "");
    a.handle = j.value("handle", "");
    a.account_id = j.value("account_id", "");
    a.bio = j.value("bio", "");
    a.avatar = j.value("avatar", "");
    a.role = j.value("role", "");
    a.value = j.value("value", "");
    a.belongs_to = model::AssetId(j.value("belongs_to", ""));
    a.place = j.value("place", "");
    return a;
}

inline std::shared_ptr<const model::PolicySet> policies_of(const Json& set, const Json& departments) {
    auto out = std::make_shared<model::PolicySet>();
    for (const auto& j : set["policies"]) {
        model::Policy p;
        p.id = j["id"];
        p.title = j["title"].get<model::Text>();
        p.kinds = j["kinds"].get<std::vector<std::string>>();
        p.min_severity = model::severity_of(j["min_severity"].get<std::string>()).value();
        p.min_score = j["min_score"];
        p.priority = j["priority"];
        p.steps = j["steps"].get<std::vector<model::PolicyStep>>();
        out->policies.push_back(std::move(p));
    }
    for (const auto& j : departments) {
        out->departments[j["key"]] = {j["key"], j["title"].get<model::Text>(),
                                      j["channels"].get<std::vector<std::string>>(),
                                      j["to"].get<std::vector<std::string>>()};
    }
    out->automatic_takedowns_per_day = set["automatic_takedowns_per_day"];
    out->version = set["version"];
    return out;
}

inline model::Watch watch_of(const Json& j) {
    model::Watch w;
    w.name = j["name"];
    w.query = j["query"];
    w.note = j["note"];
    w.tags = j["tags"].get<std::vector<std::string>>();
    w.created_by = j["created_by"];
    w.updated_by = j["updated_by"];
    w.created_at = w.updated_at = parse_time(j["created_at"].get<std::string>()).value();
    return w;
}

inline Result<> seed(ports::Session& s, const Json& detail) {
    auto incident = detail["incident"].get<model::Incident>();
    const auto target = incident.id;
    constexpr int fillers = 41;  // ids are given in order: the case is the 42nd of its year
    for (int i = 0; i < fillers; ++i) {
        model::Incident other;
        other.kind = "phishing_link";
        other.status = model::IncidentStatus::closed;
        other.title = {"Un autre dossier", "Another case"};
        other.culprit.kind = "domain";
        other.opened_at = other.first_seen = other.updated_at = incident.opened_at - std::chrono::hours(48);
        other.closed_at = other.opened_at;
        other.close_cause = "resolved";
        VIGIE_TRY(s.create_incident(other));
    }
    VIGIE_TRY_ASSIGN(const auto made, s.create_incident(incident));
    CHECK(made.id == target);
    for (const auto& j : detail["items"]) VIGIE_TRY(s.put_item(j.get<model::Item>()));
    // The two profiles as a source saw them.
    for (const auto* who : {"real", "fake"}) {
        model::Item profile;
        profile.kind = model::ItemKind::account;
        profile.author = detail[who].get<model::Account>();
        profile.network = profile.author.network;
        profile.id = profile.author.id;
        profile.observed_at = incident.first_seen;
        VIGIE_TRY(s.put_item(profile));
    }
    auto findings = detail["findings"].get<std::vector<model::Finding>>();
    std::reverse(findings.begin(), findings.end());  // the newest stored first
    for (const auto& f : findings) VIGIE_TRY(s.put_finding(f));
    for (const auto& f : findings) VIGIE_TRY(s.link_indicators(target, f.indicators));
    for (const auto& j : detail["steps"]) VIGIE_TRY(s.put_step(j.get<model::Step>()));
    for (const auto& j : detail["takedowns"]) VIGIE_TRY(s.put_takedown(j.get<model::Takedown>()));
    for (const auto& j : detail["notices"]) VIGIE_TRY(s.put_notice(j.get<model::Notice>()));
    for (const auto& j : detail["timeline"]) VIGIE_TRY(s.append_audit(j.get<model::AuditEntry>()));
    return {};
}

struct Montclar : House {
    std::shared_ptr<const watch::WatchSet> in_force;
    std::mutex mutex;
    watch::Recent recent{{}};

    void refresh() {
        write([&](ports::Session& s) -> Result<> {
            VIGIE_TRY_ASSIGN(auto rows, s.watches());
            auto fresh = watch::WatchSet::make(*assets, files, std::move(rows));
            const std::lock_guard lock(mutex);
            in_force = std::move(fresh);
            return {};
        });
    }
    watch::FileWatches files;

    // The rule of the examples, from its file and a later one.
    std::shared_ptr<const judge::RuleSet> rules;
    static std::shared_ptr<const judge::RuleSet> read_rules(const model::AssetRegister& ours,
                                                            const Json& rule) {
        const std::string name = rule["name"];
        const Json written = Json::array({{{"rule", name},
                                           {"desc", rule["desc"]},
                                           {"condition", rule["condition"]},
                                           {"output", rule["output"]},
                                           {"severity", "medium"},
                                           {"tags", rule["tags"]},
                                           {"playbook", rule["playbook"]},
                                           {"enabled", rule["mode"]},
                                           {"exceptions", Json::array({{{"name", "presse"},
                                                                        {"fields", {"author.handle"}},
                                                                        {"values", {"lesechos.example"}},
                                                                        {"why", "La presse."}}})}}});
        const Json later = Json::array({{{"override", name}, {"severity", rule["severity"]}}});
        judge::RuleSurroundings around;
        around.names.lists = watch::asset_lists(ours);
        around.names.lists["assets.names"].emplace_back("Montclar");
        const auto read =
            judge::read_rules({{"rules.yaml", written.dump()}, {"rules.local.yaml", later.dump()}}, around);
        for (const auto& d : read.diagnostics) MESSAGE(render(d, written.dump()));
        return read.rules;
    }
    Result<> switch_rules() {
        std::vector<model::RuleSwitch> switches;
        VIGIE_TRY(store->read([&](ports::Session& s) -> Result<> {
            VIGIE_TRY_ASSIGN(switches, s.rule_switches());
            return {};
        }));
        const std::lock_guard lock(mutex);
        rules = rules->with(switches);
        return {};
    }

    explicit Montclar(const OpenApi& api) {
        const auto detail = api.example("getIncident", "impostor");
        std::vector<model::Asset> ours;
        for (const auto& j : detail["assets"]) ours.push_back(asset_of(j));
        assets = std::make_shared<model::AssetRegister>(std::move(ours), "4be1f0");
        policies = policies_of(api.example("listPolicies", "set"), detail["departments"]);
        write([&](ports::Session& s) { return seed(s, detail); });
        write([&](ports::Session& s) -> Result<> {
            VIGIE_TRY(s.put_watch(watch_of(api.example("getWatch", "watch"))));
            for (const auto& j : detail["items"]) {
                const auto item = j.get<model::Item>();
                VIGIE_TRY(s.add_hits(item.key(), start, {"faux-conseillers"}));
            }
            return {};
        });
        refresh();
        parts.watches = [this] {
            const std::lock_guard lock(mutex);
            return in_force;
        };
        parts.refresh_watches = [this] { refresh(); };
        rules = read_rules(*assets, api.example("getRule", "rule"));
        REQUIRE(rules);
        parts.rules = [this] {
            const std::lock_guard lock(mutex);
            return rules;
        };
        parts.refresh_rules = [this] { return switch_rules(); };
        parts.budget.per_day = 40;
        parts.open_held = [this](const model::FindingId& id, const std::string&) -> Result<model::Incident> {
            model::Incident opened;
            VIGIE_TRY(store->write([&](ports::Session& s) -> Result<> {
                VIGIE_TRY_ASSIGN(const auto change, judge::open_held(s, id, clock.now()));
                opened = change.incident;
                return {};
            }));
            return opened;
        };
        parts.reputation = [this](ports::Session& session, Time from, Time to) -> Result<model::Json> {
            const auto nobody = [](const model::Item&) { return std::optional<engage::Mention>{}; };
            VIGIE_TRY_ASSIGN(const auto found, engage::reputation(session, from, to, nobody, {}));
            return engage::json_of(found, *assets);
        };
        // The judge itself is the engine's and tested there.
        parts.screen_draft = [](const model::Item& draft) {
            engage::Screening out;
            if (draft.text.find("06 12 34 56 78") == std::string::npos) return out;
            const model::Text says{"Donnée personnelle", "Personal data"};
            out.decision = engage::Decision::warn;
            out.reasons.push_back({"personal_data", engage::Decision::warn, says, says, {}});
            return out;
        };
        parts.rule_view = []() -> judge::MakeRuleInput {
            return [viewer = std::make_shared<model::ItemViewer>()](const model::Item& item) {
                judge::RuleInput in;
                in.item = &item;
                in.view = &viewer->of(item);
                in.context.score = [](std::string_view) { return 0.9; };
                return in;
            };
        };
        parts.recent = &recent;
        parts.sources = [] {
            return std::vector<watch::SourceHealth>{{"bluesky", "jetstream", "connected",
                                                     "jetstream2.us-east.bsky.network", 184203, 2,
                                                     start - std::chrono::milliseconds(800), 0.8}};
        };
        for (const auto* name : {"impersonation", "phishing_link"}) {
            parts.detectors.push_back({name,
                                       {"Ce qu’il voit.", "What it sees."},
                                       {model::ItemKind::account},
                                       {{"threshold", "number", 0, 1, "0.6", {"Seuil.", "Threshold."}}},
                                       {"name.skeleton-equal"},
                                       "3 µs an item"});
        }
        parts.channels = {{"soc-mail", "email", "smtp.montclar.example"},
                          {"siem", "webhook", "siem.montclar.example"}};
        parts.info.lang = "fr";
        parts.info.drill = [] { return std::optional(DrillInfo{"advisors", 1440}); };
        std::vector<std::unique_ptr<respond::Channel>> channels;
        channels.push_back(std::make_unique<Postbox>());
        responder = std::make_unique<respond::Responder>(respond::Responder::Ports{.store = store.get(),
                                                                                   .clock = &clock,
                                                                                   .rng = &rng,
                                                                                   .bus = bus.get(),
                                                                                   .metrics = metrics.get()},
                                                         std::move(channels),
                                                         std::vector<std::unique_ptr<respond::Desk>>(),
                                                         policies, "http://127.0.0.1:8600");
        open();
    }
};

}  // namespace vigie::serve::testing
