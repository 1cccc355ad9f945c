#include "hashtag.hpp"

#include <vigie/judge/memory.hpp>
#include <vigie/plugins/scam.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

using namespace vigie;

namespace {

model::Asset asset(const char* id, model::AssetKind kind, const char* name, const char* value) {
    model::Asset a;
    a.id = model::AssetId(id);
    a.kind = kind;
    a.name = name;
    a.value = value;
    return a;
}

std::unique_ptr<judge::Detector> detector() {
    auto account = asset("x", model::AssetKind::account, "Luméa", "");
    account.network = "x";
    account.handle = "Lumea";
    account.account_id = "100";
    return plugins::make_scam(std::make_shared<model::AssetRegister>(std::vector{
                                  asset("brand", model::AssetKind::brand, "Luméa", ""),
                                  asset("tag", model::AssetKind::hashtag, "", "JoursLumea"), account}))
        .value();
}

model::Item post(std::string id, std::string author, std::string text) {
    model::Item item;
    item.network = "x";
    item.id = std::move(id);
    item.author.handle = std::move(author);
    item.text = std::move(text);
    item.observed_at = parse_time("2026-03-01T10:00:00Z").value();
    return item;
}

bool has(const model::Finding& f, std::string_view code) {
    return std::ranges::any_of(f.evidence, [&](const model::Evidence& e) { return e.code == code; });
}

bool share(const model::Finding& a, const model::Finding& b, std::string_view kind) {
    return std::ranges::any_of(a.indicators, [&](const model::Indicator& i) {
        return i.kind == kind && std::ranges::find(b.indicators, i) != b.indicators.end();
    });
}

const std::vector<std::string> usual{
    "Trop belle la lampe du salon, livrée hier, je recommande #JoursLumea",
    "Première étagère montée ce matin avec les enfants #JoursLumea",
    "Le canapé rentre enfin dans le salon, merci pour la livraison #JoursLumea",
    "Hâte de voir la nouvelle collection de rideaux en magasin #JoursLumea",
    "Ma cuisine est terminée, photos ce soir, quel bonheur #JoursLumea"};

}  // namespace

TEST_CASE(
    "Posts of one campaign share a pivot, and the second says that it is known, though it names nobody") {
    const auto d = detector();
    const auto memory = judge::make_memory();
    const auto one =
        d->examine_with(*memory,
                        post("1", "a", "🔥 COUPON Luméa 150€ offert ! Récupérez votre code au 08 99 70 00 01"))
            .value();
    REQUIRE(one.findings.size() == 1);
    const auto two =
        d->examine_with(
             *memory,
             post("2", "b", "Bons d’achat de 200€, appelez vite le 0 8 9 9 7 0 0 0 0 1 avant minuit"))
            .value();
    REQUIRE(two.findings.size() == 1);
    CHECK(has(two.findings[0], "pivot.known"));
    CHECK(two.findings[0].asset == model::AssetId("brand"));
    CHECK(share(one.findings[0], two.findings[0], "phone"));
}

TEST_CASE("Near texts of several accounts share a text indicator") {
    const auto d = detector();
    const auto memory = judge::make_memory();
    const auto one = d->examine_with(*memory, post("1", "a",
                                                   "🎁 Luméa offre 500 cartes cadeaux de 250€ ! Pour "
                                                   "participer partagez ce post et cliquez ici http://a.top"))
                         .value();
    const auto two = d->examine_with(*memory, post("2", "b",
                                                   "🎁 Luméa offre 300 cartes cadeaux de 150€ ! Pour "
                                                   "participer partagez ce post et cliquez ici http://b.icu"))
                         .value();
    REQUIRE(one.findings.size() == 1);
    REQUIRE(two.findings.size() == 1);
    CHECK(share(one.findings[0], two.findings[0], "text"));
    CHECK_FALSE(share(one.findings[0], two.findings[0], "account"));
}

