// The plot: domains are registered, a clone, a page of a shop that does not exist, a false customer service
// and their claque take over the hashtags of one region. How they name themselves, write their number and
// reach people differs from day to day.
#include "coupon_day.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace vigie::drill {

using model::Account;
using model::Item;
using namespace std::chrono_literals;

namespace {

// Mathematical bold letters: the eye reads the same name.
std::string bold(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const bool upper = c >= 'A' && c <= 'Z';
        if (!upper && !(c >= 'a' && c <= 'z')) {
            out += c;
            continue;
        }
        const auto code = 0x1D5D4U + static_cast<unsigned>(upper ? c - 'A' : 26 + c - 'a');
        for (const auto shift : {18U, 12U, 6U, 0U})
            out += static_cast<char>((shift == 18U ? 0xF0U : 0x80U) | ((code >> shift) & 0x3FU));
    }
    return out;
}

// One letter of another script that looks the same.
std::string disguised(std::string text) {
    for (const auto& [from, to] :
         {std::pair<std::string, std::string>{"a", "а"}, {"e", "е"}, {"o", "о"}, {"i", "і"}}) {
        if (const auto at = text.find(from, 1); at != std::string::npos) {
            text.replace(at, 1, to);
            break;
        }
    }
    return text;
}

std::string without(std::string text, std::size_t at) {
    if (text.size() > 4) text.erase(1 + at % (text.size() - 2), 1);
    return text;
}

std::string doubled(std::string text, std::size_t at) {
    const auto i = 1 + at % (text.size() - 1);
    text.insert(i, 1, text[i]);
    return text;
}

std::string swapped(std::string text, std::size_t at) {
    const auto i = 1 + at % (text.size() - 2);
    std::swap(text[i], text[i + 1]);
    return text;
}

}  // namespace

void CouponDay::prepare_plot() {
    // Premium numbers mostly; sometimes an ordinary or a mobile one that asks for a "deposit".
    constexpr std::array premium{"0899", "0897", "0895", "0892"};
    number_ = chance(80) ? fmt::format("{}{:06}", one_of(premium), pick(2000))
                         : fmt::format("06399{:05}", 80'000 + pick(20'000));
    number_form_ = pick(8);
    constexpr std::array ways{"phone", "phone", "both", "link", "messenger"};
    contact_ = one_of(ways);
    lure_code_ = fmt::format("{}{}", words_.draw("lure_code", rng_), 50);
    short_link_ = fmt::format("https://{}/{:05x}", words_.draw("shortener", rng_), rng_.next() & 0xfffffU);
    truth_.bad_links.push_back(short_link_);
    mobile_ = fmt::format("06399{:05}", 80'000 + pick(20'000));
    messenger_ = fmt::format("{}{}", words_.draw("messenger_name", rng_), pick(900));
    truth_.bad_phones = {"+33" + number_.substr(1), "+33" + mobile_.substr(1)};
}

// Three to five domains, each made another way; all but one lead to the page.
void CouponDay::register_domains() {
    const auto core = slug(chain_.core);
    const auto city = slug(chain_.in_region(true).front()->city);
    std::vector<std::string> made{
        fmt::format("{}-coupon.test", chain_.slug),
        fmt::format("bon-{}.test", core),
        fmt::format("{}{}.test", core, one_of(std::array{"promo", "gagnant", "cadeau", "remise"})),
        without(chain_.slug, pick(20)) + ".test",
        doubled(chain_.slug, pick(20)) + ".test",
        swapped(chain_.slug, pick(20)) + ".test",
        fmt::format("{}-{}-offres.test", core, city),
        fmt::format("{}.test", chain_.slug),
        fmt::format("{}.bons-{}.test", chain_.slug, pick(90)),
        fmt::format("{}.example-cadeaux.test", chain_.slug)};
    shuffle(made);
    made.resize(3 + pick(3));
    std::ranges::sort(made);
    made.erase(std::ranges::unique(made).begin(), made.end());
    shuffle(made);
    auto at = start_ + std::chrono::minutes(70 + pick(60));
    for (const auto& domain : made) {
        truth_.bad_domains.push_back({domain, at});
        events_.push_back(certificate(domain, at));
        plot_domains_.push_back(domain);
        at += std::chrono::minutes(3 + pick(80));
    }
    if (plot_domains_.size() > 3) plot_domains_.pop_back();  // one sleeps
}

