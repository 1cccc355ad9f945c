#include "text/fuzz/traps_fuzz.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace vigie::query {

TEST_CASE("hashtags and disguises in any bytes are read without harm") {
    int seeds = 0;
    for (const auto& entry :
         std::filesystem::directory_iterator(VIGIE_SOURCE_DIR "/src/query/text/fuzz/seeds/traps")) {
        std::ifstream in(entry.path(), std::ios::binary);
        std::ostringstream out;
        out << in.rdbuf();
        const auto bytes = out.str();
        // Every piece of a seed is a seed.
        for (std::size_t from = 0; from < bytes.size(); ++from)
            for (std::size_t size = 1; from + size <= bytes.size(); size += 3)
                fuzz_traps(std::string_view(bytes).substr(from, size));
        ++seeds;
    }
    CHECK(seeds >= 5);
}

}  // namespace vigie::query
