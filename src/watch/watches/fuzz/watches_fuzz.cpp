// Seeds: ../tests/cases and content/examples/watches.yaml, which the tests read too.
#include "watches/fuzz/watches_fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    vigie::watch::fuzz_watches({reinterpret_cast<const char*>(data), size});
    return 0;
}
