// A small invented world for the tests of this wing: Montclar, a wealth manager, one of whose advisers is
// imitated.
#pragma once

#include <vigie/ports/clock.hpp>
#include <vigie/ports/store.hpp>
#include <vigie/respond/acts.hpp>
#include <vigie/respond/channel.hpp>
#include <vigie/respond/desk.hpp>
#include <vigie/respond/responder.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <deque>
#include <string>
#include <vector>

namespace vigie::respond::story {

inline const Time start = *parse_time("2026-03-09T08:31:14Z");

inline model::Finding finding(const std::string& did = "did:plc:fakeclaire") {
    model::Finding f;
    f.id = model::FindingId("f-" + did);
    f.detector = "impersonation";
    f.score = 0.93;
    f.severity = model::Severity::high;
    f.at = start;
    f.item = {"bluesky", did};
    f.asset = model::AssetId("account-claire");
    f.culprit = {"account", "bluesky", did, "claire-delmas.bsky.example", "C1aire Delmas"};
    f.title = {"« C1aire Delmas » imite Claire Delmas", "“C1aire Delmas” imitates Claire Delmas"};
    f.evidence.push_back({"name.skeleton",
                          {"Le nom « C1aire Delmas » ressemble à « Claire Delmas ».",
                           "The name “C1aire Delmas” looks like “Claire Delmas”."},
                          2.5,
                          {}});
    f.evidence.push_back({"link.foreign",
                          {"La page https://montclar-bonus.example/carte demande une carte bancaire.",
                           "The page https://montclar-bonus.example/carte asks for a bank card."},
                          1.5,
                          {}});
    return f;
}

inline model::Incident draft_incident() {
    const auto f = finding();
    model::Incident i;
    i.kind = f.detector;
    i.severity = f.severity;
    i.score = f.score;
    i.title = f.title;
    i.culprit = f.culprit;
    i.assets = {f.asset};
    i.policy = "impostors";
    i.first_seen = start;
    i.opened_at = start;
    i.updated_at = start;
    i.findings = 1;
    return i;
}

inline model::AssetRegister assets() {
    model::Asset a;
    a.id = model::AssetId("account-claire");
    a.kind = model::AssetKind::account;
    a.name = "Claire Delmas";
    a.network = "bluesky";
    a.handle = "claire.montclar.example";
    return model::AssetRegister({a});
}

inline model::PolicyStep plan_step(std::string key, model::StepAction action, model::StepMode mode,
                                   std::vector<std::string> after = {}) {
    model::PolicyStep p;
    p.key = std::move(key);
    p.action = action;
    p.mode = mode;
    p.after = std::move(after);
    p.owner = "watch";
    return p;
}

// tell (automatic) · takedown (mode) · recheck · close, with a task for the branch.
inline std::vector<model::PolicyStep> usual_plan(model::StepMode takedown = model::StepMode::approval) {
    using enum model::StepAction;
    using enum model::StepMode;
    auto tell = plan_step("tell", notify, automatic);
    auto ask = plan_step("takedown", request_takedown, takedown);
    ask.owner = "legal";
    ask.deadline = std::chrono::minutes(30);
    ask.escalate_to = "crisis";
    ask.reason = "impersonation";
    auto check = plan_step("recheck", recheck, automatic, {"takedown"});
    check.every = std::chrono::minutes(5);
    return {tell, ask, check, plan_step("close", close, automatic, {"recheck"})};
}

inline model::PolicySet policies() {
    model::PolicySet set;
    set.departments["watch"] = {
        "watch", {"Cellule de veille", "Watch team"}, {"soc-mail"}, {"soc@montclar.example"}};
    set.departments["legal"] = {"legal", {"Juridique", "Legal"}, {"soc-mail"}, {"legal@montclar.example"}};
    set.departments["crisis"] = {"crisis", {"Cellule de crise", "Crisis team"}, {"pager"}, {}};
    return set;
}

inline std::vector<model::Step> steps_for(const model::Incident& incident,
                                          const std::vector<model::PolicyStep>& plan) {
    std::vector<model::Step> steps;
    for (const auto& p : plan) {
        model::Step step;
        step.id = model::StepId(incident.id.value + "/" + p.key);
        step.incident = incident.id;
        step.plan = p;
        step.position = static_cast<int>(steps.size());
        step.state = !p.after.empty()                      ? model::StepState::waiting
                     : p.mode == model::StepMode::approval ? model::StepState::awaiting_approval
                                                           : model::StepState::ready;
        if (p.deadline) step.due_at = incident.opened_at + *p.deadline;
        steps.push_back(step);
    }
    return steps;
}

template <class T = model::Incident, class Act>
T act(ports::Store& store, Act&& what) {
    T out;
    auto done = store.write([&](ports::Session& s) -> Result<> {
        VIGIE_TRY_ASSIGN(out, what(s));
        return {};
    });
    INFO((done ? std::string() : done.error().message));
    REQUIRE(done);
    return out;
}

inline model::Incident open_case(ports::Store& store, const std::vector<model::PolicyStep>& plan,
                                 std::vector<model::Finding> findings = {finding()}, Time at = start) {
    return act(store, [&](ports::Session& s) -> Result<model::Incident> {
        auto draft = draft_incident();
        draft.opened_at = at;
        draft.culprit = findings.front().culprit;
        VIGIE_TRY_ASSIGN(auto incident, s.create_incident(draft));
        for (auto& f : findings) {
            f.incident = incident.id;
            VIGIE_TRY(s.put_finding(f));
        }
        const auto ours = assets();
        VIGIE_TRY(begin_case(s, incident, findings, steps_for(incident, plan), By{"vigie", "", at}, &ours));
        return incident;
    });
}

template <class T, class Read>
T get(ports::Store& store, Read&& what) {
    T out;
    auto done = store.read([&](ports::Session& s) -> Result<> {
        VIGIE_TRY_ASSIGN(out, what(s));
        return {};
    });
    REQUIRE(done);
    return out;
}

inline model::Incident incident(ports::Store& store, const model::IncidentId& id) {
    return *get<std::optional<model::Incident>>(store, [&](ports::Session& s) { return s.incident(id); });
}
inline model::Step step(ports::Store& store, const model::IncidentId& id, const std::string& key) {
    const auto steps =
        get<std::vector<model::Step>>(store, [&](ports::Session& s) { return s.steps_of(id); });
    const auto it = std::ranges::find(steps, model::StepId(id.value + "/" + key), &model::Step::id);
    REQUIRE(it != steps.end());
    return *it;
}
inline std::vector<model::Takedown> takedowns(ports::Store& store, const model::IncidentId& id) {
    return get<std::vector<model::Takedown>>(store, [&](ports::Session& s) { return s.takedowns_of(id); });
}
inline std::vector<model::Notice> notices(ports::Store& store, const model::IncidentId& id) {
    return get<std::vector<model::Notice>>(store, [&](ports::Session& s) { return s.notices_of(id); });
}
inline std::vector<model::AuditEntry> timeline(ports::Store& store, const model::IncidentId& id) {
    return get<std::vector<model::AuditEntry>>(store, [&](ports::Session& s) {
        ports::AuditQuery q;
        q.incident = id;
        q.limit = 500;
        return s.audit(q);
    });
}
inline long said(ports::Store& store, const model::IncidentId& id, std::string_view code) {
    const auto lines = timeline(store, id);
    return std::ranges::count(lines, code, &model::AuditEntry::act);
}

}  // namespace vigie::respond::story
