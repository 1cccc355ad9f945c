// Ownership, notes and judgement: acts that change the incident itself but none of its steps.
#include "incident/record.hpp"
#include "incident/words.hpp"

#include <vigie/respond/acts.hpp>

#include <fmt/core.h>

namespace vigie::respond {
namespace {

using model::Incident;
using model::IncidentStatus;

constexpr std::size_t note_bytes = 16'000;  // 4,000 characters in any script

// "moyenne" agrees with "gravité"; the label of a message ("Moyen") does not.
std::string_view severity_fr(model::Severity severity) {
    switch (severity) {
        case model::Severity::info: return "information";
        case model::Severity::low: return "faible";
        case model::Severity::medium: return "moyenne";
        case model::Severity::high: return "élevée";
        case model::Severity::critical: return "critique";
    }
    return "inconnue";
}

model::Text verdict_words(model::Verdict verdict) {
    switch (verdict) {
        case model::Verdict::none: return {"à juger", "to be judged"};
        case model::Verdict::confirmed: return {"confirmé", "confirmed"};
        case model::Verdict::false_alarm: return {"fausse alerte", "false alarm"};
        case model::Verdict::harmless: return {"sans danger", "harmless"};
    }
    return {};
}

void start_work(Incident& incident) {
    if (incident.status == IncidentStatus::open) incident.status = IncidentStatus::in_progress;
}

}  // namespace

Result<Incident> take(ports::Session& s, const model::IncidentId& id, const By& by) {
    VIGIE_TRY_ASSIGN(auto incident, load_open(s, id, by));
    if (incident.owner == by.actor) return incident;
    if (!incident.owner.empty()) {
        return fail(Errc::conflict, "{} belongs to {}: assign it to yourself if you agreed on it", id.value,
                    incident.owner);
    }
    incident.owner = by.actor;
    start_work(incident);
    VIGIE_TRY(say(s, by, "incident.taken", id.value, id,
                  {fmt::format("Incident pris en charge par {}", by.actor),
                   fmt::format("Incident taken by {}", by.actor)}));
    return save(s, std::move(incident), by.at);
}

Result<Incident> assign(ports::Session& s, const model::IncidentId& id, const std::string& owner,
                        const By& by) {
    VIGIE_TRY_ASSIGN(auto incident, load_open(s, id, by));
    if (incident.owner == owner) return incident;
    const auto who = words::by(by.actor);
    incident.owner = owner;
    model::Text says;
    if (owner.empty()) {
        says = {"Incident remis dans la file" + who.fr, "Incident put back in the queue" + who.en};
        if (incident.status == IncidentStatus::in_progress) incident.status = IncidentStatus::open;
    } else {
        says = {fmt::format("Incident confié à {}{}", owner, who.fr),
                fmt::format("Incident assigned to {}{}", owner, who.en)};
        start_work(incident);
    }
    VIGIE_TRY(say(s, by, "incident.assigned", id.value, id, std::move(says)));
    return save(s, std::move(incident), by.at);
}

Result<Incident> add_note(ports::Session& s, const model::IncidentId& id, const std::string& note,
                          const By& by) {
    VIGIE_TRY_ASSIGN(auto incident, load_incident(s, id));  // a closed case may still be commented
    if (note.find_first_not_of(" \t\r\n") == std::string::npos) {
        return fail(Errc::invalid_argument, "the note is empty: write at least a word");
    }
    if (note.size() > note_bytes) {
        return fail(Errc::invalid_argument, "the note is too long: 4,000 characters at most");
    }
    VIGIE_TRY(say(s, by, "incident.note", id.value, id,
                  {fmt::format("Note de {}\u00a0: {}", by.actor, note),
                   fmt::format("Note by {}: {}", by.actor, note)}));
    return save(s, std::move(incident), by.at);
}

Result<Incident> set_severity(ports::Session& s, const model::IncidentId& id, model::Severity severity,
                              const By& by) {
    VIGIE_TRY_ASSIGN(auto incident, load_open(s, id, by));
    if (incident.severity == severity) return incident;
    const auto who = words::by(by.actor);
    model::Text says{fmt::format("Gravité passée de {} à {}{}", severity_fr(incident.severity),
                                 severity_fr(severity), who.fr),
                     fmt::format("Severity changed from {} to {}{}", model::name(incident.severity),
                                 model::name(severity), who.en)};
    incident.severity = severity;
    VIGIE_TRY(say(s, by, "incident.severity", id.value, id, std::move(says)));
    return save(s, std::move(incident), by.at);
}

Result<Incident> set_verdict(ports::Session& s, const model::IncidentId& id, model::Verdict verdict,
                             const By& by) {
    VIGIE_TRY_ASSIGN(auto incident, load_open(s, id, by));
    if (incident.verdict == verdict) return incident;
    const auto who = words::by(by.actor);
    const auto word = verdict_words(verdict);
    incident.verdict = verdict;
    VIGIE_TRY(say(s, by, "incident.verdict", id.value, id,
                  {fmt::format("Incident jugé{}\u00a0: {}", who.fr, word.fr),
                   fmt::format("Incident judged{}: {}", who.en, word.en)}));
    return save(s, std::move(incident), by.at);
}

}  // namespace vigie::respond
