// A self-signed certificate for one host name, made anew for each test, with its PEM file for clients that
// shall trust it.
#pragma once

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <string>

namespace vigie::faults {

class TestCertificate {
public:
    explicit TestCertificate(const std::string& host)
        : key_(EVP_EC_gen("P-256")), certificate_(X509_new()), context_(SSL_CTX_new(TLS_server_method())) {
        X509_set_version(certificate_, 2);
        ASN1_INTEGER_set(X509_get_serialNumber(certificate_), 1);
        X509_gmtime_adj(X509_getm_notBefore(certificate_), -3600);
        X509_gmtime_adj(X509_getm_notAfter(certificate_), 3600);
        auto* name = X509_get_subject_name(certificate_);
        X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC,
                                   reinterpret_cast<const unsigned char*>(host.c_str()), -1, -1, 0);
        X509_set_issuer_name(certificate_, name);
        X509_set_pubkey(certificate_, key_);
        auto* names = X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, ("DNS:" + host).c_str());
        X509_add_ext(certificate_, names, -1);
        X509_EXTENSION_free(names);
        X509_sign(certificate_, key_, EVP_sha256());
        SSL_CTX_use_certificate(context_, certificate_);
        SSL_CTX_use_PrivateKey(context_, key_);
        std::string path = (std::filesystem::temp_directory_path() / "vigie-test-ca-XXXXXX").string();
        if (const int fd = ::mkstemp(path.data()); fd >= 0) {
            auto* file = ::fdopen(fd, "w");
            PEM_write_X509(file, certificate_);
            std::fclose(file);
        }
        file_ = path;
    }
    ~TestCertificate() {
        std::filesystem::remove(file_);
        SSL_CTX_free(context_);
        X509_free(certificate_);
        EVP_PKEY_free(key_);
    }
    TestCertificate(const TestCertificate&) = delete;
    TestCertificate& operator=(const TestCertificate&) = delete;

    [[nodiscard]] SSL_CTX* context() const noexcept { return context_; }
    [[nodiscard]] const std::string& file() const noexcept { return file_; }

private:
    EVP_PKEY* key_;
    X509* certificate_;
    SSL_CTX* context_;
    std::string file_;
};

}  // namespace vigie::faults
