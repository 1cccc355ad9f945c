#include "state.hpp"
#include "terms.hpp"

#include <vigie/kit/hash.hpp>
#include <vigie/kit/url.hpp>
#include <vigie/stories/keeper.hpp>
#include <vigie/stories/story.hpp>

#include <algorithm>
#include <cmath>

namespace vigie::stories {

using model::Item;

namespace {

constexpr double alike = 0.36;             // cosine from which rare terms make one claim of two
constexpr double alike_told = 0.25;        // the same, for a story that has a case, …
constexpr double alike_answer = 0.2;       // … and for what we say ourselves
constexpr std::size_t same_terms = 2;      // that they have in common, at least
constexpr std::size_t story_terms = 24;    // under which a story is found
constexpr std::size_t term_stories = 400;  // a term of more stories leads to none
constexpr std::size_t candidates = 200;
constexpr std::size_t most_concerns = 50;
constexpr std::size_t most_links = 100'000;

// The story that begins with this post.
std::string story_id(const Item& item) {
    constexpr std::size_t digits = 16;
    return "s" + kit::sha256_hex(item.network + '\0' + item.id).substr(0, digits);
}

}  // namespace

std::uint64_t post_key(std::string_view network, std::string_view id) {
    std::string key(network);
    key += '\0';
    key += id;
    return kit::hash64(key);
}

std::uint64_t author_key(const Item& item) {
    const auto& a = item.author;
    if (a.id.empty() && a.handle.empty()) return post_key(item.network, item.id);  // somebody else each time
    return post_key(item.network, a.id.empty() ? a.handle : a.id);
}

std::string cut(const std::string& text, std::size_t bytes) {
    if (text.size() <= bytes) return text;
    while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0U) == 0x80U) --bytes;
    return text.substr(0, bytes) + "…";
}

std::int64_t second_of(Time t) noexcept {
    const auto us = to_us(t);
    constexpr std::int64_t million = 1'000'000;
    return us / million - (us % million < 0 ? 1 : 0);
}

LiveStory* Keeper::State::find(std::uint64_t id) {
    const auto known = ids.find(id);
    if (known == ids.end()) return nullptr;
    const auto story = stories.find(known->second);
    return story == stories.end() ? nullptr : &story->second;
}

LiveStory* Keeper::State::by_id(const std::string& id) {
    const auto alias = decisions.merged.find(id);
    const auto known = by_name.find(alias == decisions.merged.end() ? id : alias->second);
    return known == by_name.end() ? nullptr : &stories.at(known->second);
}

// How few stories have it.
double Keeper::State::weight(std::uint32_t term) const {
    const auto it = listed.find(term);
    const auto of = it == listed.end() ? 0.0 : static_cast<double>(it->second.size());
    return std::log((static_cast<double>(stories.size()) + 20) / (of + 1));
}

double Keeper::State::likeness(const LiveStory& story, const std::vector<std::uint32_t>& terms) const {
    if (story.with_terms == 0) return 0;
    double both = 0;
    double left = 0;
    double right = 0;
    std::size_t common = 0;
    for (const auto term : terms) {
        const double w = weight(term);
        left += w * w;
        const auto it = story.terms.find(term);
        if (it == story.terms.end() || std::ranges::find(story.listed, term) == story.listed.end()) continue;
        ++common;
        both += w * w * std::sqrt(static_cast<double>(it->second) / static_cast<double>(story.with_terms));
    }
    if (common < same_terms) return 0;
    for (const auto term : story.listed) {
        const double w = weight(term);
        right += w * w * static_cast<double>(story.terms.at(term)) / static_cast<double>(story.with_terms);
    }
    return both / std::sqrt(std::max(1e-9, left * right));
}

bool Keeper::State::share_concern(const LiveStory& story, std::span<const std::string> hits) const {
    if (hits.empty() || story.concerns.empty()) return false;
    return std::ranges::any_of(hits, [&](const auto& h) { return story.concerns.contains(h); });
}

bool Keeper::State::kept_apart(const std::string& a, const std::string& b) const {
    return decisions.apart.contains({std::min(a, b), std::max(a, b)});
}

