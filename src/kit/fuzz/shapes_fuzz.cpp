#include "fuzz/shapes_fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    vigie::kit::fuzz_shapes({reinterpret_cast<const char*>(data), size});
    return 0;
}
