#include "parse/fuzz/query_fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    vigie::query::fuzz_query(bytes);
    vigie::query::fuzz_query_file(bytes);
    return 0;
}