// The story that a post joins, or none.
LiveStory* Keeper::State::place(const Item& item, std::span<const std::string> hits,
                                const std::vector<std::uint32_t>& terms, bool ours) {
    original.reset();
    for (const auto* up : {&item.reply_to, &item.repost_of, &item.quote_of}) {
        if (up->empty()) continue;
        if (auto* story = find(post_key(item.network, *up))) return story;
    }
    LiveStory* found = nullptr;
    if (terms.size() >= same_terms) {  // "Vraiment ?" is nobody's copy
        original = copies.place(item.text).original;
        if (const auto it = texts.find(*original); it != texts.end()) {
            const auto s = stories.find(it->second);
            if (s != stories.end() && (hits.empty() || share_concern(s->second, hits))) return &s->second;
        }
    }
    for (const auto& link : item.links) {
        const auto it = links.find(kit::hash64(kit::canonical_url(link)));
        if (it == links.end()) continue;
        const auto s = stories.find(it->second);
        // A link alone is shared for many reasons: it takes a word of the claim, too.
        if (s != stories.end() && share_concern(s->second, hits) && likeness(s->second, terms) > alike / 3)
            return &s->second;
    }
    std::vector<std::uint32_t> near;
    for (const auto term : terms) {
        const auto it = listed.find(term);
        if (it == listed.end() || it->second.size() > term_stories) continue;
        near.insert(near.end(), it->second.begin(), it->second.end());
    }
    std::ranges::sort(near);
    // Those with most terms in common first; each needs two.
    std::vector<std::pair<std::size_t, std::uint32_t>> often;
    for (std::size_t i = 0; i < near.size();) {
        auto j = i;
        while (j < near.size() && near[j] == near[i]) ++j;
        if (j - i >= same_terms) often.emplace_back(j - i, near[i]);
        i = j;
    }
    std::ranges::sort(often, [](const auto& a, const auto& b) {
        return a.first != b.first ? a.first > b.first : a.second < b.second;
    });
    if (often.size() > candidates) often.resize(candidates);
    double best = 0;
    for (const auto& [common, number] : often) {
        auto& story = stories.at(number);
        // Our own answers need not name us.
        if (!share_concern(story, hits) && !(ours && story.told)) continue;
        const double like = likeness(story, terms);
        // What is told already gathers its variants; our own answer says it in other words.
        const double enough = !story.told ? alike : ours ? alike_answer : alike_told;
        if (like <= best || like < enough) continue;
        best = like;
        found = &story;
    }
    if (found == nullptr && ours && cues(item.text).denial) {
        // We deny something: what else than the latest that is disputed?
        for (auto it = by_age.rbegin(); it != by_age.rend() && found == nullptr; ++it) {
            auto& story = stories.at(it->second);
            if (story.told && story.told_kind == "disputed_claim") found = &story;
        }
    }
    return found;
}

LiveStory& Keeper::State::begin(const Item& item) {
    const auto number = next++;
    auto& story = stories[number];
    story.number = number;
    story.id = story_id(item);
    story.first = story.last = std::max(second_of(item.observed_at), now - settings.age.count() / 1'000'000);
    by_name[story.id] = number;
    by_age.emplace(story.last, number);
    return story;
}

void Keeper::State::remember(std::uint64_t id, std::uint32_t number) {
    if (ids.insert_or_assign(id, number).second) ids_by_age.push_back(id);
    while (ids_by_age.size() > settings.ids) {
        ids.erase(ids_by_age.front());
        ids_by_age.pop_front();
    }
}

// Finds its most telling terms anew: those of most of its posts.
void Keeper::State::list(LiveStory& story) {
    unlist(story);
    std::vector<std::pair<std::uint32_t, std::uint32_t>> all;
    for (const auto& [term, posts] : story.terms) all.emplace_back(posts, term);
    std::ranges::sort(all, [](const auto& a, const auto& b) {
        return a.first != b.first ? a.first > b.first : a.second < b.second;
    });
    if (all.size() > 4 * story_terms) {  // what few of its posts say goes first
        for (std::size_t i = 4 * story_terms; i < all.size(); ++i) story.terms.erase(all[i].second);
    }
    if (all.size() > story_terms) all.resize(story_terms);
    for (const auto& [posts, term] : all) {
        story.listed.push_back(term);
        listed[term].push_back(story.number);
    }
}

void Keeper::State::unlist(LiveStory& story) {
    for (const auto term : story.listed) {
        const auto it = listed.find(term);
        std::erase(it->second, story.number);
        if (it->second.empty()) listed.erase(it);
    }
    story.listed.clear();
}

