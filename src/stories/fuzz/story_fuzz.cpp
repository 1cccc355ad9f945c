#include "fuzz/story_fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    vigie::stories::fuzz_story({reinterpret_cast<const char*>(data), size});
    return 0;
}
