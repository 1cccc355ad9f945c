#include "address.hpp"
#include "easy.hpp"

#include <vigie/base/log.hpp>
#include <vigie/drivers/curl.hpp>

#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstring>
#include <utility>

namespace vigie::drivers {
namespace {

using ports::Headers;
using ports::HttpRequest;
using ports::HttpResponse;

constexpr long connect_ms = 10'000;
constexpr std::size_t header_bytes = std::size_t{256} << 10;

std::string lower(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; });
    return out;
}

bool is_token(std::string_view text) {
    constexpr std::string_view other = "!#$%&'*+-.^_`|~";
    return !text.empty() && std::all_of(text.begin(), text.end(), [&](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               other.find(c) != std::string_view::npos;
    });
}

Result<> check(const HttpRequest& request) {
    const auto scheme = lower(std::string_view(request.url).substr(0, request.url.find(':')));
    if (scheme != "http" && scheme != "https") {
        return fail(Errc::invalid_argument, "{} is not an http or https URL", log::quoted(request.url));
    }
    if (has_control(request.url) || request.url.find(' ') != std::string::npos ||
        request.url.size() > limits::url_bytes) {
        return fail(Errc::invalid_argument, "{} is not a URL: blanks, control characters or too long",
                    log::quoted(request.url));
    }
    if (!is_token(request.method))
        return fail(Errc::invalid_argument, "{} is no HTTP method", log::quoted(request.method));
    for (const auto& [name, value] : request.headers) {
        if (!is_token(name) || has_control(value)) {
            return fail(Errc::invalid_argument, "header {} holds a control character: refused",
                        log::quoted(name));
        }
    }
    return {};
}

// What one transfer collects; libcurl's callbacks write into it.
struct Transfer {
    HttpResponse response;
    std::size_t max_body = 0;
    std::size_t header_size = 0;
    bool body_too_long = false;
    bool headers_too_long = false;
    bool cut = false;
    bool public_only = false;
    const std::vector<Network>* also_allow = nullptr;
    bool refused_address = false;
};

std::size_t on_body(char* data, std::size_t size, std::size_t count, void* user) {
    auto& transfer = *static_cast<Transfer*>(user);
    const auto bytes = size * count;
    const auto left = transfer.max_body - transfer.response.body.size();
    if (bytes > left) {
        transfer.body_too_long = true;
        if (transfer.cut) transfer.response.body.append(data, left);
        return 0;
    }
    transfer.response.body.append(data, bytes);
    return bytes;
}

std::size_t on_header(char* data, std::size_t size, std::size_t count, void* user) {
    auto& transfer = *static_cast<Transfer*>(user);
    const auto bytes = size * count;
    transfer.header_size += bytes;
    if (transfer.header_size > header_bytes) {
        transfer.headers_too_long = true;
        return 0;
    }
    std::string_view line(data, bytes);
    while (!line.empty() && (line.back() == '\r' || line.back() == '\n')) line.remove_suffix(1);
    if (line.starts_with("HTTP/")) {
        transfer.response.headers.clear();  // after 100 Continue and the like a new head begins
        return bytes;
    }
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) return bytes;
    auto value = line.substr(colon + 1);
    const auto first = value.find_first_not_of(" \t");
    value = first == std::string_view::npos ? std::string_view() : value.substr(first);
    transfer.response.headers.emplace_back(line.substr(0, colon), value);
    return bytes;
}