void Keeper::State::join(LiveStory& story, const Item& item, std::span<const std::string> hits,
                         const std::vector<std::uint32_t>& terms, bool ours) {
    const auto second = std::clamp(second_of(item.observed_at), story.first, now);
    by_age.erase({story.last, story.number});
    story.last = std::max(story.last, second);
    by_age.emplace(story.last, story.number);
    ++story.total;
    story.ours_speaks = story.ours_speaks || ours;
    for (const auto& hit : hits) {
        if (story.concerns.size() < most_concerns || story.concerns.contains(hit)) ++story.concerns[hit];
    }
    const auto author = author_key(item);
    auto known = story.authors.find(author);
    if (known == story.authors.end() && story.authors.size() < settings.authors_of_story)
        known = story.authors.emplace(author, 0).first;
    const bool flood = known != story.authors.end() && ++known->second > settings.posts_of_author;
    remember(post_key(item.network, item.id), story.number);
    if (flood) return;  // counted, and no more
    ++story.volume[second - ((second % 900) + 900) % 900];
    story.cascade.add(static_cast<double>(second - story.first),
                      static_cast<double>(item.author.followers.value_or(0)));
    for (const auto& link : item.links) {
        if (links.size() < most_links) links.emplace(kit::hash64(kit::canonical_url(link)), story.number);
    }
    // Answers carry other words than the claim: they do not change where it is found.
    if (!terms.empty() && item.repost_of.empty() && (story.total == 1 || item.reply_to.empty())) {
        ++story.with_terms;
        for (const auto term : terms) ++story.terms[term];
        const auto n = story.with_terms;
        if (n <= 4 || (n & (n - 1)) == 0) list(story);
    }
    Kept kept{item, second, ours};
    if (ours) kept.item.author.verified = true;
    // What an author's clock says far from ours is no time.
    const auto& said = item.created_at;
    if (said && (*said > item.observed_at || *said < item.observed_at - std::chrono::hours(24)))
        kept.item.created_at = item.observed_at;
    story.posts.push_back(std::move(kept));
    ++figures.posts;
    if (story.posts.size() > settings.posts_of_story) {
        story.posts.erase(story.posts.begin() + static_cast<std::ptrdiff_t>(settings.posts_of_story / 5));
        --figures.posts;
    }
}

void Keeper::State::forget(std::uint32_t number) {
    const auto it = stories.find(number);
    auto& story = it->second;
    unlist(story);
    by_age.erase({story.last, number});
    by_name.erase(story.id);
    awake.erase(number);
    figures.posts -= story.posts.size();
    stories.erase(it);
    ++figures.evicted;
}

void Keeper::State::make_room() {
    const auto oldest = now - settings.age.count() / 1'000'000;
    while (!by_age.empty() && by_age.begin()->first < oldest) forget(by_age.begin()->second);
    while (by_age.size() > 1 && (stories.size() > settings.stories || figures.posts > settings.posts))
        forget(by_age.begin()->second);
    while (texts_by_age.size() > settings.posts) {
        texts.erase(texts_by_age.front());
        texts_by_age.pop_front();
    }
    if (links.size() >= most_links)
        std::erase_if(links, [&](const auto& l) { return !stories.contains(l.second); });
    if (links.size() >= most_links) links.clear();
}

KeeperNews Keeper::State::see(const Item& item, std::span<const std::string> hits, bool ours, bool silent) {
    KeeperNews news;
    const auto key = post_key(item.network, item.id);
    if (ids.contains(key)) {
        ++figures.repeated;
        return news;
    }
    const auto second = second_of(item.observed_at);
    now = std::max(now, second);
    if (second < now - settings.age.count() / 1'000'000) {
        ++figures.late;
        return news;
    }
    close_bins();
    const auto terms = terms_of(item.text);
    auto* story = place(item, hits, terms, ours);
    // What an analyst decided holds after a restart, too.
    const auto own = story_id(item);
    if (story != nullptr && kept_apart(own, story->id)) story = nullptr;
    if (story == nullptr && decisions.merged.contains(own)) story = by_id(own);
    if (story == nullptr) {
        story = &begin(item);
        for (const auto& [part, whole] : decisions.merged) {
            const auto known = by_name.find(part);
            if (whole == own && known != by_name.end() && known->second != story->number)
                absorb(*story, stories.at(known->second));
        }
    }
    if (original && texts.insert_or_assign(*original, story->number).second)
        texts_by_age.push_back(*original);
    join(*story, item, hits, terms, ours);
    const auto number = story->number;
    if (!ours) count(item, *story, hits);
    make_room();
    if (const auto it = stories.find(number); it != stories.end()) read(it->second, item, hits, silent, news);
    return news;
}

void Keeper::State::absorb(LiveStory& into, LiveStory& from) {
    for (auto& [id, number] : ids) {
        if (number == from.number) number = into.number;
    }
    for (auto* table : {&texts, &links}) {
        for (auto& [key, number] : *table) {
            if (number == from.number) number = into.number;
        }
    }
    into.total += from.total;
    into.first = std::min(into.first, from.first);
    into.ours_speaks = into.ours_speaks || from.ours_speaks;
    for (const auto& [author, n] : from.authors) {
        if (into.authors.size() < settings.authors_of_story || into.authors.contains(author))
            into.authors[author] += n;
    }
    for (const auto& [hit, n] : from.concerns) {
        if (into.concerns.size() < most_concerns || into.concerns.contains(hit)) into.concerns[hit] += n;
    }
    for (const auto& [term, n] : from.terms) into.terms[term] += n;
    into.with_terms += from.with_terms;
    for (const auto& [at, n] : from.volume) into.volume[at] += n;
    for (auto& post : from.posts) into.posts.push_back(std::move(post));
    from.posts.clear();
    std::ranges::stable_sort(into.posts, {}, &Kept::second);
    while (into.posts.size() > settings.posts_of_story) {
        into.posts.erase(into.posts.begin() + static_cast<std::ptrdiff_t>(settings.posts_of_story / 5));
        --figures.posts;
    }
    // As if all of it had been one from the beginning.
    into.cascade = {};
    for (const auto& post : into.posts)
        into.cascade.add(static_cast<double>(post.second - into.first),
                         static_cast<double>(post.item.author.followers.value_or(0)));
    by_age.erase({into.last, into.number});
    into.last = std::max(into.last, from.last);
    by_age.emplace(into.last, into.number);
    // forget() takes off what is left in it; its posts have gone over already.
    forget(from.number);
    --figures.evicted;
    list(into);
}

