#include <vigie/plugins/assisted.hpp>

#include <doctest/doctest.h>

namespace vigie::plugins {
namespace {

using respond::Answer;

AssistedConfig config(const std::string& platform) {
    return {.name = platform,
            .platform = platform,
            .organisation = "Exemple SA",
            .signatory = "A. Martin",
            .email = "signalement@exemple.test",
            .postal = "1 rue de l’Exemple, 69000 Lyon",
            .phone = "",
            .mark = "EXEMPLE, nº 4000000, INPI"};
}

model::Takedown takedown() {
    model::Takedown t;
    t.id = model::TakedownId("T-VG-2025-0042-1");
    t.subject = {"account", "x", "17", "exemple_sav1", "Exemple SAV"};
    t.subject_uri = "https://x.com/exemple_sav1";
    t.reason = "impersonation";
    t.text = "This account impersonates somebody else.";
    return t;
}

TEST_CASE("nothing is sent: the request waits for a person, with where to go") {
    const auto desk = *make_assisted_desk(config("x"));
    CHECK(desk->by_hand());
    CHECK(desk->serves(takedown().subject));
    const auto answer = desk->request(takedown());
    CHECK(answer.outcome == Answer::Outcome::by_hand);
    CHECK(answer.detail == "to be submitted by a person: https://help.x.com/forms");
    CHECK_FALSE(make_assisted_desk(config("myspace")));
}

TEST_CASE("every platform's dossier holds the elements of article 16, in both languages") {
    for (const auto* platform : {"x", "facebook", "instagram", "linkedin", "tiktok", "youtube"}) {
        const auto desk = *make_assisted_desk(config(platform));
        const auto en = desk->dossier(takedown(), "en");
        const auto fr = desk->dossier(takedown(), "fr");
        for (const auto* part : {"https://x.com/exemple_sav1", "exemple_sav1", "signalement@exemple.test",
                                 "A. Martin", "EXEMPLE, nº 4000000, INPI", "This account impersonates", "(a)",
                                 "(b)", "(c)", "(d)", "T-VG-2025-0042-1", "512(c)(3)"}) {
            CHECK(en.find(part) != std::string::npos);
            CHECK(fr.find(part) != std::string::npos);
        }
        CHECK(en.find("good-faith belief") != std::string::npos);
        CHECK(fr.find("bonne foi") != std::string::npos);
        CHECK(fr.find("226-4-1") != std::string::npos);
    }
}

}  // namespace
}  // namespace vigie::plugins
