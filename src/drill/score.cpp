#include <vigie/drill/exercise.hpp>

#include <algorithm>
#include <cmath>
#include <set>

namespace vigie::drill {
namespace {

std::optional<double> quantile(std::vector<double> values, double q) {
    if (values.empty()) return std::nullopt;
    std::ranges::sort(values);
    const auto at = static_cast<std::size_t>(std::ceil(q * static_cast<double>(values.size()))) - 1;
    return values[std::min(at, values.size() - 1)];
}

double seconds(Duration d) {
    return std::max(0.0, static_cast<double>(d.count()) / 1e6);
}

struct Seen {
    const Scenario& scenario;
    Score score;
    std::map<std::string, std::size_t> story_of;  // account id → index

    // One incident's share of the truth. An incident that names nobody guilty and no bad domain is a false
    // alarm.
    Result<> add(ports::Session& session, const model::Incident& incident) {
        constexpr int most = 500;
        VIGIE_TRY_ASSIGN(const auto findings, session.findings_of(incident.id, most));
        VIGIE_TRY_ASSIGN(const auto takedowns, session.takedowns_of(incident.id));
        bool deserved = false;
        for (const auto& f : findings) {
            const auto bad_domain = std::ranges::any_of(scenario.bad_domains, [&](const auto& d) {
                return std::ranges::any_of(f.indicators, [&](const auto& i) {
                    return i.kind == "domain" && (i.value == d || i.value.ends_with("." + d));
                });
            });
            deserved = deserved || bad_domain;
            const auto at = story_of.find(f.culprit.id);
            if (at == story_of.end()) continue;
            deserved = true;
            tell(score.stories[at->second], incident, f, takedowns);
        }
        if (!deserved) {
            ++score.false_alarms;
            score.false_titles.push_back(incident.id.value + " " + incident.title.en);
        }
        return {};
    }

    // Items are judged once a step of the exercise: what was seen in between is found at its end.
    [[nodiscard]] Time processed_at(Time seen) const {
        const auto steps = (seen - scenario.start + step - Duration(1)) / step;
        return scenario.start + steps * step;
    }

    void tell(Story& story, const model::Incident& incident, const model::Finding& finding,
              const std::vector<model::Takedown>& takedowns) const {
        const auto since = [&](Time t) { return seconds(t - story.guilty.first_trace); };
        const auto detect = since(processed_at(finding.at));
        if (!story.detect_s || detect < *story.detect_s) story.detect_s = detect;
        story.incident = incident.id.value;
        story.handle = finding.culprit.handle;
        if (incident.culprit.id == story.guilty.account_id && incident.acted_at)
            story.action_s = since(*incident.acted_at);
        for (const auto& t : takedowns) {
            if (t.subject.id != story.guilty.account_id) continue;
            if (t.sent_at && (!story.action_s || since(*t.sent_at) < *story.action_s))
                story.action_s = since(*t.sent_at);
            if (t.gone_at) story.gone_s = since(*t.gone_at);
        }
    }
};

}  // namespace

Result<Score> score(const Scenario& scenario, ports::Store& store) {
    Seen seen{.scenario = scenario, .score = {}, .story_of = {}};
    for (const auto& g : scenario.guilty) {
        seen.story_of[g.account_id] = seen.score.stories.size();
        seen.score.stories.push_back(
            {.guilty = g, .handle = {}, .incident = {}, .detect_s = {}, .action_s = {}, .gone_s = {}});
    }
    VIGIE_TRY(store.read([&](ports::Session& session) -> Result<> {
        ports::IncidentQuery query;
        query.limit = 500;
        query.sort = "oldest";
        for (;; query.offset += query.limit) {
            VIGIE_TRY_ASSIGN(const auto page, session.incidents(query));
            for (const auto& incident : page.rows) {
                VIGIE_TRY(seen.add(session, incident));
            }
            if (query.offset + query.limit >= page.total) return {};
        }
    }));
    auto& s = seen.score;
    s.expected = scenario.guilty.size();
    std::vector<double> detect;
    std::vector<double> action;
    std::vector<double> gone;
    for (const auto& story : s.stories) {
        if (story.detect_s) detect.push_back(*story.detect_s);
        if (story.action_s) action.push_back(*story.action_s);
        if (story.gone_s) gone.push_back(*story.gone_s);
    }
    s.found = detect.size();
    s.missed = s.expected - s.found;
    s.detect_s_p50 = quantile(detect, 0.5);
    s.detect_s_p90 = quantile(detect, 0.9);
    s.action_s_p50 = quantile(action, 0.5);
    s.gone_s_p50 = quantile(gone, 0.5);
    return s;
}

}  // namespace vigie::drill
