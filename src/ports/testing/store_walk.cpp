#include "testing/random_nouns.hpp"

#include <vigie/ports/audit.hpp>
#include <vigie/ports/testing/store_walk.hpp>

#include <array>

namespace vigie::ports::testing {
namespace {

// One operation, drawn once, done on both stores; the answer as text.
struct Operation {
    std::string name;
    std::function<std::string(Session&)> run;
};

std::string text_of(const std::string& v) {
    return v;
}
std::string text_of(bool v) {
    return v ? "true" : "false";
}
std::string text_of(const model::Indicator& v) {
    return v.kind + ":" + v.value;
}
std::string text_of(const model::IncidentId& v) {
    return v.value;
}
std::string text_of(const StepBrief& v) {
    return fmt::format("{} {} {} {}", v.id.value, name(v.state), v.due_at ? to_us(*v.due_at) : -1,
                       v.escalated);
}
std::string text_of(const SearchHit& v) {
    return show(v.item) + " … " + v.snippet;
}
std::string text_of(const SourcePosition& v) {
    return fmt::format("{} {} {}", v.source, v.cursor, to_us(v.saved_at));
}
std::string text_of(const model::User& v) {
    return fmt::format("{} {} {} {} {} {} {}", v.name, v.password_hash, name(v.role), v.lang,
                       v.must_change_password, v.disabled, to_us(v.created_at));
}
std::string text_of(const model::WebSession& v) {
    return fmt::format("{} {} {} {} {}", v.token_hash, v.user, v.csrf, to_us(v.created_at),
                       to_us(v.expires_at));
}
std::string text_of(const Counts& c) {
    return fmt::format("{} {} {} {} {} {} {} {} {}", c.items, c.findings, c.incidents_open,
                       c.incidents_closed, c.takedowns_pending, c.takedowns_gone, c.approvals_waiting,
                       c.late_steps, c.notices_dead);
}
std::string text_of(Time v) {
    return std::to_string(to_us(v));
}
std::string text_of(const model::Publication& v) {
    return model::dump(model::Json(v)) + std::to_string(to_us(v.opens));
}
std::string text_of(const model::AccountFreeze& v) {
    return model::dump(model::Json(v)) + std::to_string(to_us(v.at));
}
std::string text_of(const model::RuleSwitch& v) {
    return fmt::format("{} {} {} {} {} {}", v.rule, name(v.mode), v.digest, v.why, v.by, to_us(v.at));
}
std::string text_of(const model::VerdictCounts& v) {
    return fmt::format("{} {} {} {}", v.confirmed, v.false_alarm, v.harmless, v.none);
}
template <class T>
requires requires(const T& v) {
    show(v);
}
std::string text_of(const T& v) {
    return show(v);
}
template <class T>
std::string text_of(const std::optional<T>& v) {
    return v ? text_of(*v) : "none";
}
template <class T>
std::string text_of(const std::vector<T>& list) {
    std::string out = fmt::format("{} rows", list.size());
    for (const auto& v : list) out += "\n  " + text_of(v);
    return out;
}
std::string text_of(std::int64_t v) {
    return std::to_string(v);
}
template <class T>
std::string text_of(const std::map<std::string, T>& counts) {
    std::string out = fmt::format("{} rows", counts.size());
    for (const auto& [key, count] : counts) out += fmt::format("\n  {} {}", key, text_of(count));
    return out;
}
std::string text_of(const IncidentPage& v) {
    return fmt::format("total {}, {}", v.total, text_of(v.rows));
}
std::string text_of(const AuditReport& v) {
    return fmt::format("{} {} {} {}", v.entries, v.ok, v.first_bad_seq, v.why);
}
template <class T>
std::string text_of(const Result<T>& r) {
    if (!r) return fmt::format("error {}", name(r.error().code));
    if constexpr (std::is_void_v<T>) {
        return "ok";
    } else {
        return text_of(*r);
    }
}

template <class F>
Operation op(std::string name, F f) {
    return {std::move(name), [f = std::move(f)](Session& s) { return text_of(f(s)); }};
}

class Walk {
public:
    explicit Walk(std::uint64_t seed) : r_(seed) {}

