// Those who look like the plot and are not: they must not be accused. Each is written down in the truth with
// what it is, so that a false alarm can be named.
#include "advisors_day.hpp"

#include <fmt/format.h>

namespace vigie::drill {

using model::Account;
using namespace std::chrono_literals;

void AdvisorsDay::live(const Account& who, const std::string& what, const std::string& list,
                       std::size_t posts, const Fixed& fixed) {
    is_innocent(who.id, what);
    const auto born = some_time();
    events_.push_back(profile(who, born));
    for (std::size_t i = 0; i < posts; ++i) {
        auto text = words_.say(list, rng_, fixed);
        events_.push_back(post(who, "fr", std::move(text), born + std::chrono::minutes(5 + pick(240))));
    }
}

// People of one kind: a persona of `personas`, who says things of `list`.
void AdvisorsDay::persons(const std::string& what, const std::string& personas, const std::string& list,
                          std::size_t how_many, std::size_t posts) {
    for (std::size_t i = 0; i < how_many; ++i) {
        auto fixed = about(*one_of(advisers_));
        fixed["name"] = words_.draw("last", rng_);
        fixed["firm"] = words_.draw("firm", rng_);
        const auto p = words_.persona(personas, rng_, fixed);
        auto who =
            account(what.substr(0, 6), p.name, fmt::format("{}{}.people.test", slug(p.name), 10 + pick(80)),
                    p.bio, static_cast<std::int64_t>(200 + pick(1500)));
        who.posts = static_cast<std::int64_t>(150 + pick(3000));
        live(who, what, list, posts, fixed);
    }
}

void AdvisorsDay::bystanders() {
    persons("parody", "parodies", "harmless_fr", 3, 3);
    persons("namesake", "namesakes", "harmless_fr", 5, 4);
    persons("namesake who advises for another house", "namesake_advisers", "namesake_adviser_fr", 3, 4);
    persons("broker", "brokers", "broker_fr", 3, 4);
    Account partner;
    partner.network = "bluesky";
    partner.id = "did:plc:partnernotariat000000001";
    partner.handle = "notaires-du-quai.example";
    partner.name = "Notaires du Quai";
    partner.created_at = start_ - std::chrono::days(1900);
    live(partner, "partner", "partner_fr", 3, about(*one_of(advisers_)));
}

// Hours later the press and the authority have understood: they quote the lure and the domain.
void AdvisorsDay::warn() {
    const auto first = *truth_.first_malicious;
    for (std::size_t i = 0; i < 3; ++i) {
        auto fixed = about(*victim_);
        fixed["link_shown"] = one_of(plot_domains_);
        if (chance(50)) fixed["link_shown"].replace(fixed["link_shown"].rfind('.'), 1, "[.]");
        const auto p = words_.persona("press_accounts", rng_, fixed);
        const auto who = account("press", p.name, slug(p.name) + ".example", p.bio, 2000);
        is_innocent(who.id, "press");
        auto text = words_.say("press_fr", rng_, fixed);
        events_.push_back(post(who, "fr", std::move(text), first + std::chrono::minutes(120 + pick(420))));
    }
    for (const auto* who : {head_office_, victim_}) {
        auto text = words_.say("house_warning_fr", rng_, about(*victim_));
        events_.push_back(
            post(official(*who), "fr", std::move(text), first + std::chrono::minutes(180 + pick(240))));
    }
}

}  // namespace vigie::drill