Keeper::Keeper(KeeperSettings settings) : state_(std::make_unique<State>(std::move(settings))) {}
Keeper::~Keeper() = default;
Keeper::Keeper(Keeper&&) noexcept = default;
Keeper& Keeper::operator=(Keeper&&) noexcept = default;

KeeperNews Keeper::see(const Item& item, std::span<const std::string> hits, bool ours) {
    return state_->see(item, hits, ours, false);
}

void Keeper::recall(const Item& item, std::span<const std::string> hits, bool ours) {
    (void)state_->see(item, hits, ours, true);
}

bool Keeper::follows(std::string_view network, std::string_view id) const {
    return !id.empty() && state_->find(post_key(network, id)) != nullptr;
}

bool Keeper::merge(const std::string& into, const std::string& from) {
    auto& s = *state_;
    auto* a = s.by_id(into);
    auto* b = s.by_id(from);
    if (a == nullptr || b == nullptr || a == b) return false;
    s.decisions.apart.erase({std::min(a->id, b->id), std::max(a->id, b->id)});
    for (auto& [part, whole] : s.decisions.merged) {
        if (whole == b->id) whole = a->id;
    }
    s.decisions.merged[b->id] = a->id;
    s.absorb(*a, *b);
    return true;
}

bool Keeper::split(std::string_view network, std::string_view post) {
    auto& s = *state_;
    auto* from = s.find(post_key(network, post));
    if (from == nullptr) return false;
    const auto it = std::ranges::find_if(
        from->posts, [&](const Kept& k) { return k.item.network == network && k.item.id == post; });
    if (it == from->posts.end() || from->posts.size() < 2) return false;
    const auto begun = it->item;
    // Its copies, and what answers any of them.
    std::vector<Kept> out;
    std::vector<Kept> stay;
    std::unordered_set<std::string> taken{begun.id};
    const auto same = kit::canonical_text(begun.text);
    for (auto& kept : from->posts) {
        const auto& i = kept.item;
        const bool goes = i.id == begun.id || kit::canonical_text(i.text) == same ||
                          taken.contains(i.reply_to) || taken.contains(i.repost_of) ||
                          taken.contains(i.quote_of);
        if (goes) taken.insert(i.id);
        (goes ? out : stay).push_back(std::move(kept));
    }
    s.figures.posts -= from->posts.size();
    from->posts.clear();
    std::vector<std::string> hits;
    for (const auto& [hit, n] : from->concerns) hits.push_back(hit);
    const auto old = from->id;
    const auto number = from->number;
    auto& fresh = s.begin(begun);
    s.by_age.erase({fresh.last, fresh.number});
    fresh.first = fresh.last = out.front().second;
    s.by_age.emplace(fresh.last, fresh.number);
    auto& rest = s.stories.at(number);
    rest.total -= std::min(rest.total, out.size());
    for (auto& kept : stay) {
        rest.posts.push_back(std::move(kept));
        ++s.figures.posts;
    }
    for (auto& kept : out) s.join(fresh, kept.item, hits, terms_of(kept.item.text), kept.ours);
    for (const auto& kept : fresh.posts) {
        const auto placed = s.copies.place(kept.item.text);
        s.texts.insert_or_assign(placed.original, fresh.number);
    }
    s.list(fresh);
    s.decisions.merged.erase(fresh.id);
    s.decisions.apart.insert({std::min(old, fresh.id), std::max(old, fresh.id)});
    return true;
}

const StoryDecisions& Keeper::decisions() const noexcept {
    return state_->decisions;
}

void Keeper::set_decisions(StoryDecisions decisions) {
    state_->decisions = std::move(decisions);
}

std::string Keeper::story_of(std::string_view network, std::string_view post) const {
    const auto* story = state_->find(post_key(network, post));
    return story == nullptr ? std::string() : story->id;
}

KeeperFigures Keeper::figures() const {
    auto out = state_->figures;
    out.stories = state_->stories.size();
    return out;
}

}  // namespace vigie::stories
