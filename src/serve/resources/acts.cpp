// What people do to cases. Each act is one transaction; then the bus tells it and the responder wakes up.
#include "resources.hpp"

#include <vigie/kit/utf8.hpp>
#include <vigie/respond/acts.hpp>

#include <algorithm>
#include <functional>

namespace vigie::serve {
namespace {

constexpr std::size_t longest_why = 2000;
constexpr std::size_t longest_note = 4000;
constexpr std::size_t longest_shown_id = 40;
constexpr std::size_t most_in_bulk = 500;

using Act = std::function<Result<model::Incident>(ports::Session&, const model::IncidentId&, const Json& args,
                                                  const respond::By&)>;

std::string member(const Json& args, const char* key) {
    const auto it = args.find(key);
    return it != args.end() && it->is_string() ? it->get<std::string>() : std::string();
}

const std::map<std::string, Act, std::less<>>& acts() {
    static const std::map<std::string, Act, std::less<>> table{
        {"take",
         [](auto& s, const auto& id, const Json&, const auto& by) { return respond::take(s, id, by); }},
        {"assign", [](auto& s, const auto& id, const Json& a,
                      const auto& by) { return respond::assign(s, id, member(a, "owner"), by); }},
        {"note",
         [](auto& s, const auto& id, const Json& a, const auto& by) -> Result<model::Incident> {
             const auto note = long_text(a, "text", longest_note);
             if (!note || note->empty())
                 return fail(Errc::invalid_argument, "text: a note has 1 to {} characters", longest_note);
             return respond::add_note(s, id, *note, by);
         }},
        {"close",
         [](auto& s, const auto& id, const Json& a, const auto& by) -> Result<model::Incident> {
             static const std::vector<std::string> causes{"content_gone", "false_alarm", "harmless",
                                                          "resolved", "duplicate"};
             const auto cause = member(a, "cause");
             if (std::ranges::find(causes, cause) == causes.end()) {
                 return fail(Errc::invalid_argument,
                             "cause: write content_gone, false_alarm, harmless, resolved or duplicate");
             }
             return respond::close(s, id, cause, by);
         }},
        {"reopen",
         [](auto& s, const auto& id, const Json&, const auto& by) { return respond::reopen(s, id, by); }},
        {"severity",
         [](auto& s, const auto& id, const Json& a, const auto& by) -> Result<model::Incident> {
             const auto severity = model::severity_of(member(a, "severity"));
             if (!severity)
                 return fail(Errc::invalid_argument, "severity: write info, low, medium, high or critical");
             return respond::set_severity(s, id, *severity, by);
         }},
        {"verdict",
         [](auto& s, const auto& id, const Json& a, const auto& by) -> Result<model::Incident> {
             const auto verdict = model::verdict_of(member(a, "verdict"));
             if (!verdict)
                 return fail(Errc::invalid_argument,
                             "verdict: write none, confirmed, false_alarm or harmless");
             return respond::set_verdict(s, id, *verdict, by);
         }},
    };
    return table;
}

Result<respond::By> by(const Call& call, const Json& args) {
    auto why = long_text(args, "why", longest_why);
    if (!why) return fail(Errc::invalid_argument, "why: at most {} characters", longest_why);
    respond::By out{.actor = call.user->name, .why = *std::move(why), .at = call.now()};
    if (const auto it = args.find("version"); it != args.end() && it->is_number_integer())
        out.seen_version = it->get<std::int64_t>();
    return out;
}

void tell(const Call& call, const model::Incident& incident, bool was_closed) {
    const bool closed = incident.status == model::IncidentStatus::closed && !was_closed;
    call.app.parts.bus->publish(closed ? "incident.closed" : "incident.updated", model::dump(incident));
    if (call.app.parts.poke) call.app.parts.poke();
}

struct Done {
    model::Incident before;
    model::Incident after;
};

Result<Done> perform(const Call& call, const Act& act, const model::IncidentId& id, const Json& args) {
    VIGIE_TRY_ASSIGN(const auto who, by(call, args));
    Done done;
    const auto written = call.app.parts.store->write([&](ports::Session& s) -> Result<> {
        VIGIE_TRY_ASSIGN(const auto before, s.incident(id));
        if (!before)
            return fail(Errc::not_found, "there is no incident '{}'",
                        kit::prefix_utf8(id.value, longest_shown_id));
        done.before = *before;
        VIGIE_TRY_ASSIGN(done.after, act(s, id, args, who));
        return {};
    });
    VIGIE_TRY(written);
    tell(call, done.after, done.before.status == model::IncidentStatus::closed);
    return done;
}

Json undo_of(std::string_view act, const std::vector<Done>& changed) {
    auto out = Json::array();
    const auto add = [&](const char* undo, Json args, const std::string& id) {
        for (auto& group : out) {
            if (group["act"] == undo && group["args"] == args) {
                group["ids"].push_back(id);
                return;
            }
        }
        out.push_back({{"ids", Json::array({id})}, {"act", undo}, {"args", std::move(args)}});
    };
    for (const auto& d : changed) {
        const auto& id = d.before.id.value;
        if (act == "close" && d.before.status != model::IncidentStatus::closed)
            add("reopen", Json::object(), id);
        if (act == "take" || act == "assign") add("assign", {{"owner", d.before.owner}}, id);
        if (act == "severity") add("severity", {{"severity", model::name(d.before.severity)}}, id);
        if (act == "verdict") add("verdict", {{"verdict", model::name(d.before.verdict)}}, id);
    }
    return out;
}

}  // namespace

Response act_on_incident(Call& call) {
    const auto act = acts().find(call.captures[1]);
    if (act == acts().end()) {
        return problem(call, {404,
                              "not_found",
                              {"Cet acte n’existe pas.", "There is no such act."},
                              {"Voyez schemas/openapi.yaml.", "See schemas/openapi.yaml."}});
    }
    const auto done = perform(call, act->second, model::IncidentId(call.captures[0]), call.body);
    return done ? json(done->after) : problem(call, done.error());
}

Response act_on_step(Call& call) {
    using StepAct = Result<model::Step> (*)(ports::Session&, const model::StepId&, const respond::By&);
    static const std::map<std::string, StepAct, std::less<>> table{{"approve", &respond::approve_step},
                                                                   {"refuse", &respond::refuse_step},
                                                                   {"complete", &respond::complete_step}};
    const auto act = table.find(call.captures[2]);
    if (act == table.end()) {
        return problem(call,
                       {404, "not_found", {"Cet acte n’existe pas.", "There is no such act."}, {"", ""}});
    }
    const auto who = by(call, call.body);
    if (!who) return problem(call, who.error());
    model::Step step;
    std::optional<model::Incident> incident;
    const auto done = call.app.parts.store->write([&](ports::Session& s) -> Result<> {
        VIGIE_TRY_ASSIGN(step,
                         act->second(s, model::StepId(call.captures[0] + "/" + call.captures[1]), *who));
        VIGIE_TRY_ASSIGN(incident, s.incident(step.incident));
        return {};
    });
    if (!done) return problem(call, done.error());
    call.app.parts.bus->publish("step.updated", model::dump(step));
    if (incident) tell(call, *incident, false);
    return json(step);
}

Response resend_takedown(Call& call) {
    const auto who = by(call, call.body);
    if (!who) return problem(call, who.error());
    model::Takedown takedown;
    std::optional<model::Incident> incident;
    const auto done = call.app.parts.store->write([&](ports::Session& s) -> Result<> {
        VIGIE_TRY_ASSIGN(takedown, respond::resend_takedown(s, model::TakedownId(call.captures[0]), *who));
        VIGIE_TRY_ASSIGN(incident, s.incident(takedown.incident));
        return {};
    });
    if (!done) return problem(call, done.error());
    call.app.parts.bus->publish("takedown.updated", model::dump(takedown));
    if (incident) tell(call, *incident, false);
    return json(takedown);
}

Response mark_takedown(Call& call) {
    const auto who = by(call, call.body);
    if (!who) return problem(call, who.error());
    const auto state = model::takedown_state_of(call.text("state"));
    if (!state) {
        return problem(call, {422,
                              "invalid_argument",
                              {"Il faut un état : sent, acknowledged, refused ou appealed.",
                               "A state is needed: sent, acknowledged, refused or appealed."},
                              {"Voyez schemas/openapi.yaml.", "See schemas/openapi.yaml."}});
    }
    model::Takedown takedown;
    std::optional<model::Incident> incident;
    const auto done = call.app.parts.store->write([&](ports::Session& s) -> Result<> {
        VIGIE_TRY_ASSIGN(takedown, respond::mark_takedown(s, model::TakedownId(call.captures[0]), *state,
                                                          call.text("reference"), *who));
        VIGIE_TRY_ASSIGN(incident, s.incident(takedown.incident));
        return {};
    });
    if (!done) return problem(call, done.error());
    call.app.parts.bus->publish("takedown.updated", model::dump(takedown));
    if (incident) tell(call, *incident, false);
    return json(takedown);
}

// The id stands in the body: it holds '/'.
Response resend_notice(Call& call) {
    const auto who = by(call, call.body);
    if (!who) return problem(call, who.error());
    model::Notice notice;
    const auto done = call.app.parts.store->write([&](ports::Session& s) -> Result<> {
        VIGIE_TRY_ASSIGN(notice, respond::resend_notice(s, model::NoticeId(call.text("id")), *who));
        return {};
    });
    if (!done) return problem(call, done.error());
    if (call.app.parts.poke) call.app.parts.poke();
    return json(notice);
}

Response bulk(Call& call) {
    const auto act = acts().find(call.text("act"));
    const auto ids = call.body.find("ids");
    const bool fits =
        ids != call.body.end() && ids->is_array() && !ids->empty() && ids->size() <= most_in_bulk;
    if (act == acts().end() || act->first == "note" || !fits) {
        return problem(call, {422,
                              "invalid_argument",
                              {"Il faut un acte connu et 1 à 500 dossiers.",
                               "A known act and 1 to 500 cases are needed."},
                              {"Voyez schemas/openapi.yaml.", "See schemas/openapi.yaml."}});
    }
    const auto args = call.body.value("args", Json::object());
    auto results = Json::array();
    std::vector<Done> changed;
    std::int64_t failed = 0;
    for (const auto& id : *ids) {
        const auto name = id.is_string() ? id.get<std::string>() : std::string();
        auto done =
            perform(call, act->second, model::IncidentId(name), args.is_object() ? args : Json::object());
        if (done) {
            results.push_back({{"id", name}, {"ok", true}});
            changed.push_back(*std::move(done));
        } else {
            ++failed;
            auto answer = Json::parse(problem(call, done.error()).body);
            results.push_back({{"id", name}, {"ok", false}, {"error", answer["error"]}});
        }
    }
    return json({{"done", changed.size()},
                 {"failed", failed},
                 {"results", std::move(results)},
                 {"undo", undo_of(act->first, changed)}});
}

}  // namespace vigie::serve
