// What a story is by now, its claim card, and what is new enough to tell.
#include "state.hpp"

#include <vigie/stories/story.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace vigie::stories {

using model::Evidence;
using model::Finding;
using model::Item;
using model::Json;
using model::Severity;

namespace {

constexpr std::size_t read_from = 5;     // posts, …
constexpr std::size_t read_authors = 3;  // … authors
constexpr double grown = 1.2;
constexpr std::int64_t quarter = 900;
constexpr std::size_t disputed_authors = 5;
constexpr std::size_t together_from = 5;
constexpr std::size_t forecasts_kept = 48;
constexpr int most_findings = 16;  // of one story
constexpr std::size_t names_told = 20;
constexpr double likely = 0.5;

struct Reading {
    std::string kind;  // disputed_claim | bad_buzz | coordination | ""
    Severity severity = Severity::info;
    double score = 0;
    std::size_t asking = 0;
    std::size_t denying = 0;
    std::size_t together = 0;
    double passes = 0;
    Json forecast;
    std::vector<std::string> names;  // of accounts that act together
    Json story;                      // stories::story
    const Fact* fact = nullptr;
};

Json first_of(const Json& list, std::size_t most) {
    auto out = Json::array();
    for (const auto& entry : list) {
        if (out.size() == most) break;
        out.push_back(entry);
    }
    return out;
}

Json forecast_of(const LiveStory& s, const Reading& r, std::int64_t now, double crisis, double& passes) {
    const auto forecast = outlook(s, r.names, now, crisis);
    if (!forecast) return nullptr;
    passes = forecast->passes;
    return {{"at", format_time(from_us(now * 1'000'000))}, {"so_far", s.total},
            {"size", std::round(forecast->size)},          {"low", std::floor(forecast->low)},
            {"high", std::ceil(forecast->high)},           {"passes", std::round(passes * 1000) / 1000}};
}

double probability(const std::vector<Evidence>& evidence) {
    double sum = 0;
    for (const auto& e : evidence) sum += e.weight;
    return 1 / (1 + std::exp(-sum));
}

std::string author_name(const Item& item) {
    return item.author.handle.empty() ? item.author.id : item.author.handle;
}

// The first post of it that states something.
const Kept* first_telling(const LiveStory& s) {
    for (const auto& kept : s.posts) {
        if (!kept.item.repost_of.empty() || kept.ours) continue;
        const auto c = cues(kept.item.text);
        if (!c.enquiry && !c.denial) return &kept;
    }
    return &s.posts.front();
}

// The first denial of an account of ours in it, else the first that it says.
const Kept* official(const LiveStory& s) {
    const Kept* first = nullptr;
    for (const auto& kept : s.posts) {
        if (!kept.ours) continue;
        if (cues(kept.item.text).denial) return &kept;
        if (first == nullptr) first = &kept;
    }
    return first;
}

std::string moment(const std::string& rfc3339) {
    return rfc3339.size() < 16 ? rfc3339 : rfc3339.substr(0, 10) + " " + rfc3339.substr(11, 5) + " UTC";
}

std::vector<Evidence> evidence_of(const LiveStory& s, const Reading& r) {
    std::vector<Evidence> out;
    const auto say = [&](const char* code, std::string fr, std::string en, double weight) {
        out.push_back({code, {std::move(fr), std::move(en)}, weight, {}});
    };
    const auto& claim = r.story.at("claim");
    if (claim.is_object()) {
        const auto statement = claim.at("statement").get<std::string>();
        say("claim.statement", fmt::format("Ce qui se dit : « {} »", statement),
            fmt::format("What is said: “{}”", statement), 0);
        const auto& began = *first_telling(s);
        const auto since = moment(format_time(from_us(began.second * 1'000'000)));
        const auto author = author_name(began.item);
        say("claim.since", fmt::format("Depuis le {}, vu d’abord chez {}.", since, author),
            fmt::format("Since {}, first seen from {}.", since, author), 0);
    }
    say("claim.spread", fmt::format("{} publications de {} auteurs.", s.total, s.authors.size()),
        fmt::format("{} posts by {} authors.", s.total, s.authors.size()),
        0.4 * std::log(static_cast<double>(std::max<std::size_t>(1, s.authors.size()))) - 0.8);
    say("claim.doubt",
        fmt::format("{} auteurs demandent si c’est vrai, {} le contestent.", r.asking, r.denying),
        fmt::format("{} authors ask whether it is true, {} contest it.", r.asking, r.denying),
        r.kind == "disputed_claim" ? 0.8 : 0);
    const auto complaint = r.story.at("shares").at("complaint").get<double>();
    if (complaint > 0) {
        say("claim.complaint", fmt::format("{:.0f} % des auteurs se plaignent.", complaint * 100),
            fmt::format("{:.0f} % of the authors complain.", complaint * 100),
            r.kind == "bad_buzz" ? 0.8 : 0);
    }
    if (r.fact != nullptr) {
        say("claim.fact", fmt::format("Fait vérifié de l’organisation : {}", r.fact->statement.fr),
            fmt::format("Verified fact of the organisation: {}", r.fact->statement.en), 0);
    }
    if (s.ours_speaks) {
        say("claim.official", "Un compte officiel s’est exprimé.", "An official account has spoken.", 0);
    } else {
        say("claim.official", "Aucun compte officiel ne s’est exprimé.", "No official account has spoken.",
            0.2);
    }
    if (r.together >= together_from) {
        say("claim.together", fmt::format("{} comptes publient les mêmes choses en même temps.", r.together),
            fmt::format("{} accounts post the same things at the same time.", r.together), 0.8);
    }
    if (r.forecast.is_object()) {
        const auto number = [&](const char* key) { return r.forecast.at(key).get<double>(); };
        say("claim.forecast",
            fmt::format("Prévision : {:.0f} publications (entre {:.0f} et {:.0f}) ; probabilité de dépasser "
                        "votre seuil de crise : {:.0f} %.",
                        number("size"), number("low"), number("high"), r.passes * 100),
            fmt::format("Forecast: {:.0f} posts (between {:.0f} and {:.0f}); probability to pass your crisis "
                        "threshold: {:.0f} %.",
                        number("size"), number("low"), number("high"), r.passes * 100),
            r.passes);
    }
    if (!s.bursts.empty()) {
        const auto& b = s.bursts.back();
        say("claim.burst",
            fmt::format("Pic : {} publications en une demi-heure, {} d’habitude.",
                        b.why["half_hour"]["posts"].get<std::size_t>(),
                        b.why["half_hour"]["usual"].get<double>()),
            fmt::format("Burst: {} posts in half an hour, {} is usual.",
                        b.why["half_hour"]["posts"].get<std::size_t>(),
                        b.why["half_hour"]["usual"].get<double>()),
            0.6);
    }
    return out;
}

model::Text title_of(const Reading& r) {
    const auto& claim = r.story.at("claim");
    const auto said = claim.is_object() ? cut(claim.at("statement").get<std::string>(), 90) : std::string();
    if (r.kind == "disputed_claim")
        return {"Propos contesté : « " + said + " »", "Disputed claim: “" + said + "”"};
    if (r.kind == "bad_buzz")
        return {"Plaintes qui montent : « " + said + " »", "Complaints on the rise: “" + said + "”"};
    return {"Comptes qui agissent ensemble : « " + said + " »", "Accounts acting together: “" + said + "”"};
}

Json card_of(const LiveStory& s, const Reading& r) {
    const auto& claim = r.story.at("claim");
    Json card{{"story", s.id},
              {"kind", r.kind},
              {"status", r.story.at("status")},
              {"posts", s.total},
              {"authors", s.authors.size()},
              {"why", r.story.at("why")}};
    if (claim.is_object()) {
        for (const auto* key : {"statement", "reach", "languages"}) card[key] = claim.at(key);
        card["variants"] = first_of(claim.at("variants"), 5);
        card["questioned_by"] = {{"count", r.asking},
                                 {"names", first_of(claim.at("questioned_by"), names_told)}};
        card["denied_by"] = {{"count", r.denying}, {"names", first_of(claim.at("denied_by"), names_told)}};
    }
    const auto& began = *first_telling(s);
    card["since"] = format_time(from_us(began.second * 1'000'000));
    card["first_post"] = began.item.id;
    card["first_network"] = began.item.network;
    card["first_url"] = began.item.url;
    card["first_author"] = author_name(began.item);
    card["official_position"] = nullptr;
    if (const auto* answer = official(s); answer != nullptr) {
        card["official_position"] = {{"post", answer->item.id},
                                     {"url", answer->item.url},
                                     {"author", author_name(answer->item)},
                                     {"text", cut(answer->item.text, 500)},
                                     {"at", format_time(from_us(answer->second * 1'000'000))}};
    }
    card["fact"] = nullptr;
    if (r.fact != nullptr) {
        card["fact"] = {{"id", r.fact->id},
                        {"statement", {{"fr", r.fact->statement.fr}, {"en", r.fact->statement.en}}},
                        {"sources", r.fact->sources},
                        {"since", r.fact->since}};
    }
    card["together"] = {{"count", r.together}, {"names", first_of(Json(r.names), 100)}};
    std::map<std::string, std::size_t> places;
    for (const auto& kept : s.posts)
        if (!kept.item.place.empty()) ++places[kept.item.place];
    auto towns = Json::array();
    std::vector<std::pair<std::size_t, std::string>> by_posts;
    for (const auto& [place, n] : places) by_posts.emplace_back(n, place);
    std::ranges::sort(by_posts, [](const auto& a, const auto& b) {
        return a.first != b.first ? a.first > b.first : a.second < b.second;
    });
    for (std::size_t i = 0; i < std::min<std::size_t>(5, by_posts.size()); ++i)
        towns.push_back({{"place", by_posts[i].second}, {"posts", by_posts[i].first}});
    card["places"] = std::move(towns);
    card["forecast"] = r.forecast;
    card["forecasts"] = s.forecasts;
    auto volume = Json::array();
    constexpr std::size_t quarters = 192;
    const auto skip = s.volume.size() > quarters ? s.volume.size() - quarters : 0;
    std::size_t i = 0;
    for (const auto& [at, n] : s.volume)
        if (i++ >= skip) volume.push_back({format_time(from_us(at * 1'000'000)), n});
    card["volume"] = std::move(volume);
    auto bursts = Json::array();
    for (const auto& b : s.bursts)
        if (bursts.size() < 4) bursts.push_back(b.why);
    card["bursts"] = std::move(bursts);
    return card;
}

Severity severity_of(const LiveStory& s, const Reading& r, double crisis) {
    if (static_cast<double>(s.total) >= crisis) return Severity::critical;
    if (r.passes >= likely ||
        (r.kind == "disputed_claim" && (r.together >= together_from || !s.bursts.empty())))
        return Severity::high;
    return Severity::medium;
}

model::AssetId asset_of(const LiveStory& s) {
    std::size_t most = 0;
    std::string found;
    for (const auto& [hit, n] : s.concerns) {
        if (!hit.starts_with("asset:") || n <= most) continue;
        most = n;
        found = hit.substr(6);
    }
    return model::AssetId(found);
}

}  // namespace

