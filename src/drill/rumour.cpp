// The ordinary part of the day: what the crowd, the shops and their customers say.
#include "rumour.hpp"

#include "rumour_day.hpp"

#include <fmt/format.h>

#include <utility>

namespace vigie::drill {

using model::Account;
using namespace std::chrono_literals;

namespace {

constexpr std::size_t crowd_size = 1500;
constexpr std::size_t harmless_posts = 4000;
constexpr std::size_t praises = 130;
constexpr std::size_t complaints = 70;
constexpr std::size_t house_posts = 30;

}  // namespace

RumourDay::RumourDay(std::uint64_t seed, Words words)
    : Day(seed, std::move(words)), chain_(invent_chain(words_, rng_)) {
    chain_.sector = "grocery";
    const auto shops = chain_.in_region(true);
    rumour_ = about(*one_of(shops));
    rumour_["town"] = rumour_["city"];
    rumour_["hurt"] = words_.draw("hurt", rng_);
    for (const std::string word : {"risky", "harm"}) {
        const auto both = words_.draw(word, rng_);  // French | English
        rumour_[word] = both.substr(0, both.find('|'));
        rumour_[word + "_en"] = both.substr(both.find('|') + 1);
    }
}

Scenario RumourDay::play() {
    truth_.assets_yaml = chain_.register_yaml(words_, rng_);
    truth_.house = {chain_.domain, chain_.head_id};
    invent_crowd(crowd_size);
    chatter(harmless_posts);
    open_shops();
    ordinary("praise", "praise", praises);
    ordinary("complaint", "complaint", complaints);
    wave("wave_fr", "wave of praise", 45 + pick(30), std::chrono::minutes(90 + pick(90)));
    wave("outage_fr", "complaints about a shop", 8 + pick(8), std::chrono::minutes(100 + pick(60)));
    plot();
    truth_.moderation_delay = 24h;
    return finish(std::move(truth_));
}

Fixed RumourDay::about(const Shop& shop) {
    return {{"brand", chain_.name},
            {"core", chain_.core},
            {"shop", shop.name},
            {"city", shop.city},
            {"town_other", chain_.in_region(false).front()->city},
            {"tag", "#" + chain_.tag},
            {"shoptag", "#" + shop.tag},
            {"handle", chain_.domain},
            {"site", chain_.domain},
            {"product", words_.draw("product_grocery", rng_)},
            {"product_en", words_.draw("product_en_grocery", rng_)}};
}

Account RumourDay::official(const Shop& shop) const {
    return account_of(shop, start_);
}

Account RumourDay::head_office() const {
    return account_of(chain_, start_);
}

void RumourDay::open_shops() {
    is_innocent(chain_.head_id, "official");
    events_.push_back(profile(head_office(), start_ + 1s));
    for (const auto& shop : chain_.shops) {
        is_innocent(shop.account_id, "official");
        events_.push_back(profile(official(shop), start_ + 2s));
    }
    for (std::size_t i = 0; i < house_posts; ++i) {
        const auto& shop = one_of(chain_.shops);
        const auto fixed = about(shop);
        auto text = words_.say("official_day_fr", rng_, fixed);
        const auto at = some_time();
        events_.push_back(post(chance(30) ? head_office() : official(shop), "fr", std::move(text), at));
    }
}

// Said all day long, by anybody about any shop.
void RumourDay::ordinary(const std::string& list, const char* what, std::size_t posts) {
    for (std::size_t i = 0; i < posts; ++i) {
        const auto& who = somebody();
        auto text = words_.say(list + "_" + who.lang, rng_, about(one_of(chain_.shops)));
        const auto at = some_time();
        events_.push_back(post(who.account, who.lang, std::move(text), at));
        is_innocent(events_.back().id, what);
    }
}

// Many about one thing within a few hours: a success, a breakdown. Nothing to raise an alarm about.
void RumourDay::wave(const std::string& list, const char* what, std::size_t posts, Duration length) {
    const auto begin = start_ + std::chrono::hours(9 + pick(9));
    const auto fixed = about(one_of(chain_.shops));
    for (std::size_t i = 0; i < posts; ++i) {
        const auto& who = somebody("fr");
        auto text = words_.say(list, rng_, fixed);
        const auto at = begin + Duration(static_cast<std::int64_t>(pick(1000)) * length.count() / 1000);
        events_.push_back(post(who.account, "fr", std::move(text), at));
        is_innocent(events_.back().id, what);
    }
}

Result<Scenario> make_rumour(std::uint64_t seed) {
    std::string policies;
    std::string rules;
    std::string facts;
    std::vector<std::string_view> sets;
    std::vector<std::string_view> texts;
    for (const auto& file : drill_files()) {
        if (file.path == "rumour/policies.yaml") policies = file.content;
        if (file.path == "rumour/rules.yaml") rules = file.content;
        if (file.path == "rumour/facts.yaml") facts = file.content;
        // The chain, its people and their small talk are those of the drill `coupon`.
        if (file.path == "coupon/texts.yaml") texts.push_back(file.content);
        if (file.path.starts_with("rumour/set-")) sets.push_back(file.content);
    }
    // Each day speaks with the voice of one set; sets were written apart from each other.
    texts.push_back(sets[seed % sets.size()]);
    VIGIE_TRY_ASSIGN(auto words, Words::read(texts));
    auto scenario = RumourDay(seed, std::move(words)).play();
    scenario.name = "rumour";
    scenario.title = {"La rumeur", "The rumour"};
    scenario.policies_yaml = std::move(policies);
    scenario.rules_yaml = std::move(rules);
    scenario.facts_yaml = std::move(facts);
    scenario.seed = seed;
    return scenario;
}

}  // namespace vigie::drill
