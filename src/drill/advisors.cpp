// The day of the advisers: six accounts carry one adviser's picture; one is his, five send people to a
// credential page, among thousands of harmless posts in French and English.
#include "advisors.hpp"

#include "words.hpp"

#include <vigie/kit/text.hpp>
#include <vigie/watch/register.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <numeric>

namespace vigie::drill {
namespace {

using model::Account;
using model::Item;
using model::ItemKind;
using namespace std::chrono_literals;

constexpr std::size_t crowd_size = 1200;
constexpr std::size_t harmless_posts = 6000;
constexpr std::size_t about_us_posts = 140;
constexpr std::size_t official_posts = 36;

constexpr std::array cities{"Lyon",     "Nantes", "Paris",  "Lille", "Rennes",
                            "Toulouse", "London", "Geneva", "Leeds", "Nice"};
// How people spread over a day, hour by hour (UTC), in arbitrary units.
constexpr std::array<unsigned, 24> rhythm{2,  1,  1, 1, 1,  3,  7,  10, 11, 10, 9, 10,
                                          12, 11, 9, 9, 10, 11, 13, 14, 13, 11, 8, 4};

struct Person {
    Account account;
    std::string lang;
};

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

class Day {
public:
    Day(std::uint64_t seed, const Words& words, const model::AssetRegister& assets)
        : rng_(seed), words_(words) {
        start_ =
            Time(std::chrono::sys_days(std::chrono::year(2026) / 3 / 10)) + std::chrono::days(seed % 200);
        for (const auto& a : assets.all()) {
            if (a.kind == model::AssetKind::account && a.role == "ambassador") advisers_.push_back(&a);
        }
    }

    Scenario play() {
        Scenario s;
        s.start = start_;
        s.end = start_ + 24h;
        invent_crowd();
        chatter();
        talk_about_us();
        speak_officially();
        hard_negatives();
        attack(s);
        std::ranges::stable_sort(events_, {}, &Item::observed_at);
        for (std::size_t i = 0; i < events_.size(); ++i)
            events_[i].observed_at += Duration(i % 1000);  // a strict order
        s.events = std::move(events_);
        return s;
    }

private:
    std::size_t pick(std::size_t n) { return drill::pick(rng_, n); }
    const char* city() { return cities[pick(cities.size())]; }

    Time some_time() {
        const auto total = std::accumulate(rhythm.begin(), rhythm.end(), 0U);
        auto draw = static_cast<unsigned>(pick(total));
        unsigned hour = 0;
        while (draw >= rhythm[hour]) draw -= rhythm[hour++];
        return start_ + std::chrono::hours(hour) + std::chrono::milliseconds(pick(3'600'000));
    }

    std::string new_did(std::string_view kind) {
        return fmt::format("did:plc:{}{:012x}", kind, rng_.next() & 0xffffffffffffU);
    }

    Item post(const Account& author, const std::string& lang, std::string text, Time at) {
        Item item;
        item.network = "bluesky";
        item.id = fmt::format("at://{}/app.bsky.feed.post/3{:011x}", author.id, rng_.next() & 0xfffffffffffU);
        item.cid = fmt::format("bafyrei{:016x}{:016x}", rng_.next(), rng_.next());
        item.url = fmt::format("https://bsky.app/profile/{}/post/{}", author.id,
                               item.id.substr(item.id.rfind('/') + 1));
        item.kind = ItemKind::post;
        item.created_at = at;
        item.observed_at = at;
        item.lang = lang;
        item.author = author;
        // Links stand in facets on the network: take those of the text.
        for (auto pos = text.find("https://"); pos != std::string::npos;
             pos = text.find("https://", pos + 1)) {
            item.links.push_back(text.substr(pos, text.find_first_of(" \n", pos) - pos));
        }
        item.text = std::move(text);
        return item;
    }

