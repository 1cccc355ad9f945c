// The plot: domains are registered, five clones of one adviser appear over the day. One sends nobody anywhere
// at first and makes acquaintances; the others lead to a credential page, by its own name or a short link.
#include "advisors_day.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace vigie::drill {

using model::Account;
using namespace std::chrono_literals;

// Two or three domains, each made another way; all lead to the page, whose certificate shows before its
// posts.
void AdvisorsDay::register_domains() {
    const auto last = slug(victim_->name.substr(victim_->name.find(' ') + 1));
    std::vector<std::string> made{"meridien-espace-client.test",
                                  "meridien-patrimoine-login.test",
                                  "secure-meridien.test",
                                  "meridien-patrimolne.test",
                                  "espace-meridien-conseil.test",
                                  "meridien-wealth-verify.test",
                                  "meridien.validation-client.test",
                                  "rneridien-patrimoine.test",
                                  "meridienpatrimoine.test",
                                  fmt::format("{}-meridien.test", last),
                                  fmt::format("{}.meridien-conseil.test", last)};
    shuffle(made);
    made.resize(2 + pick(2));
    auto at = start_ + std::chrono::minutes(50 + pick(20));
    for (const auto& domain : made) {
        truth_.bad_domains.push_back({domain, at});
        if (chance(70)) events_.push_back(certificate(domain, at));
        plot_domains_.push_back(domain);
        at += std::chrono::minutes(3 + pick(60));
    }
    short_link_ = fmt::format("https://{}/{:05x}", words_.draw("shortener", rng_), rng_.next() & 0xfffffU);
    truth_.bad_links.push_back(short_link_);
}

// The name, handle and bio of impostor number `technique`.
Account AdvisorsDay::clone(std::size_t technique) {
    const auto& name = victim_->name;
    const auto first = slug(name.substr(0, name.find(' ')));
    const auto last = slug(name.substr(name.find(' ') + 1));
    auto a = account("clone", name, "", victim_->bio, static_cast<std::int64_t>(pick(4)));
    switch (technique) {
        case 0: a.handle = fmt::format("{}-{}-meridien.social.test", first, last); break;
        case 1: {
            // Letters of another script that look the same.
            for (const auto& [from, to] :
                 {std::pair<std::string, std::string>{"a", "а"}, {"e", "е"}, {"o", "о"}}) {
                if (const auto at = a.name.find(from); at != std::string::npos) {
                    a.name.replace(at, 1, to);
                    break;
                }
            }
            a.handle = fmt::format("{}{}.officiel.test", first, last);
            break;
        }
        case 2:
            a.name = name + " – Service client";
            a.handle = fmt::format("meridien-{}.aide.test", last);
            break;
        case 3:
            a.name = name + " Officiel ✅";
            a.handle = fmt::format("{}-{}.meridien-patrimolne.test", first, last);
            break;
        case 4:
            a.name = fmt::format("{}. {} | Méridien", name.substr(0, 1), name.substr(name.find(' ') + 1));
            a.handle = fmt::format("{}{}-conseil.test", first.substr(0, 1), last);
            a.bio = "Conseil en gestion de patrimoine, Méridien Patrimoine. Message privé ouvert.";
            break;
        case 5:
            a.name = name + " (2)";
            a.handle = fmt::format("{}.{}{}.social.test", last, first, pick(90));
            a.bio = "Nouveau profil, l’ancien ne marche plus.";
            break;
        default:
            a.name = fmt::format("Cabinet {}", name);
            a.handle = fmt::format("cabinet-{}.social.test", last);
            a.bio = "Gestion de patrimoine. Espace client en lien.";
            break;
    }
    a.avatar = victim_->avatar;
    a.followers = static_cast<std::int64_t>(pick(25));
    a.following = static_cast<std::int64_t>(400 + pick(900));
    a.posts = static_cast<std::int64_t>(pick(4));
    if (chance(50)) a.links.push_back("https://" + one_of(plot_domains_));
    return a;
}

void AdvisorsDay::plot() {
    register_domains();
    std::array<std::size_t, 7> techniques{0, 1, 2, 3, 4, 5, 6};
    shuffle(techniques);
    // The first one shows up early, so that a demonstration has something to show within its first seconds.
    auto at = start_ + std::chrono::minutes(70 + pick(90));
    const auto patient = 1 + pick(4);
    for (std::size_t i = 0; i < 5; ++i) {
        const auto who = clone(techniques[i]);
        truth_.guilty.push_back({who.network, who.id, at, "clone"});
        events_.push_back(profile(who, at));
        auto begins = at + std::chrono::minutes(3 + pick(20));
        if (i == patient) {
            befriend(who, begins);
            begins += std::chrono::minutes(120 + pick(120));
        }
        lure(who, begins);
        at += std::chrono::minutes(60 + pick(200));
    }
    heard_before();
}

std::string AdvisorsDay::link() {
    if (chance(25)) return short_link_;
    constexpr std::array paths{"espace-client", "login", "c", "validation?d=2026"};
    return fmt::format("https://{}/{}", one_of(plot_domains_), one_of(paths));
}

void AdvisorsDay::befriend(const Account& who, Time from) {
    for (std::size_t i = 0; i < 3; ++i) {
        auto text = words_.say("quiet_fr", rng_, about(*victim_));
        events_.push_back(post(who, "fr", std::move(text), from + std::chrono::minutes(pick(100))));
    }
}

void AdvisorsDay::lure(const Account& who, Time from) {
    auto at = from;
    const auto posts = 3 + pick(4);
    for (std::size_t i = 0; i < posts; ++i) {
        const std::string lang = chance(25) ? "en" : "fr";
        auto fixed = about(*victim_);
        fixed["link"] = link();
        auto text = words_.say("lure_" + lang, rng_, fixed);
        events_.push_back(post(who, lang, std::move(text), at));
        if (!truth_.first_malicious || at < *truth_.first_malicious) truth_.first_malicious = at;
        if (chance(50)) is_reached(events_.back());
        at += std::chrono::minutes(10 + pick(50));
    }
}

// Who was caught asks the real adviser, below the post that caught them.
void AdvisorsDay::is_reached(model::Item lure) {
    const auto& person = somebody();
    auto text = words_.say("victim_" + person.lang, rng_, about(*victim_));
    auto answer = reply(person.account, person.lang, std::move(text),
                        lure.observed_at + std::chrono::minutes(4 + pick(30)), lure);
    is_victim(answer);
    events_.push_back(std::move(answer));
}

// Mails and calls came before the first post: a few clients mention them.
void AdvisorsDay::heard_before() {
    for (std::size_t i = 0; i < 3; ++i) {
        const auto& person = somebody();
        auto text = words_.say("before_" + person.lang, rng_, about(*victim_));
        auto item = post(person.account, person.lang, std::move(text),
                         *truth_.first_malicious - std::chrono::minutes(5 + pick(60)));
        is_victim(item);
        events_.push_back(std::move(item));
    }
}

}  // namespace vigie::drill
