// Certificates and log entries as authorities and logs make them, for tests.
#pragma once

#include <openssl/evp.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::plugins::ct::testing {

inline std::string big_endian(std::uint64_t n, std::size_t width) {
    std::string out(width, '\0');
    for (std::size_t i = width; i-- > 0; n >>= 8U) out[i] = static_cast<char>(n & 0xffU);
    return out;
}
inline std::string prefixed(std::string_view text, std::size_t width) {
    return big_endian(text.size(), width) + std::string(text);
}

// DER of a certificate for `names`, self-signed, issued in the name of "Test CA".
inline std::string certificate(const std::vector<std::string>& names) {
    static EVP_PKEY* const key = EVP_EC_gen("P-256");
    X509* x = X509_new();
    X509_set_version(x, 2);
    ASN1_INTEGER_set(X509_get_serialNumber(x), 7);
    X509_gmtime_adj(X509_getm_notBefore(x), 0);
    X509_gmtime_adj(X509_getm_notAfter(x), 86400L * 90);
    X509_set_pubkey(x, key);
    auto* issuer = X509_get_issuer_name(x);
    const auto add = [&](const char* field, const char* value) {
        X509_NAME_add_entry_by_txt(issuer, field, MBSTRING_ASC, reinterpret_cast<const unsigned char*>(value),
                                   -1, -1, 0);
    };
    add("O", "Test CA");
    add("CN", "R1");
    std::string list;
    for (const auto& n : names) list += (list.empty() ? "DNS:" : ",DNS:") + n;
    if (!list.empty()) {
        auto* extension = X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, list.c_str());
        X509_add_ext(x, extension, -1);
        X509_EXTENSION_free(extension);
    }
    X509_sign(x, key, EVP_sha256());
    unsigned char* der = nullptr;
    const int length = i2d_X509(x, &der);
    std::string out(reinterpret_cast<const char*>(der), static_cast<std::size_t>(length));
    OPENSSL_free(der);
    X509_free(x);
    return out;
}

inline std::string timestamped(const std::string& der, bool precert) {
    auto out = big_endian(1'760'000'000'000, 8) + big_endian(precert ? 1 : 0, 2);
    // The TBS of a precertificate is not read here: any bytes do.
    out += precert ? std::string(32, 'k') + prefixed("tbs", 3) : prefixed(der, 3);
    return out + prefixed("", 2);
}
inline std::string tile_leaf(const std::string& der, bool precert) {
    return timestamped(der, precert) + (precert ? prefixed(der, 3) : "") + big_endian(1, 2) +
           std::string(32, 'h');
}
inline std::string leaf_input(const std::string& der, bool precert) {
    return std::string(2, '\0') + timestamped(der, precert);
}
inline std::string extra_data(const std::string& der, bool precert) {
    return (precert ? prefixed(der, 3) : "") + prefixed("", 3);
}
inline std::string base64(std::string_view bytes) {
    std::string out((bytes.size() + 2) / 3 * 4 + 1, '\0');
    const int n =
        EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data()),
                        reinterpret_cast<const unsigned char*>(bytes.data()), static_cast<int>(bytes.size()));
    out.resize(static_cast<std::size_t>(n));
    return out;
}

}  // namespace vigie::plugins::ct::testing