TEST_CASE("A hashtag that lives its usual life makes the unusual stand out") {
    const auto d = detector();
    const auto memory = judge::make_memory();
    for (int i = 0; i < 40; ++i) {
        const auto o = d->examine_with(*memory, post("u" + std::to_string(i), "user" + std::to_string(i % 9),
                                                     usual[static_cast<std::size_t>(i) % usual.size()]))
                           .value();
        CHECK(o.findings.empty());
    }
    const auto scam =
        d->examine_with(*memory,
                        post("s", "stranger",
                             "Bon d’achat de 200€ à retirer, appelez vite le 08 99 70 00 01 #JoursLumea"))
            .value();
    REQUIRE(scam.findings.size() == 1);
    CHECK(scam.findings[0].kind == "hijacked_hashtag");
    CHECK(has(scam.findings[0], "tag.unusual-contact"));
    CHECK(has(scam.findings[0], "tag.new-account"));
    CHECK(scam.findings[0].title.fr.find("détourné") != std::string::npos);
}

TEST_CASE("A reply under a complaint concerns us although it names nobody") {
    const auto d = detector();
    const auto memory = judge::make_memory();
    const auto complaint =
        d->examine_with(*memory, post("c", "client",
                                      "@Lumea trois semaines que j’attends ma commande, personne ne répond"))
            .value();
    CHECK(complaint.findings.empty());
    auto answer = post("r", "sav_fr",
                       "@client Bonjour, désolé pour ce désagrément. Contactez notre service remboursement "
                       "sur WhatsApp +33 7 56 00 00 00");
    answer.kind = model::ItemKind::reply;
    answer.reply_to = "c";
    const auto o = d->examine_with(*memory, answer).value();
    INFO(o.score);
    REQUIRE(o.findings.size() == 1);
    CHECK(has(o.findings[0], "thread.under-complaint"));
    CHECK(o.label == "fake-support");
    answer.reply_to = "unknown";
    answer.author.handle = "other";
    CHECK(d->examine_with(*judge::make_memory(), answer).value().findings.empty());
}

TEST_CASE("The evidence of a finding adds up to its score") {
    const auto d = detector();
    const auto o =
        d->examine(post("1", "a", "🔥 COUPON Luméa 150€ offert ! Récupérez votre code au 08 99 70 00 01"));
    REQUIRE(o.findings.size() == 1);
    CHECK(o.findings[0].score == doctest::Approx(o.score));
    for (const auto& e : o.findings[0].evidence)
        for (const auto& s : e.spans)
            if (s.field == "text")
                CHECK(std::string("🔥 COUPON Luméa 150€ offert ! Récupérez votre code au 08 99 70 00 01")
                          .substr(s.start, s.end - s.start) == s.text);
}

TEST_CASE("The row of a hashtag is read back as it was written, and nonsense is refused") {
    using plugins::scam::TagProfile;
    const auto reading = plugins::scam::read("Trop belle la lampe du salon");
    TagProfile p;
    for (int i = 0; i < 600; ++i) p.learn({"x:a", {"lumea.example"}, false, &reading});
    const auto back = TagProfile::read(p.write());
    REQUIRE(back);
    CHECK(back->write() == p.write());
    CHECK(back->knows_account("x:a"));
    CHECK(back->knows_host("lumea.example"));
    CHECK(back->likeness(reading) > 1);
    for (const auto* nonsense : {"", "1", "1 2 3", "1 2 3 zz", "a b c d"})
        CHECK_FALSE(TagProfile::read(nonsense));
    CHECK(p.write().size() < judge::most_value_bytes);
}

TEST_CASE("scam survives hostile texts") {
    const auto d = detector();
    for (const std::string piece : {"a", "@", "#", "$", "\"", "« ", "https://", "🔥", "\xff", "\xf0\x9f", "0",
                                    "é", "́", "@a.", "#JoursLumea "}) {
        std::string text;
        while (text.size() < 20000) text += piece;
        const auto o = d->examine(post("1", "a", text));
        CHECK(o.score >= 0);
        CHECK(o.score <= 1);
    }
}
