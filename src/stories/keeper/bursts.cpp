// Bursts of an asset, a watch or a story (kit/bursts.hpp on bins of five minutes), and why: what is there in
// the last half hour that was not before.
#include "state.hpp"
#include "terms.hpp"

#include <algorithm>
#include <cmath>

namespace vigie::stories {

using model::Json;

namespace {

constexpr std::size_t most_series = 5'000;   // assets and watches
constexpr std::size_t most_authors = 5'000;  // told apart in a bin
constexpr std::int64_t half_hour = 1800;
constexpr int quiet_before = 36;        // bins of nothing before a story
constexpr std::int64_t most_gap = 600;  // bins without a post that are counted one by one
constexpr std::size_t wakes = 5;        // posts from which a story has a series
constexpr double explains = 0.3;        // share of an asset's posts that makes its burst one of a story
constexpr std::size_t told = 5;

void add(Counted& c, std::int64_t begin, std::uint64_t author) {
    if (c.open == INT64_MIN) c.open = begin;
    ++c.count;
    if (c.authors.size() < most_authors) c.authors.insert(author);
}

std::int64_t bin_of(std::int64_t second) {
    return second - ((second % bin) + bin) % bin;
}

Json most_of(const std::map<std::string, std::size_t>& counts, std::size_t least) {
    std::vector<std::pair<std::size_t, std::string>> all;
    for (const auto& [what, n] : counts)
        if (n >= least) all.emplace_back(n, what);
    std::ranges::sort(all, [](const auto& a, const auto& b) {
        return a.first != b.first ? a.first > b.first : a.second < b.second;
    });
    auto out = Json::array();
    for (std::size_t i = 0; i < std::min(told, all.size()); ++i)
        out.push_back({{"what", all[i].second}, {"posts", all[i].first}});
    return out;
}

}  // namespace

// Closes what ended by `until`, and counts the bins of nothing after it.
void Keeper::State::close(Counted& c, std::int64_t until, std::vector<kit::Burst>& out) const {
    if (c.open == INT64_MIN || c.open >= until) return;
    const auto note = [&](std::optional<kit::Burst> burst) {
        if (burst) out.push_back(*burst);
    };
    note(c.series.observe(scales, c.open, static_cast<double>(c.count),
                          static_cast<double>(c.authors.size())));
    const auto gap = (until - c.open) / bin - 1;
    auto at = c.open + bin;
    if (gap > most_gap) at = until - most_gap * bin;
    for (; at < until; at += bin) note(c.series.observe(scales, at, 0, 0));
    c.open = until;
    c.count = 0;
    c.authors.clear();
}

void Keeper::State::close_bins() {
    const auto begin = bin_of(now);
    if (begin == bin_now) return;
    bin_now = begin;
    std::vector<kit::Burst> bursts;
    for (auto& [what, c] : counted) {
        bursts.clear();
        close(c, begin, bursts);
        for (const auto& burst : bursts) burst_of(what, nullptr, burst);
    }
    for (const auto number : awake) {
        auto& story = stories.at(number);
        bursts.clear();
        close(*story.counted, begin, bursts);
        for (const auto& burst : bursts) burst_of("story", &story, burst);
    }
}

void Keeper::State::count(const model::Item& item, LiveStory& story, std::span<const std::string> hits) {
    const auto author = author_key(item);
    for (const auto& hit : hits) {
        auto it = counted.find(hit);
        if (it == counted.end()) {
            if (counted.size() >= most_series) continue;
            it = counted.emplace(hit, Counted{}).first;
        }
        add(it->second, bin_now, author);
    }
    if (!story.counted) {
        if (story.total < wakes) return;
        // Before its first post there was nothing.
        auto& c = story.counted.emplace();
        awake.insert(story.number);
        const auto first = bin_of(story.first);
        for (int i = quiet_before; i > 0; --i)
            (void)c.series.observe(scales, first - static_cast<std::int64_t>(i) * bin, 0, 0);
        std::vector<kit::Burst> bursts;
        for (const auto& kept : story.posts) {
            const auto at = bin_of(kept.second);
            if (c.open != INT64_MIN && at > c.open) close(c, at, bursts);
            add(c, std::max(at, c.open), author_key(kept.item));
        }
        close(c, bin_now, bursts);
        for (const auto& burst : bursts) burst_of("story", &story, burst);
        return;
    }
    add(*story.counted, bin_now, author);
}

// A burst of an asset belongs to the story that most of it is about.
void Keeper::State::burst_of(const std::string& what, LiveStory* of, const kit::Burst& burst) {
    const auto from = burst.at + bin - half_hour;
    std::vector<const Kept*> recent;
    std::size_t all = 0;
    if (of == nullptr) {
        std::map<std::uint32_t, std::vector<const Kept*>> by_story;
        for (auto it = by_age.rbegin(); it != by_age.rend() && it->first >= from; ++it) {
            const auto& story = stories.at(it->second);
            if (!story.concerns.contains(what)) continue;
            for (const auto& kept : story.posts)
                if (kept.second >= from) by_story[it->second].push_back(&kept);
        }
        std::size_t most = 0;
        for (const auto& [number, posts] : by_story) {
            all += posts.size();
            if (posts.size() <= most) continue;
            most = posts.size();
            of = &stories.at(number);
        }
        if (of == nullptr || static_cast<double>(most) < explains * static_cast<double>(all)) {
            ++figures.quiet_bursts;
            return;
        }
        recent = by_story.at(of->number);
    } else {
        for (const auto& kept : of->posts)
            if (kept.second >= from) recent.push_back(&kept);
        all = recent.size();
    }
    constexpr std::size_t most_bursts = 8;
    if (of->bursts.size() >= most_bursts || recent.empty()) return;
    auto said = why(recent);
    said["of"] = what;
    said["at"] = format_time(from_us((burst.at + bin) * 1'000'000));
    said["half_hour"] = {{"posts", all}, {"usual", std::round(burst.usual * 6 * 10) / 10}};
    said["rarity"] = std::round(burst.rarity * 100) / 100;
    of->bursts.push_back({burst, what, std::move(said)});
}

// Which posts, authors, terms, places and links the last half hour is made of.
Json Keeper::State::why(const std::vector<const Kept*>& recent) {
    std::map<std::string, std::size_t> words;
    std::map<std::string, std::size_t> places;
    std::map<std::string, std::size_t> shared;
    std::map<std::string, std::size_t> authors;
    std::map<std::string, std::size_t> reposted;
    std::map<std::string, std::size_t> networks;
    for (const auto* kept : recent) {
        const auto& item = kept->item;
        const auto canonical = kit::canonical_text(item.text.substr(0, 2000));
        for (const auto word : words_of(canonical)) ++words[std::string(word)];
        if (!item.place.empty()) ++places[item.place];
        for (const auto& link : item.links) ++shared[cut(link, 200)];
        ++authors[item.author.handle.empty() ? item.author.id : item.author.handle];
        for (const auto* up : {&item.repost_of, &item.reply_to, &item.quote_of})
            if (!up->empty()) ++reposted[*up];
        ++networks[item.network];
    }
    auto posts = Json::array();
    for (std::size_t i = 0; i < std::min<std::size_t>(3, recent.size()); ++i) {
        const auto& item = recent[i * recent.size() / std::min<std::size_t>(3, recent.size())]->item;
        posts.push_back({{"network", item.network}, {"id", item.id}, {"text", cut(item.text, 200)}});
    }
    return {{"posts", std::move(posts)},        {"authors", authors.size()},
            {"most", most_of(authors, 2)},      {"terms", most_of(words, 2)},
            {"places", most_of(places, 1)},     {"links", most_of(shared, 2)},
            {"answered", most_of(reposted, 2)}, {"networks", most_of(networks, 1)}};
}

}  // namespace vigie::stories
