#include <vigie/plugins/items.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static vigie::plugins::ItemDecoder decoder;
    const std::string_view line(reinterpret_cast<const char*>(data), size);
    (void)decoder.item(line);
    (void)decoder.account(line);
    (void)decoder.domain(line);
    (void)decoder.url(line);
    return 0;
}
