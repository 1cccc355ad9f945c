#include "score_rumour.hpp"

#include <vigie/drill/exercise.hpp>

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

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

void earlier(std::optional<double>& best, double value) {
    if (!best || value < *best) best = value;
}

class Assessor {
public:
    explicit Assessor(const Scenario& scenario) : scenario_(scenario) {
        for (const auto& g : scenario.guilty) {
            story_of_[key_of(g)] = score_.stories.size();
            score_.stories.push_back(
                {.guilty = g, .handle = {}, .incident = {}, .detect_s = {}, .action_s = {}, .gone_s = {}});
        }
        for (const auto& d : scenario.bad_domains)
            score_.domains.push_back({.truth = d, .incident = {}, .detect_s = {}});
        for (const auto& e : scenario.events) {
            if (!e.author.handle.empty()) handles_.emplace(e.author.id, e.author.handle);
        }
        for (auto& story : score_.stories) story.handle = handles_[story.guilty.account_id];
        for (const auto& [id, what] : scenario.innocents) ++score_.tempting[what].there;
    }

    Result<> add(ports::Session& session, const model::Incident& incident) {
        constexpr int most = 500;
        VIGIE_TRY_ASSIGN(const auto findings, session.findings_of(incident.id, most));
        VIGIE_TRY_ASSIGN(const auto takedowns, session.takedowns_of(incident.id));
        const auto first_alarm = score_.alarms.size();
        bool right = false;
        for (const auto& f : findings) {
            if (!deserved(f, incident, takedowns)) {
                accuse(f, incident);
                continue;
            }
            right = true;
            const auto at = processed_at(f.at);
            if (!first_right_ || at < *first_right_) {
                first_right_ = at;
                score_.first_incident = incident.id.value;
            }
        }
        for (auto i = first_alarm; i < score_.alarms.size(); ++i) score_.alarms[i].beside = right;
        return {};
    }

    Score finish() {
        auto& s = score_;
        s.expected = scenario_.guilty.size();
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
        s.false_alarms = s.alarms.size();
        s.detect_s_p50 = quantile(detect, 0.5);
        s.detect_s_p90 = quantile(detect, 0.9);
        s.action_s_p50 = quantile(action, 0.5);
        s.gone_s_p50 = quantile(gone, 0.5);
        constexpr double minute = 60;
        if (first_right_ && scenario_.first_malicious)
            s.minutes_to_incident = seconds(*first_right_ - *scenario_.first_malicious) / minute;
        s.victims = scenario_.victims.size();
        s.victims_before = static_cast<std::size_t>(std::ranges::count_if(
            scenario_.victims, [&](const VictimPost& v) { return !first_right_ || v.at < *first_right_; }));
        return std::move(score_);
    }

private:
    [[nodiscard]] static const std::string& key_of(const Guilty& g) {
        return g.item_id.empty() ? g.account_id : g.item_id;
    }

    // Items are judged once a step of the exercise: what was seen in between is found at its end.
    [[nodiscard]] Time processed_at(Time seen) const {
        const auto steps = (seen - scenario_.start + step - Duration(1)) / step;
        return scenario_.start + steps * step;
    }

    [[nodiscard]] static bool below(std::string_view host, std::string_view domain) {
        return host == domain || (host.size() > domain.size() && host.ends_with(domain) &&
                                  host[host.size() - domain.size() - 1] == '.');
    }

    // The host of a domain or URL.
    [[nodiscard]] static std::string_view host_of(std::string_view value) {
        if (const auto at = value.find("://"); at != std::string_view::npos) value.remove_prefix(at + 3);
        return value.substr(0, value.find_first_of("/:?#"));
    }

    bool names_domain(std::string_view value, const model::Finding& f, const model::Incident& incident) {
        const auto host = host_of(value);
        bool any = false;
        for (auto& d : score_.domains) {
            // A certificate for a name below a domain of somebody else names both.
            if (!below(host, d.truth.domain) && !below(d.truth.domain, host)) continue;
            any = true;
            const auto detect = seconds(processed_at(f.at) - d.truth.first_trace);
            if (!d.detect_s || detect < *d.detect_s) d.incident = incident.id.value;
            earlier(d.detect_s, detect);
        }
        return any;
    }

    // A story is of the plot when what made it worth telling is: the rumour, or posts of the guilty and of
    // their victims.
    [[nodiscard]] bool tells_of_plot(const model::Finding& f) const {
        if (scenario_.rumour && scenario_.rumour->posts.contains(f.item.id)) return true;
        const auto label = scenario_.innocents.find(f.item.id);
        if (label != scenario_.innocents.end()) return label->second == "victim";
        return std::ranges::any_of(
            story_of_, [&](const auto& guilty) { return f.item.id.find(guilty.first) != std::string::npos; });
    }

