// The day of the advisers: six accounts carry one adviser's picture; one is his, five send people to a
// credential page, among thousands of harmless posts in French and English.
#include "advisors.hpp"

#include "day.hpp"

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

class AdvisorsDay : public Day {
public:
    AdvisorsDay(std::uint64_t seed, Words words, const model::AssetRegister& assets)
        : Day(seed, std::move(words)) {
        for (const auto& a : assets.all()) {
            if (a.kind == model::AssetKind::account && a.role == "ambassador") advisers_.push_back(&a);
        }
    }

    Scenario play() {
        invent_crowd(crowd_size);
        chatter(harmless_posts);
        talk_about_us();
        speak_officially();
        hard_negatives();
        attack();
        return finish(std::move(truth_));
    }

private:
    std::string city() { return words_.draw("towns", rng_); }

    Fixed about(const model::Asset& adviser) {
        return {{"adviser", adviser.name},
                {"first", adviser.name.substr(0, adviser.name.find(' '))},
                {"handle", adviser.handle},
                {"city", city()}};
    }

    void talk_about_us() {
        for (std::size_t i = 0; i < about_us_posts; ++i) {
            const auto& who = somebody();
            const auto& adviser = *advisers_[pick(advisers_.size())];
            events_.push_back(post(who.account, who.lang,
                                   words_.say("about_us_" + who.lang, rng_, about(adviser)), some_time()));
        }
    }

    void speak_officially() {
        for (const auto* adviser : advisers_) {
            is_innocent(adviser->account_id, "official");
            events_.push_back(profile(official(*adviser), start_ + std::chrono::seconds(1)));
        }
        for (std::size_t i = 0; i < official_posts; ++i) {
            const auto& adviser = *advisers_[pick(advisers_.size())];
            const std::string lang = adviser.bio.find("adviser") != std::string::npos ? "en" : "fr";
            events_.push_back(post(official(adviser), lang,
                                   words_.say("official_" + lang, rng_, about(adviser)), some_time()));
        }
    }

    void live(const Account& who, const std::string& what, const std::string& list, int posts) {
        is_innocent(who.id, what);
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
            live(account("parody", p.name, slug(p.name) + ".jokes.test", p.bio, 200), "parody", "harmless_fr",
                 3);
        }
        for (int i = 0; i < 5; ++i) {
            const auto& adviser = *advisers_[pick(advisers_.size())];
            const auto p = words_.persona("namesakes", rng_, {{"adviser", adviser.name}, {"city", city()}});
            auto who =
                account("namesake", p.name, fmt::format("{}-{}.people.test", slug(p.name), 1960 + pick(45)),
                        p.bio, static_cast<std::int64_t>(300 + pick(900)));
            who.posts = static_cast<std::int64_t>(200 + pick(3000));
            live(who, "namesake", "harmless_fr", 4);
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

    void attack() {
        static constexpr std::array bad{"meridien-espace-client.test",    "meridien-patrimoine-login.test",
                                        "secure-meridien.test",           "meridien-patrimolne.test",
                                        "espace-meridien-conseil.test",   "meridien-wealth-verify.test",
                                        "meridien.validation-client.test"};
        const auto& victim = *advisers_[pick(advisers_.size())];
        const auto base = pick(bad.size());
        const std::array domains{std::string(bad[base]),
                                 std::string(bad[(base + 1 + pick(bad.size() - 1)) % bad.size()])};
        std::array<std::size_t, 5> techniques{0, 1, 2, 3, 4};
        for (std::size_t i = techniques.size() - 1; i > 0; --i)
            std::swap(techniques[i], techniques[pick(i + 1)]);
        // The first one shows up early, so that a demonstration has something to show within its first
        // seconds.
        auto at = start_ + std::chrono::minutes(70 + pick(90));
        for (const auto technique : techniques) {
            const auto& domain = domains[pick(domains.size())];
            const auto who = impostor(victim, technique, domain);
            if (std::ranges::find(truth_.bad_domains, domain, &BadDomain::domain) == truth_.bad_domains.end())
                truth_.bad_domains.push_back({domain, at});
            truth_.guilty.push_back({who.network, who.id, at, "clone"});
            events_.push_back(profile(who, at));
            lure(who, victim, domain, at);
            at += std::chrono::minutes(60 + pick(200));
        }
        truth_.moderation_delay = std::chrono::minutes(40 + pick(60));
    }

    void lure(const Account& who, const model::Asset& victim, const std::string& domain, Time born) {
        const auto posts = 3 + pick(4);
        auto at = born + std::chrono::minutes(3 + pick(20));
        for (std::size_t i = 0; i < posts; ++i) {
            const std::string lang = pick(4) == 0 ? "en" : "fr";
            auto fixed = about(victim);
            fixed["link"] = fmt::format("https://{}/{}", domain, i % 2 == 0 ? "espace-client" : "login");
            events_.push_back(post(who, lang, words_.say("lure_" + lang, rng_, fixed), at));
            if (!truth_.first_malicious || at < *truth_.first_malicious) truth_.first_malicious = at;
            if (pick(2) == 0) {
                const auto& person = somebody();
                auto answer = reply(person.account, person.lang,
                                    words_.say("victim_" + person.lang, rng_, about(victim)),
                                    at + std::chrono::minutes(4 + pick(30)), events_.back());
                is_victim(answer);
                events_.push_back(std::move(answer));
            }
            at += std::chrono::minutes(10 + pick(50));
        }
    }

    std::vector<const model::Asset*> advisers_;
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
    VIGIE_TRY_ASSIGN(auto words, Words::read({texts_yaml}));
    const auto read = watch::read_register({{"drills/advisors/assets.yaml", assets_yaml}});
    if (!read.assets) return fail(Errc::parse, "{}", render(read.diagnostics.front(), assets_yaml));
    auto scenario = AdvisorsDay(seed, std::move(words), *read.assets).play();
    scenario.name = "advisors";
    scenario.house = {"meridien-patrimoine.example", "did:plc:meridienheadoffice000001"};
    scenario.title = {"Les faux conseillers", "The fake advisers"};
    scenario.assets_yaml = std::move(assets_yaml);
    scenario.policies_yaml = std::move(policies_yaml);
    scenario.rules_yaml = std::move(rules_yaml);
    scenario.seed = seed;
    return scenario;
}

}  // namespace vigie::drill
