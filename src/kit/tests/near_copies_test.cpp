#include <vigie/kit/near_copies.hpp>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string>

using namespace vigie;

TEST_CASE("copies are found whatever links, mentions, case, accents and emoji") {
    kit::NearCopies copies;
    const auto first =
        copies.place("Le fromage de la marque Bonnelait rend malade, trois enfants à l'hôpital de Lyon !");
    CHECK(first.fresh);
    for (const auto* copy :
         {"RT @untel: LE FROMAGE de la marque BONNELAIT rend malade, trois enfants à l’hopital de Lyon 😱😱 "
          "https://t.co/abc",
          "@ami le fromage de la marque Bonnelait rend malade... trois enfants a l'hopital de Lyon",
          "Attention le fromage de la marque Bonnelait rend malade, trois enfants à l'hôpital de Lyon, "
          "faites tourner",
          "Le fromage de la mаrque Bonnelait rend malade, trois enfants à l'hôpital de Lyоn"}) {
        const auto placed = copies.place(copy);
        CHECK_FALSE(placed.fresh);
        CHECK(placed.original == 0);
    }
    CHECK(copies.place("Le fromage de chèvre de la ferme Martin a gagné trois médailles au salon de Lyon")
              .fresh);
}

TEST_CASE("short texts are copies only when equal, and texts without letters never") {
    kit::NearCopies copies;
    CHECK(copies.place("Merci !").fresh);
    CHECK_FALSE(copies.place("merci 🙏").fresh);
    CHECK(copies.place("Merci beaucoup").fresh);
    for (const auto* none : {"", "😱", "😱", "https://t.co/a", "https://t.co/a", "...", "@a @b"})
        CHECK(copies.place(none).fresh);
}

TEST_CASE("a million copies cost one original, and old originals make room") {
    kit::NearCopies copies(100);
    for (int i = 0; i < 20'000; ++i)
        CHECK_FALSE(
            (copies.place("La rumeur du moment, la même pour tous, encore une fois").original != 0 && i > 0));
    std::uint64_t chance = 3;
    for (int i = 0; i < 1000; ++i) {
        std::string text;
        for (int k = 0; k < 60; ++k) {
            chance = chance * 6364136223846793005U + 1442695040888963407U;
            text += k % 6 == 5 ? ' ' : static_cast<char>('a' + (chance >> 33U) % 26);
        }
        copies.place(text);
    }
    CHECK(copies.place("La rumeur du moment, la même pour tous, encore une fois").original > 20'000);
    CHECK(copies.seen() == 21'001);
}

TEST_CASE("any bytes have a canonical form") {
    for (int i = 0; i < 256; ++i)
        for (int j = 0; j < 256; j += 5) {
            const std::string text{static_cast<char>(i), static_cast<char>(j), 'a', ' ', '@',
                                   static_cast<char>(j)};
            static_cast<void>(kit::canonical_text(text));
        }
    CHECK(kit::canonical_text(std::string(100'000, 'x')).size() <= 4096);
    std::string long_accents;
    for (int i = 0; i < 5000; ++i) long_accents += "é";
    CHECK(kit::canonical_text(long_accents) == std::string(2048, 'e'));
}