// Name, handle and bio of somebody of the plot.
Account CouponDay::clone(const std::string& role, std::size_t technique) {
    const auto shops = chain_.in_region(true);
    const auto& shop = *one_of(shops);
    const auto core = slug(chain_.core);
    auto fixed = about(shop);
    auto a = account("plot" + role, chain_.name, core + "-promo.social.test",
                     words_.say("clone_bio_fr", rng_, fixed), static_cast<std::int64_t>(pick(6)));
    switch (technique) {
        case 0: a.name = chain_.name + " Promo"; break;
        case 1:
            a.name = chain_.name + " Officiel ✅";
            a.handle = fmt::format("{}officiel.social.test", core);
            break;
        case 2:
            a.name = disguised(chain_.name);
            a.handle = fmt::format("{}-fr.social.test", chain_.slug);
            break;
        case 3:
            a.name = shop.name;
            a.handle = fmt::format("{}.{}.social.test", slug(shop.city), doubled(chain_.slug, pick(9)));
            break;
        case 4:
            a.name = chain_.core + " – Fidélité";
            a.handle = fmt::format("fidelite-{}.social.test", core);
            break;
        case 5:
            a.name = fmt::format("Anniversaire {} : {} ans", chain_.core, 20 + 5 * pick(9));
            a.handle = fmt::format("anniversaire{}.social.test", pick(9000));
            break;
        case 6:
            a.name = bold(chain_.core);
            a.handle = fmt::format("{}{}.social.test", core, pick(900));
            break;
        default:  // only its words and its picture say whom it imitates
            a.name = fmt::format("Bons d’achat {}", shop.region);
            a.handle = fmt::format("bons-achat-{}.social.test", slug(shop.region));
            break;
    }
    a.avatar = chance(70) ? shop.avatar : "/drill/coupon/logo.svg";
    a.followers = static_cast<std::int64_t>(pick(60));
    a.following = static_cast<std::int64_t>(300 + pick(1500));
    a.posts = static_cast<std::int64_t>(pick(5));
    return a;
}

void CouponDay::enter(const Player& player, Time at) {
    truth_.guilty.push_back({player.account.network, player.account.id, at, player.role});
    events_.push_back(profile(player.account, at));
}

Fixed CouponDay::lure_words(const Shop& shop, bool english) {
    auto fixed = about(shop);
    const auto form = chance(70) ? number_form_ : pick(6);
    fixed["phone"] = english ? "+33 " + number_.substr(1) : written_number(number_, form);
    const auto& domain = one_of(plot_domains_);
    const bool shortened = chance(35);
    fixed["link"] = shortened ? short_link_
                              : fmt::format("https://{}/{}", domain, chance(50) ? "coupon" : slug(shop.city));
    fixed["fakecode"] = lure_code_;
    fixed["mobile"] = written_number(mobile_, pick(6));
    fixed["messenger"] = messenger_;
    return fixed;
}

void CouponDay::plot() {
    register_domains();
    const auto dawn = start_ + std::chrono::minutes(330 + pick(150));
    std::array<std::size_t, 8> techniques{0, 1, 2, 3, 4, 5, 6, 7};
    shuffle(techniques);
    const Player leader{clone("clone", techniques[0]), "clone"};
    enter(leader, dawn);
    lure(leader, 7 + pick(4), dawn + std::chrono::minutes(4 + pick(20)));

    // The page of a shop that does not exist, or exists already.
    Player page{clone("page", 3), "page"};
    const auto& city = one_of(chain_.in_region(true))->city;
    const auto town = chance(50) ? words_.draw("towns", rng_) : city;
    page.account.name = fmt::format("{} {}", chance(50) ? chain_.name : chain_.core, town);
    page.account.handle = fmt::format("{}-{}.social.test", slug(chain_.core), slug(town));
    page.account.bio = words_.say("page_bio_fr", rng_,
                                  {{"brand", chain_.name},
                                   {"core", chain_.core},
                                   {"city", town},
                                   {"of_city", of_place(town)},
                                   {"region", chain_.region},
                                   {"of_region", of_place(chain_.region)}});
    if (chance(60)) page.account.links.push_back("https://" + plot_domains_.front());
    const auto opened = dawn + std::chrono::minutes(20 + pick(200));
    enter(page, opened);
    lure(page, 3 + pick(3), opened + std::chrono::minutes(2 + pick(30)));

    Player service{clone("service", techniques[1]), "service"};
    service.account.name =
        fmt::format("{} {}", chance(60) ? chain_.name : chain_.core, words_.draw("service_name", rng_));
    service.account.handle =
        fmt::format("{}-{}.social.test", slug(words_.draw("service_name", rng_)), slug(chain_.core));
    const auto listening = dawn + std::chrono::minutes(30 + pick(240));
    enter(service, listening);
    pose_as_service(service, listening);

    const auto claque = 2 + pick(2);
    for (std::size_t i = 0; i < claque; ++i) {
        const auto name = words_.draw("first", rng_) + " " + words_.draw("last", rng_);
        const Player shill{
            account("plotshill", name, fmt::format("{}{}.people.test", slug(name), 100 + pick(900)),
                    words_.draw("bio_fr", rng_, {{"city", chain_.region}}),
                    static_cast<std::int64_t>(1 + pick(30))),
            "shill"};
        const auto at = dawn + std::chrono::minutes(30 + pick(120));
        enter(shill, at);
        cheer(shill, at);
    }
    auto first = lures_.front().observed_at;
    for (const auto& l : lures_) first = std::min(first, l.observed_at);
    truth_.first_malicious = first;
    victims(first);
}

