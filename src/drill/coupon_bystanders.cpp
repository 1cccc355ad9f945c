// Those who look like the plot and are not: they must not be accused. Each is written down in the truth with
// what it is, so that a false alarm can be named.
#include "coupon_day.hpp"

#include <fmt/format.h>

#include <array>

namespace vigie::drill {

using model::Account;
using namespace std::chrono_literals;

void CouponDay::live(const Account& who, const std::string& what, const std::string& list, std::size_t posts,
                     const Fixed& fixed) {
    is_innocent(who.id, what);
    const auto born = some_time();
    events_.push_back(profile(who, born));
    for (std::size_t i = 0; i < posts; ++i) {
        auto words = fixed;
        words["product"] = words_.draw("product_" + chain_.sector, rng_);
        auto text = words_.say(list, rng_, words);
        const auto at = born + std::chrono::minutes(5 + pick(300));
        events_.push_back(post(who, "fr", std::move(text), at));
    }
}

// People and places of one kind: a persona of `personas`, who says things of `list`.
void CouponDay::persons(const std::string& what, const std::string& personas, const std::string& list,
                        std::size_t how_many, std::size_t posts) {
    for (std::size_t i = 0; i < how_many; ++i) {
        const auto& shop = one_of(chain_.shops);
        auto fixed = about(shop);
        fixed["first"] = words_.draw("first", rng_);
        const auto p = words_.persona(personas, rng_, fixed);
        auto who = account(what.substr(0, 6), p.name, fmt::format("{}{}.people.test", slug(p.name), pick(90)),
                           p.bio, static_cast<std::int64_t>(40 + pick(1500)));
        fixed["self"] = p.name;
        live(who, what, list, posts, fixed);
    }
}

void CouponDay::bystanders() {
    persons("parody", "parodies", "parody_fr", 2, 3);
    persons("fan", "fans", "fan_fr", 3, 4);
    persons("namesake", "namesakes", "harmless_fr", 4, 3);
    persons("namesake business", "namesake_businesses", "namesake_business_fr", 2, 3);
    persons("reseller", "resellers", "reseller_fr", 3, 4);
    persons("deal hunter", "deal_hunters", "deal_fr", 3, 8);
    persons("employee", "employees", "employee_fr", 2, 3);
    persons("shopping centre", "malls", "mall_fr", 2, 3);
    persons("other retailer", "retailers", "retailer_fr", 5, 5);
    persons("game with a premium number", "games", "game_fr", 2, 4);
    Account partner;
    partner.network = "bluesky";
    partner.id = chain_.partner_id;
    partner.handle = "cartes-cadeaux-partagees.example";
    partner.name = "Cartes Cadeaux Partagées";
    partner.created_at = start_ - std::chrono::days(1900);
    live(partner, "partner", "partner_fr", 3, about(chain_.shops.front()));
}

// Hours later, others have understood: police, press, consumers, and the house itself. They quote the number
// and the tags, for everybody's good.
void CouponDay::warn() {
    const auto first = *truth_.first_malicious;
    const auto shops = chain_.in_region(true);
    const auto say = [&](const Account& who, const std::string& list, Time at) {
        auto fixed = lure_words(*one_of(shops), false);
        events_.push_back(post(who, "fr", words_.say(list, rng_, fixed), at));
    };
    for (const auto* kind : {"police", "press", "press", "consumers"}) {
        const auto fixed = about(*one_of(shops));
        const auto p = words_.persona(std::string(kind) + "_accounts", rng_, fixed);
        const auto who = account(kind, p.name, slug(p.name) + ".example", p.bio, 2000);
        is_innocent(who.id, kind);
        const auto posts = 1 + pick(2);
        for (std::size_t i = 0; i < posts; ++i)
            say(who, fmt::format("{}_warning_fr", kind), first + std::chrono::minutes(100 + pick(420)));
    }
    for (std::size_t i = 0; i < 4; ++i) {
        const auto& who = somebody("fr");
        say(who.account, "friend_warning_fr", first + std::chrono::minutes(45 + pick(600)));
        is_innocent(events_.back().id, "warns others");
    }
    say(head_office(), "house_warning_fr", first + std::chrono::minutes(200 + pick(200)));
    for (const auto* shop : shops)
        say(official(*shop), "house_warning_fr", first + std::chrono::minutes(240 + pick(240)));
}

}  // namespace vigie::drill
