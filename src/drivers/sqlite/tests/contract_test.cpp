#include "scratch.hpp"

#include <vigie/ports/testing/store_walk.hpp>

namespace vigie::drivers {

TEST_CASE("SQLite and the memory store give the same answers to a random walk") {
    for (std::uint64_t seed = 1; seed <= 3; ++seed) {
        const Scratch scratch;
        const auto sqlite = scratch.store(false);
        const auto memory = ports::make_memory_store();
        const auto difference = ports::testing::walk_stores(*memory, *sqlite, seed, 2500);
        CHECK(difference == "");
        if (!difference.empty()) return;
    }
}

}  // namespace vigie::drivers
