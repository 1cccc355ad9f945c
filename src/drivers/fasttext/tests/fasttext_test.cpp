#include <vigie/drivers/fasttext.hpp>

#include <doctest/doctest.h>

#include <string>
#include <thread>
#include <vector>

namespace vigie::drivers {

TEST_CASE("what is no sentence is taken out before the language is asked") {
    CHECK(prepare_for_language_id("@alice regarde https://t.co/x ça\nmarche !") == "regarde ça marche");
    CHECK(prepare_for_language_id("RT @bob: #BonPlan 50 % l’été…") == "RT BonPlan l'été");
    CHECK(prepare_for_language_id("C'EST SCANDALEUX, ÉTÉ COMME HIVER") == "c'est scandaleux été comme hiver");
    CHECK(prepare_for_language_id("une porte-fenêtre") == "une porte-fenêtre");
    CHECK(prepare_for_language_id("42 🙂 !!! http://a.test www.b.test @c").empty());
    CHECK(prepare_for_language_id("").empty());
    CHECK(prepare_for_language_id(std::string(1'000'000, 'a')).size() <= 1024);
    CHECK(prepare_for_language_id("\xff\xfe a").find('a') != std::string::npos);
}

TEST_CASE("bytes that are no model are refused, not trusted") {
    CHECK_FALSE(make_fasttext_language_id("").has_value());
    CHECK_FALSE(make_fasttext_language_id("not a model").has_value());
}

TEST_CASE("everyday sentences get their language, by several threads at once") {
    const auto made = make_fasttext_language_id();
    if (!made) {
        CHECK(made.error().code == Errc::unavailable);
        MESSAGE("not tested: " << made.error().message);
        return;
    }
    const auto& language_id = **made;
    const auto all_right = [&] {
        return language_id.of("Le service client ne répond plus depuis trois jours, c'est une honte").lang ==
                   "fr" &&
               language_id.of("Customer service has not answered for three days, what a shame").lang ==
                   "en" &&
               language_id.of("Der Kundendienst antwortet seit drei Tagen nicht mehr").lang == "de" &&
               language_id.of("El servicio de atención al cliente no responde").lang == "es" &&
               language_id.of("QUELLE HONTE, PLUS JAMAIS DANS CE MAGASIN https://t.co/abc @marque").lang ==
                   "fr";
    };
    CHECK(all_right());
    CHECK(language_id.of("").lang.empty());
    CHECK(language_id.of("🙂🙂🙂 42").probability == 0);
    for (const auto* text : {"\xff\xff", "x", "\n", "</s>", "__label__fr", "a\0b"}) {
        const auto guess = language_id.of(text);
        CHECK(guess.probability >= 0);
        CHECK(guess.probability <= 1);
        CHECK(guess.lang.empty() == (guess.probability < ports::LanguageId::sure_enough));
    }
    std::vector<std::thread> threads;
    std::vector<int> right(4);
    for (auto& count : right) {
        threads.emplace_back([&] {
            for (int i = 0; i < 50; ++i) count += all_right() ? 1 : 0;
        });
    }
    for (auto& thread : threads) thread.join();
    for (const auto count : right) CHECK(count == 50);
}

}  // namespace vigie::drivers
