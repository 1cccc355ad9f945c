#include "match/fuzz/match_fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    vigie::watch::fuzz_match({reinterpret_cast<const char*>(data), size});
    return 0;
}
