#include <vigie/engage/reputation.hpp>

#include <cmath>

namespace vigie::engage {
namespace {

using model::Json;

Json json_of(const Compared& c) {
    return {{"now", c.now}, {"before", c.before}};
}

Json json_of(const Tones& t) {
    Json out{{"negative", t.of(Tone::negative)},
             {"neutral", t.of(Tone::neutral)},
             {"positive", t.of(Tone::positive)}};
    if (const auto balance = t.balance()) out["balance"] = *balance;
    return out;
}

Json json_of(const std::vector<Share>& shares, const model::AssetRegister* assets) {
    auto out = Json::array();
    for (const auto& s : shares) {
        Json row{{"key", s.key}, {"mentions", json_of(s.mentions)}, {"tones", json_of(s.tones)}};
        if (assets != nullptr)
            if (const auto* asset = assets->find(model::AssetId(s.key))) row["name"] = asset->name;
        out.push_back(std::move(row));
    }
    return out;
}

template <class T>
void put(Json& out, const char* key, const std::optional<T>& value) {
    if (value) out[key] = *value;
}

Json json_of(const Reviews& r) {
    Json out{{"count", {{"now", r.count}, {"before", r.count_before}}}, {"stars", r.stars}};
    put(out, "mean", r.mean);
    put(out, "mean_before", r.mean_before);
    return out;
}

Json json_of(const Cases& c) {
    Json out{{"opened", json_of(c.opened)}, {"by_severity", c.by_severity}};
    put(out, "detect_s_p50", c.medians.detect_s_p50);
    put(out, "action_s_p50", c.medians.action_s_p50);
    put(out, "gone_s_p50", c.medians.gone_s_p50);
    return out;
}

}  // namespace

Json json_of(const Reputation& r, const model::AssetRegister& assets) {
    auto themes = Json::array();
    for (const auto& t : r.themes)
        themes.push_back({{"term", t.term},
                          {"mentions", json_of(t.mentions)},
                          {"weight", std::round(t.weight * 10) / 10},
                          {"tones", json_of(t.tones)}});
    auto gains = Json::array();
    for (const auto& g : r.gains) {
        Json row{{"account", g.account.value}, {"posts", g.posts}, {"interactions", json_of(g.interactions)}};
        if (const auto* asset = assets.find(g.account)) row["name"] = asset->name;
        put(row, "followers", g.followers);
        put(row, "followers_before", g.followers_before);
        gains.push_back(std::move(row));
    }
    Json out{{"from", format_time(r.from)},
             {"to", format_time(r.to)},
             {"mentions", json_of(r.mentions)},
             {"authors", json_of(r.authors)},
             {"reach", json_of(r.reach)},
             {"tones", json_of(r.tones)},
             {"tones_before", json_of(r.tones_before)},
             {"per_day", r.per_day},
             {"negative_per_day", r.negative_per_day},
             {"assets", json_of(r.assets, &assets)},
             {"networks", json_of(r.networks, nullptr)},
             {"places", json_of(r.places, nullptr)},
             {"themes", std::move(themes)},
             {"reviews", json_of(r.reviews)},
             {"gains", std::move(gains)},
             {"voices", json_of(r.voices, nullptr)},
             {"cases", json_of(r.cases)},
             {"truncated", r.truncated}};
    put(out, "customers", r.customers);
    put(out, "customers_before", r.customers_before);
    return out;
}

}  // namespace vigie::engage