// A story with a case that this one belongs to: about the same thing of ours, within a day, and with rare
// terms in common; of two that are disputed, one such term is enough.
LiveStory* Keeper::State::told_before(const LiveStory& story, bool disputed, bool speechless) {
    constexpr std::int64_t day = 86'400;
    constexpr double common = 0.05;  // of the stories have a term that tells nothing
    constexpr double share = 0.25;
    LiveStory* found = nullptr;
    double most = 0;
    for (auto it = by_age.rbegin(); it != by_age.rend() && it->first >= now - day; ++it) {
        auto& other = stories.at(it->second);
        if (!other.told || other.number == story.number || kept_apart(other.id, story.id)) continue;
        if (std::ranges::none_of(story.concerns,
                                 [&](const auto& c) { return other.concerns.contains(c.first); }))
            continue;
        double both = 0;
        double all = 0;
        for (const auto term : story.listed) {
            const auto of = static_cast<double>(listed.at(term).size());
            if (of > std::max(5.0, common * static_cast<double>(stories.size()))) continue;
            all += weight(term);
            if (std::ranges::find(other.listed, term) != other.listed.end()) both += weight(term);
        }
        const double like = all > 0 ? both / all : 0;
        const bool enough =
            like >= share || (disputed && other.told_kind == "disputed_claim" && (both > 0 || speechless));
        if (!enough || (found != nullptr && like <= most)) continue;
        most = like;
        found = &other;
    }
    return found;
}

