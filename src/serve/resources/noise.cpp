// Against noise: what detectors were worth, what their budgets held back, and the culprits that people let
// pass.
#include "resources.hpp"

#include <vigie/judge/restraint.hpp>
#include <vigie/respond/acts.hpp>

#include <algorithm>

namespace vigie::serve {
namespace {

constexpr std::size_t longest_why = 2000;
constexpr std::int64_t longest_days = 730;
constexpr auto judged_days = std::chrono::days(90);

Response bad(const Call& call, model::Text message) {
    return problem(call, {422, "invalid_argument", std::move(message), {"", ""}});
}

Json json_of(const model::Allowance& a, Time now) {
    Json out = a;
    out["in_force"] = a.in_force(now);
    return out;
}

// The reason and the end that every allowance has; nothing after a complaint was made.
struct Terms {
    std::string why;
    Time until{};
};
std::optional<Terms> terms_of(const Call& call, std::optional<Response>& complaint) {
    const auto why = long_text(call.body, "why", longest_why);
    if (!why || why->empty()) {
        complaint = bad(call, {"why\u00A0: il faut un motif, de 2000 caractères au plus.",
                               "why: a reason is needed, of at most 2000 characters."});
        return std::nullopt;
    }
    const auto days = call.body.find("days");
    if (days == call.body.end() || !days->is_number_integer() || days->get<std::int64_t>() < 1 ||
        days->get<std::int64_t>() > longest_days) {
        complaint = bad(call, {"days\u00A0: une autorisation a une fin\u00A0: 1 à 730 jours.",
                               "days: an allowance has an end: 1 to 730 days."});
        return std::nullopt;
    }
    return Terms{*why, call.now() + std::chrono::days(days->get<std::int64_t>())};
}

// Whom it is about: the culprit of the incident in the body, or one that is named there.
Result<model::Culprit> culprit_of(ports::Session& session, const Call& call) {
    if (const auto id = call.text("incident"); !id.empty()) {
        VIGIE_TRY_ASSIGN(const auto incident, session.incident(model::IncidentId(id)));
        if (!incident) return fail(Errc::not_found, "there is no incident {}", id);
        return incident->culprit;
    }
    model::Culprit culprit;
    culprit.kind = call.text("kind");
    culprit.network = call.text("network");
    culprit.id = call.text("value");
    culprit.display = call.text("display");
    static const std::vector<std::string> kinds{"account", "post", "domain", "url", "story"};
    if (std::ranges::find(kinds, culprit.kind) == kinds.end() || culprit.id.empty()) {
        return fail(Errc::invalid_argument,
                    "write incident, or kind (account, post, domain or url) and value (and network for the "
                    "first two)");
    }
    return culprit;
}

model::AuditEntry entry(const Call& call, const model::Allowance& a, const char* act, model::Text says) {
    return {.at = call.now(),
            .actor = call.user->name,
            .act = act,
            .object = a.id,
            .incident = model::IncidentId(call.text("incident")),
            .says = std::move(says),
            .why = a.why};
}

std::string shown(const model::Allowance& a) {
    return a.display.empty() ? a.value : a.display;
}

}  // namespace

Result<Json> noise_of(ports::Session& session, const Call& call) {
    const auto now = call.now();
    VIGIE_TRY_ASSIGN(const auto verdicts, session.verdicts_by_detector(now - judged_days));
    auto out = Json::object();
    for (const auto& d : call.app.parts.detectors) {
        VIGIE_TRY_ASSIGN(const auto day, judge::spent(session, d.name, now));
        const auto it = verdicts.find(d.name);
        const auto counts = it == verdicts.end() ? model::VerdictCounts{} : it->second;
        const auto precision = counts.precision();
        out[d.name] = {{"budget", call.app.parts.budget.allowed(d.name)},
                       {"opened_today", day.opened},
                       {"held_today", day.held},
                       {"verdicts",
                        {{"confirmed", counts.confirmed},
                         {"false_alarm", counts.false_alarm},
                         {"harmless", counts.harmless},
                         {"none", counts.none}}},
                       {"precision", precision ? Json(*precision) : Json()}};
    }
    return out;
}

Response get_digest(Call& call) {
    constexpr std::int64_t most_hours = 24 * 31;
    const auto hours = number(call.request, "hours", 1, most_hours, 24);
    if (!hours) return bad(call, {"hours\u00A0: 1 à 744.", "hours: 1 to 744."});
    const auto from = call.now() - std::chrono::hours(*hours);
    Json body{{"from", format_time(from)}, {"to", format_time(call.now())}};
    const auto done = call.app.parts.store->read([&](ports::Session& session) -> Result<> {
        VIGIE_TRY_ASSIGN(const auto held, judge::held_back(session, from));
        auto rows = Json::array();
        for (const auto& h : held) {
            rows.push_back({{"finding", h.best.value},
                            {"detector", h.detector},
                            {"title", h.title},
                            {"culprit", h.culprit},
                            {"score", h.score},
                            {"findings", h.findings},
                            {"first", format_time(h.first)},
                            {"last", format_time(h.last)}});
        }
        body["held"] = std::move(rows);
        VIGIE_TRY_ASSIGN(body["detectors"], noise_of(session, call));
        return {};
    });
    return done ? json(body) : problem(call, done.error());
}

Response open_held_finding(Call& call) {
    if (!call.app.parts.open_held)
        return problem(call, Error{Errc::unavailable, "nothing judges items here"});
    const auto incident = call.app.parts.open_held(model::FindingId(call.captures[0]), call.user->name);
    if (!incident) return problem(call, incident.error());
    if (call.app.parts.poke) call.app.parts.poke();
    return json(*incident);
}

Response list_allowances(Call& call) {
    auto rows = Json::array();
    const auto done = call.app.parts.store->read([&](ports::Session& session) -> Result<> {
        VIGIE_TRY_ASSIGN(const auto all, session.allowances());
        for (const auto& a : all) rows.push_back(json_of(a, call.now()));
        return {};
    });
    return done ? json({{"now", format_time(call.now())}, {"rows", std::move(rows)}})
                : problem(call, done.error());
}

Response create_allowance(Call& call) {
    std::optional<Response> complaint;
    const auto terms = terms_of(call, complaint);
    if (!terms) return *std::move(complaint);
    model::Allowance allowance;
    std::optional<model::Incident> closed;
    const auto done = call.app.parts.store->write([&](ports::Session& session) -> Result<> {
        closed.reset();
        VIGIE_TRY_ASSIGN(const auto culprit, culprit_of(session, call));
        allowance = model::allowance_of(culprit);
        allowance.detector = call.text("detector");
        allowance.asset = model::AssetId(call.text("asset"));
        allowance.id = model::allowance_id(allowance);
        allowance.why = terms->why;
        allowance.by = call.user->name;
        allowance.at = call.now();
        allowance.until = terms->until;
        VIGIE_TRY(session.put_allowance(allowance));
        VIGIE_TRY(session.append_audit(entry(
            call, allowance, "allowance.created",
            {"Autorisé jusqu’au " + format_time(allowance.until).substr(0, 10) +
                 "\u00A0: " + shown(allowance),
             "Allowed until " + format_time(allowance.until).substr(0, 10) + ": " + shown(allowance)})));
        const model::IncidentId id(call.text("incident"));
        if (id.empty()) return {};
        VIGIE_TRY_ASSIGN(const auto incident, session.incident(id));
        if (incident->status == model::IncidentStatus::closed) return {};
        VIGIE_TRY_ASSIGN(closed,
                         respond::close(session, id, "harmless",
                                        {.actor = call.user->name, .why = terms->why, .at = call.now()}));
        return {};
    });
    if (!done) return problem(call, done.error());
    if (closed) call.app.parts.bus->publish("incident.closed", model::dump(*closed));
    return json(json_of(allowance, call.now()));
}

Response end_allowance(Call& call) {
    std::optional<model::Allowance> ended;
    const auto done = call.app.parts.store->write([&](ports::Session& session) -> Result<> {
        VIGIE_TRY_ASSIGN(const auto all, session.allowances());
        const auto it = std::ranges::find(all, call.captures[0], &model::Allowance::id);
        if (it == all.end()) return fail(Errc::not_found, "there is no allowance {}", call.captures[0]);
        ended = *it;
        if (!ended->in_force(call.now())) return {};
        ended->ended_at = call.now();
        ended->ended_by = call.user->name;
        VIGIE_TRY(session.put_allowance(*ended));
        VIGIE_TRY(session.append_audit(entry(
            call, *ended, "allowance.ended",
            {"L’autorisation prend fin\u00A0: " + shown(*ended), "The allowance ends: " + shown(*ended)})));
        return {};
    });
    return done ? json(json_of(*ended, call.now())) : problem(call, done.error());
}

}  // namespace vigie::serve
