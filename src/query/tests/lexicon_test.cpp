#include "text/lexicon.hpp"

#include <doctest/doctest.h>

namespace vigie::query {

TEST_CASE("everyday words are frequent, names of firms rare, unknown words rarer still") {
    CHECK(share_of("the") > 0.05);
    CHECK(share_of("les") > 0.05);
    CHECK(share_of("the") < 1);
    CHECK(share_of("les") > share_of("promo"));
    CHECK(share_of("promo") > share_of("carrefour"));
    CHECK(share_of("carrefour") > share_of("xqzvk"));
    CHECK(share_of("xqzvk") == share_of_unknown);
    CHECK(share_of("") == share_of_unknown);
}

TEST_CASE("words are known in their folded form, in both languages") {
    for (const auto* word :
         {"carrefour", "societe", "etes", "naive", "coeur", "boycott", "weather", "refund"}) {
        CAPTURE(word);
        CHECK(known(word));
    }
    for (const auto* word : {"société", "Carrefour", "", "promocarrefour", "u0123456789", "42"}) {
        CAPTURE(word);
        CHECK_FALSE(known(word));
    }
    CHECK(words_known() > 25'000);
}

}  // namespace vigie::query
