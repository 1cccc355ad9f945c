// The tables of the store in memory, and one transaction on them. Every change goes through Journal, which
// knows how to take it back: that is what makes a failed write leave nothing. The rules (order, filters,
// errors) are those of store.hpp.
#pragma once

#include <vigie/ports/papers.hpp>
#include <vigie/ports/store.hpp>

#include <algorithm>
#include <limits>
#include <map>
#include <set>
#include <tuple>

namespace vigie::ports::memory {

using Seq = std::int64_t;  // order of storing

struct ItemRow {
    Seq seq = 0;
    model::Item item;
};

struct Tables {
    std::map<model::ItemKey, ItemRow> items;
    std::map<Seq, model::ItemKey> items_by_seq;
    std::map<model::ItemKey, int> item_findings;  // how many findings rest on it
    std::map<std::string, model::Watch> watches;
    std::set<std::pair<std::string, Seq>> watch_items;
    std::set<std::pair<Seq, std::string>> item_watches;
    std::map<std::pair<std::string, std::string>, std::pair<std::string, Time>> memory;  // value, until
    std::map<std::string, model::Allowance> allowances;
    std::map<Seq, model::Publication> publications;
    std::map<model::PublicationId, Seq> publication_seq;
    std::map<model::AssetId, model::AccountFreeze> freezes;
    std::map<Seq, Paper> papers;
    std::map<std::pair<std::string, std::string>, Seq> paper_seq;  // by kind and id
    std::map<std::string, model::RuleSwitch> rule_switches;
    std::map<std::string, std::pair<std::int64_t, std::int64_t>> rule_costs;  // mean in ns, samples
    std::map<std::pair<std::string, std::int64_t>, std::int64_t> volumes;     // by name and hour
    std::map<Seq, model::Finding> findings;
    std::map<model::FindingId, Seq> finding_seq;
    std::set<std::pair<model::IncidentId, Seq>> incident_findings;
    std::map<Seq, model::Incident> incidents;
    std::map<model::IncidentId, Seq> incident_seq;
    std::map<int, std::int64_t> numbers;  // last incident number of a year
    std::map<model::Indicator, model::IncidentId> indicators;
    std::set<std::pair<model::IncidentId, model::Indicator>> incident_indicators;
    std::map<model::StepId, model::Step> steps;
    std::set<std::tuple<model::IncidentId, int, model::StepId>> incident_steps;
    std::map<Seq, model::Takedown> takedowns;
    std::map<model::TakedownId, Seq> takedown_seq;
    std::map<Seq, model::Notice> notices;
    std::map<model::NoticeId, Seq> notice_seq;
    std::map<Seq, model::AuditEntry> audit;
    std::map<std::string, SourcePosition> positions;
    std::map<std::string, model::User> users;
    std::map<std::string, model::WebSession> web_sessions;
    std::map<std::string, std::string> values;
};

class Journal {
public:
    template <class Map, class Key, class Value>
    void set(Map& map, const Key& key, Value value) {
        const auto it = map.find(key);
        if (it == map.end()) {
            undo_.push_back([&map, key] { map.erase(key); });
            map.emplace(key, std::move(value));
        } else {
            undo_.push_back(
                [&map, key, old = std::move(it->second)]() mutable { map[key] = std::move(old); });
            it->second = std::move(value);
        }
    }
    template <class T>
    void insert(std::set<T>& set, T value) {
        if (set.insert(value).second) undo_.push_back([&set, value = std::move(value)] { set.erase(value); });
    }
    template <class T>
    void erase(std::set<T>& set, const T& value) {
        if (set.erase(value) > 0) undo_.push_back([&set, value] { set.insert(value); });
    }
    template <class K, class V>
    void erase(std::map<K, V>& map, const K& key) {
        const auto it = map.find(key);
        if (it == map.end()) return;
        undo_.push_back(
            [&map, key, old = std::move(it->second)]() mutable { map.emplace(key, std::move(old)); });
        map.erase(it);
    }
    void keep() { undo_.clear(); }
    void take_back() {
        for (auto it = undo_.rbegin(); it != undo_.rend(); ++it) (*it)();
        undo_.clear();
    }

private:
    std::vector<std::function<void()>> undo_;
};

// The number after the last key: rows keep the order in which they were stored.
template <class V>
Seq next_seq(const std::map<Seq, V>& rows) {
    return rows.empty() ? 1 : rows.rbegin()->first + 1;
}
inline std::size_t capped(int limit, int ceiling = 500) {
    return static_cast<std::size_t>(std::clamp(limit, 0, ceiling));
}

class MemorySession final : public Session, public Papers {
public:
    MemorySession(Tables& tables, Journal* journal)
        : t_(tables), journal_(journal) {}  // no journal: may only read

