#include "pivots/fuzz/pivots_fuzz.hpp"

#include <vigie/ports/clock.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <vector>

namespace vigie::judge {

TEST_CASE("pivots are read out of any bytes without harm") {
    std::vector<std::string> seeds;
    for (const auto& entry :
         std::filesystem::directory_iterator(VIGIE_SOURCE_DIR "/src/judge/pivots/fuzz/seeds")) {
        std::ifstream in(entry.path(), std::ios::binary);
        std::ostringstream content;
        content << in.rdbuf();
        seeds.push_back(content.str());
    }
    std::ranges::sort(seeds);
    CHECK(seeds.size() >= 6);
    std::size_t pivots = 0;
    for (const auto& seed : seeds) {
        pivots += find_pivots(seed).size();
        // A text may end anywhere, also within a character.
        for (std::size_t cut = 0; cut < seed.size(); ++cut) {
            fuzz_pivots(std::string_view(seed).substr(0, cut));
            fuzz_pivots(std::string_view(seed).substr(cut));
        }
    }
    CHECK(pivots >= 20);
    ports::SeededRng rng(11);
    const auto below = [&](std::size_t n) { return rng.next() % n; };
    const std::string spice = "0899 +-.()/*@:#\"\xC3\xA9\xEF\xBC\x90\xE2\x83\xA3TFR";
    for (int i = 0; i < 2000; ++i) {
        auto text = seeds[below(seeds.size())];
        for (std::size_t n = 1 + below(12); n > 0; --n) {
            const auto at = below(text.size() + 1);
            switch (below(3)) {
                case 0: text.insert(at, 1, spice[below(spice.size())]); break;
                case 1: text.erase(at, 1 + below(5)); break;
                default: text.insert(at, text.substr(below(text.size() + 1), below(40))); break;
            }
        }
        fuzz_pivots(text);
    }
}

TEST_CASE("reading pivots takes time in proportion to the text") {
    // What makes a careless reader start again at every byte.
    for (const std::string_view piece :
         {"0", "0 ", "+33", "zéro ", "FR76", "a@", "wa.me/", "code ", "quatre-vingt-", "1A"}) {
        std::string text;
        while (text.size() < (std::size_t{1} << 20)) text += piece;
        fuzz_pivots(text);
    }
}

}  // namespace vigie::judge
