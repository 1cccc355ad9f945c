#include <vigie/kit/utf8.hpp>

#include <doctest/doctest.h>

#include <string>

namespace vigie::kit {

TEST_CASE("well-formed text of every length of sequence is valid and untouched") {
    const std::string text = "abc é € 😀 \xF4\x8F\xBF\xBF";
    bool changed = false;
    CHECK(valid_utf8(text));
    CHECK(sanitize_utf8(text, 1000, &changed) == text);
    CHECK_FALSE(changed);
}

TEST_CASE("ill-formed sequences are refused and replaced") {
    for (const std::string bad :
         {"\x80", "\xC0\x80", "\xC1\xBF", "\xE0\x80\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xF8",
          "\xE2\x82", "\xF0\x9F\x98", "12345678\xFF", "\xFE\xFF"}) {
        CAPTURE(bad);
        CHECK_FALSE(valid_utf8(bad));
        bool changed = false;
        const auto good = sanitize_utf8("a" + bad + "b", 1000, &changed);
        CHECK(changed);
        CHECK(valid_utf8(good));
        CHECK(good.starts_with('a'));
        CHECK(good.ends_with('b'));
    }
}

TEST_CASE("a cut never splits a code point") {
    const std::string text = "ééé😀";
    for (std::size_t n = 0; n <= text.size() + 1; ++n) {
        const auto cut = prefix_utf8(text, n);
        CHECK(cut.size() <= n);
        CHECK(valid_utf8(cut));
        bool changed = false;
        CHECK(sanitize_utf8("\xFF" + text, n, &changed).size() <= n);
        CHECK(valid_utf8(sanitize_utf8("\xFF" + text, n)));
        CHECK(changed);
    }
    CHECK(prefix_utf8("é", 1).empty());
}

TEST_CASE("every code point survives a trip through its bytes") {
    for (char32_t c = 0; c <= 0x10FFFF; c += c < 0x3000 ? 1 : 37) {
        if (c >= 0xD800 && c <= 0xDFFF) continue;
        std::string bytes;
        append_utf8(bytes, c);
        std::size_t pos = 0;
        const auto back = next_code_point(bytes, pos);
        if (back != c || pos != bytes.size() || !valid_utf8(bytes))
            FAIL("code point ", static_cast<unsigned>(c));
    }
    std::string bytes;
    append_utf8(bytes, 0xD800);
    CHECK(bytes == "\xEF\xBF\xBD");
}

}  // namespace vigie::kit
