#include "signature.hpp"

#include <vigie/kit/hash.hpp>

#include <fmt/core.h>

namespace vigie::plugins {

Result<std::string> webhook_key(std::string_view secret) {
    constexpr std::string_view prefix = "whsec_";
    constexpr std::size_t shortest = 24;
    constexpr std::size_t longest = 64;
    if (!secret.starts_with(prefix))
        return fail(Errc::invalid_argument, "a webhook secret begins with 'whsec_'");
    auto key = kit::base64_decode(secret.substr(prefix.size()));
    if (!key) return fail(Errc::invalid_argument, "the part after 'whsec_' is not base64");
    if (key->size() < shortest || key->size() > longest) {
        return fail(
            Errc::invalid_argument,
            "a webhook secret holds 24 to 64 bytes, this one {}: make one with 'openssl rand -base64 32'",
            key->size());
    }
    return *std::move(key);
}

std::string webhook_signature(const std::vector<std::string>& keys, std::string_view id,
                              std::int64_t timestamp, std::string_view body) {
    const auto content = fmt::format("{}.{}.{}", id, timestamp, body);
    std::string out;
    for (const auto& key : keys) {
        if (!out.empty()) out += ' ';
        out += "v1," + kit::base64(kit::hmac_sha256(key, content));
    }
    return out;
}

}  // namespace vigie::plugins