    Item profile(const Account& account, Time at) {
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

    Account account(std::string_view kind, std::string name, std::string handle, std::string bio,
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

    void invent_crowd() {
        for (std::size_t i = 0; i < crowd_size; ++i) {
            const std::string lang = pick(5) < 3 ? "fr" : "en";
            const auto name = words_.draw("first", rng_) + " " + words_.draw("last", rng_);
            const auto bio = words_.draw("bio_" + lang, rng_, {{"city", city()}});
            crowd_.push_back({account("crowd", name, fmt::format("{}{}.people.test", slug(name), pick(90)),
                                      bio, static_cast<std::int64_t>(30 + pick(900))),
                              lang});
        }
    }

    std::map<std::string, std::string> about(const model::Asset& adviser) {
        return {{"adviser", adviser.name},
                {"first", adviser.name.substr(0, adviser.name.find(' '))},
                {"handle", adviser.handle},
                {"city", city()}};
    }

    void chatter() {
        for (std::size_t i = 0; i < harmless_posts; ++i) {
            const auto& who = crowd_[pick(crowd_.size())];
            events_.push_back(post(who.account, who.lang,
                                   words_.say("harmless_" + who.lang, rng_, {{"city", city()}}),
                                   some_time()));
        }
    }

    void talk_about_us() {
        for (std::size_t i = 0; i < about_us_posts; ++i) {
            const auto& who = crowd_[pick(crowd_.size())];
            const auto& adviser = *advisers_[pick(advisers_.size())];
            events_.push_back(post(who.account, who.lang,
                                   words_.say("about_us_" + who.lang, rng_, about(adviser)), some_time()));
        }
    }

    Account official(const model::Asset& a) {
        Account account;
        account.network = a.network;
        account.id = a.account_id;
        account.handle = a.handle;
        account.name = a.name;
        account.bio = a.bio;
        account.avatar = a.avatar;
        account.followers = 800 + static_cast<std::int64_t>(kit::fold(a.handle).size()) * 37;
        account.following = 210;
        account.posts = 640;
        account.created_at = start_ - std::chrono::days(900);
        return account;
    }

    void speak_officially() {
        for (const auto* adviser : advisers_)
            events_.push_back(profile(official(*adviser), start_ + std::chrono::seconds(1)));
        for (std::size_t i = 0; i < official_posts; ++i) {
            const auto& adviser = *advisers_[pick(advisers_.size())];
            const std::string lang = adviser.bio.find("adviser") != std::string::npos ? "en" : "fr";
            events_.push_back(post(official(adviser), lang,
                                   words_.say("official_" + lang, rng_, about(adviser)), some_time()));
        }
    }

    void live(const Account& who, const std::string& list, int posts) {
        const auto born = some_time();
        events_.push_back(profile(who, born));
        for (int i = 0; i < posts; ++i) {
            events_.push_back(post(who, "fr", words_.say(list, rng_, {{"city", city()}}),
                                   born + std::chrono::minutes(5 + pick(240))));
        }
    }

    void hard_negatives() {
        for (int i = 0; i < 3; ++i) {
            const auto& adviser = *advisers_[pick(advisers_.size())];
            const auto p = words_.persona("parodies", rng_, about(adviser));
            live(account("parody", p.name, slug(p.name) + ".jokes.test", p.bio, 200), "harmless_fr", 3);
        }
        for (int i = 0; i < 5; ++i) {
            const auto& adviser = *advisers_[pick(advisers_.size())];
            const auto p = words_.persona("namesakes", rng_, {{"adviser", adviser.name}, {"city", city()}});
            auto who =
                account("namesake", p.name, fmt::format("{}-{}.people.test", slug(p.name), 1960 + pick(45)),
                        p.bio, static_cast<std::int64_t>(300 + pick(900)));
            who.posts = static_cast<std::int64_t>(200 + pick(3000));
            live(who, "harmless_fr", 4);
        }
    }

    // The name, handle and bio of impostor number `technique`.
    Account impostor(const model::Asset& victim, std::size_t technique, const std::string& bad_domain) {
        const auto name = victim.name;
        const auto first = slug(name.substr(0, name.find(' ')));
        const auto last = slug(name.substr(name.find(' ') + 1));
        auto a = account("clone", name, "", victim.bio, static_cast<std::int64_t>(pick(4)));
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
            default:
                a.name = fmt::format("{}. {} | Méridien", name.substr(0, 1), name.substr(name.find(' ') + 1));
                a.handle = fmt::format("{}{}-conseil.test", first.substr(0, 1), last);
                a.bio = "Conseil en gestion de patrimoine, Méridien Patrimoine. Message privé ouvert.";
                break;
        }
        a.avatar = victim.avatar;
        a.followers = static_cast<std::int64_t>(pick(25));
        a.following = static_cast<std::int64_t>(400 + pick(900));
        a.posts = static_cast<std::int64_t>(pick(4));
        if (pick(2) == 0) a.links.push_back("https://" + bad_domain);
        return a;
    }

    void attack(Scenario& s) {
        static constexpr std::array bad{"meridien-espace-client.test",    "meridien-patrimoine-login.test",
                                        "secure-meridien.test",           "meridien-patrimolne.test",
                                        "espace-meridien-conseil.test",   "meridien-wealth-verify.test",
                                        "meridien.validation-client.test"};
        const auto& victim = *advisers_[pick(advisers_.size())];
        const auto base = pick(bad.size());
        const std::array domains{std::string(bad[base]),
                                 std::string(bad[(base + 1 + pick(bad.size() - 1)) % bad.size()])};
        s.bad_domains.assign(domains.begin(), domains.end());
        std::array<std::size_t, 5> techniques{0, 1, 2, 3, 4};
        for (std::size_t i = techniques.size() - 1; i > 0; --i)
            std::swap(techniques[i], techniques[pick(i + 1)]);
        // The first one shows up early, so that a demonstration has something to show within its first
        // seconds.
        auto at = start_ + std::chrono::minutes(70 + pick(90));
        for (const auto technique : techniques) {
            const auto& domain = domains[pick(domains.size())];
            const auto who = impostor(victim, technique, domain);
            s.guilty.push_back({who.network, who.id, at});
            events_.push_back(profile(who, at));
            lure(who, victim, domain, at);
            at += std::chrono::minutes(60 + pick(200));
        }
        s.moderation_delay = std::chrono::minutes(40 + pick(60));
    }

    void lure(const Account& who, const model::Asset& victim, const std::string& domain, Time born) {
        const auto posts = 3 + pick(4);
        auto at = born + std::chrono::minutes(3 + pick(20));
        for (std::size_t i = 0; i < posts; ++i) {
            const std::string lang = pick(4) == 0 ? "en" : "fr";
            auto fixed = about(victim);
            fixed["link"] = fmt::format("https://{}/{}", domain, i % 2 == 0 ? "espace-client" : "login");
            events_.push_back(post(who, lang, words_.say("lure_" + lang, rng_, fixed), at));
            if (pick(2) == 0) {
                const auto& person = crowd_[pick(crowd_.size())];
                auto reply = post(person.account, person.lang,
                                  words_.say("victim_" + person.lang, rng_, about(victim)),
                                  at + std::chrono::minutes(4 + pick(30)));
                reply.kind = ItemKind::reply;
                reply.reply_to = events_.back().id;
                events_.push_back(std::move(reply));
            }
            at += std::chrono::minutes(10 + pick(50));
        }
    }

    ports::SeededRng rng_;
    const Words& words_;
    Time start_{};
    std::vector<const model::Asset*> advisers_;
    std::vector<Person> crowd_;
    std::vector<Item> events_;
};

}  // namespace

Result<Scenario> make_advisors(std::uint64_t seed) {
    std::string assets_yaml;
    std::string policies_yaml;
    std::string rules_yaml;
    std::string texts_yaml;
    for (const auto& file : drill_files()) {
        if (file.path == "advisors/assets.yaml") assets_yaml = file.content;
        if (file.path == "advisors/policies.yaml") policies_yaml = file.content;
        if (file.path == "advisors/rules.yaml") rules_yaml = file.content;
        if (file.path == "advisors/texts.yaml") texts_yaml = file.content;
    }
    VIGIE_TRY_ASSIGN(const auto words, Words::read(texts_yaml));
    const auto read = watch::read_register({{"drills/advisors/assets.yaml", assets_yaml}});
    if (!read.assets) return fail(Errc::parse, "{}", render(read.diagnostics.front(), assets_yaml));
    auto scenario = Day(seed, words, *read.assets).play();
    scenario.name = "advisors";
    scenario.title = {"Les faux conseillers", "The fake advisers"};
    scenario.assets_yaml = std::move(assets_yaml);
    scenario.policies_yaml = std::move(policies_yaml);
    scenario.rules_yaml = std::move(rules_yaml);
    scenario.seed = seed;
    return scenario;
}

}  // namespace vigie::drill
