// Standard Webhooks signatures: "v1," + base64(HMAC-SHA256(key, id.timestamp.body)). Pure.
#pragma once

#include <vigie/base/result.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::plugins {

// The key in "whsec_…": 24 to 64 bytes. Errc::invalid_argument says what is wrong with it, never what it is.
[[nodiscard]] Result<std::string> webhook_key(std::string_view secret);

// One signature per key, blank-separated.
[[nodiscard]] std::string webhook_signature(const std::vector<std::string>& keys, std::string_view id,
                                            std::int64_t timestamp, std::string_view body);

}  // namespace vigie::plugins
