#include "fuzz/safe_browsing_fuzz.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto* broken = vigie::plugins::safe_browsing::broken_promise({reinterpret_cast<const char*>(data), size});
    if (*broken != '\0') {
        std::fprintf(stderr, "%s\n", broken);
        std::abort();
    }
    return 0;
}