void CouponDay::lure(const Player& player, std::size_t posts, Time from) {
    auto at = from;
    for (std::size_t i = 0; i < posts; ++i) {
        const bool english = chance(10);
        const auto& shop = *one_of(chain_.in_region(true));
        const auto fixed = lure_words(shop, english);
        const auto way = contact_ == "both" ? std::string(chance(50) ? "phone" : "link") : contact_;
        // A plot has no discipline: now and then another way.
        const auto list =
            fmt::format("lure_{}_{}", chance(80) ? way : std::string("phone"), english ? "en" : "fr");
        auto item = post(player.account, english ? "en" : "fr", words_.say(list, rng_, fixed), at);
        lures_.push_back(item);
        events_.push_back(std::move(item));
        at += std::chrono::minutes(6 + pick(70));
    }
}

// Answers people who complain to a shop, as if it were the shop.
void CouponDay::pose_as_service(const Player& player, Time from) {
    std::vector<Item> later;
    std::ranges::copy_if(complaints_, std::back_inserter(later),
                         [&](const Item& i) { return i.observed_at > from; });
    shuffle(later);
    const auto answers = std::min(later.size(), 3 + pick(4));
    for (std::size_t i = 0; i < answers; ++i) {
        const auto fixed = lure_words(*one_of(chain_.in_region(true)), false);
        auto item = reply(player.account, "fr", words_.say("lure_service_fr", rng_, fixed),
                          later[i].observed_at + std::chrono::minutes(2 + pick(25)), later[i]);
        lures_.push_back(item);
        events_.push_back(std::move(item));
    }
}

void CouponDay::cheer(const Player& player, Time from) {
    const auto posts = 1 + pick(2);
    for (std::size_t i = 0; i < posts; ++i) {
        const auto fixed = lure_words(*one_of(chain_.in_region(true)), false);
        events_.push_back(post(player.account, "fr", words_.say("shill_fr", rng_, fixed),
                               from + std::chrono::minutes(5 + pick(60))));
    }
}

// Who was caught says so below the shops' posts, or with their tags; some quote what caught them.
void CouponDay::victims(Time from) {
    const auto how_many = 8 + pick(8);
    const auto shops = chain_.in_region(true);
    for (std::size_t i = 0; i < how_many; ++i) {
        const auto& who = somebody(chance(85) ? "fr" : "en");
        const auto& shop = *one_of(shops);
        const auto fixed = lure_words(shop, who.lang == "en");
        const auto at = from + std::chrono::minutes(12 + pick(i < 3 ? 60 : 640));
        auto text = words_.say("victim_" + who.lang, rng_, fixed);
        auto item = post(who.account, who.lang, std::move(text), at);
        for (const auto& p : shop_posts_) {
            if (p.author.id != shop.account_id || p.observed_at > at || chance(30)) continue;
            item.kind = model::ItemKind::reply;
            item.reply_to = p.id;
            break;
        }
        is_victim(item);
        events_.push_back(std::move(item));
    }
}

}  // namespace vigie::drill
