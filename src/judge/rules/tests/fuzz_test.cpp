#include "rules/fuzz/rules_fuzz.hpp"

#include <vigie/ports/clock.hpp>

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <vector>

namespace vigie::judge {
namespace {

std::vector<std::string> seeds() {
    std::vector<std::string> out;
    for (const auto* folder : {"/src/judge/rules/tests/cases", "/content/rules"}) {
        for (const auto& entry :
             std::filesystem::directory_iterator(std::string(VIGIE_SOURCE_DIR) + folder)) {
            if (entry.path().extension() != ".yaml") continue;
            std::ifstream in(entry.path(), std::ios::binary);
            std::ostringstream content;
            content << in.rdbuf();
            out.push_back(content.str());
        }
    }
    return out;
}

}  // namespace

TEST_CASE("rule files of any bytes are read to the end, and what was read can be used") {
    const auto all = seeds();
    CHECK(all.size() >= 5);
    for (const auto& seed : all) fuzz_rules(seed);
    fuzz_rules("");
    ports::SeededRng rng(7);
    const auto below = [&](std::size_t n) { return rng.next() % n; };
    const std::string spice = "-: \n'\"{}[]()%#|>&*!,~$@/\\\t\xC3\xA9";
    constexpr int rounds = 300;
    for (int i = 0; i < rounds; ++i) {
        auto text = all[below(all.size())];
        constexpr std::size_t piece = 3000;  // whole files take long and differ little
        text = text.substr(below(text.size()), piece);
        for (std::size_t n = 1 + below(12); n > 0; --n) {
            const auto at = below(text.size() + 1);
            switch (below(3)) {
                case 0: text.insert(at, 1, spice[below(spice.size())]); break;
                case 1: text.erase(at, 1 + below(5)); break;
                default: text.insert(at, text.substr(below(text.size() + 1), below(40))); break;
            }
        }
        fuzz_rules(text);
    }
}

}  // namespace vigie::judge
