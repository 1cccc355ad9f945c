// The one place that reads certificates: OpenSSL, wrapped.
#include "entries.hpp"

#include <vigie/kit/utf8.hpp>

#include <openssl/err.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <memory>
#include <unordered_set>

namespace vigie::plugins::ct {
namespace {

struct FreeCertificate {
    void operator()(X509* x) const noexcept { X509_free(x); }
};
struct FreeNames {
    void operator()(GENERAL_NAMES* n) const noexcept { GENERAL_NAMES_free(n); }
};
struct FreeText {
    void operator()(unsigned char* t) const noexcept { OPENSSL_free(t); }
};

std::string text_of(const X509_NAME* name, int nid) {
    constexpr std::size_t longest = 64;
    const int at = X509_NAME_get_index_by_NID(name, nid, -1);
    if (at < 0) return {};
    const auto* value = X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, at));
    unsigned char* raw = nullptr;
    const int length = ASN1_STRING_to_UTF8(&raw, value);
    const std::unique_ptr<unsigned char, FreeText> text(raw);
    if (length <= 0) return {};
    std::string out(reinterpret_cast<const char*>(raw), std::min(static_cast<std::size_t>(length), longest));
    std::ranges::replace_if(
        out, [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
    // Cutting may split a letter.
    while (!out.empty() && !kit::valid_utf8(out)) out.pop_back();
    return out;
}

void add(Names& out, std::unordered_set<std::string>& seen, std::string_view raw) {
    if (out.names.size() == most_names) return;
    auto name = clean_name(raw);
    if (!name.empty() && seen.insert(name).second) out.names.push_back(std::move(name));
}

}  // namespace

Result<Names> names_of(std::string_view certificate) {
    if (certificate.size() > most_certificate_bytes)
        return fail(Errc::parse, "a certificate of {} bytes", certificate.size());
    const auto* at = reinterpret_cast<const unsigned char*>(certificate.data());
    const std::unique_ptr<X509, FreeCertificate> x(
        d2i_X509(nullptr, &at, static_cast<long>(certificate.size())));
    if (x == nullptr) {
        ERR_clear_error();
        return fail(Errc::parse, "no certificate in DER");
    }
    Names out;
    std::unordered_set<std::string> seen;
    const std::unique_ptr<GENERAL_NAMES, FreeNames> alt(
        static_cast<GENERAL_NAMES*>(X509_get_ext_d2i(x.get(), NID_subject_alt_name, nullptr, nullptr)));
    for (int i = 0; alt != nullptr && i < sk_GENERAL_NAME_num(alt.get()); ++i) {
        const auto* name = sk_GENERAL_NAME_value(alt.get(), i);
        if (name->type != GEN_DNS) continue;
        add(out, seen,
            {reinterpret_cast<const char*>(ASN1_STRING_get0_data(name->d.dNSName)),
             static_cast<std::size_t>(ASN1_STRING_length(name->d.dNSName))});
    }
    if (out.names.empty()) add(out, seen, text_of(X509_get_subject_name(x.get()), NID_commonName));
    const auto* issuer = X509_get_issuer_name(x.get());
    out.issuer = text_of(issuer, NID_organizationName);
    if (const auto common = text_of(issuer, NID_commonName); !common.empty() && common != out.issuer)
        out.issuer += (out.issuer.empty() ? "" : " ") + common;
    ERR_clear_error();
    return out;
}

}  // namespace vigie::plugins::ct
