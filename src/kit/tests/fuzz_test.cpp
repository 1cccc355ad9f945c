#include "fuzz/shapes_fuzz.hpp"
#include "fuzz/text_fuzz.hpp"
#include "fuzz/url_fuzz.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>
#include <string>

namespace vigie::kit {
namespace {

template <class Round>
std::size_t replay(const std::string& folder, Round round) {
    std::size_t seeds = 0;
    for (const auto& entry :
         std::filesystem::directory_iterator(VIGIE_SOURCE_DIR "/src/kit/fuzz/seeds/" + folder)) {
        std::ifstream in(entry.path(), std::ios::binary);
        std::ostringstream bytes;
        bytes << in.rdbuf();
        round(bytes.str());
        // Every cut of a seed is a seed.
        for (std::size_t n = 0; n < bytes.str().size(); ++n) round(bytes.str().substr(0, n));
        ++seeds;
    }
    return seeds;
}

}  // namespace

TEST_CASE("text of any bytes is read without harm") {
    CHECK(replay("text", [](const std::string& bytes) { fuzz_text(bytes); }) >= 5);
}

TEST_CASE("URLs in any bytes are read without harm") {
    CHECK(replay("url", [](const std::string& bytes) { fuzz_urls(bytes); }) >= 5);
}

TEST_CASE("numbers and addresses in any bytes are found without harm") {
    CHECK(replay("shapes", [](const std::string& bytes) { fuzz_shapes(bytes); }) >= 5);
    const std::string pieces[] = {"06",     "12", "0",  "1",  "+",   "33",   "(0)",  "(",  ")",  " ", ".",
                                  "-",      "/",  "@",  "a",  "b.f", "4111", "FR76", "BE", "68", "°", "\xc2",
                                  "\u00A0", "_",  "11", "34", "56",  "78",   "123",  "00", ":",  "é"};
    std::mt19937_64 random(7);
    for (int i = 0; i < 30000; ++i) {
        std::string text;
        for (auto n = 1 + random() % 14; n > 0; --n) text += pieces[random() % std::size(pieces)];
        CAPTURE(text);
        fuzz_shapes(text);
    }
}

TEST_CASE("random pieces of text and URLs are read without harm") {
    const std::string pieces[] = {"http://", "https:", "hxxp",   "[.]", "(.)",      "[",  "]",    "(",
                                  ")",       "a.fr",   "%",      "%2e", "%41",      "@",  ":",    "80",
                                  "/",       "\\",     "?",      "#",   "utm_x=1&", "é",  "ｆ",   "。",
                                  "xn--",    "\xFF",   " ",      ".",   "-",        "_",  "0x7f", "www.",
                                  ".test",   "\t",     "\u202E", "½",   "e\u0301",  "が", "😀",    "1",
                                  "l",       "\xC3",   "’",      "…",   "»"};
    std::mt19937_64 random(5);
    for (int i = 0; i < 20000; ++i) {
        std::string text;
        for (auto n = 1 + random() % 12; n > 0; --n) text += pieces[random() % std::size(pieces)];
        CAPTURE(text);
        fuzz_urls(text);
        if (i % 4 == 0) fuzz_text(text);
    }
}

}  // namespace vigie::kit
