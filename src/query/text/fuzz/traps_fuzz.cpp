#include "text/fuzz/traps_fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    vigie::query::fuzz_traps({reinterpret_cast<const char*>(data), size});
    return 0;
}
