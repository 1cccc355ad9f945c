// The RDAP reader meets arbitrary bytes: as a domain and as the bootstrap file.
#include <vigie/respond/rdap.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast)
    const std::string_view body(reinterpret_cast<const char*>(data), size);
    const auto domain = vigie::respond::read_rdap_domain(body);
    if (domain && domain->abuse.size() > 20) __builtin_trap();
    (void)vigie::respond::rdap_base(body, "exemple-promo.test");
    return 0;
}
