// The ordinary part of the day: what the crowd, patients and our own people say.
#include "health_centre.hpp"

#include "health_day.hpp"

#include <vigie/watch/register.hpp>

#include <fmt/format.h>

namespace vigie::drill {

using namespace std::chrono_literals;

namespace {

constexpr std::size_t crowd_size = 800;
constexpr std::size_t harmless_posts = 3000;

}  // namespace

HealthDay::HealthDay(std::uint64_t seed, Words words, const model::AssetRegister& assets)
    : Day(seed, std::move(words)) {
    std::vector<const model::Asset*> doctors;
    for (const auto& a : assets.all()) {
        if (a.kind != model::AssetKind::account) continue;
        if (a.role == "head_office") head_office_ = &a;
        if (a.network == "forum") forum_.push_back(&a);
        if (a.network != "bluesky" || a.role != "ambassador") continue;
        staff_.push_back(&a);
        if (a.name.starts_with("Dr ")) doctors.push_back(&a);
    }
    doctor_ = one_of(doctors);
}

Scenario HealthDay::play() {
    invent_crowd(crowd_size);
    chatter(harmless_posts);
    open_accounts();
    ours("everyday post of the staff", "staff_fr", 44);
    ours("conference slide", "conference_fr", 14);
    ours("fictitious numbers", "fictitious_fr", 10);
    ours("news on health", "news_fr", 14);
    theirs("patient's own story", "own_", 36);
    theirs("praise", "praise_", 50);
    forum_talk();
    photos();
    words_of_patients();
    figures();
    truth_.moderation_delay = std::chrono::minutes(5 + pick(30));
    return finish(std::move(truth_));
}

bool HealthDay::english(const model::Asset& staff) {
    return staff.bio.find("Practice") != std::string::npos;
}

Fixed HealthDay::about(const model::Asset& staff, bool in_english) {
    const std::string lang = in_english ? "en" : "fr";
    return {{"handle", staff.handle},
            {"city", words_.draw("towns", rng_)},
            {"disease_" + lang, words_.draw("disease_" + lang, rng_)},
            {"nir", nir()}};
}

void HealthDay::open_accounts() {
    events_.push_back(profile(official(*head_office_), start_ + 1s));
    for (const auto* who : staff_) events_.push_back(profile(official(*who), start_ + 1s));
}

void HealthDay::ours(const char* what, const std::string& list, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
        const auto& who = chance(25) ? *head_office_ : *one_of(staff_);
        auto text = words_.say(list, rng_, about(who, false));
        const auto at = some_time();
        auto item = post(official(who), "fr", std::move(text), at);
        is_innocent(item.id, what);
        events_.push_back(std::move(item));
    }
}

void HealthDay::theirs(const char* what, const std::string& list, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
        const auto& who = somebody();
        auto text = words_.say(list + who.lang, rng_, about(*one_of(staff_), who.lang == "en"));
        const auto at = some_time();
        auto item = post(who.account, who.lang, std::move(text), at);
        is_innocent(item.id, what);
        events_.push_back(std::move(item));
    }
}

// The forum knows our people, and what they say there is mostly nothing.
void HealthDay::forum_talk() {
    for (std::size_t i = 0; i < 8; ++i) {
        const auto& who = *one_of(forum_);
        auto text = words_.say("staff_fr", rng_, about(who, false));
        const auto at = some_time();
        auto item = post(official(who), "fr", std::move(text), at);
        item.network = "forum";
        item.url = "https://forum.example/t/" + item.id.substr(item.id.rfind('/') + 1);
        is_innocent(item.id, "forum post of the staff");
        events_.push_back(std::move(item));
    }
}

Result<Scenario> make_health_centre(std::uint64_t seed) {
    Scenario files;
    std::vector<std::string_view> sets;
    std::vector<std::string_view> texts;
    for (const auto& file : drill_files()) {
        if (file.path == "health-centre/assets.yaml") files.assets_yaml = file.content;
        if (file.path == "health-centre/policies.yaml") files.policies_yaml = file.content;
        if (file.path == "health-centre/rules.yaml") files.rules_yaml = file.content;
        if (file.path == "health-centre/texts.yaml") texts.push_back(file.content);
        if (file.path.starts_with("health-centre/set-")) sets.push_back(file.content);
    }
    // Each day speaks with the voice of one set; sets were written apart from each other.
    texts.push_back(sets[seed % sets.size()]);
    VIGIE_TRY_ASSIGN(auto words, Words::read(texts));
    const auto read = watch::read_register({{"drills/health-centre/assets.yaml", files.assets_yaml}});
    if (!read.assets) return fail(Errc::parse, "{}", render(read.diagnostics.front(), files.assets_yaml));
    auto scenario = HealthDay(seed, std::move(words), *read.assets).play();
    scenario.name = "health-centre";
    scenario.house = {"quatre-vents-sante.example", "did:plc:quatreventsheadoffice001"};
    scenario.title = {"Le dossier en photo", "The photographed file"};
    scenario.assets_yaml = std::move(files.assets_yaml);
    scenario.policies_yaml = std::move(files.policies_yaml);
    scenario.rules_yaml = std::move(files.rules_yaml);
    scenario.seed = seed;
    return scenario;
}

}  // namespace vigie::drill