    Operation next() {
        switch (r_.below(7)) {
            case 6:
                return r_.one_in(3)   ? watches()
                       : r_.one_in(3) ? rules()
                       : r_.one_in(4) ? memory()
                       : r_.one_in(4) ? noise()
                       : r_.one_in(4) ? queue()
                                      : hits();
            case 0: return r_.one_in(2) ? items() : findings();
            case 1: return incidents();
            case 2: return indicators();
            case 3: return r_.one_in(2) ? steps() : notices();
            case 4: return r_.one_in(2) ? takedowns() : audit();
            default: return people();
        }
    }
    RandomNouns& nouns() { return r_; }

private:
    Operation items() {
        switch (r_.below(8)) {
            case 0: return op("item", [k = r_.item_key()](Session& s) { return s.item(k); });
            case 1:
            case 2:
                return op("search_items", [q = r_.words(2) + (r_.one_in(3) ? " " : ""),
                                           n = r_.below(20)](Session& s) { return s.search_items(q, n); });
            case 3:
                if (r_.one_in(6))
                    return op("purge_items",
                              [t = r_.time(), n = r_.below(9)](Session& s) { return s.purge_items(t, n); });
                [[fallthrough]];
            default: return op("put_item", [v = r_.item()](Session& s) { return s.put_item(v); });
        }
    }
    Operation findings() {
        const auto id = r_.incident_id();
        const int n = r_.below(30);
        switch (r_.below(6)) {
            case 0: return op("finding", [v = r_.finding()](Session& s) { return s.finding(v.id); });
            case 1: return op("findings_of", [id, n](Session& s) { return s.findings_of(id, n); });
            case 2: return op("recent_findings", [n](Session& s) { return s.recent_findings(n); });
            case 3:
                return op("findings_per_hour", [t = r_.time() - std::chrono::hours(r_.below(3)),
                                                n](Session& s) { return s.findings_per_hour(t, n - 1); });
            default: return op("put_finding", [v = r_.finding()](Session& s) { return s.put_finding(v); });
        }
    }
    Operation watches() {
        switch (r_.below(4)) {
            case 0: return op("watch", [v = r_.watch()](Session& s) { return s.watch(v.name); });
            case 1: return op("watches", [](Session& s) { return s.watches(); });
            default: return op("put_watch", [v = r_.watch()](Session& s) { return s.put_watch(v); });
        }
    }
    Operation hits() {
        const auto t = r_.time() - std::chrono::hours(r_.below(3));
        const auto who = r_.watched();
        const int n = r_.below(30);
        switch (r_.below(9)) {
            case 0: return op("items_of_watch", [who, n](Session& s) { return s.items_of_watch(who, n); });
            case 1: return op("volume", [who, t, n](Session& s) { return s.volume(who, t, n - 1); });
            case 2:
                return op("volumes", [t, to = t + std::chrono::hours(r_.below(4))](Session& s) {
                    return s.volumes(t, to);
                });
            case 3:
                if (r_.one_in(6))
                    return op("purge_volumes", [t = r_.time()](Session& s) { return s.purge_volumes(t); });
                [[fallthrough]];
            case 4:
                return op("visit_items", [t = r_.time(), n, few = r_.below(9)](Session& s) {
                    std::vector<model::Item> seen;
                    const auto visited = s.visit_items(t, n, [&](const model::Item& item) {
                        seen.push_back(item);
                        return static_cast<int>(seen.size()) < 2 * few;
                    });
                    return text_of(visited) + text_of(seen);
                });
            default:
                return op("add_hits", [key = r_.item_key(), t = r_.time() + std::chrono::hours(r_.below(3)),
                                       names = std::vector{who, r_.watched()}](Session& s) {
                    return s.add_hits(key, t, names);
                });
        }
    }
    Operation memory() {
        const auto kind = r_.watched();
        const auto key = r_.word();
        switch (r_.below(5)) {
            case 0: return op("memory", [kind, key](Session& s) { return s.memory(kind, key); });
            case 1:
                return op("purge_memory",
                          [t = r_.time(), n = r_.below(5) - 1](Session& s) { return s.purge_memory(t, n); });
            default:
                return op("put_memory", [kind, key, v = r_.words(3), t = r_.time()](Session& s) {
                    return s.put_memory(kind, key, v, t);
                });
        }
    }
    Operation noise() {
        const int n = r_.below(30);
        switch (r_.below(5)) {
            case 0: return op("allowances", [](Session& s) { return s.allowances(); });
            case 1:
                return op("held_findings", [t = r_.time(), n](Session& s) { return s.held_findings(t, n); });
            case 2:
                return op("file_finding", [f = r_.finding(), i = r_.incident_id()](Session& s) {
                    return s.file_finding(f.id, i);
                });
            case 3:
                return op("verdicts_by_detector",
                          [t = r_.time()](Session& s) { return s.verdicts_by_detector(t); });
            default: {
                auto a = model::allowance_of(r_.finding().culprit);
                a.why = r_.words(3);
                a.at = r_.time();
                a.until = r_.time();
                return op("put_allowance", [a](Session& s) { return s.put_allowance(a); });
            }
        }
    }
    Operation queue() {
        const model::AssetId asset(r_.one_in(3) ? "" : r_.watched());
        const auto state = r_.any_of_first<model::PublicationState>(5);
        switch (r_.below(6)) {
            case 0: return op("freezes", [](Session& s) { return s.freezes(); });
            case 1:
                return op(
                    "put_freeze",
                    [v = model::AccountFreeze{asset, r_.one_in(2), r_.word(), r_.time(), r_.words(2), {}}](
                        Session& s) { return s.put_freeze(v); });
            case 2:
                return op("publications", [asset, state, n = r_.below(6) - 1](Session& s) {
                    return s.publications(asset, {state, model::PublicationState::waiting}, n);
                });
            case 3:
                return op("publication", [id = model::PublicationId(r_.watched())](Session& s) {
                    return s.publication(id);
                });
            default: {
                model::Publication v;
                v.id = model::PublicationId(r_.watched());
                v.asset = asset;
                v.text = r_.words(3);
                v.digest = r_.word();
                v.opens = r_.time();
                v.closes = r_.time();
                v.state = state;
                v.created_at = r_.time();
                v.item = {r_.word(), r_.word()};
                return op("put_publication", [v](Session& s) { return s.put_publication(v); });
            }
        }
    }
    Operation rules() {
        const auto who = r_.watched();
        const auto mode = r_.any_of_first<model::RuleMode>(3);
        switch (r_.below(9)) {
            case 0:
                return op("put_rule_switch",
                          [v = model::RuleSwitch{who, mode, r_.word(), r_.words(3), r_.word(), r_.time()}](
                              Session& s) { return s.put_rule_switch(v); });
            case 1: return op("rule_switches", [](Session& s) { return s.rule_switches(); });
            case 2:
                return op("add_rule_cost",
                          [who, ns = r_.below(5000)](Session& s) { return s.add_rule_cost(who, ns); });
            case 3: return op("rule_costs", [](Session& s) { return s.rule_costs(); });
            case 4: return op("last_hit", [who](Session& s) { return s.last_hit(who); });
            case 5:
                return op("shared_hits", [who, t = r_.time()](Session& s) { return s.shared_hits(who, t); });
            case 6: return op("incident_on", [k = r_.item_key()](Session& s) { return s.incident_on(k); });
            default: return op("verdicts_of", [who](Session& s) { return s.verdicts_of(who); });
        }
    }
    IncidentQuery query() {
        IncidentQuery q;
        if (r_.one_in(3))
            q.statuses = {r_.any_of_first<model::IncidentStatus>(3), model::IncidentStatus::open};
        if (r_.one_in(3)) q.severities = {r_.any_of_first<model::Severity>(5), model::Severity::high};
        if (r_.one_in(4)) q.kinds = {"impersonation"};
        if (r_.one_in(4)) q.asset = r_.word();
        if (r_.one_in(3)) q.owner = r_.one_in(2) ? "-" : "anna";
        if (r_.one_in(3)) q.text = r_.one_in(2) ? r_.word() : "vg-2025";
        q.late_only = r_.one_in(4);
        q.now = r_.time();
        static const std::vector<std::string> sorts{"risk", "newest", "oldest", "updated", "nonsense"};
        q.sort = r_.any(sorts);
        q.limit = r_.below(40);
        q.offset = r_.one_in(2) ? 0 : r_.below(20);
        return q;
    }
    Operation incidents() {
        switch (r_.below(8)) {
            case 0:
                return op("create_incident",
                          [v = r_.incident()](Session& s) { return s.create_incident(v); });
            case 1: return op("incident", [id = r_.incident_id()](Session& s) { return s.incident(id); });
            case 2:
            case 3: {
                auto v = r_.incident();
                v.id = r_.incident_id();
                return op("update_incident",
                          [v, stale = r_.one_in(5)](Session& s) -> Result<model::Incident> {
                              auto fresh = v;
                              VIGIE_TRY_ASSIGN(const auto stored, s.incident(v.id));
                              fresh.version = (stored ? stored->version : 0) - (stale ? 1 : 0);
                              return s.update_incident(fresh);
                          });
            }
            default: return op("incidents", [q = query()](Session& s) { return s.incidents(q); });
        }
    }
    Operation indicators() {
        const auto id = r_.incident_id();
        switch (r_.below(3)) {
            case 0:
                return op("incident_with", [v = r_.indicators()](Session& s) { return s.incident_with(v); });
            case 1: return op("indicators_of", [id](Session& s) { return s.indicators_of(id); });
            default:
                return op("link_indicators",
                          [id, v = r_.indicators()](Session& s) { return s.link_indicators(id, v); });
        }
    }
    Operation steps() {
        switch (r_.below(7)) {
            case 4:
                return op("open_steps_of",
                          [id = r_.incident_id()](Session& s) { return s.open_steps_of(id); });
            case 5:
                return op("steps_awaiting_approval",
                          [n = r_.below(40)](Session& s) { return s.steps_awaiting_approval(n); });
            case 6:
                return op("late_steps",
                          [t = r_.time(), n = r_.below(40)](Session& s) { return s.late_steps(t, n); });
            case 0: return op("steps_of", [id = r_.incident_id()](Session& s) { return s.steps_of(id); });
            case 1:
                return op("due_steps",
                          [t = r_.time(), n = r_.below(40)](Session& s) { return s.due_steps(t, n); });
            default: return op("put_step", [v = r_.step()](Session& s) { return s.put_step(v); });
        }
    }
    Operation takedowns() {
        const auto t = r_.takedown();
        const int n = r_.below(40);
        switch (r_.below(8)) {
            case 0: return op("takedown", [t](Session& s) { return s.takedown(t.id); });
            case 1: return op("takedowns_of", [t](Session& s) { return s.takedowns_of(t.incident); });
            case 2: {
                std::vector<model::TakedownState> states;
                if (r_.one_in(2)) states = {t.state, model::TakedownState::sent};
                return op("takedowns", [states, n](Session& s) { return s.takedowns(states, n); });
            }
            case 3:
                return op("due_takedowns",
                          [at = r_.time(), n](Session& s) { return s.due_takedowns(at, n); });
            case 4:
                return op("takedowns_on", [id = r_.one_in(2) ? t.subject.id : t.subject_uri](Session& s) {
                    return s.takedowns_on("bluesky", id);
                });
            default: return op("put_takedown", [t](Session& s) { return s.put_takedown(t); });
        }
    }
    Operation notices() {
        switch (r_.below(6)) {
            case 2: return op("dead_notices", [n = r_.below(30)](Session& s) { return s.dead_notices(n); });
            case 3: return op("notice", [id = r_.notice().id](Session& s) { return s.notice(id); });
            case 0: return op("notices_of", [id = r_.incident_id()](Session& s) { return s.notices_of(id); });
            case 1:
                return op("due_notices",
                          [t = r_.time(), n = r_.below(30)](Session& s) { return s.due_notices(t, n); });
            default: return op("put_notice", [v = r_.notice()](Session& s) { return s.put_notice(v); });
        }
    }
    Operation audit() {
        AuditQuery q;
        if (r_.one_in(2)) q.incident = r_.incident_id();
        if (r_.one_in(2)) q.actor = "anna";
        q.after_seq = r_.below(30);
        q.limit = r_.below(30);
        q.newest_first = r_.one_in(2);
        switch (r_.below(6)) {
            case 0:
            case 1: return op("audit", [q](Session& s) { return s.audit(q); });
            case 2:
                return op("count_acts", [a = std::string(r_.one_in(2) ? "takedown.sent" : ""), who = q.actor,
                                         t = r_.time()](Session& s) { return s.count_acts(a, who, t); });
            case 3: return op("verify_audit", [](Session& s) { return verify_audit(s); });
            default:
                return op("append_audit", [v = r_.audit_entry()](Session& s) { return s.append_audit(v); });
        }
    }
    Operation people() {
        const auto w = r_.web_session();
        const auto u = r_.user();
        const auto t = r_.time();
        const auto key = fmt::format("k{}", r_.below(5));
        switch (r_.below(14)) {
            case 0: return op("position", [key](Session& s) { return s.position(key); });
            case 1:
                return op("set_position", [p = SourcePosition{key, r_.words(2), t}](Session& s) {
                    return s.set_position(p);
                });
            case 2: return op("user", [u](Session& s) { return s.user(u.name); });
            case 3: return op("users", [](Session& s) { return s.users(); });
            case 4: return op("put_user", [u](Session& s) { return s.put_user(u); });
            case 5: return op("web_session", [w](Session& s) { return s.web_session(w.token_hash); });
            case 6:
            case 7: return op("put_web_session", [w](Session& s) { return s.put_web_session(w); });
            case 8:
                return op("delete_web_session",
                          [w](Session& s) { return s.delete_web_session(w.token_hash); });
            case 9:
                return op("delete_web_sessions", [who = r_.one_in(2) ? u.name : "", t](Session& s) {
                    return s.delete_web_sessions(who, t);
                });
            case 10: return op("value", [key](Session& s) { return s.value(key); });
            case 11:
                return op("set_value", [key = r_.one_in(5) ? "audit.head" : key,
                                        v = r_.words(3)](Session& s) { return s.set_value(key, v); });
            default: return op("counts", [t](Session& s) { return s.counts(t); });
        }
    }

