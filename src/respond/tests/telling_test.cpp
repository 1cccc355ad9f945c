#include <vigie/respond/markup.hpp>
#include <vigie/respond/telling.hpp>
#include <vigie/respond/testing/service.hpp>

#include <doctest/doctest.h>

namespace vigie::respond {
namespace {

TEST_CASE("a notice falls apart into its pieces, in either language") {
    const auto fr = telling(testing::notice(), testing::incident(), "https://vigie.exemple.test/", "fr");
    CHECK(fr.title == "Hameçonnage imitant Exemple");
    CHECK(fr.headline == "[Élevé] Hameçonnage imitant Exemple (VG-2025-0042)");
    CHECK(fr.text == "Pourquoi\u00a0:\n- Le lien mène à une copie.\n\nÀ faire maintenant\u00a0:\n- Lire.");
    const auto en = telling(testing::notice(), testing::incident(), "", "en");
    CHECK(en.title == "Phishing imitating Exemple");
    CHECK(en.link.empty());
    CHECK(en.facts.at(1).value == "page hxxps://login-exemple[.]test/a");
}

TEST_CASE("a body of another form stays whole") {
    auto n = testing::notice();
    n.body = "Any words.\n\nMore.";
    const auto t = telling(n, testing::incident(), "", "en");
    CHECK(t.text == n.body);
    CHECK(t.title == "Phishing imitating Exemple");
}

TEST_CASE("text is cut between characters") {
    CHECK(markup::cut("été", 3) == "été");
    CHECK(markup::cut("étés", 3) == "ét…");
    CHECK(markup::cut("", 0).empty());
    CHECK(markup::cut_bytes("étés", 5) == "é…");
}

TEST_CASE("every markup loses its power in foreign text") {
    CHECK(markup::slack("<!here> & <@U1> @channel @claire") ==
          "&lt;!here&gt; &amp; &lt;@U1&gt; @\u200dchannel @claire");
    CHECK(markup::markdown("@all [a](b) *c*") == "@\u200dall \\[a\\]\\(b\\) \\*c\\*");
    CHECK(markup::card("[a](b) <at>x</at>") == "[a]\u200d(b) ‹at›x‹/at›");
    CHECK(markup::cef_header("a|b\\c\nd=e") == "a\\|b\\\\c d=e");
    CHECK(markup::cef_value("a=b\\c|d\r\ne\x01") == "a\\=b\\\\c|d\\ne ");
    CHECK(markup::sd_value("a\"b\\c]\nd") == "a\\\"b\\\\c\\] d");
    CHECK(markup::clean("a\u202eb\u2028c") == "ab c");
}

}  // namespace
}  // namespace vigie::respond
