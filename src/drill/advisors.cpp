// The ordinary part of the day: what the crowd, the clients, our own people and the certificate logs say.
#include "advisors.hpp"

#include "advisors_day.hpp"

#include <vigie/watch/register.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace vigie::drill {

using namespace std::chrono_literals;

namespace {

constexpr std::size_t crowd_size = 1200;
constexpr std::size_t harmless_posts = 6000;
constexpr std::size_t about_us_posts = 140;
constexpr std::size_t official_posts = 48;
constexpr std::size_t harmless_certificates = 240;

}  // namespace

AdvisorsDay::AdvisorsDay(std::uint64_t seed, Words words, const model::AssetRegister& assets)
    : Day(seed, std::move(words)) {
    for (const auto& a : assets.all()) {
        if (a.kind != model::AssetKind::account) continue;
        if (a.role == "ambassador") advisers_.push_back(&a);
        if (a.role == "head_office") head_office_ = &a;
    }
    victim_ = one_of(advisers_);
}

Scenario AdvisorsDay::play() {
    invent_crowd(crowd_size);
    chatter(harmless_posts);
    talk_about_us();
    speak_officially();
    certificates();
    bystanders();
    plot();
    warn();
    truth_.moderation_delay = std::chrono::minutes(40 + pick(60));
    return finish(std::move(truth_));
}

Fixed AdvisorsDay::about(const model::Asset& adviser) {
    return {{"adviser", adviser.name},
            {"first", adviser.name.substr(0, adviser.name.find(' '))},
            {"handle", adviser.handle},
            {"city", city()}};
}

void AdvisorsDay::talk_about_us() {
    for (std::size_t i = 0; i < about_us_posts; ++i) {
        const auto& who = somebody();
        auto text = words_.say("about_us_" + who.lang, rng_, about(*one_of(advisers_)));
        const auto at = some_time();
        events_.push_back(post(who.account, who.lang, std::move(text), at));
    }
}

void AdvisorsDay::speak_officially() {
    is_innocent(head_office_->account_id, "official");
    events_.push_back(profile(official(*head_office_), start_ + 1s));
    for (const auto* adviser : advisers_) {
        is_innocent(adviser->account_id, "official");
        events_.push_back(profile(official(*adviser), start_ + 1s));
    }
    for (std::size_t i = 0; i < official_posts; ++i) {
        const auto& adviser = *one_of(advisers_);
        const std::string lang = adviser.bio.find("adviser") != std::string::npos ? "en" : "fr";
        auto text = words_.say("official_" + lang, rng_, about(adviser));
        const auto at = some_time();
        events_.push_back(post(official(adviser), lang, std::move(text), at));
    }
}

// What certificate logs show in a day, a sample: strangers, namesakes, words that contain the name, and ours.
void AdvisorsDay::certificates() {
    const auto told = [&](const std::string& domain, const char* what) {
        const auto at = some_time();
        is_innocent(domain, what);
        events_.push_back(certificate(domain, at));
    };
    constexpr std::array trades{"garage", "cafe", "atelier", "ecole", "menuiserie", "yoga", "photo", "vins"};
    for (std::size_t i = 0; i < harmless_certificates; ++i) {
        const auto who = slug(somebody().account.name);
        const auto place = slug(city());
        told(chance(50) ? fmt::format("{}-{}.example", one_of(trades), place) : who + ".test",
             "other domain");
    }
    for (const auto* own : {"espace.meridien-patrimoine.example", "www.meridien-wealth.example"})
        told(own, "own domain");
    // The name is a word, and other houses bear it.
    for (const auto* namesake :
         {"hotel-meridien.example", "cafe-meridien-nantes.test", "meridienne-deco.test",
          "greenwich-meridian-tours.test", "postmeridien.example"})
        told(namesake, "namesake domain");
}

Result<Scenario> make_advisors(std::uint64_t seed) {
    std::string assets_yaml;
    std::string policies_yaml;
    std::string rules_yaml;
    std::vector<std::string_view> sets;
    std::vector<std::string_view> texts;
    for (const auto& file : drill_files()) {
        if (file.path == "advisors/assets.yaml") assets_yaml = file.content;
        if (file.path == "advisors/policies.yaml") policies_yaml = file.content;
        if (file.path == "advisors/rules.yaml") rules_yaml = file.content;
        if (file.path == "advisors/texts.yaml") texts.push_back(file.content);
        if (file.path.starts_with("advisors/set-")) sets.push_back(file.content);
    }
    // Each day speaks with the voice of one set; sets were written apart from each other.
    texts.push_back(sets[seed % sets.size()]);
    VIGIE_TRY_ASSIGN(auto words, Words::read(texts));
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
