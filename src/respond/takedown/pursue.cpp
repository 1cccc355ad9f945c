// Takedowns on their way: asked once, followed until gone, looked at for a month afterwards.
#include "incident/responder_state.hpp"
#include "incident/words.hpp"
#include "takedown/schedule.hpp"

#include <vigie/ports/http.hpp>

#include <algorithm>

namespace vigie::respond {
namespace {

using model::Takedown;
using model::TakedownState;

enum class Job { none, look, request };

struct Claim {
    Job job = Job::none;
    Takedown takedown;
    bool doubt = false;  // an earlier request was under way when Vigie stopped
};

constexpr std::string_view under_way = "the request is under way";
constexpr int tries_before_alarm = 10;

bool unsent(const Takedown& t) {
    return t.state == TakedownState::drafted || t.state == TakedownState::approved;
}

// Whether a look still tells somebody something.
bool worth_looking(const Takedown& t, const model::Incident& incident) {
    if (t.state == TakedownState::cancelled || t.state == TakedownState::back_again) return false;
    if (incident.status != model::IncidentStatus::closed) return true;
    return t.state == TakedownState::gone &&
           (incident.close_cause == "content_gone" || incident.close_cause == "resolved");
}

// The report on the same subject for the same reason that another case sent or is sending; none if ours is
// the first.
Result<std::optional<Takedown>> reported_elsewhere(ports::Session& s, const Takedown& t) {
    VIGIE_TRY_ASSIGN(const auto others, s.takedowns_on(t.subject.network, t.subject.id));
    for (const auto& other : others) {
        if (other.id == t.id || other.reason != t.reason || t.attempts > 0) continue;
        using enum TakedownState;
        const bool same_thing = other.subject.kind == t.subject.kind;
        const bool asked = other.state == sent || other.state == acknowledged || other.state == refused ||
                           (other.state == approved && other.attempts > 0);
        if (same_thing && asked && other.incident != t.incident) return other;
    }
    return std::optional<Takedown>{};
}

Result<> join(CaseWork& work, Takedown t, const Takedown& other, const Rules& rules) {
    if (other.state == TakedownState::approved) {  // its outcome decides ours
        t.next_check_at = rules.now + std::chrono::minutes(1);
        return work.put(t);
    }
    t.state = other.state;
    t.reference = other.reference;
    t.sent_at = other.sent_at;
    t.error = other.error;
    t.next_check_at = rules.now + work.look_every();
    VIGIE_TRY(work.say("vigie", "takedown.linked", t.id.value,
                       {fmt::format("Déjà signalé sous {}\u00a0: pas de second signalement", other.id.value),
                        fmt::format("Already reported under {}: no second report", other.id.value)}));
    return work.put(t);
}

void observe(ports::Metrics* metrics, const Takedown& t, const model::Incident& incident, const char* result,
             Time now) {
    if (metrics == nullptr) return;
    const auto since = t.sent_at.value_or(incident.opened_at);
    metrics
        ->histogram("vigie_takedown_age_seconds",
                    {{"channel", t.desk.empty() ? "none" : t.desk}, {"result", result}})
        .observe(std::chrono::duration<double>(now - since).count());
}

Result<> record_look(CaseWork& work, Takedown& t, const Sighting& seen, const Rules& rules,
                     const Responder::Ports& ports) {
    const auto what = words::subject(t.subject);
    const auto detail =
        seen.detail.empty() ? std::string() : fmt::format(" ({})", words::one_line(seen.detail));
    if (seen.state != Sighting::State::unknown) t.checked_at = rules.now;
    if (seen.state == Sighting::State::gone && t.state != TakedownState::gone) {
        observe(ports.metrics, t, work.incident(), t.sent_at ? "gone" : "gone_before_asked", rules.now);
        VIGIE_TRY(work.say(
            "vigie", "takedown.gone", t.id.value,
            t.sent_at ? model::Text{fmt::format("Disparu\u00a0: {}{}", what.fr, detail),
                                    fmt::format("Gone: {}{}", what.en, detail)}
                      : model::Text{fmt::format("Disparu avant toute demande\u00a0: {}{}", what.fr, detail),
                                    fmt::format("Gone before we asked: {}{}", what.en, detail)}));
        t.state = TakedownState::gone;
        t.gone_at = rules.now;
        t.checks = 0;
        t.error.clear();
    } else if (seen.state == Sighting::State::still_up && t.state == TakedownState::gone) {
        t.state = TakedownState::back_again;
        t.next_check_at.reset();
        VIGIE_TRY(work.put(t));
        return work.again(t);
    } else {
        ++t.checks;
        if (seen.state == Sighting::State::unknown && !unsent(t))
            t.error = words::one_line("could not look: " + seen.detail);
        if (seen.state == Sighting::State::still_up && t.state != TakedownState::refused) t.error.clear();
    }
    return work.put(t);
}

Result<> record_refusal(CaseWork& work, Takedown& t, const Answer& answer) {
    t.state = TakedownState::refused;
    t.error = words::one_line(answer.detail);
    VIGIE_TRY(work.say("platform", "takedown.refused", t.id.value,
                       {fmt::format("Demande de retrait refusée par {}\u00a0: {}", t.desk, t.error),
                        fmt::format("Takedown request refused by {}: {}", t.desk, t.error)}));
    VIGIE_TRY(work.put(t));
    const auto* step = work.step(t.step);
    if (step == nullptr) return {};
    const auto what = words::subject(t.subject);
    const Letter letter{
        {"Demande de retrait refusée\u00a0: " + what.fr, "Takedown request refused: " + what.en},
        {{t.error, t.error}},
        {},
        {{"Lire la réponse, puis renvoyer la demande depuis l’incident ou la faire autrement.",
          "Read the answer, then send the request again from the incident or make it another way."}}};
    VIGIE_TRY(work.tell(work.escalation_of(*step), step->plan.key + "/refused/" + t.id.value,
                        "takedown.refused", *step, letter));
    return {};
}

Result<> record_retry(CaseWork& work, Takedown& t, const Answer& answer) {
    t.error = words::one_line(answer.detail);
    if (t.attempts == 1) {
        VIGIE_TRY(work.say(
            "vigie", "takedown.delayed", t.id.value,
            {fmt::format("{} n’a pas pris la demande de retrait\u00a0: nouvel essai plus tard ({})", t.desk,
                         t.error),
             fmt::format("{} did not take the takedown request: to be tried again ({})", t.desk, t.error)}));
    }
    VIGIE_TRY(work.put(t));
    const auto* step = work.step(t.step);
    if (t.attempts != tries_before_alarm || step == nullptr) return {};
    const Letter letter{{fmt::format("{} ne prend pas nos demandes de retrait", t.desk),
                         fmt::format("{} does not take our takedown requests", t.desk)},
                        {{t.error, t.error}},
                        {},
                        {{"Vigie continue d’essayer\u00a0; signalez le contenu à la main s’il y a urgence.",
                          "Vigie keeps trying; report it by hand if it is urgent."}}};
    VIGIE_TRY(work.tell(work.escalation_of(*step), step->plan.key + "/stuck/" + t.id.value,
                        "takedown.delayed", *step, letter));
    return {};
}

// Nothing left Vigie: the request waits, complete, for a person to submit it.
Result<> record_by_hand(CaseWork& work, Takedown& t, const Answer& answer) {
    t.attempts = 0;
    t.next_check_at.reset();
    t.error = words::one_line(answer.detail);
    VIGIE_TRY(
        work.say("vigie", "takedown.by_hand", t.id.value,
                 {fmt::format("Demande de retrait à {} prête\u00a0: une personne doit la déposer", t.desk),
                  fmt::format("Takedown request to {} ready: a person has to submit it", t.desk)}));
    VIGIE_TRY(work.put(t));
    const auto* step = work.step(t.step);
    if (step == nullptr) return {};
    const auto what = words::subject(t.subject);
    const Letter letter{
        {"Demande de retrait à déposer\u00a0: " + what.fr, "Takedown request to submit: " + what.en},
        {{fmt::format("{} ne prend les demandes que par un formulaire.", t.desk),
          fmt::format("{} takes requests through a form only.", t.desk)}},
        {},
        {{"Ouvrir l’incident, copier le dossier dans le formulaire, puis noter ici le numéro reçu.",
          "Open the incident, copy the dossier into the form, then write the number received here."}}};
    VIGIE_TRY(work.tell(work.escalation_of(*step), step->plan.key + "/by-hand/" + t.id.value,
                        "takedown.by_hand", *step, letter));
    return {};
}

Result<> record_sent(CaseWork& work, Takedown& t, const Answer& answer, const Rules& rules) {
    t.state = answer.acknowledged ? TakedownState::acknowledged : TakedownState::sent;
    t.reference = answer.reference;
    t.sent_at = rules.now;
    t.attempts = 0;
    t.checks = 0;
    t.error = answer.unsure
                  ? words::one_line("no answer, the request may have been received: " + answer.detail)
                  : std::string();
    work.acted();
    const auto what = words::subject(t.subject);
    if (answer.unsure) {
        VIGIE_TRY(work.say("vigie", "takedown.unsure", t.id.value,
                           {fmt::format("Signalement peut-être reçu par {}, qui n’a pas répondu à "
                                        "temps\u00a0: il n’est pas renvoyé sans décision d’une personne",
                                        t.desk),
                            fmt::format("{} did not answer in time and may have received the report: it is "
                                        "not sent again unless a person decides so",
                                        t.desk)}));
        return work.put(t);
    }
    const auto number = answer.reference.empty()
                            ? model::Text{}
                            : model::Text{fmt::format(" (nº\u00a0{})", words::one_line(answer.reference)),
                                          fmt::format(" (no. {})", words::one_line(answer.reference))};
    VIGIE_TRY(
        work.say("vigie", "takedown.sent", t.id.value,
                 {fmt::format("Demande de retrait envoyée à {}\u00a0: {}{}", t.desk, what.fr, number.fr),
                  fmt::format("Takedown request sent to {}: {}{}", t.desk, what.en, number.en)}));
    if (answer.acknowledged) {
        VIGIE_TRY(work.say("platform", "takedown.acknowledged", t.id.value,
                           {fmt::format("{} a accusé réception{}", t.desk, number.fr),
                            fmt::format("{} confirmed receipt{}", t.desk, number.en)}));
    }
    return work.put(t);
}

}  // namespace

Result<int> Responder::State::pursue_takedowns(const Rules& rules, int limit, Duration until) {
    if (limit <= 0) return 0;
    std::vector<Takedown> due;
    VIGIE_TRY(
        read_due(*ports.store, due, [&](ports::Session& s) { return s.due_takedowns(rules.now, limit); }));
    std::map<std::string, Time> unwell;  // desk → when it may be asked again
    int acts = 0;
    for (const auto& takedown : due) {
        if (ports.clock->steady() > until) break;
        VIGIE_TRY(pursue(rules, takedown, unwell));
        ++acts;
    }
    return acts;
}

Result<> Responder::State::pursue(const Rules& rules, const Takedown& due,
                                  std::map<std::string, Time>& unwell) {
    auto* desk = rules.desk_for(due);
    Claim claim;
    auto claimed = on_case(due.incident, rules, [&](CaseWork& work) -> Result<> {
        const auto it = std::ranges::find(work.takedowns(), due.id, &Takedown::id);
        if (it == work.takedowns().end() || !it->next_check_at || *it->next_check_at > rules.now) return {};
        auto t = *it;
        t.next_check_at.reset();
        if (desk == nullptr || !worth_looking(t, work.incident())) return work.put(t);
        if (t.desk.empty()) t.desk = desk->name();
        if (t.state == TakedownState::approved) {
            if (const auto sick = unwell.find(t.desk); sick != unwell.end()) {
                t.next_check_at = sick->second;
                return work.put(t);
            }
            VIGIE_TRY_ASSIGN(const auto other,
                             work.elsewhere([&](ports::Session& s) { return reported_elsewhere(s, t); }));
            if (other) return join(work, t, *other, rules);
            claim.doubt = t.error == under_way && !desk->by_hand();
            ++t.attempts;
            t.error = under_way;
            if (claim.doubt) {
                VIGIE_TRY(work.say("vigie", "takedown.unsure", t.id.value,
                                   {"Vigie s’est arrêté pendant l’envoi\u00a0: un premier signalement est "
                                    "peut-être déjà parti",
                                    "Vigie stopped while sending: a first report may have left already"}));
            }
        }
        t.next_check_at = rules.now + lease;
        claim.job = t.state == TakedownState::approved ? Job::request : Job::look;
        claim.takedown = t;
        return work.put(t);
    });
    if (!claimed || claim.job == Job::none) return claimed;

    // Also before asking: what is gone already needs no report.
    const auto seen = desk->look(claim.takedown);
    std::optional<Answer> answer;
    if (claim.job == Job::request && seen.state != Sighting::State::gone)
        answer = desk->request(claim.takedown);

    const double dice = chance();
    return on_case(due.incident, rules, [&](CaseWork& work) -> Result<> {
        const auto it = std::ranges::find(work.takedowns(), due.id, &Takedown::id);
        if (it == work.takedowns().end()) return {};
        auto t = *it;
        const bool hastened = t.next_check_at != claim.takedown.next_check_at;
        if (!answer) {
            if (t.error == under_way) t.error.clear();
            VIGIE_TRY(record_look(work, t, seen, rules, ports));
        } else if (answer->outcome == Answer::Outcome::sent || answer->unsure) {
            VIGIE_TRY(record_sent(work, t, *answer, rules));
        } else if (t.state == TakedownState::cancelled) {
            return {};  // withdrawn meanwhile, and it did not go through: as wished
        } else if (answer->outcome == Answer::Outcome::by_hand) {
            return record_by_hand(work, t, *answer);
        } else if (answer->outcome == Answer::Outcome::refused) {
            observe(ports.metrics, t, work.incident(), "refused", rules.now);
            VIGIE_TRY(record_refusal(work, t, *answer));
        } else {
            VIGIE_TRY(record_retry(work, t, *answer));
        }
        const auto stored = std::ranges::find(work.takedowns(), due.id, &Takedown::id);
        t = *stored;
        if (hastened && t.next_check_at && *t.next_check_at <= rules.now) return {};
        t.next_check_at = next_time(t, work.look_every(), rules.now, dice,
                                    answer ? answer->retry_after : std::chrono::seconds(0));
        if (t.state == TakedownState::approved && t.next_check_at) {
            const Time others = rules.now + std::max<Duration>(hold_back, answer ? answer->retry_after
                                                                                 : std::chrono::seconds(0));
            unwell.emplace(t.desk, std::min(*t.next_check_at, others));
        }
        return work.put(t);
    });
}

}  // namespace vigie::respond
