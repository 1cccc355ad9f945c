#include <vigie/base/assert.hpp>
#include <vigie/kit/hash.hpp>
#include <vigie/kit/seal.hpp>

#include <sodium.h>

namespace vigie::kit {
namespace {

constexpr std::string_view mark = "sealed:1:";
constexpr std::size_t nonce_bytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_bytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
static_assert(seal_key_bytes == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);

const unsigned char* raw(std::string_view s) {
    return reinterpret_cast<const unsigned char*>(s.data());
}
unsigned char* raw(std::string& s) {
    return reinterpret_cast<unsigned char*>(s.data());
}

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
    VIGIE_ASSERT(key.size() == seal_key_bytes);
    ready();
    std::string out(nonce_bytes + secret.size() + tag_bytes, '\0');
    randombytes_buf(out.data(), nonce_bytes);
    unsigned long long size = 0;
    crypto_aead_xchacha20poly1305_ietf_encrypt(raw(out) + nonce_bytes, &size, raw(secret), secret.size(),
                                               raw(context), context.size(), nullptr, raw(out), raw(key));
    return std::string(mark) + base64(out);
}

std::optional<std::string> unseal(std::string_view key, std::string_view context, std::string_view sealed) {
    if (key.size() != seal_key_bytes || !sealed.starts_with(mark)) return std::nullopt;
    ready();
    const auto box = base64_decode(sealed.substr(mark.size()));
    if (!box || box->size() < nonce_bytes + tag_bytes) return std::nullopt;
    std::string out(box->size() - nonce_bytes - tag_bytes, '\0');
    unsigned long long size = 0;
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(raw(out), &size, nullptr, raw(*box) + nonce_bytes,
                                                   box->size() - nonce_bytes, raw(context), context.size(),
                                                   raw(*box), raw(key)) != 0)
        return std::nullopt;
    return out;
}

}  // namespace vigie::kit
