#include "fuzz/set_fuzz.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <sstream>

using namespace vigie;
using namespace vigie::query;

namespace {

double cpu_seconds(std::clock_t from) {
    return static_cast<double>(std::clock() - from) / CLOCKS_PER_SEC;
}

}  // namespace

TEST_CASE("sets and items of any bytes do no harm") {
    std::size_t seeds = 0;
    for (const auto& entry :
         std::filesystem::directory_iterator(VIGIE_SOURCE_DIR "/src/query/fuzz/seeds/set")) {
        std::ifstream in(entry.path(), std::ios::binary);
        std::ostringstream bytes;
        bytes << in.rdbuf();
        for (std::size_t n = 0; n <= bytes.str().size(); n += 3) fuzz_set(bytes.str().substr(0, n));
        ++seeds;
    }
    CHECK(seeds >= 3);
}

TEST_CASE("a megabyte of one letter, word or sign takes bounded time with every kind of query") {
    const std::vector<Source> sources{{"1", "a NEAR/100 a"},
                                      {"2", "\"a a a a\"~50"},
                                      {"3", "a SAME a SAME a"},
                                      {"4", "*a*"},
                                      {"5", "a* THEN/50 a*"},
                                      {"6", "/(a|aa)+b/"},
                                      {"7", "~coupon"},
                                      {"8", "#*a*"},
                                      {"9", "(a OR b) NEAR/9 (a OR c) NEAR/9 a"},
                                      {"10", "\"a a a a a a a a\""},
                                      {"11", "@a"},
                                      {"12", "domain:a.fr"},
                                      {"13", "has:iban"},
                                      {"14", "a*a*a*a*b"},
                                      {"15", "has:card OR has:phone"}};
    const auto set = compile(sources);
    for (const auto& p : set.problems) {
        if (p.problem.level == Diagnostic::Level::error)
            FAIL_CHECK(sources[p.source].text << ": " << p.problem.says.en);
    }
    REQUIRE(set.set);
    Scanner scanner(set.set);
    for (const std::string piece :
         {"a",   "a ",    "é", "a. ",    "#a ",     "@a ", "$a ", "#aB",  "東",   "😡", "1",
          "FR7", "a.fr ", "½", "\u0301", "a\u200B", "ﷺ",   "@",   "c o ", "\xFF", "4 "}) {
        std::string text;
        while (text.size() < (std::size_t{1} << 20U)) text += piece;
        model::ItemView item;
        item.text = text;
        const auto begin = std::clock();
        const auto found = scanner.match(item);
        const std::vector<std::uint32_t> matched(found.begin(), found.end());
        for (const auto q : matched) (void)scanner.highlights(q);
        INFO(piece);
        CHECK(cpu_seconds(begin) < 5);
    }
}

TEST_CASE("every plane of Unicode is read, and highlights stay inside the text") {
    const auto set = compile(std::vector<Source>{{"1", "a*"}, {"2", "/./"}, {"3", "~a"}, {"4", "*b*"}}).set;
    Scanner scanner(set);
    for (char32_t page = 0; page < 0x1100; ++page) {
        std::string text;
        for (char32_t c = page * 256; c < page * 256 + 256; ++c) {
            if (c < 0xD800 || c > 0xDFFF) kit::append_utf8(text, c);
            text += ' ';
        }
        model::ItemView item;
        item.text = text;
        const auto found = scanner.match(item);
        REQUIRE(std::find(found.begin(), found.end(), 1U) != found.end());
        for (const auto& h : scanner.highlights(1)) REQUIRE(h.end <= text.size());
    }
}
