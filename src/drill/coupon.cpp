// The ordinary part of the day: what the crowd, the shops, their customers and the certificate logs say.
#include "coupon.hpp"

#include "coupon_day.hpp"

#include <vigie/kit/text.hpp>

#include <fmt/format.h>

#include <array>

namespace vigie::drill {

using model::Account;
using namespace std::chrono_literals;

namespace {

constexpr std::size_t crowd_size = 1200;
constexpr std::size_t harmless_posts = 5200;
constexpr std::size_t customer_posts = 260;
constexpr std::size_t promotions = 60;
constexpr std::size_t harmless_certificates = 320;

}  // namespace

CouponDay::CouponDay(std::uint64_t seed, Words words)
    : Day(seed, std::move(words)), chain_(invent_chain(words_, rng_)) {}

Scenario CouponDay::play() {
    truth_.assets_yaml = chain_.register_yaml(words_, rng_);
    truth_.house = {chain_.domain, chain_.head_id};
    invent_crowd(crowd_size);
    prepare_plot();
    chatter(harmless_posts);
    open_shops();
    promote();
    customers();
    certificates();
    bystanders();
    plot();
    warn();
    truth_.moderation_delay = std::chrono::minutes(30 + pick(70));
    return finish(std::move(truth_));
}

Fixed CouponDay::about(const Shop& shop) {
    return {{"brand", chain_.name},
            {"core", chain_.core},
            {"shop", shop.name},
            {"city", shop.city},
            {"of_city", of_place(shop.city)},
            {"region", shop.region},
            {"of_region", of_place(shop.region)},
            {"tag", "#" + chain_.tag},
            {"shoptag", "#" + shop.tag},
            {"handle", shop.handle},
            {"site", chain_.domain},
            {"slug", chain_.slug},
            {"hotline", chain_.hotline},
            {"code", chain_.code},
            {"product", words_.draw("product_" + chain_.sector, rng_)},
            {"product_en", words_.draw("product_en_" + chain_.sector, rng_)}};
}

Account CouponDay::official(const Shop& shop) const {
    return account_of(shop, start_);
}

Account CouponDay::head_office() const {
    return account_of(chain_, start_);
}

void CouponDay::open_shops() {
    is_innocent(chain_.head_id, "official");
    events_.push_back(profile(head_office(), start_ + 1s));
    for (const auto& shop : chain_.shops) {
        is_innocent(shop.account_id, "official");
        events_.push_back(profile(official(shop), start_ + 2s));
    }
    is_innocent(chain_.partner_id, "partner");
}

// Real promotions with real coupons: everything the plot imitates.
void CouponDay::promote() {
    for (std::size_t i = 0; i < promotions; ++i) {
        const auto& shop = one_of(chain_.shops);
        const bool house = chance(20);
        const auto fixed = about(shop);
        const auto at = some_time();
        auto text = words_.say(chance(12) ? "promotion_en" : "promotion_fr", rng_, fixed);
        auto item = post(house ? head_office() : official(shop), "fr", std::move(text), at);
        if (!house) shop_posts_.push_back(item);
        events_.push_back(std::move(item));
    }
}

void CouponDay::customers() {
    for (std::size_t i = 0; i < customer_posts; ++i) {
        const auto& who = somebody();
        const auto& shop = one_of(chain_.shops);
        const auto fixed = about(shop);
        const auto at = some_time();
        const bool complains = chance(25);
        auto text = words_.say((complains ? "complaint_" : "customer_") + who.lang, rng_, fixed);
        auto item = post(who.account, who.lang, std::move(text), at);
        is_innocent(item.id, complains ? "complaint" : "customer");
        if (complains) complaints_.push_back(item);
        events_.push_back(std::move(item));
    }
}

// What certificate logs show in a day, a sample: strangers, namesakes, words that contain the name, and ours.
void CouponDay::certificates() {
    const auto told = [&](const std::string& domain, const char* what) {
        const auto at = some_time();
        is_innocent(domain, what);
        events_.push_back(certificate(domain, at));
    };
    for (std::size_t i = 0; i < harmless_certificates; ++i) {
        const auto& who = somebody();
        auto domain = words_.draw(
            "domain", rng_, {{"who", slug(who.account.name)}, {"city", slug(words_.draw("towns", rng_))}});
        told(domain, "other domain");
    }
    const auto core = slug(chain_.core);
    for (const auto* word : {"promo.", "www.", "compte.", "cdn."}) told(word + chain_.domain, "own domain");
    constexpr std::array firsts{"jean",  "sophie",  "cabinet", "garage", "cafe",
                                "hotel", "domaine", "ecole",   "vins"};
    for (std::size_t i = 0; i < 4; ++i)
        told(fmt::format("{}-{}.{}", one_of(firsts), core, chance(50) ? "test" : "example"),
             "namesake domain");
    // The name within another word.
    constexpr std::array tails{"ien", "aise", "ique", "ville", "etto"};
    for (std::size_t i = 0; i < 3; ++i)
        told(fmt::format("{}{}.test", core, one_of(tails)), "word that contains the name");
}

Result<Scenario> make_coupon(std::uint64_t seed) {
    std::string policies;
    std::string rules;
    std::vector<std::string_view> sets;
    std::vector<std::string_view> texts;
    for (const auto& file : drill_files()) {
        if (file.path == "coupon/policies.yaml") policies = file.content;
        if (file.path == "coupon/rules.yaml") rules = file.content;
        if (file.path == "coupon/texts.yaml") texts.push_back(file.content);
        if (file.path.starts_with("coupon/set-")) sets.push_back(file.content);
    }
    // Each day speaks with the voice of one set; sets were written apart from each other.
    texts.push_back(sets[seed % sets.size()]);
    VIGIE_TRY_ASSIGN(auto words, Words::read(texts));
    auto scenario = CouponDay(seed, std::move(words)).play();
    scenario.name = "coupon";
    scenario.title = {"Le faux coupon", "The fake coupon"};
    scenario.policies_yaml = std::move(policies);
    scenario.rules_yaml = std::move(rules);
    scenario.seed = seed;
    return scenario;
}

}  // namespace vigie::drill
