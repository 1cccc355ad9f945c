#include <vigie/kit/graphemes.hpp>

#include <doctest/doctest.h>

TEST_CASE("characters are counted as people count them") {
    using vigie::kit::graphemes;
    CHECK(graphemes("") == 0);
    CHECK(graphemes("été") == 3);
    CHECK(graphemes("e\u0301te\u0301") == 3);
    CHECK(graphemes("👩‍👩‍👧‍👦") == 1);
    CHECK(graphemes("🇫🇷🇫🇷") == 2);
    CHECK(graphemes("a\r\nb") == 3);
}
