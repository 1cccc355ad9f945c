#include "fuzz/set_fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    vigie::query::fuzz_set({reinterpret_cast<const char*>(data), size});  // NOLINT(*-reinterpret-cast)
    return 0;
}
