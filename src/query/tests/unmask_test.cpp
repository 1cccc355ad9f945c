#include "text/unmask.hpp"

#include <vigie/kit/utf8.hpp>
#include <vigie/kit/yaml.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <random>
#include <sstream>

namespace vigie::query {
namespace {

std::string bytes_of(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

const kit::YamlFile& cases() {
    static const kit::YamlFile file("unmask.yaml",
                                    bytes_of(VIGIE_SOURCE_DIR "/src/query/tests/cases/unmask.yaml"), "t");
    return file;
}

bool found(const std::string& word, const std::string& text) {
    std::vector<Unmasked> candidates;
    unmasked_words(text, candidates);
    const auto form = unmask(word);
    return std::any_of(candidates.begin(), candidates.end(), [&](const auto& c) { return c.form == form; });
}

}  // namespace

TEST_CASE("a word and its disguises share one form, other words do not") {
    for (const auto& group : cases().root().get("same").items()) {
        const auto words = group.texts();
        for (const auto& word : words) {
            CAPTURE(word);
            CHECK(unmask(word) == unmask(words.front()));
        }
    }
    for (const auto& group : cases().root().get("apart").items()) {
        const auto words = group.texts();
        for (std::size_t i = 1; i < words.size(); ++i) CHECK(unmask(words[i]) != unmask(words.front()));
    }
}

TEST_CASE("disguised words are found in texts") {
    cases().root().get("finds").each_key(
        [](const std::string& word, const kit::YamlNode&, const auto& texts) {
            for (const auto& text : texts.get("yes").texts()) {
                CAPTURE(text);
                CHECK(found(word, text));
            }
            for (const auto& text : texts.get("no").texts()) {
                CAPTURE(text);
                CHECK_FALSE(found(word, text));
            }
        });
}

TEST_CASE("borrowed letters read as Latin, whole words of other alphabets do not") {
    std::string out;
    cases().root().get("latin").each_key(
        [&](const std::string& word, const kit::YamlNode&, const auto& wanted) {
            CAPTURE(word);
            CHECK(reads_as_latin(word, out));
            CHECK(out == wanted.text());
        });
    for (const auto& word : cases().root().get("not_latin").texts()) {
        CAPTURE(word);
        CHECK_FALSE(reads_as_latin(word, out));
    }
    CHECK(cases().diagnostics().empty());
}

TEST_CASE("any bytes give candidates that stand in the text") {
    const std::string bits[] = {"a",    "B",      "é",  "0",  "1",      "$", "€", " ",    " ",
                                "\n",   "\u00A0", ".",  "-",  "!",      "Ⓒ", "е", "\xff", "\xE2\x80",
                                "🙂", "rn",     "vv", "mm", "coupon", "@", "東"};
    std::mt19937_64 random(11);
    std::vector<Unmasked> out;
    std::string latin;
    for (int i = 0; i < 20000; ++i) {
        std::string text;
        for (auto n = random() % 24; n > 0; --n) text += bits[random() % std::size(bits)];
        CAPTURE(text);
        unmasked_words(text, out);
        for (const auto& candidate : out) {
            REQUIRE(candidate.start < candidate.end);
            REQUIRE(candidate.end <= text.size());
            REQUIRE_FALSE(candidate.form.empty());
            REQUIRE(candidate.form ==
                    unmask(std::string_view(text).substr(candidate.start, candidate.end - candidate.start)));
        }
        if (reads_as_latin(text, latin)) REQUIRE_FALSE(latin.empty());
    }
}

TEST_CASE("a megabyte of one letter or of single letters gives a bounded number of candidates") {
    std::vector<Unmasked> out;
    for (const auto* piece : {"a", "a ", "a.", "! ", "é", "a-b "}) {
        std::string text;
        while (text.size() < 1'000'000) text += piece;
        unmasked_words(text, out);
        CHECK(out.size() <= most_unmasked);
    }
}

}  // namespace vigie::query
