// Seeds: the texts of ../../tests/identifiers_test.cpp.
#include "leaks/fuzz/leaks_fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    vigie::judge::fuzz_leaks({reinterpret_cast<const char*>(data), size});
    return 0;
}