    Result<bool> put_item(const model::Item& item) override;
    Result<std::optional<model::Item>> item(const model::ItemKey& key) override;
    Result<std::vector<SearchHit>> search_items(const std::string& text, int limit) override;
    Result<std::int64_t> purge_items(Time before, int limit) override;
    Result<std::int64_t> visit_items(Time since, int limit,
                                     const std::function<bool(const model::Item&)>& visit) override;
    Result<bool> put_finding(const model::Finding& finding) override;
    Result<std::optional<model::Finding>> finding(const model::FindingId& id) override;
    Result<std::vector<model::Finding>> findings_of(const model::IncidentId& incident, int limit) override;
    Result<std::vector<model::Finding>> recent_findings(int limit) override;
    Result<std::vector<std::int64_t>> findings_per_hour(Time from, int hours) override;

    Result<model::Watch> put_watch(model::Watch watch) override;
    Result<std::optional<model::Watch>> watch(const std::string& name) override;
    Result<std::vector<model::Watch>> watches() override;
    Result<> add_hits(const model::ItemKey& item, Time at, const std::vector<std::string>& names) override;
    Result<std::vector<model::Item>> items_of_watch(const std::string& name, int limit) override;
    Result<std::vector<std::int64_t>> volume(const std::string& name, Time from, int hours) override;
    Result<std::map<std::string, std::int64_t>> volumes(Time from, Time to) override;
    Result<> purge_volumes(Time before) override;

    Result<std::optional<std::string>> memory(const std::string& kind, const std::string& key) override;
    Result<> put_memory(const std::string& kind, const std::string& key, const std::string& value,
                        Time until) override;
    Result<std::int64_t> purge_memory(Time before, int limit) override;
    Result<> put_allowance(const model::Allowance& allowance) override;
    Result<std::vector<model::Allowance>> allowances() override;
    Result<std::vector<model::Finding>> held_findings(Time since, int limit) override;
    Result<> file_finding(const model::FindingId& finding, const model::IncidentId& incident) override;
    Result<std::map<std::string, model::VerdictCounts>> verdicts_by_detector(Time since) override;
    Result<> put_publication(const model::Publication& publication) override;
    Result<std::optional<model::Publication>> publication(const model::PublicationId& id) override;
    Result<std::vector<model::Publication>> publications(const model::AssetId& asset,
                                                         const std::vector<model::PublicationState>& states,
                                                         int limit) override;
    Result<> put_freeze(const model::AccountFreeze& freeze) override;
    Result<std::vector<model::AccountFreeze>> freezes() override;
    Result<Paper> put_paper(Paper paper) override;
    Result<std::optional<Paper>> paper(const std::string& kind, const std::string& id) override;
    Result<std::vector<Paper>> papers(const std::string& kind, const std::vector<std::string>& states,
                                      int limit) override;
    Result<std::vector<Paper>> due_papers(const std::string& kind, Time now, int limit) override;
    Result<> put_rule_switch(const model::RuleSwitch& decided) override;
    Result<std::vector<model::RuleSwitch>> rule_switches() override;
    Result<> add_rule_cost(const std::string& rule, std::int64_t ns) override;
    Result<std::map<std::string, std::int64_t>> rule_costs() override;
    Result<std::optional<Time>> last_hit(const std::string& name) override;
    Result<std::map<std::string, std::int64_t>> shared_hits(const std::string& name, Time since) override;
    Result<model::VerdictCounts> verdicts_of(const std::string& name) override;
    Result<std::optional<model::Incident>> incident_on(const model::ItemKey& item) override;

