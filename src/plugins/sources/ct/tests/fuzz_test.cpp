#include "fuzz/ct_fuzz.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace vigie::plugins::ct {

TEST_CASE("the seeds of the fuzzer, whole, cut anywhere and with any byte changed, break no promise") {
    int count = 0;
    for (const auto& entry : std::filesystem::directory_iterator(std::string(VIGIE_SOURCE_DIR) +
                                                                 "/src/plugins/sources/ct/fuzz/seeds")) {
        CAPTURE(entry.path().filename().string());
        std::ifstream file(entry.path(), std::ios::binary);
        const std::string seed{std::istreambuf_iterator<char>(file), {}};
        CHECK(std::string(broken_promise(seed)) == "");
        for (std::size_t i = 0; i < seed.size(); i += 3) {
            CHECK(std::string(broken_promise(std::string_view(seed).substr(0, i))) == "");
            auto changed = seed;
            changed[i] = static_cast<char>(changed[i] ^ (i % 2 == 0 ? 0x81 : 0x02));
            CHECK(std::string(broken_promise(changed)) == "");
        }
        ++count;
    }
    CHECK(count >= 6);
}

}  // namespace vigie::plugins::ct
