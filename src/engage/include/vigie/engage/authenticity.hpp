// The public page that says which accounts, sites and numbers are ours, how to tell a fake, how to report
// one. Static HTML in French and English, without scripts, fit for `Content-Security-Policy: default-src
// 'none'`. Pure: the same register gives the same bytes.
#pragma once

#include <vigie/model/asset.hpp>

#include <string>
#include <vector>

namespace vigie::engage {

struct AuthenticityOptions {
    std::string organisation;  // empty: the organisation (or first brand) of the register
    std::string report_email;  // where people report a fake; may be empty
    std::string report_url;    // a form, https; may be empty
    std::string day;           // "2026-03-09": when this was true
};

struct PublicFile {
    std::string path;  // "fr/index.html"
    std::string content;
};

// index.html, fr/index.html, en/index.html, style.css. Only what is meant for the public goes in: accounts,
// domains, links, telephones, channels and hashtags; neither persons' notes nor terms nor pictures.
[[nodiscard]] std::vector<PublicFile> authenticity_pages(const model::AssetRegister& assets,
                                                         const AuthenticityOptions& options);

}  // namespace vigie::engage
