#include <vigie/kit/text.hpp>
#include <vigie/kit/utf8.hpp>

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace vigie::kit {
namespace {

std::vector<std::string> words(std::string_view text) {
    std::vector<std::string> out;
    for (auto& token : tokens(text)) out.push_back(token.text);
    return out;
}

}  // namespace

TEST_CASE("fold makes one form of the spellings people use") {
    CHECK(fold("Société GÉNÉRALE") == "societe generale");
    CHECK(fold("ＶＩＧＩＥ") == "vigie");
    CHECK(fold("𝐂𝐥𝐚𝐢𝐫𝐞 𝓜𝓪𝓻𝓽𝓲𝓷") == "claire martin");
    CHECK(fold("Ⓥⓘⓖⓘⓔ") == "vigie");
    CHECK(fold("cœur ŒUVRE Ægir") == "coeur oeuvre aegir");
    CHECK(fold("Straße ﬁn") == "strasse fin");
    CHECK(fold("İstanbul ısı") == "istanbul isi");
    CHECK(fold("e\u0301te\u0301") == "ete");
    CHECK(fold("a\u200Bb\u200Dc\u00ADd\u202Ee\uFEFFf") == "abcdef");
    CHECK(fold("l’Oréal d‘EDF qu´il") == "l'oreal d'edf qu'il");
    CHECK(fold("10\u00A0000\u202F€") == "10 000 €");
    CHECK(fold("« oui » — non…") == "\" oui \" - non...");
    CHECK(fold("Łódź Øre Đà Nẵng") == "lodz ore da nang");
    CHECK(fold("Банк ΑΘΉΝΑ") == "банк αθηνα");
    CHECK(fold("").empty());
    CHECK(fold("\xFFx") == "\uFFFDx");
}

TEST_CASE("fold keeps what makes another letter in other scripts") {
    CHECK(fold("が") != fold("か"));
    CHECK(fold("हिन्दी") != fold("हनद"));
    CHECK(fold("한국") == fold("\u1112\u1161\u11AB\u1100\u116E\u11A8"));
}

TEST_CASE("fold is idempotent over every code point, and code point by code point") {
    std::string run;
    for (char32_t c = 0; c <= 0x10FFFF; ++c) {
        if (c >= 0xD800 && c <= 0xDFFF) continue;
        if (c > 0x32000 && c < 0xE0000) continue;  // unassigned planes
        std::string self;
        append_utf8(self, c);
        const auto once = fold(self);
        if (fold(once) != once || !valid_utf8(once)) FAIL("code point ", static_cast<unsigned>(c));
        run += self;
        if (run.size() > 4000) {
            const auto whole = fold(run);
            const auto mapped = fold_with_offsets(run);
            if (fold(whole) != whole || mapped.text != whole || mapped.offsets.size() != whole.size() + 1) {
                FAIL("run before code point ", static_cast<unsigned>(c));
            }
            run.clear();
        }
    }
}

TEST_CASE("offsets lead back to the bytes a folded byte came from") {
    const std::string text = "Cœur\u200B É!";
    const auto folded = fold_with_offsets(text);
    CHECK(folded.text == "coeur e!");
    CHECK(folded.offsets == std::vector<std::size_t>{0, 1, 1, 3, 4, 8, 9, 11, 12});
}

TEST_CASE("look-alikes share a skeleton") {
    const std::pair<std::string, std::string> same[] = {
        {"pаypаl", "paypal"},       // Cyrillic а
        {"Αpple", "Apple"},         // Greek Α
        {"ｍéridien", "meridien"},  // fullwidth
        {"𝗠𝗲𝗿𝗶𝗱𝗶𝗲𝗻", "MERIDIEN"},   // mathematical
        {"rneridien", "meridien"}, {"C1aire Martin", "Claire Martin"}, {"CIaire Martin", "Claire Martin"},
        {"0range", "orange"},      {"meridlen", "meridien"},           {"vvindow", "window"},
        {"ϲlаіrе", "claire"},      {"miсrоsоft", "microsoft"},         {"cIaire", "сlaіre"},
    };
    for (const auto& [a, b] : same) {
        CAPTURE(a);
        CHECK(skeleton(a) == skeleton(b));
    }
    CHECK(skeleton("orange") != skeleton("orage"));
    CHECK(skeleton("claire") != skeleton("clara"));
    for (const std::string text : {"abc012!'\"%`|$@", "mvv"}) {
        CHECK(skeleton(text) == skeleton(skeleton(text)));
    }
}

TEST_CASE("every ASCII character looks the same with and without the long way through ICU") {
    // A single non-ASCII letter forces the long way.
    for (char c = ' '; c < 127; ++c) {
        if (c == '"' || c == '%' || c == '`')
            continue;  // ICU spells these out; nobody writes names with them
        CAPTURE(c);
        CHECK(skeleton(std::string(1, c)) + skeleton("ж") == skeleton(std::string(1, c) + "ж"));
    }
}

TEST_CASE("a skeleton holds for bytes that are no text, and for code points of every plane") {
    CHECK(valid_utf8(skeleton("\xFF\xC3 x")));
    for (char32_t c = 0x80; c <= 0x10FFFF; c += c < 0x3000 ? 1 : 7) {
        std::string self;
        append_utf8(self, c);
        if (!valid_utf8(skeleton("a" + self))) FAIL("code point ", static_cast<unsigned>(c));
    }
}

TEST_CASE("handles lose separators and leet digits, numbers stay numbers") {
    const auto base = handle_skeleton("meridien-patrimoine");
    for (const std::string look :
         {"meridien.patrimoine", "@Meridien_Patrimoine", "meridlen-patrimoine", "m3ridien-patr1moine",
          "meridienpatrimoin3", "méridien patrimoine", "rneridien-patrirnoine", "meridien-p@trimoine"}) {
        CAPTURE(look);
        CHECK(handle_skeleton(look) == base);
    }
    CHECK(handle_skeleton("g00gle") == handle_skeleton("google"));
    CHECK(handle_skeleton("paypa1") == handle_skeleton("paypal"));
    CHECK(handle_skeleton("$ephora") == handle_skeleton("sephora"));
    CHECK(handle_skeleton("cl4ire.m4rtin") == handle_skeleton("claire.martin"));
    CHECK(handle_skeleton("martin75") == skeleton("martin") + "75");
    CHECK(handle_skeleton("canal_5") == skeleton("canal") + "5");
    CHECK(handle_skeleton("france24") == skeleton("france") + "24");
    CHECK(handle_skeleton("357").size() == 3);
}

TEST_CASE("a word of two scripts is told from a sentence of two languages") {
    for (const std::string bad : {"pаypal", "Сlaire", "αpple", "миcrosoft", "abc пaй", "pay_пал", "Пαβ"}) {
        CAPTURE(bad);
        CHECK(mixes_scripts(bad));
    }
    for (const std::string good :
         {"paypal", "Привет hello", "東京タワー", "Nintendoスイッチ", "한국어 漢字", "été 2024", "",
          "日本語ABC", "𝐂laire", "C'est 100 %", "😀abc", "Ελλάδα", "p\u0301ay"}) {
        CAPTURE(good);
        CHECK_FALSE(mixes_scripts(good));
    }
}

TEST_CASE("tokens follow French elisions, spaces and marks") {
    using Words = std::vector<std::string>;
    CHECK(words("L'Oréal et l’EDF") == Words{"l", "oreal", "et", "l", "edf"});
    CHECK(words("#MéridienPatrimoine @claire.martin") == Words{"meridienpatrimoine", "claire", "martin"});
    CHECK(words("prix\u00A0: 10\u202F000\u00A0€ !") == Words{"prix", "10", "000"});
    CHECK(words("bœuf-carottes😀super") == Words{"boeuf", "carottes", "super"});
    CHECK(words("pro\u200Bmo") == Words{"promo"});
    CHECK(words("snake_case") == Words{"snake", "case"});
    CHECK(words("हिन्दी भाषा").size() == 2);
    CHECK(words("… ! ?").empty());
    const auto found = tokens("Voici l’Œuvre.");
    REQUIRE(found.size() == 3);
    CHECK(found[2].text == "oeuvre");
    CHECK(found[2].start == 10);
    CHECK(found[2].end == 16);
}

TEST_CASE("distances agree with published examples") {
    CHECK(jaro_winkler("MARTHA", "MARHTA") == doctest::Approx(0.9611).epsilon(0.001));
    CHECK(jaro_winkler("DIXON", "DICKSONX") == doctest::Approx(0.8133).epsilon(0.001));
    CHECK(jaro_winkler("DWAYNE", "DUANE") == doctest::Approx(0.84).epsilon(0.001));
    CHECK(jaro_winkler("", "") == 1);
    CHECK(jaro_winkler("a", "") == 0);
    CHECK(jaro_winkler("été", "été") == doctest::Approx(1));
    CHECK(edit_distance("kitten", "sitting", 5) == 3);
    CHECK(edit_distance("ca", "ac", 5) == 1);
    CHECK(edit_distance("é", "e", 5) == 1);
    CHECK(edit_distance("kitten", "sitting", 2) == 3);
    CHECK(edit_distance("abc", "abc", 0) == 0);
    CHECK(edit_distance("abc", "abd", 0) == 1);
    CHECK(edit_distance("", "abc", 3) == 3);
    CHECK(edit_distance("a", "abcdefgh", 2) == 3);
}

TEST_CASE("similar texts are near 1, others near 0") {
    const auto* bio = "Conseillère en gestion de patrimoine chez Méridien, à Lyon";
    CHECK(text_similarity(bio, bio) == doctest::Approx(1));
    CHECK(text_similarity(bio, "CONSEILLERE en gestion de patrimoine chez Meridien à Lyon !") > 0.95);
    CHECK(text_similarity(bio, "Photographe de rue, amateur de café") < 0.2);
    CHECK(text_similarity("", bio) == 0);
}

}  // namespace vigie::kit
