#include <vigie/base/assert.hpp>
#include <vigie/kit/crypto.hpp>
#include <vigie/kit/hash.hpp>
#include <vigie/kit/seal.hpp>

#include <sodium.h>

namespace vigie::kit {
namespace {

constexpr std::string_view mark = "sealed:1:";
static_assert(seal_key_bytes == encryption_key_bytes);

void ready() {
    VIGIE_ASSERT(sodium_init() >= 0);
}

}  // namespace

std::string new_seal_key() {
    ready();
    std::string key(seal_key_bytes, '\0');
    randombytes_buf(key.data(), key.size());
    return key;
}

std::string seal(std::string_view key, std::string_view context, std::string_view secret) {
    ready();
    std::string nonce(encryption_nonce_bytes, '\0');
    randombytes_buf(nonce.data(), nonce.size());
    return std::string(mark) + base64(encrypt(key, nonce, secret, context));
}

std::optional<std::string> unseal(std::string_view key, std::string_view context, std::string_view sealed) {
    if (key.size() != seal_key_bytes || !sealed.starts_with(mark)) return std::nullopt;
    const auto box = base64_decode(sealed.substr(mark.size()));
    return box ? decrypt(key, *box, context) : std::nullopt;
}

}  // namespace vigie::kit
