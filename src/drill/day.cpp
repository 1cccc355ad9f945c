#include "day.hpp"

#include <vigie/kit/text.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <numeric>

namespace vigie::drill {

using model::Account;
using model::Item;
using model::ItemKind;
using namespace std::chrono_literals;

namespace {

// How people spread over a day, hour by hour (UTC), in arbitrary units.
constexpr std::array<unsigned, 24> rhythm{2,  1,  1, 1, 1,  3,  7,  10, 11, 10, 9, 10,
                                          12, 11, 9, 9, 10, 11, 13, 14, 13, 11, 8, 4};

constexpr std::string_view ends_word = " \n\t,;)»\"";

// Each word of `text` that begins with `mark`, without it and without what closes a sentence.
std::vector<std::string> marked(const std::string& text, std::string_view mark, std::size_t keep_from) {
    std::vector<std::string> out;
    for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at + 1)) {
        if (at > 0 && text[at - 1] != ' ' && text[at - 1] != '\n' && text[at - 1] != '(') continue;
        auto word = text.substr(at, text.find_first_of(ends_word, at) - at);
        while (!word.empty() && std::string_view(".!?:…").find(word.back()) != std::string_view::npos)
            word.pop_back();
        if (word.size() > mark.size()) out.push_back(word.substr(keep_from));
    }
    return out;
}

}  // namespace

std::string slug(std::string_view name) {
    std::string out;
    for (const char c : kit::fold(name)) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (letter)
            out += c;
        else if (!out.empty() && out.back() != '-')
            out += '-';
    }
    while (out.ends_with('-')) out.pop_back();
    return out;
}

Day::Day(std::uint64_t seed, Words words) : rng_(seed), words_(std::move(words)) {
    start_ = Time(std::chrono::sys_days(std::chrono::year(2026) / 3 / 10)) + std::chrono::days(seed % 200);
}

Time Day::some_time() {
    const auto total = std::accumulate(rhythm.begin(), rhythm.end(), 0U);
    auto draw = static_cast<unsigned>(pick(total));
    unsigned hour = 0;
    while (draw >= rhythm[hour]) draw -= rhythm[hour++];
    return start_ + std::chrono::hours(hour) + std::chrono::milliseconds(pick(3'600'000));
}

std::string Day::new_did(std::string_view kind) {
    return fmt::format("did:plc:{}{:012x}", kind, rng_.next() & 0xffffffffffffU);
}

Item Day::post(const Account& author, std::string lang, std::string text, Time at) {
    Item item;
    item.network = "bluesky";
    item.id = fmt::format("at://{}/app.bsky.feed.post/3{:011x}", author.id, rng_.next() & 0xfffffffffffU);
    const auto content = rng_.next();
    item.cid = fmt::format("bafyrei{:016x}{:016x}", content, rng_.next());
    item.url =
        fmt::format("https://bsky.app/profile/{}/post/{}", author.id, item.id.substr(item.id.rfind('/') + 1));
    item.kind = ItemKind::post;
    item.created_at = at;
    item.observed_at = at;
    item.lang = std::move(lang);
    item.author = author;
    item.links = marked(text, "https://", 0);
    item.hashtags = marked(text, "#", 1);
    item.mentions = marked(text, "@", 1);
    item.text = std::move(text);
    return item;
}

Item Day::reply(const Account& author, std::string lang, std::string text, Time at, const Item& to) {
    auto item = post(author, std::move(lang), std::move(text), at);
    item.kind = ItemKind::reply;
    item.reply_to = to.id;
    return item;
}

Item Day::profile(const Account& account, Time at) {
    Item item;
    item.network = "bluesky";
    item.id = account.id;
    item.kind = ItemKind::account;
    item.url = "https://bsky.app/profile/" + account.id;
    item.created_at = at;
    item.observed_at = at;
    item.author = account;
    return item;
}

Item Day::certificate(std::string_view domain, Time at) {
    Item item;
    item.network = "ct";
    item.id = std::string(domain);
    item.kind = ItemKind::domain;
    item.url = fmt::format("https://{}/", domain);
    item.links = {item.url};
    item.created_at = at;
    item.observed_at = at;
    return item;
}

Account Day::account(std::string_view kind, std::string name, std::string handle, std::string bio,
                     std::int64_t age_days) {
    Account a;
    a.network = "bluesky";
    a.id = new_did(kind);
    a.name = std::move(name);
    a.handle = std::move(handle);
    a.bio = std::move(bio);
    a.created_at = start_ - std::chrono::days(age_days);
    a.followers = static_cast<std::int64_t>(pick(900));
    a.following = static_cast<std::int64_t>(20 + pick(600));
    a.posts = static_cast<std::int64_t>(10 + pick(4000));
    return a;
}

Account Day::official(const model::Asset& asset) const {
    Account account;
    account.network = asset.network;
    account.id = asset.account_id;
    account.handle = asset.handle;
    account.name = asset.name;
    account.bio = asset.bio;
    account.avatar = asset.avatar;
    account.followers = 800 + static_cast<std::int64_t>(kit::fold(asset.handle).size()) * 37;
    account.following = 210;
    account.posts = 640;
    account.created_at = start_ - std::chrono::days(900);
    return account;
}

void Day::invent_crowd(std::size_t people) {
    for (std::size_t i = 0; i < people; ++i) {
        const std::string lang = pick(5) < 3 ? "fr" : "en";
        const auto first = words_.draw("first", rng_);
        const auto name = first + " " + words_.draw("last", rng_);
        const auto bio = words_.draw("bio_" + lang, rng_, {{"city", words_.draw("towns", rng_)}});
        const auto handle = fmt::format("{}{}.people.test", slug(name), pick(90));
        crowd_.push_back(
            {account("crowd", name, handle, bio, static_cast<std::int64_t>(30 + pick(900))), lang});
    }
}

const Person& Day::somebody(std::string_view lang) {
    for (;;) {
        const auto& who = somebody();
        if (who.lang == lang) return who;
    }
}

void Day::chatter(std::size_t posts) {
    for (std::size_t i = 0; i < posts; ++i) {
        const auto& who = somebody();
        auto text = words_.say("harmless_" + who.lang, rng_, {{"city", words_.draw("towns", rng_)}});
        const auto at = some_time();
        events_.push_back(post(who.account, who.lang, std::move(text), at));
    }
}

void Day::is_innocent(const std::string& id, std::string what) {
    truth_.innocents.emplace(id, std::move(what));
}

void Day::is_victim(const Item& item) {
    truth_.victims.push_back({item.key(), item.observed_at});
    is_innocent(item.id, "victim");
}

Scenario Day::finish(Scenario scenario) {
    std::ranges::stable_sort(events_, {}, &Item::observed_at);
    for (std::size_t i = 0; i < events_.size(); ++i) events_[i].observed_at += Duration(i % 1000);
    std::ranges::sort(scenario.victims, {}, &VictimPost::at);
    scenario.start = start_;
    scenario.end = start_ + 24h;
    scenario.events = std::move(events_);
    return scenario;
}

}  // namespace vigie::drill
