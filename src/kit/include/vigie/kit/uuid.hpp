// UUIDs that the same input always gives again: for exports that must update instead of duplicating.
#pragma once

#include <string>
#include <string_view>

namespace vigie::kit {

// RFC 9562 version 5: SHA-1 over the namespace's 16 bytes and the name. "" when `space` is no UUID.
[[nodiscard]] std::string uuid5(std::string_view space, std::string_view name);

// The form of a random one (version 4), its bits from SHA-256 of the seed: for services that refuse
// version 5.
[[nodiscard]] std::string uuid_of(std::string_view seed);

}  // namespace vigie::kit
