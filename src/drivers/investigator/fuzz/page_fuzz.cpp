#include "page_reader.hpp"
#include "script.hpp"

#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    vigie::model::PageVisit visit;
    visit.final_url = "https://fuzz.test/a/b";
    (void)vigie::drivers::read_page(bytes, visit);
    (void)vigie::drivers::location_of(bytes);
    return 0;
}
