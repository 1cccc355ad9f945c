// The rumour: told in one town, repeated, asked about, doubted; pushed by forty accounts from the second hour
// on; denied by the house when it is everywhere.
#include "rumour_day.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

namespace vigie::drill {

using model::Account;
using model::Item;
using model::ItemKind;
using namespace std::chrono_literals;

namespace {

constexpr std::size_t pushing = 40;
constexpr std::size_t copying = 10;
constexpr std::array tails{"!!", "👇", "⚠️", "#boycott"};

}  // namespace

void RumourDay::tell(const Account& who, const std::string& lang, const std::string& list, Time at) {
    auto fixed = rumour_;
    if (chance(15)) fixed["hurt"] = words_.draw("hurt", rng_);  // it changes on the way
    auto item = post(who, lang, words_.say(list, rng_, fixed), at);
    if (chance(25)) item.place = rumour_["town"];
    truth_.rumour->posts.insert(item.id);
    told_.push_back(item);
    events_.push_back(std::move(item));
}

// Somebody of the crowd tells, shares, asks or doubts.
void RumourDay::one_more(Time at) {
    const auto& who = somebody();
    const auto what = pick(100);
    // What was told before and lately is answered and shared.
    const Item* to = nullptr;
    for (int i = 0; i < 8 && to == nullptr; ++i) {
        const auto& earlier = told_[told_.size() - 1 - pick(std::min<std::size_t>(told_.size(), 60))];
        if (earlier.observed_at < at) to = &earlier;
    }
    if (what < 38 || to == nullptr) {
        tell(who.account, who.lang, "rumour_" + who.lang, at);
    } else if (what < 68) {
        auto item = post(who.account, who.lang, "", at);
        item.kind = ItemKind::repost;
        item.repost_of = to->repost_of.empty() ? to->id : to->repost_of;
        truth_.rumour->posts.insert(item.id);
        events_.push_back(std::move(item));
    } else {
        const auto* list = what < 86 ? "ask_" : "doubt_";
        auto text = words_.say(list + who.lang, rng_, rumour_);
        auto item = chance(75) ? reply(who.account, who.lang, std::move(text), at, *to)
                               : post(who.account, who.lang, std::move(text), at);
        truth_.rumour->posts.insert(item.id);
        events_.push_back(std::move(item));
    }
}

// A process of Poisson with a rate that falls by half every two hours.
void RumourDay::spread(Time from, Time until, double per_hour) {
    auto at = from;
    while (at < until) {
        const double age = static_cast<double>((at - from).count()) / 3.6e9;
        const double rate = std::max(0.5, per_hour * std::exp2(-age / 2));
        const double u = (static_cast<double>(pick(1'000'000)) + 0.5) / 1e6;
        at += Duration(static_cast<std::int64_t>(-std::log(u) / rate * 3.6e9));
        if (at < until) one_more(at);
    }
}

// Four or five waves: one text, nearly the same, by most of them within minutes; and they share each other.
void RumourDay::amplify(Time from) {
    for (std::size_t i = 0; i < pushing; ++i) {
        const auto name = words_.draw("first", rng_) + " " + words_.draw("last", rng_);
        auto who = account("push", name, fmt::format("{}{}.people.test", slug(name), 100 + pick(900)), "",
                           static_cast<std::int64_t>(5 + pick(400)));
        truth_.rumour->together.insert(who.id);
        pushers_.push_back(std::move(who));
    }
    const auto waves = 4 + pick(2);
    auto at = from;
    for (std::size_t w = 0; w < waves; ++w) {
        const auto text = words_.say("amplify_fr", rng_, rumour_);
        const auto seconds = 120 + pick(300);
        std::optional<Item> first;
        for (const auto& who : pushers_) {
            if (chance(20)) continue;  // not all of them, each time
            const auto when = at + std::chrono::seconds(pick(seconds));
            const bool shares = first && chance(25);
            std::string copy;
            if (!shares) copy = chance(40) ? fmt::format("{} {}", text, one_of(tails)) : text;
            auto item = post(who, "fr", std::move(copy), when);
            if (shares) {
                item.kind = ItemKind::repost;
                item.repost_of = first->id;
                item.observed_at = item.created_at.emplace(std::max(when, first->observed_at + 20s));
            }
            truth_.rumour->posts.insert(item.id);
            if (!shares) {
                told_.push_back(item);
                first = item;
            }
            events_.push_back(std::move(item));
        }
        // "Copiez-collez": people who believed it, one by one over the next hours.
        for (std::size_t i = 0; i < copying / waves + 1; ++i) {
            const auto& who = somebody("fr");
            auto item = post(who.account, "fr", text, at + std::chrono::minutes(8 + pick(150)));
            truth_.rumour->posts.insert(item.id);
            is_innocent(who.account.id, "copied it");
            events_.push_back(std::move(item));
        }
        at += std::chrono::minutes(25 + pick(40));
    }
}

void RumourDay::deny(Time at) {
    for (std::size_t i = 0; i < 2; ++i) {
        auto item = post(head_office(), "fr", words_.say("official_fr", rng_, rumour_), at);
        if (i == 0) truth_.rumour->official = item.id;
        truth_.rumour->posts.insert(item.id);
        events_.push_back(std::move(item));
        at += std::chrono::minutes(40 + pick(60));
    }
}

void RumourDay::plot() {
    truth_.rumour.emplace();
    truth_.rumour->crisis_posts = 400;
    const auto begin = start_ + std::chrono::minutes(7 * 60 + pick(300));
    truth_.first_malicious = begin;
    const auto& who = somebody("fr");
    tell(who.account, "fr", "rumour_fr", begin);
    truth_.rumour->first_post = told_.front().id;
    truth_.rumour->first_author = who.account.handle;
    // Two hours in one town, then everywhere, then the house speaks and it ebbs away.
    const double early = 10 + static_cast<double>(pick(12));
    spread(begin + 4min, begin + 2h, early);
    amplify(begin + 2h);
    const auto denied = begin + std::chrono::minutes(390 + pick(120));
    spread(begin + 2h + 10min, denied, 60 + static_cast<double>(pick(60)));
    deny(denied);
    spread(denied, start_ + 24h, 10 + static_cast<double>(pick(12)));
}

}  // namespace vigie::drill
