#include "match/fuzz/match_fuzz.hpp"

#include <doctest/doctest.h>

#include <ctime>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace vigie::watch {

TEST_CASE("the matcher reads any bytes without harm") {
    std::size_t seeds = 0;
    for (const auto& entry :
         std::filesystem::directory_iterator(VIGIE_SOURCE_DIR "/src/watch/match/fuzz/seeds")) {
        std::ifstream in(entry.path(), std::ios::binary);
        std::ostringstream bytes;
        bytes << in.rdbuf();
        for (std::size_t n = 0; n <= bytes.str().size(); ++n) fuzz_match(bytes.str().substr(0, n));
        ++seeds;
    }
    CHECK(seeds >= 3);
}

TEST_CASE("long texts of anything take linear time") {
    for (const std::string piece : {"Claire ",
                                    "Claire Martin ",
                                    "#MeridienPatrimoine",
                                    "@",
                                    "#",
                                    "06 12 ",
                                    "a.fr ",
                                    "http://",
                                    "1",
                                    "A",
                                    "aA",
                                    "é",
                                    "½",
                                    "\xFF",
                                    "orange ",
                                    "@a.",
                                    "#a_",
                                    "(0)",
                                    "Méridien ",
                                    "[dot]"}) {
        std::string text;
        while (text.size() < (std::size_t{1} << 16U)) text += piece;
        const auto start = std::clock();  // of this process: the machine may be busy
        fuzz_match(text + "\n" + text + "\n" + text + "\n" + text + "\n" + text + "\n" + text);
        CAPTURE(piece);
        CHECK(static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC < 10);
    }
}

}  // namespace vigie::watch