    // Who or what a finding accuses is of the plot.
    bool deserved(const model::Finding& f, const model::Incident& incident,
                  const std::vector<model::Takedown>& takedowns) {
        const auto& c = f.culprit;
        if (c.kind == "story") return tells_of_plot(f);
        if (c.kind == "domain" || c.kind == "url") {
            bool right = names_domain(c.id.empty() ? c.handle : c.id, f, incident);
            for (const auto& i : f.indicators) {
                if (i.kind == "domain") right = names_domain(i.value, f, incident) || right;
            }
            for (const auto& link : scenario_.bad_links) right = right || c.id == link || c.handle == link;
            return right;
        }
        if (c.kind == "phone")
            return std::ranges::find(scenario_.bad_phones, c.id) != scenario_.bad_phones.end();
        auto story = story_of_.find(c.kind == "post" ? f.item.id : c.id);
        if (story == story_of_.end() && c.kind == "post") story = story_of_.find(f.account.id);
        if (story == story_of_.end()) return false;
        tell(score_.stories[story->second], incident, f, takedowns);
        for (const auto& i : f.indicators) {
            if (i.kind == "domain" || i.kind == "url") names_domain(i.value, f, incident);
        }
        return true;
    }

    void accuse(const model::Finding& f, const model::Incident& incident) {
        const auto& c = f.culprit;
        const auto key = c.kind + ":" + (c.id.empty() ? c.handle : c.id);
        const auto known = alarm_of_.find(key);
        if (known == alarm_of_.end()) {
            alarm_of_[key] = score_.alarms.size();
            auto& alarm = score_.alarms.emplace_back();
            alarm.incident = incident.id.value;
            alarm.title = f.title;
            alarm.who = c.kind == "post" ? f.account.handle : c.handle.empty() ? c.id : c.handle;
            alarm.what = label(f);
            if (const auto it = score_.tempting.find(alarm.what); it != score_.tempting.end())
                ++it->second.accused;
        }
        auto& alarm = score_.alarms[alarm_of_[key]];
        alarm.score = std::max(alarm.score, f.score);
        if (std::ranges::find(alarm.detectors, f.detector) == alarm.detectors.end())
            alarm.detectors.push_back(f.detector);
    }

    // Which hard negative it is: what the item is, who the culprit is, who wrote it.
    [[nodiscard]] std::string label(const model::Finding& f) const {
        for (const auto& id : {f.item.id, f.culprit.id, f.culprit.handle, f.account.id}) {
            if (const auto it = scenario_.innocents.find(id); it != scenario_.innocents.end())
                return it->second;
        }
        return "passer-by";
    }

    void tell(Story& story, const model::Incident& incident, const model::Finding& finding,
              const std::vector<model::Takedown>& takedowns) const {
        const auto since = [&](Time t) { return seconds(t - story.guilty.first_trace); };
        earlier(story.detect_s, since(processed_at(finding.at)));
        story.incident = incident.id.value;
        if (incident.culprit.id == key_of(story.guilty) && incident.acted_at)
            story.action_s = since(*incident.acted_at);
        for (const auto& t : takedowns) {
            if (t.subject.id != key_of(story.guilty)) continue;
            if (t.sent_at) earlier(story.action_s, since(*t.sent_at));
            if (t.gone_at) story.gone_s = since(*t.gone_at);
        }
    }

    const Scenario& scenario_;
    Score score_;
    std::map<std::string, std::size_t> story_of_;  // account or post id → index
    std::map<std::string, std::size_t> alarm_of_;  // accused → index
    std::map<std::string, std::string> handles_;
    std::optional<Time> first_right_;
};

}  // namespace

std::size_t Score::domains_found() const {
    return static_cast<std::size_t>(
        std::ranges::count_if(domains, [](const FoundDomain& d) { return d.detect_s.has_value(); }));
}

Result<Score> score(const Scenario& scenario, ports::Store& store) {
    Assessor assessor(scenario);
    VIGIE_TRY(store.read([&](ports::Session& session) -> Result<> {
        ports::IncidentQuery query;
        query.limit = 500;
        query.sort = "oldest";
        for (;; query.offset += query.limit) {
            VIGIE_TRY_ASSIGN(const auto page, session.incidents(query));
            for (const auto& incident : page.rows) {
                VIGIE_TRY(assessor.add(session, incident));
            }
            if (query.offset + query.limit >= page.total) return {};
        }
    }));
    auto result = assessor.finish();
    if (scenario.rumour) {
        VIGIE_TRY_ASSIGN(result.rumour, score_rumour(scenario, store));
    }
    return result;
}

}  // namespace vigie::drill