    Result<std::optional<model::IncidentId>> incident_with(
        const std::vector<model::Indicator>& indicators) override;
    Result<> link_indicators(const model::IncidentId& incident,
                             const std::vector<model::Indicator>& indicators) override;
    Result<std::vector<model::Indicator>> indicators_of(const model::IncidentId& incident) override;
    Result<model::Incident> create_incident(model::Incident draft) override;
    Result<model::Incident> update_incident(model::Incident incident) override;
    Result<std::optional<model::Incident>> incident(const model::IncidentId& id) override;
    Result<IncidentPage> incidents(const IncidentQuery& query) override;

    Result<> put_step(const model::Step& step) override;
    Result<std::vector<model::Step>> steps_of(const model::IncidentId& incident) override;
    Result<std::vector<StepBrief>> open_steps_of(const model::IncidentId& incident) override;
    Result<std::vector<model::Step>> steps_awaiting_approval(int limit) override;
    Result<std::vector<model::Step>> late_steps(Time now, int limit) override;
    Result<std::vector<model::Step>> due_steps(Time now, int limit) override;
    Result<> put_takedown(const model::Takedown& takedown) override;
    Result<std::optional<model::Takedown>> takedown(const model::TakedownId& id) override;
    Result<std::vector<model::Takedown>> takedowns_of(const model::IncidentId& incident) override;
    Result<std::vector<model::Takedown>> takedowns(const std::vector<model::TakedownState>& states,
                                                   int limit) override;
    Result<std::vector<model::Takedown>> due_takedowns(Time now, int limit) override;
    Result<std::vector<model::Takedown>> takedowns_on(const std::string& network,
                                                      const std::string& id) override;
    Result<> put_notice(const model::Notice& notice) override;
    Result<std::vector<model::Notice>> notices_of(const model::IncidentId& incident) override;
    Result<std::vector<model::Notice>> due_notices(Time now, int limit) override;
    Result<std::optional<model::Notice>> notice(const model::NoticeId& id) override;
    Result<std::vector<model::Notice>> dead_notices(int limit) override;

    Result<model::AuditEntry> append_audit(model::AuditEntry entry) override;
    Result<std::vector<model::AuditEntry>> audit(const AuditQuery& query) override;
    Result<std::int64_t> count_acts(const std::string& act, const std::string& actor, Time since) override;

    Result<std::optional<SourcePosition>> position(const std::string& source) override;
    Result<> set_position(const SourcePosition& position) override;
    Result<std::optional<model::User>> user(const std::string& name) override;
    Result<std::vector<model::User>> users() override;
    Result<> put_user(const model::User& user) override;
    Result<std::optional<model::WebSession>> web_session(const std::string& token_hash) override;
    Result<> put_web_session(const model::WebSession& session) override;
    Result<> delete_web_sessions(const std::string& user_or_empty, Time expired_before) override;
    Result<> delete_web_session(const std::string& token_hash) override;
    Result<std::optional<std::string>> value(const std::string& key) override;
    Result<> set_value(const std::string& key, const std::string& value) override;
    Result<Counts> counts(Time now) override;

private:
    [[nodiscard]] Result<> may_write() const;
    [[nodiscard]] Result<> known(const model::IncidentId& incident) const;
    [[nodiscard]] const model::Incident* find(const model::IncidentId& id) const;
    [[nodiscard]] bool is_closed(const model::IncidentId& id) const;
    [[nodiscard]] bool has_late_step(const model::IncidentId& id, Time now) const;
    [[nodiscard]] bool matches(const IncidentQuery& query, const std::string& needle,
                               const model::Incident& incident) const;
    [[nodiscard]] bool is_due(const model::Step& step, Time now) const;
    template <class Wanted, class Key>
    [[nodiscard]] std::vector<model::Step> pick_steps(const Wanted& wanted, const Key& key, int limit) const;
    [[nodiscard]] bool is_blocked(const model::Step& step) const;
    void forget_hits(Seq item);
    [[nodiscard]] std::vector<Seq> hit_by(const std::string& name) const;  // in order of storing

    Tables& t_;
    Journal* journal_;
};

[[nodiscard]] inline bool settled(
    model::StepState state) noexcept {  // nothing more happens to it, unless tried again
    return state == model::StepState::done || state == model::StepState::failed ||
           state == model::StepState::cancelled;
}
[[nodiscard]] inline bool finished(model::StepState state) noexcept {
    return state == model::StepState::done || state == model::StepState::cancelled;
}

}  // namespace vigie::ports::memory
