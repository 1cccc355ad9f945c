#include <vigie/engine/story_watch.hpp>
#include <vigie/model/json.hpp>

#include <algorithm>
#include <iterator>

namespace vigie::engine {
namespace {

using model::ItemKind;
using model::Json;

constexpr int most_recalled = 50'000;
constexpr auto cards_kept = std::chrono::days(90);
constexpr auto decisions_kept = std::chrono::days(3650);

// What people say; not accounts, domains and pages.
bool says_something(ItemKind kind) {
    return kind != ItemKind::account && kind != ItemKind::domain && kind != ItemKind::page;
}

Json to_json(const stories::StoryDecisions& decisions) {
    auto merged = Json::array();
    for (const auto& [part, whole] : decisions.merged) merged.push_back({part, whole});
    auto apart = Json::array();
    for (const auto& [a, b] : decisions.apart) apart.push_back({a, b});
    return {{"merged", std::move(merged)}, {"apart", std::move(apart)}};
}

// What we wrote ourselves; anything else is no decision.
stories::StoryDecisions decisions_of(const std::string& text) {
    stories::StoryDecisions out;
    const auto json = Json::parse(text, nullptr, false);
    if (!json.is_object()) return out;
    const auto each = [&](const char* key, auto&& visit) {
        const auto it = json.find(key);
        if (it == json.end() || !it->is_array()) return;
        for (const auto& pair : *it) {
            if (pair.is_array() && pair.size() == 2 && pair[0].is_string() && pair[1].is_string())
                visit(pair[0].get<std::string>(), pair[1].get<std::string>());
        }
    };
    each("merged", [&](std::string part, std::string whole) { out.merged[part] = std::move(whole); });
    each("apart", [&](std::string a, std::string b) { out.apart.emplace(std::move(a), std::move(b)); });
    return out;
}

}  // namespace

StoryWatch::StoryWatch(stories::KeeperSettings settings) : keeper_(settings), age_(settings.age) {}

Result<> StoryWatch::start(ports::Session& session, Time now,
                           const std::function<Known(const model::Item&)>& known) {
    VIGIE_TRY_ASSIGN(const auto decided, session.memory(std::string(story_decisions_kind), "all"));
    std::vector<model::Item> items;
    VIGIE_TRY_ASSIGN([[maybe_unused]] const auto visited,
                     session.visit_items(now - age_, most_recalled, [&](const model::Item& item) {
                         if (says_something(item.kind) && !item.deleted) items.push_back(item);
                         return true;
                     }));
    const std::lock_guard lock(mutex_);
    if (decided) keeper_.set_decisions(decisions_of(*decided));
    for (auto it = items.rbegin(); it != items.rend(); ++it) {
        const auto what = known(*it);
        keeper_.recall(*it, what.hits, what.ours);
    }
    return {};
}

bool StoryWatch::follows(const model::ItemView& item) const {
    if (!says_something(item.kind)) return false;
    if (item.reply_to.empty() && item.repost_of.empty() && item.quote_of.empty()) return false;
    const std::lock_guard lock(mutex_);
    return keeper_.follows(item.network, item.reply_to) || keeper_.follows(item.network, item.repost_of) ||
           keeper_.follows(item.network, item.quote_of);
}

void StoryWatch::see(const model::Item& item, std::span<const std::string> hits, bool ours) {
    if (!says_something(item.kind) || item.deleted) return;
    const std::lock_guard lock(mutex_);
    auto news = keeper_.see(item, hits, ours);
    std::ranges::move(news.findings, std::back_inserter(findings_));
    for (auto& card : news.cards) {
        std::erase_if(cards_, [&](const auto& c) { return c.story == card.story; });
        cards_.push_back(std::move(card));
    }
}

Result<std::vector<model::Finding>> StoryWatch::waiting(ports::Session& session, Time now) {
    const std::lock_guard lock(mutex_);
    for (const auto& card : cards_) {
        VIGIE_TRY(session.put_memory(std::string(stories::card_memory), card.story, model::dump(card.card),
                                     now + cards_kept));
    }
    return findings_;
}

void StoryWatch::done() {
    const std::lock_guard lock(mutex_);
    findings_.clear();
    cards_.clear();
}

Result<> StoryWatch::keep_decisions(ports::Session& session, Time now) {
    return session.put_memory(std::string(story_decisions_kind), "all",
                              model::dump(to_json(keeper_.decisions())), now + decisions_kept);
}

Result<> StoryWatch::merge(ports::Session& session, const std::string& into, const std::string& from,
                           Time now) {
    const std::lock_guard lock(mutex_);
    if (!keeper_.merge(into, from))
        return fail(Errc::not_found, "{} or {} is no story that is kept", into, from);
    return keep_decisions(session, now);
}

Result<> StoryWatch::split(ports::Session& session, const model::ItemKey& post, Time now) {
    const std::lock_guard lock(mutex_);
    if (!keeper_.split(post.network, post.id))
        return fail(Errc::not_found, "{} is in no story that is kept, or alone in its own", post.id);
    return keep_decisions(session, now);
}

}  // namespace vigie::engine
