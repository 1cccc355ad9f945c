#include <vigie/drivers/system.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <set>

namespace vigie::drivers {

TEST_CASE("the steady clock never goes back and the wall clock is in this century") {
    const auto clock = make_system_clock();
    auto last = clock->steady();
    for (int i = 0; i < 1000; ++i) {
        const auto now = clock->steady();
        CHECK(now >= last);
        last = now;
    }
    CHECK(format_time(clock->now()).starts_with("20"));
}

TEST_CASE("random numbers differ, and fill() leaves no byte untouched") {
    const auto rng = make_system_rng();
    std::set<std::uint64_t> seen;
    for (int i = 0; i < 1000; ++i) seen.insert(rng->next());
    CHECK(seen.size() == 1000);
    std::array<bool, 33> touched{};
    for (int i = 0; i < 20; ++i) {
        std::array<unsigned char, 33> bytes{};
        rng->fill(bytes);
        for (std::size_t k = 0; k < bytes.size(); ++k) touched[k] = touched[k] || bytes[k] != 0;
    }
    CHECK(std::all_of(touched.begin(), touched.end(), [](bool b) { return b; }));
}

}  // namespace vigie::drivers
