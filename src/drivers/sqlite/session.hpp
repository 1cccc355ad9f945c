// One transaction on a Connection, as the Session that the rest of the product sees. Rules of order and
// errors: store.hpp.
#pragma once

#include "connection.hpp"
#include "documents.hpp"

#include <vigie/ports/papers.hpp>
#include <vigie/ports/store.hpp>

#include <algorithm>
#include <map>
#include <unordered_map>

namespace vigie::drivers::sqlite {

class SqliteSession final : public ports::Session, public ports::Papers {
public:
    explicit SqliteSession(Connection& connection) : c_(connection) {}

    // Before the commit: what was counted on the way.
    Result<> finish();
    // Whether a power cut right after the commit must not undo it. A transaction of items and positions alone
    // may be undone: both go back together, and the source is asked again from there.
    [[nodiscard]] bool promises() const noexcept { return promises_; }

    Result<bool> put_item(const model::Item& item) override;
    Result<std::optional<model::Item>> item(const model::ItemKey& key) override;
    Result<std::vector<ports::SearchHit>> search_items(const std::string& text, int limit) override;
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
    Result<ports::Paper> put_paper(ports::Paper p) override;
    Result<std::optional<ports::Paper>> paper(const std::string& kind, const std::string& id) override;
    Result<std::vector<ports::Paper>> papers(const std::string& kind, const std::vector<std::string>& states,
                                             int limit) override;
    Result<std::vector<ports::Paper>> due_papers(const std::string& kind, Time now, int limit) override;
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
    Result<ports::IncidentPage> incidents(const ports::IncidentQuery& query) override;

    Result<> put_step(const model::Step& step) override;
    Result<std::vector<model::Step>> steps_of(const model::IncidentId& incident) override;
    Result<std::vector<ports::StepBrief>> open_steps_of(const model::IncidentId& incident) override;
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
    Result<std::vector<model::AuditEntry>> audit(const ports::AuditQuery& query) override;
    Result<std::int64_t> count_acts(const std::string& act, const std::string& actor, Time since) override;

    Result<std::optional<ports::SourcePosition>> position(const std::string& source) override;
    Result<> set_position(const ports::SourcePosition& position) override;
    Result<std::optional<model::User>> user(const std::string& name) override;
    Result<std::vector<model::User>> users() override;
    Result<> put_user(const model::User& user) override;
    Result<std::optional<model::WebSession>> web_session(const std::string& token_hash) override;
    Result<> put_web_session(const model::WebSession& session) override;
    Result<> delete_web_sessions(const std::string& user_or_empty, Time expired_before) override;
    Result<> delete_web_session(const std::string& token_hash) override;
    Result<std::optional<std::string>> value(const std::string& key) override;
    Result<> set_value(const std::string& key, const std::string& value) override;
    Result<ports::Counts> counts(Time now) override;

    // Fills the full-text index again from the items: when the folding of words changed.
    Result<> rebuild_words();
    Result<> store_value(const std::string& key, const std::string& value);  // also the store's own keys

private:
    Result<> may_write(bool promise = true);
    Result<> run(std::string_view sql, const Args& args);
    // Row number of an incident; Errc::not_found when there is none.
    Result<std::int64_t> seq_of(const model::IncidentId& incident);
    Result<> write_incident(std::int64_t seq, const model::Incident& incident);
    Result<> write_assets(std::int64_t seq, const model::Incident& incident);
    Result<> update_item(std::int64_t seq, const model::Item& known, const model::Item& item);
    Result<> index_words(std::int64_t seq, const std::string& words);
    Result<> unindex_words(std::int64_t seq, const std::string& words);
    Result<std::vector<model::User>> select_users(std::string_view where, const Args& args);
    Result<std::vector<model::Publication>> select_publications(const std::string& rest, const Args& args);
    Result<std::vector<ports::Paper>> select_papers(const std::string& rest, const Args& args);
    Result<std::vector<model::Watch>> select_watches(std::string_view where, const Args& args);
    // Row number of an item, 0 when there is none.
    Result<std::int64_t> seq_of(const model::ItemKey& item);
    Result<std::int64_t> number_of(const std::string& watched);  // gives one to a new name
    Result<> store_volumes();                                    // what add_hits() counted

    // The nouns in the only column of a query.
    template <class T>
    Result<std::vector<T>> documents(std::string_view sql, const Args& args) {
        std::vector<T> out;
        VIGIE_TRY(c_.select(sql, "t", args, [&](const Row& row) -> Result<> {
            VIGIE_TRY_ASSIGN(auto noun, from_document<T>(row.text(0)));
            out.push_back(std::move(noun));
            return {};
        }));
        return out;
    }
    template <class T>
    Result<std::optional<T>> document(std::string_view sql, const Args& args) {
        VIGIE_TRY_ASSIGN(auto all, documents<T>(sql, args));
        return all.empty() ? std::nullopt : std::optional<T>(std::move(all.front()));
    }

    Connection& c_;
    std::unordered_map<std::string, std::int64_t> numbers_;                  // of watched names
    std::map<std::pair<std::int64_t, std::int64_t>, std::int64_t> counted_;  // by number and hour
    std::int64_t new_items_ = 0;
    std::int64_t new_findings_ = 0;
    bool promises_ = false;
};

[[nodiscard]] inline int capped(int limit, int ceiling = 500) {
    return std::clamp(limit, 0, ceiling);
}

}  // namespace vigie::drivers::sqlite