    RandomNouns r_;
};

}  // namespace

std::string walk_stores(Store& a, Store& b, std::uint64_t seed, int operations) {
    Walk walk(seed);
    const std::array<Store*, 2> stores{&a, &b};
    for (int done = 0; done < operations;) {
        std::vector<Operation> work;
        for (int i = 1 + walk.nouns().below(8); i > 0; --i) work.push_back(walk.next());
        const bool reads = walk.nouns().one_in(5);
        const bool fails = walk.nouns().one_in(10);
        std::array<std::vector<std::string>, 2> answers;
        std::array<std::vector<model::IncidentId>, 2> created;
        for (std::size_t i = 0; i < stores.size(); ++i) {
            const auto run = [&](Session& s) -> Result<> {
                for (const auto& each : work) answers[i].push_back(each.run(s));
                IncidentQuery newest;
                newest.sort = "newest";
                newest.limit = 500;
                VIGIE_TRY_ASSIGN(const auto page, s.incidents(newest));
                for (const auto& incident : page.rows) created[i].push_back(incident.id);
                if (fails) return fail(Errc::timeout, "on purpose");
                return {};
            };
            const auto outcome = reads ? stores[i]->read(run) : stores[i]->write(run);
            answers[i].push_back(text_of(outcome));
            if (!outcome && outcome.error().message != "on purpose")
                return "transaction failed: " + outcome.error().message;
        }
        for (std::size_t n = 0; n < answers[0].size(); ++n) {
            if (answers[0][n] == answers[1][n]) continue;
            return fmt::format("operation {} (seed {}), {}:\n--- a\n{}\n--- b\n{}",
                               done + static_cast<int>(n), seed, n < work.size() ? work[n].name : "outcome",
                               answers[0][n], answers[1][n]);
        }
        if (!fails && !reads) walk.nouns().known = created[0];
        done += static_cast<int>(work.size());
    }
    return {};
}

}  // namespace vigie::ports::testing