curl_socket_t on_open_socket(void* user, curlsocktype /*purpose*/, curl_sockaddr* address) {
    auto& transfer = *static_cast<Transfer*>(user);
    const auto allowed = [&](const Network& network) { return lies_in(address->addr, network); };
    if (transfer.public_only && !is_public_address(address->addr) &&
        std::none_of(transfer.also_allow->begin(), transfer.also_allow->end(), allowed)) {
        transfer.refused_address = true;
        return CURL_SOCKET_BAD;
    }
    return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

Error error_of(CURLcode code, const Transfer& transfer, const HttpRequest& request, const char* detail) {
    const auto host =
        log::quoted(request.url.substr(0, request.url.find('?')), 120);  // a query may hold a secret
    if (transfer.refused_address) {
        return {Errc::unauthorised, fmt::format("{} leads to a private or reserved address: refused", host)};
    }
    if (transfer.body_too_long) {
        return {Errc::parse, fmt::format("{} answered more than {} bytes", host, request.max_response)};
    }
    if (transfer.headers_too_long) return {Errc::parse, fmt::format("{} sent endless headers", host)};
    const std::string_view said = detail[0] != '\0' ? detail : curl_easy_strerror(code);
    switch (code) {
        case CURLE_OPERATION_TIMEDOUT:
            return {Errc::timeout, fmt::format("{} did not answer in time: {}", host, said)};
        case CURLE_URL_MALFORMAT:
            return {Errc::invalid_argument, fmt::format("{} is not a URL: {}", host, said)};
        case CURLE_UNSUPPORTED_PROTOCOL:  // not HTTP/1 nor 2: the scheme was checked before
        case CURLE_OUT_OF_MEMORY:         // what libcurl says of a header line beyond 100 KB
        case CURLE_WEIRD_SERVER_REPLY:
        case CURLE_BAD_CONTENT_ENCODING:
        case CURLE_HTTP2:
        case CURLE_HTTP2_STREAM:
        case CURLE_PARTIAL_FILE:
            return {Errc::parse, fmt::format("{} sent a malformed answer: {}", host, said)};
        default: return {Errc::unavailable, fmt::format("{} cannot be reached: {}", host, said)};
    }
}

// The part of a URL that says whom we talk to: "https://host:443". Empty when unreadable.
std::string origin(const std::string& url) {
    const std::unique_ptr<CURLU, decltype(&curl_url_cleanup)> parsed(curl_url(), &curl_url_cleanup);
    if (!parsed || curl_url_set(parsed.get(), CURLUPART_URL, url.c_str(), 0) != CURLUE_OK) return {};
    std::string out;
    for (const auto part : {CURLUPART_SCHEME, CURLUPART_HOST, CURLUPART_PORT}) {
        char* text = nullptr;
        if (curl_url_get(parsed.get(), part, &text, CURLU_DEFAULT_PORT) != CURLUE_OK) return {};
        out += lower(text) + '|';
        curl_free(text);
    }
    return out;
}

// What may follow a redirect to another host. Everything else may be a secret under a name we do not know.
bool travels(std::string_view header) {
    constexpr std::array<std::string_view, 7> harmless{
        "accept",        "accept-language",   "content-type", "if-none-match",
        "cache-control", "if-modified-since", "user-agent"};
    return std::find(harmless.begin(), harmless.end(), lower(header)) != harmless.end();
}

// RFC 9110 15.4: 303, and by custom 301 and 302 after a POST, are followed with GET and without the body.
void redirect(HttpRequest& request, int status, std::string target) {
    if (origin(request.url) != origin(target)) {
        std::erase_if(request.headers, [](const auto& header) { return !travels(header.first); });
    }
    const bool becomes_get =
        (status == 303 && request.method != "HEAD") || (status <= 302 && request.method == "POST");
    if (becomes_get) {
        request.method = "GET";
        request.body.clear();
        std::erase_if(request.headers,
                      [](const auto& header) { return lower(header.first) == "content-type"; });
    }
    request.url = std::move(target);
}

class CurlHttp final : public ports::Http {
public:
    CurlHttp(std::string user_agent, CurlOptions options)
        : user_agent_(std::move(user_agent)), options_(std::move(options)) {
        for (const auto& text : options_.also_allow) {
            if (const auto network = network_of(text)) also_allow_.push_back(*network);
        }
    }

    Result<HttpResponse> send(const HttpRequest& request) override {
        VIGIE_TRY(check(request));
        const auto deadline = std::chrono::steady_clock::now() + request.timeout;
        auto next = request;
        for (int hop = 0;; ++hop) {
            std::string target;
            VIGIE_TRY_ASSIGN(auto response, once(next, deadline, target));
            if (target.empty() || request.max_redirects <= 0) return response;
            if (hop >= request.max_redirects) {
                return fail(Errc::parse, "{} redirects more than {} times", log::quoted(request.url, 120),
                            request.max_redirects);
            }
            redirect(next, response.status, std::move(target));
            VIGIE_TRY(check(next).map_error([](Error e) {
                return Error{Errc::unauthorised, "redirect refused: " + e.message};
            }));
        }
    }

private:
    Result<HttpResponse> once(const HttpRequest& request, std::chrono::steady_clock::time_point deadline,
                              std::string& redirect_target) {
        // A guarded request must never ride on a connection that an unguarded one opened: two pools.
        auto& pool = request.public_only ? guarded_ : open_;
        auto handle = pool.take();
        StringList headers;
        bool complete = handle != nullptr && headers.append("Expect:");
        bool has_type = false;
        for (const auto& [name, value] : request.headers) {
            has_type = has_type || lower(name) == "content-type";
            // "Name;" is how libcurl is told to send an empty header.
            complete = complete && headers.append(value.empty() ? name + ";" : name + ": " + value);
        }
        if (!has_type) complete = complete && headers.append("Content-Type:");
        if (!complete) return fail(Errc::unavailable, "out of memory while preparing a request");

        Transfer transfer;
        transfer.max_body = request.max_response;
        transfer.cut = request.cut;
        transfer.public_only = request.public_only;
        transfer.also_allow = &also_allow_;
        std::array<char, CURL_ERROR_SIZE> detail{};
        set_up(handle.get(), request, transfer, headers, detail.data(), left_ms(deadline));
        const auto code = curl_easy_perform(handle.get());
        const bool cut = transfer.cut && transfer.body_too_long && !transfer.refused_address;
        if (code != CURLE_OK && !cut) return tl::unexpected(error_of(code, transfer, request, detail.data()));

        long status = 0;
        curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &status);
        transfer.response.status = static_cast<int>(status);
        const bool moved = status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
        const char* target = nullptr;
        if (moved && curl_easy_getinfo(handle.get(), CURLINFO_REDIRECT_URL, &target) == CURLE_OK &&
            target != nullptr) {
            redirect_target = target;
        }
        pool.put(std::move(handle));
        return std::move(transfer.response);
    }

    void set_up(CURL* handle, const HttpRequest& request, Transfer& transfer, const StringList& headers,
                char* detail, long timeout_ms) const {
        curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, detail);
        curl_easy_setopt(handle, CURLOPT_URL, request.url.c_str());
        curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
        curl_easy_setopt(handle, CURLOPT_USERAGENT, user_agent_.c_str());
        curl_easy_setopt(handle, CURLOPT_ACCEPT_ENCODING, "gzip");
        curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers.get());
        curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
        curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, timeout_ms);
        curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS, std::min(connect_ms, timeout_ms));
        curl_easy_setopt(handle, CURLOPT_PROXY, request.public_only ? "" : options_.proxy.c_str());
        if (!options_.ca_file.empty()) curl_easy_setopt(handle, CURLOPT_CAINFO, options_.ca_file.c_str());
        curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, &on_body);
        curl_easy_setopt(handle, CURLOPT_WRITEDATA, &transfer);
        curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, &on_header);
        curl_easy_setopt(handle, CURLOPT_HEADERDATA, &transfer);
        curl_easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, &on_open_socket);
        curl_easy_setopt(handle, CURLOPT_OPENSOCKETDATA, &transfer);
        if (request.method == "HEAD") {
            curl_easy_setopt(handle, CURLOPT_NOBODY, 1L);
        } else if (request.method == "GET" && request.body.empty()) {
            curl_easy_setopt(handle, CURLOPT_HTTPGET, 1L);
        } else {
            if (request.method == "POST" || request.method == "PUT" || request.method == "PATCH" ||
                !request.body.empty()) {
                curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE,
                                 static_cast<curl_off_t>(request.body.size()));
                curl_easy_setopt(handle, CURLOPT_POSTFIELDS, request.body.c_str());
            }
            curl_easy_setopt(handle, CURLOPT_CUSTOMREQUEST, request.method.c_str());
        }
    }

    const std::string user_agent_;
    std::vector<Network> also_allow_;
    const CurlOptions options_;
    EasyPool open_;
    EasyPool guarded_;
};

}  // namespace

std::unique_ptr<ports::Http> make_curl_http(std::string user_agent, CurlOptions options) {
    return std::make_unique<CurlHttp>(std::move(user_agent), std::move(options));
}

}  // namespace vigie::drivers
