#include "forms.hpp"

#include <algorithm>

namespace vigie::respond {
namespace {

// How many entries of the log stand in the audit chain, and since when incidents were not looked at.
constexpr const char* audited_key = "evidence.audited";
constexpr const char* seen_key = "evidence.seen";
constexpr int page = 100;
constexpr int most_findings = 500;
constexpr std::size_t audit_bite = 200;
constexpr auto between_looks = std::chrono::hours(1);
// Incidents are looked at again a while after they changed: transactions end in another order than they
// began.
constexpr auto slack = std::chrono::minutes(5);

std::string hold_key(const model::IncidentId& id) {
    return "evidence.hold." + id.value;
}

Result<> audit(ports::Session& s, const By& by, const char* act, const model::IncidentId& id,
               model::Text says) {
    model::AuditEntry entry;
    entry.at = by.at;
    entry.actor = by.actor;
    entry.act = act;
    entry.object = id.value;
    entry.incident = id;
    entry.says = std::move(says);
    entry.why = by.why;
    VIGIE_TRY(s.append_audit(std::move(entry)));
    return {};
}

Result<> must_exist(ports::Session& s, const model::IncidentId& id) {
    VIGIE_TRY_ASSIGN(const auto incident, s.incident(id));
    if (!incident) return fail(Errc::not_found, "there is no incident '{}'", id.value.substr(0, 40));
    return {};
}

struct Due {
    model::Finding finding;
    std::optional<model::Item> item;
};

}  // namespace

EvidenceCapture evidence_of(const model::Finding& finding, const model::Item* item, Time at) {
    EvidenceCapture out{finding.incident, finding.id, at, {}};
    const auto add = [&](const char* role, const std::string& url, const model::Json& j) {
        out.parts.push_back({role, "application/json", url, {}, 0, canonical(j)});
    };
    add("finding", "", finding);
    if (item != nullptr) {
        auto post = *item;
        post.visits.clear();
        add("post", finding.item_url, post);
        for (const auto& visit : item->visits) add("page", visit.url, visit);
    }
    if (!finding.account.id.empty() || !finding.account.handle.empty()) add("profile", "", finding.account);
    return out;
}

Result<int> EvidenceKeeper::capture_new() {
    Time seen{};
    auto newest = seen;
    std::vector<Due> due;
    VIGIE_TRY(store_.read([&](ports::Session& s) -> Result<> {
        VIGIE_TRY_ASSIGN(const auto text, s.value(seen_key));
        if (text) {
            VIGIE_TRY_ASSIGN(seen, parse_time(*text));
        }
        newest = seen;
        ports::IncidentQuery query;
        query.sort = "updated";
        query.limit = page;
        for (bool more = true; more; query.offset += page) {
            VIGIE_TRY_ASSIGN(const auto found, s.incidents(query));
            more = found.rows.size() == static_cast<std::size_t>(page);
            for (const auto& incident : found.rows) {
                more = more && incident.updated_at >= seen - slack;
                if (incident.updated_at < seen - slack) break;
                newest = std::max(newest, incident.updated_at);
                VIGIE_TRY_ASSIGN(const auto findings, s.findings_of(incident.id, most_findings));
                for (const auto& finding : findings) {
                    if (locker_.has(finding.id)) continue;
                    VIGIE_TRY_ASSIGN(auto item, s.item(finding.item));
                    due.push_back({finding, std::move(item)});
                }
            }
        }
        return {};
    }));
    // The oldest first, outside of any transaction: a slow disk holds up nobody.
    std::ranges::reverse(due);
    for (const auto& d : due)
        VIGIE_TRY(locker_.keep(evidence_of(d.finding, d.item ? &*d.item : nullptr, clock_.now())));
    if (newest > seen) {
        VIGIE_TRY(
            store_.write([&](ports::Session& s) { return s.set_value(seen_key, format_time(newest)); }));
    }
    return static_cast<int>(due.size());
}

Result<> EvidenceKeeper::note_in_audit() {
    for (bool more = true; more;) {
        std::size_t from = 0;
        VIGIE_TRY(store_.read([&](ports::Session& s) -> Result<> {
            VIGIE_TRY_ASSIGN(const auto text, s.value(audited_key));
            if (text) from = static_cast<std::size_t>(std::strtoull(text->c_str(), nullptr, 10));
            return {};
        }));
        const auto entries = locker_.entries_from(from, audit_bite);
        more = entries.size() == audit_bite;
        if (entries.empty()) return {};
        VIGIE_TRY(store_.write([&](ports::Session& s) -> Result<> {
            for (const auto& e : entries) {
                const bool kept = !e.finding.empty();
                const By by{.actor = "vigie", .why = {}, .at = e.at};
                VIGIE_TRY(audit(s, by, kept ? "evidence.kept" : "evidence.destroyed", e.incident,
                                kept ? model::Text{fmt::format("Preuve conservée : entrée {} du coffre, {}",
                                                               e.index, e.record),
                                                   fmt::format("Evidence kept: entry {} of the locker, {}",
                                                               e.index, e.record)}
                                     : model::Text{"Preuves détruites à la fin de leur durée de conservation",
                                                   "Evidence destroyed at the end of its retention"}));
            }
            return s.set_value(audited_key, std::to_string(from + entries.size()));
        }));
    }
    return {};
}

Result<> EvidenceKeeper::end_retention() {
    if (retention_days_ <= 0) return {};
    const auto now = clock_.now();
    if (looked_at_ && now - *looked_at_ < between_looks) return {};
    looked_at_ = now;
    for (const auto& id : locker_.incidents()) {
        bool over = false;
        VIGIE_TRY(store_.read([&](ports::Session& s) -> Result<> {
            VIGIE_TRY_ASSIGN(const auto incident, s.incident(id));
            VIGIE_TRY_ASSIGN(const auto hold, evidence_hold(s, id));
            over = incident && incident->status == model::IncidentStatus::closed && incident->closed_at &&
                   *incident->closed_at + std::chrono::days(retention_days_) < now && !hold;
            return {};
        }));
        if (over) VIGIE_TRY(locker_.destroy(id, now));
    }
    return {};
}

Result<int> EvidenceKeeper::tick() {
    VIGIE_TRY_ASSIGN(const auto kept, capture_new());
    VIGIE_TRY(end_retention());
    VIGIE_TRY(note_in_audit());
    return kept;
}

Result<> hold_evidence(ports::Session& s, const model::IncidentId& id, const By& by) {
    VIGIE_TRY(must_exist(s, id));
    if (by.why.empty()) return fail(Errc::invalid_argument, "a legal hold needs a reason");
    VIGIE_TRY(s.set_value(hold_key(id),
                          canonical({{"by", by.actor}, {"why", by.why}, {"at", format_time(by.at)}})));
    return audit(s, by, "evidence.held", id,
                 {"Conservation judiciaire : rien ne sera détruit", "Legal hold: nothing will be destroyed"});
}

Result<> release_evidence(ports::Session& s, const model::IncidentId& id, const By& by) {
    VIGIE_TRY(must_exist(s, id));
    VIGIE_TRY_ASSIGN(const auto hold, evidence_hold(s, id));
    if (!hold) return fail(Errc::conflict, "there is no legal hold on {}", id.value);
    VIGIE_TRY(s.set_value(hold_key(id), ""));
    return audit(s, by, "evidence.released", id,
                 {"Fin de la conservation judiciaire", "The legal hold has ended"});
}

Result<std::optional<EvidenceHold>> evidence_hold(ports::Session& s, const model::IncidentId& id) {
    VIGIE_TRY_ASSIGN(const auto text, s.value(hold_key(id)));
    if (!text || text->empty()) return std::optional<EvidenceHold>();
    const auto j = nlohmann::json::parse(*text, nullptr, false);
    // A note that cannot be read still holds: nothing is destroyed on a doubt.
    EvidenceHold out;
    if (j.is_object()) {
        out.by = j.value("by", "");
        out.why = j.value("why", "");
        if (const auto at = parse_time(j.value("at", ""))) out.at = *at;
    }
    return std::optional(std::move(out));
}

}  // namespace vigie::respond
