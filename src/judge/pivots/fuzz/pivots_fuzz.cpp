#include "pivots/fuzz/pivots_fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    vigie::judge::fuzz_pivots({reinterpret_cast<const char*>(data), size});
    return 0;
}