void Keeper::State::read(LiveStory& s, const Item& item, std::span<const std::string> /*hits*/, bool silent,
                         KeeperNews& news) {
    if (s.total < read_from || s.authors.size() < read_authors) return;
    const bool new_burst = s.bursts.size() > s.read_bursts;
    const bool larger = static_cast<double>(s.total) >= grown * static_cast<double>(s.read_posts);
    if (!larger && !new_burst && now - s.read_at < quarter && s.ours_speaks == s.read_position) return;
    s.read_posts = s.total;
    s.read_bursts = s.bursts.size();
    s.read_position = s.ours_speaks;
    s.read_at = now;
    std::vector<Item> items;
    items.reserve(s.posts.size());
    for (const auto& kept : s.posts) items.push_back(kept.item);
    Reading r;
    r.story = story(items);
    r.names = vigie::stories::together(s);
    r.together = r.names.size();
    const auto& claim = r.story.at("claim");
    if (claim.is_object()) {
        r.asking = claim.at("questioned_by").size();
        r.denying = claim.at("denied_by").size();
        if (settings.facts) {
            auto words = claim.at("statement").get<std::string>();
            for (const auto& variant : claim.at("variants")) words += ' ' + variant.get<std::string>();
            r.fact = fact_for(words, *settings.facts);
            if (r.fact == nullptr) {
                const auto known = std::ranges::find(*settings.facts, s.fact, &Fact::id);
                if (known != settings.facts->end()) r.fact = &*known;
            } else {
                s.fact = r.fact->id;
            }
        }
    }
    const auto kind = r.story.at("kind").get<std::string>();
    if (kind == name(StoryKind::disputed_rumour) && s.authors.size() >= disputed_authors) {
        r.kind = "disputed_claim";
    } else if (kind == name(StoryKind::customer_incident) && !s.bursts.empty()) {
        r.kind = "bad_buzz";
    } else if (r.together >= together_from) {
        r.kind = "coordination";
    }
    if (r.kind.empty() || (s.told && r.kind != "disputed_claim")) r.kind = s.told_kind;
    // Doubts alone belong to what they doubt, and are no story without it.
    const bool speechless = !claim.is_object() || claim.at("statement").get<std::string>().empty();
    if (!s.told && !r.kind.empty()) {
        // The same affair in other words, or in another language, is one case.
        if (auto* whole = told_before(s, r.kind == "disputed_claim", speechless); whole != nullptr) {
            absorb(*whole, s);
            whole->read_posts = 0;
            read(*whole, item, {}, silent, news);
            return;
        }
        if (speechless) r.kind.clear();
    }
    r.forecast = forecast_of(s, r, now, settings.crisis_posts, r.passes);
    if (r.forecast.is_object()) {
        s.forecasts.push_back(r.forecast);
        if (s.forecasts.size() > forecasts_kept) {  // every other one of the older half
            for (std::size_t i = 1; i < forecasts_kept / 2; ++i)
                s.forecasts.erase(s.forecasts.begin() + static_cast<std::ptrdiff_t>(i));
        }
    }
    if (r.kind.empty()) return;
    r.severity = severity_of(s, r, settings.crisis_posts);
    const auto evidence = evidence_of(s, r);
    r.score = probability(evidence);
    const auto asset = asset_of(s);
    const auto tell = [&](const char* detector, const std::string& stage, model::Text title,
                          std::vector<Evidence> says) {
        if (s.findings >= most_findings) return;
        ++s.findings;
        if (silent) return;
        Finding f;
        f.detector = detector;
        f.kind = r.kind;
        f.score = r.score;
        f.severity = r.severity;
        f.at = item.observed_at;
        f.item = item.key();
        f.item_url = item.url;
        f.asset = asset;
        f.culprit = {"story",
                     {},
                     s.id,
                     {},
                     claim.is_object() ? cut(claim.at("statement").get<std::string>(), 90) : s.id};
        f.title = std::move(title);
        f.evidence = std::move(says);
        f.id = model::finding_id(detector, f.item, asset, s.id + "/" + stage);
        news.findings.push_back(std::move(f));
    };
    const char* first = r.kind == "bad_buzz"       ? "bad_buzz"
                        : r.kind == "coordination" ? "coordination"
                                                   : "disputed_claim";
    if (!s.told || r.severity > s.told_severity || r.kind != s.told_kind || s.ours_speaks != s.told_position)
        tell(first, std::string(model::name(r.severity)), title_of(r), evidence);
    if (r.kind != "coordination" && r.together >= together_from && r.together >= 2 * s.told_together) {
        tell("coordination", std::to_string(r.together),
             {fmt::format("{} comptes agissent ensemble", r.together),
              fmt::format("{} accounts act together", r.together)},
             evidence);
        s.told_together = r.together;
    }
    if (r.kind == "coordination") s.told_together = r.together;
    for (; s.told_bursts < s.bursts.size(); ++s.told_bursts) {
        const auto& b = s.bursts[s.told_bursts];
        const auto posts = b.why["half_hour"]["posts"].get<std::size_t>();
        std::string terms;
        for (const auto& t : b.why["terms"])
            terms += (terms.empty() ? "" : ", ") + t["what"].get<std::string>();
        std::string places;
        for (const auto& t : b.why["places"])
            places += (places.empty() ? "" : ", ") + t["what"].get<std::string>();
        auto says = evidence;
        says.push_back(
            {"burst.why",
             {fmt::format("Pic de {} publications par {} auteurs. Mots : {}. Lieux : {}.", posts,
                          b.why["authors"].get<std::size_t>(), terms, places.empty() ? "–" : places),
              fmt::format("Burst of {} posts by {} authors. Words: {}. Places: {}.", posts,
                          b.why["authors"].get<std::size_t>(), terms, places.empty() ? "–" : places)},
             0,
             {}});
        tell("burst", b.of + std::to_string(b.burst.at),
             {fmt::format("Pic : {} publications en une demi-heure", posts),
              fmt::format("Burst: {} posts in half an hour", posts)},
             std::move(says));
    }
    s.told = true;
    s.told_kind = r.kind;
    s.told_severity = std::max(s.told_severity, r.severity);
    s.told_position = s.ours_speaks;
    if (!silent) news.cards.push_back({s.id, card_of(s, r)});
}

}  // namespace vigie::stories
