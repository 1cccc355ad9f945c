#include <vigie/base/assert.hpp>
#include <vigie/kit/hash.hpp>
#include <vigie/kit/uuid.hpp>

#include <openssl/evp.h>

#include <array>

namespace vigie::kit {
namespace {

constexpr std::size_t uuid_bytes = 16;

std::string text_of(std::string bytes, unsigned version) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
    bytes.resize(uuid_bytes);
    bytes[6] = static_cast<char>((byte(6) & 0x0fU) | (version << 4U));
    bytes[8] = static_cast<char>((byte(8) & 0x3fU) | 0x80U);
    auto out = hex(bytes);
    for (const std::size_t at : {8U, 13U, 18U, 23U}) out.insert(at, 1, '-');
    return out;
}

int digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

std::string bytes_of(std::string_view uuid) {
    std::string out;
    int high = -1;
    for (const char c : uuid) {
        if (c == '-') continue;
        const int d = digit(c);
        if (d < 0) return {};
        if (high < 0) {
            high = d;
        } else {
            out += static_cast<char>(high * 16 + d);
            high = -1;
        }
    }
    return out.size() == uuid_bytes && high < 0 ? out : std::string();
}

}  // namespace

std::string uuid5(std::string_view space, std::string_view name) {
    auto input = bytes_of(space);
    if (input.empty()) return {};
    input += name;
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned size = 0;
    VIGIE_ASSERT(EVP_Digest(input.data(), input.size(), digest.data(), &size, EVP_sha1(), nullptr) == 1);
    std::string bytes;
    for (std::size_t i = 0; i < size; ++i) bytes += static_cast<char>(digest.at(i));
    return text_of(std::move(bytes), 5);
}

std::string uuid_of(std::string_view seed) {
    return text_of(sha256(seed), 4);
}

}  // namespace vigie::kit
