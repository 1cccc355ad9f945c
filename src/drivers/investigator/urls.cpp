#include "urls.hpp"

#include <vigie/base/limits.hpp>
#include <vigie/kit/url.hpp>

#include <curl/curl.h>

#include <algorithm>
#include <memory>

namespace vigie::drivers {
namespace {

std::string part(CURLU* url, CURLUPart which, unsigned flags = 0) {
    char* text = nullptr;
    if (curl_url_get(url, which, &text, flags) != CURLUE_OK || text == nullptr) return {};
    std::string out(text);
    curl_free(text);
    return out;
}

}  // namespace

std::string resolve(const std::string& base, std::string_view reference) {
    while (!reference.empty() && (reference.front() == ' ' || reference.front() == '\t' ||
                                  reference.front() == '\n' || reference.front() == '\r'))
        reference.remove_prefix(1);
    while (!reference.empty() &&
           (reference.back() == ' ' || reference.back() == '\n' || reference.back() == '\r'))
        reference.remove_suffix(1);
    if (reference.size() > limits::url_bytes) return {};
    const std::unique_ptr<CURLU, decltype(&curl_url_cleanup)> url(curl_url(), &curl_url_cleanup);
    if (!url) return {};
    if (!base.empty() && curl_url_set(url.get(), CURLUPART_URL, base.c_str(), 0) != CURLUE_OK) return {};
    const std::string text(reference);
    if (text.find('\0') != std::string::npos) return {};
    if (!text.empty() && curl_url_set(url.get(), CURLUPART_URL, text.c_str(),
                                      CURLU_URLENCODE | CURLU_NON_SUPPORT_SCHEME) != CURLUE_OK) {
        return {};
    }
    const auto scheme = part(url.get(), CURLUPART_SCHEME);
    if (scheme != "http" && scheme != "https") return {};
    // Names beyond ASCII are resolved in the form that DNS knows, whatever the locale of the process.
    if (const auto host = part(url.get(), CURLUPART_HOST);
        std::ranges::any_of(host, [](char c) { return static_cast<unsigned char>(c) >= 0x80; })) {
        const auto ascii = kit::host_to_ascii(host);
        if (ascii.empty() || curl_url_set(url.get(), CURLUPART_HOST, ascii.c_str(), 0) != CURLUE_OK)
            return {};
    }
    curl_url_set(url.get(), CURLUPART_USER, nullptr, 0);
    curl_url_set(url.get(), CURLUPART_PASSWORD, nullptr, 0);
    curl_url_set(url.get(), CURLUPART_FRAGMENT, nullptr, 0);
    auto out = part(url.get(), CURLUPART_URL);
    return out.size() > limits::url_bytes ? std::string() : out;
}

}  // namespace vigie::drivers
