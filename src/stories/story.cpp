#include "forecasting.hpp"
#include "rumour/of_story.hpp"

#include <vigie/kit/coshares.hpp>
#include <vigie/kit/near_copies.hpp>
#include <vigie/stories/story.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

namespace vigie::stories {
namespace {

using model::Item;
using model::Json;

constexpr std::size_t told = 1000;
constexpr std::size_t told_bytes = 500;
constexpr double doubting = 0.05;     // share of the authors, …
constexpr std::size_t doubters = 3;   // … and how many at least
constexpr double complaining = 0.25;  // the same of complaints
constexpr std::size_t complainers = 3;
constexpr double together = 0.25;
constexpr std::size_t together_accounts = 5;
constexpr std::size_t buzz_posts = 20;
constexpr std::size_t buzz_authors = 10;
// Seconds in which so many accounts write the same words without a link.
constexpr std::int64_t copied_within = 600;

struct Post {
    const Item* item = nullptr;
    std::int64_t second = 0;
    std::uint32_t author = 0;
    std::uint32_t copy_of = 0;  // place of the first with this text; its own
    Cues cues;
    bool coordinated = false;
};

class Numbers {
public:
    std::uint32_t of(std::string key) {
        return numbers_.try_emplace(std::move(key), static_cast<std::uint32_t>(numbers_.size()))
            .first->second;
    }
    [[nodiscard]] std::size_t size() const noexcept { return numbers_.size(); }

private:
    std::unordered_map<std::string, std::uint32_t> numbers_;
};

std::string author_key(const Item& item) {
    if (!item.author.id.empty()) return item.author.id;
    if (!item.author.handle.empty()) return "@" + item.author.handle;
    return "post " + item.id;  // unknown: somebody else each time
}

std::string author_name(const Item& item) {
    return item.author.handle.empty() ? item.author.id : item.author.handle;
}

std::string cut(const std::string& text) {
    if (text.size() <= told_bytes) return text;
    auto end = told_bytes;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    return text.substr(0, end) + "…";
}

struct Story {
    std::vector<Post> posts;         // by time
    std::vector<std::string> names;  // of the authors
    std::unordered_map<std::string_view, std::uint32_t> by_id;
    std::vector<bool> coordinated;  // of the authors
    kit::CoshareGroups groups;
};

Story read(std::span<const Item> items) {
    Story s;
    s.posts.reserve(items.size());
    Numbers authors;
    for (const auto& item : items.first(std::min(items.size(), story_posts))) {
        Post p;
        p.item = &item;
        const auto time = item.created_at.value_or(item.observed_at);
        p.second = static_cast<std::int64_t>(std::floor(static_cast<double>(to_us(time)) / 1e6));
        p.author = authors.of(author_key(item));
        if (p.author == s.names.size()) s.names.push_back(author_name(item));
        s.posts.push_back(p);
    }
    std::stable_sort(s.posts.begin(), s.posts.end(),
                     [](const Post& a, const Post& b) { return a.second < b.second; });
    kit::NearCopies copies(std::clamp<std::size_t>(s.posts.size(), 1, 500'000));
    for (std::uint32_t i = 0; i < s.posts.size(); ++i) {
        auto& p = s.posts[i];
        s.by_id.try_emplace(p.item->id, i);
        p.copy_of = static_cast<std::uint32_t>(copies.place(p.item->text).original);
        if (p.item->repost_of.empty()) p.cues = cues(p.item->text);
    }
    return s;
}

// Reposts of one post, texts that are copies, links: each is an object that accounts share.
void find_coordination(Story& s) {
    Numbers objects;
    std::vector<kit::Share> shares;
    for (const auto& p : s.posts) {
        const auto add = [&](std::string object) {
            shares.push_back({p.author, objects.of(std::move(object)), p.second});
        };
        if (!p.item->repost_of.empty()) {
            add("repost " + p.item->repost_of);
            continue;
        }
        if (p.item->text.size() >= 40) add("text " + std::to_string(p.copy_of));
        for (const auto& link : p.item->links) add("link " + link);
    }
    s.coordinated.assign(s.names.size(), false);
    s.groups = kit::Coshares(std::move(shares)).groups({});
    for (const auto& g : s.groups.groups)
        for (const auto a : g.accounts) s.coordinated[a] = true;
    // The same words, not through a button that shares a link, by many accounts within minutes.
    std::map<std::uint32_t, std::vector<const Post*>> same;
    for (const auto& p : s.posts)
        if (p.item->repost_of.empty() && p.item->links.empty() && p.item->text.size() >= 40)
            same[p.copy_of].push_back(&p);
    for (const auto& [original, posts] : same) {
        std::vector<std::uint32_t> seen(posts.size());
        std::unordered_map<std::uint32_t, std::size_t> count;
        for (std::size_t low = 0, high = 0; high < posts.size(); ++high) {
            ++count[posts[high]->author];
            while (posts[high]->second - posts[low]->second > copied_within)
                if (--count[posts[low++]->author] == 0) count.erase(posts[low - 1]->author);
            if (count.size() == together_accounts)
                for (const auto& [author, n] : count) s.coordinated[author] = true;
            if (count.size() > together_accounts) s.coordinated[posts[high]->author] = true;
        }
    }
    for (auto& p : s.posts) p.coordinated = s.coordinated[p.author];
}

// Longest way up from each post to one that is no answer; circles end where they close. O(posts).
std::size_t depth(const Story& s) {
    std::vector<std::uint32_t> known(s.posts.size());
    std::vector<std::uint32_t> way;
    std::size_t deepest = 0;
    for (std::uint32_t i = 0; i < s.posts.size(); ++i) {
        way.clear();
        auto at = i;
        std::uint32_t below = 0;
        while (known[at] == 0) {
            known[at] = 1;  // in work: a circle stops here
            way.push_back(at);
            const auto& item = *s.posts[at].item;
            const auto up = s.by_id.find(!item.reply_to.empty() ? item.reply_to : item.repost_of);
            if (up == s.by_id.end() || up->second == at) break;
            at = up->second;
            below = known[at];
        }
        for (auto p = way.rbegin(); p != way.rend(); ++p)
            deepest = std::max<std::size_t>(deepest, known[*p] = ++below);
    }
    return deepest;
}

struct Tally {
    std::size_t authors = 0;  // who wrote more than a repost, apart from those who act together
    std::size_t enquiry = 0;
    std::size_t denial = 0;
    std::size_t doubt = 0;
    std::size_t hedge = 0;
    std::size_t complaint = 0;
};

Tally tally(const Story& s) {
    std::vector<std::uint8_t> of(s.names.size());
    for (const auto& p : s.posts) {
        if (!p.item->repost_of.empty() || p.coordinated) continue;
        of[p.author] |= static_cast<std::uint8_t>(1 | (p.cues.enquiry ? 2 : 0) | (p.cues.denial ? 4 : 0) |
                                                  (p.cues.hedge ? 8 : 0) | (p.cues.complaint ? 16 : 0));
    }
    Tally t;
    for (const auto bits : of) {
        t.authors += bits & 1U;
        t.enquiry += (bits & 2U) != 0 ? 1U : 0U;
        t.denial += (bits & 4U) != 0 ? 1U : 0U;
        t.doubt += (bits & 6U) != 0 ? 1U : 0U;
        t.hedge += (bits & 8U) != 0 ? 1U : 0U;
        t.complaint += (bits & 16U) != 0 ? 1U : 0U;
    }
    return t;
}

double share(std::size_t n, std::size_t of) {
    return of == 0 ? 0 : static_cast<double>(n) / static_cast<double>(of);
}

bool disputed(const Tally& t) {
    return t.doubt >= doubters && share(t.doubt, t.authors) >= doubting;
}

StoryKind kind_of(const Story& s, const Tally& t, std::size_t coordinated) {
    const bool complained = t.complaint >= complainers && share(t.complaint, t.authors) >= complaining;
    // Customers who are told "it is true, the shop is closed" doubt, too; they complain more.
    if (disputed(t) && !(complained && t.complaint > 2 * t.doubt)) return StoryKind::disputed_rumour;
    if (coordinated >= together_accounts && share(coordinated, s.names.size()) >= together)
        return StoryKind::coordinated_campaign;
    if (complained) return StoryKind::customer_incident;
    if (s.posts.size() >= buzz_posts && s.names.size() >= buzz_authors) return StoryKind::organic_buzz;
    return StoryKind::harmless;
}

// Who carries each text: writes or reposts it.
struct Carried {
    std::vector<std::uint32_t> authors;
    std::vector<std::uint32_t> posts;
};

Json names_of(const Story& s, const std::vector<std::uint32_t>& authors) {
    auto out = Json::array();
    for (std::size_t i = 0; i < std::min(told, authors.size()); ++i) out.push_back(s.names[authors[i]]);
    return out;
}

Json claim_card(const Story& s, const std::map<std::uint32_t, Carried>& texts, const Json& forecast) {
    const Carried* most = nullptr;
    for (const auto& [text, carried] : texts)
        if (!s.posts[text].item->text.empty() && !s.posts[text].cues.denial && !s.posts[text].cues.enquiry &&
            (most == nullptr || carried.authors.size() > most->authors.size()))
            most = &carried;
    if (most == nullptr) return nullptr;
    // A clock may say that a repost came before what it repeats.
    const auto own = std::ranges::find_if(
        most->posts, [&](std::uint32_t i) { return s.posts[i].item->repost_of.empty(); });
    const auto& first = s.posts[own == most->posts.end() ? most->posts[0] : *own];
    std::vector<std::string> languages;
    std::vector<std::string> variants;
    double reach = 0;
    for (const auto i : most->posts) {
        const auto& item = *s.posts[i].item;
        if (!item.lang.empty() &&
            std::find(languages.begin(), languages.end(), item.lang) == languages.end() &&
            languages.size() < 50)
            languages.push_back(item.lang);
        if (variants.size() < 10 &&
            std::find(variants.begin(), variants.end(), cut(item.text)) == variants.end() &&
            item.repost_of.empty())
            variants.push_back(cut(item.text));
        reach += static_cast<double>(std::max<std::int64_t>(0, item.author.followers.value_or(0)));
    }
    std::vector<std::uint32_t> questioned;
    std::vector<std::uint32_t> denied;
    Json official;
    for (const auto& p : s.posts) {
        if (p.coordinated) continue;
        const auto add = [&](std::vector<std::uint32_t>& to) {
            if (to.size() < told && std::find(to.begin(), to.end(), p.author) == to.end())
                to.push_back(p.author);
        };
        if (p.cues.enquiry) add(questioned);
        if (!p.cues.denial) continue;
        add(denied);
        if (official.is_null() && p.item->author.verified.value_or(false))
            official = {{"post", p.item->id},
                        {"author", s.names[p.author]},
                        {"text", cut(p.item->text)},
                        {"at", format_time(from_us(p.second * 1'000'000))}};
    }
    return Json{{"statement", cut(first.item->text)},
                {"first_post", first.item->id},
                {"first_author", s.names[first.author]},
                {"since", format_time(from_us(first.second * 1'000'000))},
                {"carried_by", most->authors.size()},
                {"posts", most->posts.size()},
                {"reach", reach},
                {"variants", variants},
                {"languages", languages},
                {"questioned_by", names_of(s, questioned)},
                {"denied_by", names_of(s, denied)},
                {"official_position", std::move(official)},
                {"forecast", forecast}};
}

std::map<std::uint32_t, Carried> carried(const Story& s) {
    std::map<std::uint32_t, Carried> out;
    for (std::uint32_t i = 0; i < s.posts.size(); ++i) {
        const auto& p = s.posts[i];
        auto text = p.copy_of;
        if (!p.item->repost_of.empty()) {
            const auto of = s.by_id.find(p.item->repost_of);
            if (of == s.by_id.end()) continue;
            text = s.posts[of->second].copy_of;
        }
        auto& c = out[text];
        c.posts.push_back(i);
        c.authors.push_back(p.author);
    }
    for (auto& [text, c] : out) {
        std::sort(c.authors.begin(), c.authors.end());
        c.authors.erase(std::unique(c.authors.begin(), c.authors.end()), c.authors.end());
    }
    return out;
}

Json forecast_of(const Story& s, bool& spreading) {
    kit::Cascade cascade;
    for (const auto& p : s.posts)
        cascade.add(static_cast<double>(p.second - s.posts[0].second),
                    static_cast<double>(p.item->author.followers.value_or(0)));
    const double now = std::max(1.0, cascade.last());
    const auto forecast = cascade_model().forecast(cascade, now);
    if (!forecast) return nullptr;
    const auto size = static_cast<double>(cascade.size());
    spreading = forecast->size > 1.2 * size && size >= 5;
    return {{"so_far", cascade.size()},
            {"size", std::round(forecast->size)},
            {"low", std::floor(forecast->low)},
            {"high", std::ceil(forecast->high)}};
}

model::Text why(StoryKind kind, const Tally& t, std::size_t coordinated, std::size_t posts) {
    const auto en = fmt::format(
        "{} posts; of {} authors who wrote themselves {} ask whether it is true, {} deny it, {} complain; {} "
        "accounts act together.",
        posts, t.authors, t.enquiry, t.denial, t.complaint, coordinated);
    const auto fr = fmt::format(
        "{} publications ; sur {} auteurs qui ont écrit eux-mêmes, {} demandent si c’est vrai, {} démentent, "
        "{} se plaignent ; {} comptes "
        "agissent ensemble.",
        posts, t.authors, t.enquiry, t.denial, t.complaint, coordinated);
    model::Text out{fr, en};
    if (kind == StoryKind::disputed_rumour) {
        out.en += " Disputed; whether it is true is for people to say.";
        out.fr += " Contesté ; dire si c’est vrai revient à des personnes.";
    }
    return out;
}

}  // namespace

Json story(std::span<const Item> items) {
    auto s = read(items);
    if (s.posts.empty())
        return {{"kind", name(StoryKind::harmless)},
                {"posts", 0},
                {"claim", nullptr},
                {"coordinated_accounts", Json::array()}};
    find_coordination(s);
    const auto t = tally(s);
    std::vector<std::uint32_t> together_now;
    for (std::uint32_t a = 0; a < s.coordinated.size(); ++a)
        if (s.coordinated[a]) together_now.push_back(a);
    const auto kind = kind_of(s, t, together_now.size());
    bool spreading = false;
    auto forecast = forecast_of(s, spreading);
    const auto texts = carried(s);
    std::size_t reposts = 0;
    std::size_t replies = 0;
    for (const auto& p : s.posts) {
        reposts += p.item->repost_of.empty() ? 0U : 1U;
        replies += p.item->reply_to.empty() ? 0U : 1U;
    }
    Json out{{"kind", name(kind)},
             {"status", spreading ? "spreading" : "fading"},
             {"posts", s.posts.size()},
             {"authors", s.names.size()},
             {"why", why(kind, t, together_now.size(), s.posts.size())},
             {"shares",
              {{"enquiry", share(t.enquiry, t.authors)},
               {"denial", share(t.denial, t.authors)},
               {"hedge", share(t.hedge, t.authors)},
               {"complaint", share(t.complaint, t.authors)}}},
             {"structure", {{"reposts", reposts}, {"replies", replies}, {"depth", depth(s)}}},
             {"claim", claim_card(s, texts, forecast)},
             {"coordinated_accounts", names_of(s, together_now)}};
    auto coordination = Json::array();
    for (std::size_t i = 0; i < std::min(told, s.groups.groups.size()); ++i) {
        const auto& g = s.groups.groups[i];
        coordination.push_back({{"accounts", names_of(s, g.accounts)},
                                {"objects", g.objects},
                                {"surprise", g.surprise},
                                {"chance", g.chance ? Json(*g.chance) : Json(nullptr)}});
    }
    out["coordination"] = std::move(coordination);
    auto copies = Json::array();
    std::map<std::uint32_t, Json> same;
    for (const auto& p : s.posts) {
        if (!p.item->repost_of.empty() || p.item->text.empty()) continue;
        auto& ids = same[p.copy_of];
        if (ids.size() < 10 * told) ids.push_back(p.item->id);
    }
    for (auto& [text, ids] : same)
        if (ids.size() >= 2 && copies.size() < 10 * told) copies.push_back(std::move(ids));
    out["copies"] = std::move(copies);
    std::vector<TimedItem> timed;
    for (const auto& p : s.posts) timed.push_back({p.item, p.second});
    add_rumour(out, timed, disputed(t));
    return out;
}

}  // namespace vigie::stories
