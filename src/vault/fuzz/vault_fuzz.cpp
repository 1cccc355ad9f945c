// Seeds: fuzz/seeds, and files that the tests make.
#include "fuzz/vault_fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    vigie::vault::fuzz_vault_file({reinterpret_cast<const char*>(data), size});
    return 0;
}
