// Seeds: ../tests/cases and content/rules, which the tests read too.
#include "rules/fuzz/rules_fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    vigie::judge::fuzz_rules({reinterpret_cast<const char*>(data), size});
    return 0;
}
