#include <vigie/base/assert.hpp>
#include <vigie/kit/crypto.hpp>

#include <sodium.h>

#include <array>

namespace vigie::kit {
namespace {

const unsigned char* raw(std::string_view s) {
    return reinterpret_cast<const unsigned char*>(s.data());
}
unsigned char* raw(std::string& s) {
    return reinterpret_cast<unsigned char*>(s.data());
}

static_assert(encryption_key_bytes == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
static_assert(encryption_nonce_bytes == crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);
static_assert(signing_seed_bytes == crypto_sign_SEEDBYTES);

struct Pair {
    std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> open{};
    std::array<unsigned char, crypto_sign_SECRETKEYBYTES> secret{};

    explicit Pair(std::string_view seed) {
        VIGIE_ASSERT(seed.size() == signing_seed_bytes && sodium_init() >= 0);
        crypto_sign_seed_keypair(open.data(), secret.data(), raw(seed));
    }
    ~Pair() { sodium_memzero(secret.data(), secret.size()); }
    Pair(const Pair&) = delete;
    Pair& operator=(const Pair&) = delete;
};

}  // namespace

std::string encrypt(std::string_view key, std::string_view nonce, std::string_view clear,
                    std::string_view bound) {
    VIGIE_ASSERT(key.size() == encryption_key_bytes && nonce.size() == encryption_nonce_bytes &&
                 sodium_init() >= 0);
    std::string out(clear.size() + crypto_aead_xchacha20poly1305_ietf_ABYTES, '\0');
    crypto_aead_xchacha20poly1305_ietf_encrypt(raw(out), nullptr, raw(clear), clear.size(), raw(bound),
                                               bound.size(), nullptr, raw(nonce), raw(key));
    return std::string(nonce) + out;
}

std::optional<std::string> decrypt(std::string_view key, std::string_view sealed, std::string_view bound) {
    constexpr std::size_t tag = crypto_aead_xchacha20poly1305_ietf_ABYTES;
    VIGIE_ASSERT(key.size() == encryption_key_bytes && sodium_init() >= 0);
    if (sealed.size() < encryption_nonce_bytes + tag) return std::nullopt;
    const auto nonce = sealed.substr(0, encryption_nonce_bytes);
    const auto cipher = sealed.substr(encryption_nonce_bytes);
    std::string out(cipher.size() - tag, '\0');
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(raw(out), nullptr, nullptr, raw(cipher), cipher.size(),
                                                   raw(bound), bound.size(), raw(nonce), raw(key)) != 0)
        return std::nullopt;
    return out;
}

std::string public_key_of(std::string_view signing_seed) {
    const Pair pair(signing_seed);
    return {pair.open.begin(), pair.open.end()};
}

std::string sign(std::string_view signing_seed, std::string_view message) {
    const Pair pair(signing_seed);
    std::string out(crypto_sign_BYTES, '\0');
    crypto_sign_detached(raw(out), nullptr, raw(message), message.size(), pair.secret.data());
    return out;
}

bool verify_signature(std::string_view public_key, std::string_view message, std::string_view signature) {
    if (public_key.size() != crypto_sign_PUBLICKEYBYTES || signature.size() != crypto_sign_BYTES)
        return false;
    return crypto_sign_verify_detached(raw(signature), raw(message), message.size(), raw(public_key)) == 0;
}

std::optional<std::string> unhex(std::string_view digits) {
    if (digits.size() % 2 != 0) return std::nullopt;
    const auto value = [](char c) {
        if (c >= '0' && c <= '9') return c - '0';
        return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
    };
    std::string out;
    out.reserve(digits.size() / 2);
    for (std::size_t i = 0; i < digits.size(); i += 2) {
        const int high = value(digits[i]);
        const int low = value(digits[i + 1]);
        if (high < 0 || low < 0) return std::nullopt;
        out.push_back(static_cast<char>(high * 16 + low));
    }
    return out;
}

}  // namespace vigie::kit
