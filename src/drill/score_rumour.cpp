#include "score_rumour.hpp"

#include <vigie/model/json.hpp>
#include <vigie/stories/keeper.hpp>

#include <algorithm>
#include <cmath>
#include <set>

namespace vigie::drill {
namespace {

using model::Json;

double minutes(Duration d) {
    return std::max(0.0, static_cast<double>(d.count()) / 6e7);
}

void earlier(std::optional<double>& best, double value) {
    if (!best || value < *best) best = value;
}

// Forecasts from the first hour of the story on, against what it came to.
void judge_forecasts(const Json& card, std::size_t final_size, Time begin, RumourScore& out) {
    std::vector<double> errors;
    std::size_t held = 0;
    const auto size = static_cast<double>(final_size);
    for (const auto& f : card.value("forecasts", Json::array())) {
        const auto at = parse_time(f.at("at").get<std::string>());
        if (!at || *at < begin + std::chrono::hours(1)) continue;
        errors.push_back(std::abs(f.at("size").get<double>() - size) / size);
        held += f.at("low").get<double>() <= size && size <= f.at("high").get<double>() ? 1U : 0U;
    }
    if (errors.empty()) return;
    std::ranges::sort(errors);
    out.forecasts = errors.size();
    out.forecast_error = errors[errors.size() / 2];
    out.forecast_coverage = static_cast<double>(held) / static_cast<double>(errors.size());
}

void judge_card(const Json& card, const Scenario& scenario, RumourScore& out) {
    const auto& truth = *scenario.rumour;
    const auto said = [&](const char* key) { return card.contains(key) && !card.at(key).is_null(); };
    const auto note = [&](const char* what, bool right) { out.card[what] = out.card[what] || right; };
    const auto begin = *scenario.first_malicious;
    note("what", said("statement") && !card.at("statement").get<std::string>().empty());
    if (said("since")) {
        const auto since = parse_time(card.at("since").get<std::string>());
        note("since",
             since && *since - begin < std::chrono::minutes(1) && begin - *since < std::chrono::minutes(1));
    }
    note("first", said("first_author") && card.at("first_author") == truth.first_author);
    note("doubted", said("questioned_by") && card.at("questioned_by").at("count").get<std::size_t>() > 0);
    note("official", said("official_position") && card.at("official_position").is_object() &&
                         card.at("official_position").at("post") == truth.official);
    note("fact", said("fact"));
    note("forecast", said("forecast"));
}

}  // namespace

bool RumourScore::complete() const {
    return !card.empty() && std::ranges::all_of(card, [](const auto& c) { return c.second; });
}

Result<RumourScore> score_rumour(const Scenario& scenario, ports::Store& store) {
    const auto& truth = *scenario.rumour;
    RumourScore out;
    out.posts = truth.posts.size();
    out.together = truth.together.size();
    std::map<std::string, std::string> account_of;  // handle → id
    for (const auto& e : scenario.events) account_of.emplace(e.author.handle, e.author.id);
    for (const auto* what : {"what", "since", "first", "doubted", "official", "fact", "forecast"})
        out.card[what] = false;
    std::set<std::string> accused;
    VIGIE_TRY(store.read([&](ports::Session& session) -> Result<> {
        ports::IncidentQuery query;
        query.limit = 500;
        query.sort = "oldest";
        VIGIE_TRY_ASSIGN(const auto page, session.incidents(query));
        std::size_t largest = 0;
        for (const auto& incident : page.rows) {
            if (incident.culprit.kind != "story") continue;
            constexpr int most = 500;
            VIGIE_TRY_ASSIGN(const auto findings, session.findings_of(incident.id, most));
            bool ours = false;
            for (const auto& f : findings) {
                if (!truth.posts.contains(f.item.id)) continue;
                ours = true;
                earlier(out.minutes_to_case, minutes(f.at - *scenario.first_malicious));
                if (f.detector == "burst")
                    earlier(out.minutes_to_burst, minutes(f.at - *scenario.first_malicious));
            }
            VIGIE_TRY_ASSIGN(const auto text,
                             session.memory(std::string(stories::card_memory), incident.culprit.id));
            const auto card = text ? Json::parse(*text, nullptr, false) : Json();
            if (card.is_object()) {
                for (const auto& name : card.at("together").at("names")) {
                    const auto it = account_of.find(name.get<std::string>());
                    accused.insert(it == account_of.end() ? name.get<std::string>() : it->second);
                }
            }
            if (!ours) continue;
            out.cases.push_back(incident.id.value);
            if (!card.is_object()) continue;
            judge_card(card, scenario, out);
            const auto size = card.at("posts").get<std::size_t>();
            out.in_case += size;
            if (size <= largest) continue;
            largest = size;
            judge_forecasts(card, truth.posts.size(), *scenario.first_malicious, out);
        }
        return {};
    }));
    for (const auto& id : accused)
        ++(truth.together.contains(id) ? out.together_found : out.innocents_accused);
    return out;
}

}  // namespace vigie::drill
