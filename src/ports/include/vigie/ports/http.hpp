// HTTP out. Blocking, thread-safe. A driver sets User-Agent, verifies TLS, follows no redirect unless asked
// and never forwards Authorization to another host.
#pragma once

#include <vigie/base/limits.hpp>
#include <vigie/base/result.hpp>

#include <chrono>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace vigie::ports {

using Headers = std::vector<std::pair<std::string, std::string>>;

struct HttpRequest {
    std::string method = "GET";
    std::string url;
    Headers headers;
    std::string body;
    std::chrono::milliseconds timeout{20'000};
    std::size_t max_response = limits::response_bytes;  // a longer answer is an error
    bool cut = false;                                   // instead: its beginning is the answer
    int max_redirects = 0;
    // True for any URL that came from content: private, loopback, link-local and metadata addresses are
    // refused, after name resolution and after each redirect.
    bool public_only = false;
};

struct HttpResponse {
    int status = 0;
    Headers headers;
    std::string body;

    [[nodiscard]] std::string_view header(
        std::string_view lower_case_name) const;  // "" when absent; case-insensitive
    [[nodiscard]] bool ok() const noexcept { return status >= 200 && status < 300; }
};

class Http {
public:
    virtual ~Http() = default;
    // An HTTP error status is a value; an Error is: no answer (unavailable, timeout), refused target
    // (unauthorised), answer too long or malformed (parse).
    [[nodiscard]] virtual Result<HttpResponse> send(const HttpRequest& request) = 0;
};

// How long to wait before try number `attempt` (1 = first retry): min(cap, base·2^(attempt-1)) · (0.5 +
// chance/2), chance in [0, 1). `Retry-After` (seconds or HTTP date) wins when larger.
[[nodiscard]] std::chrono::milliseconds back_off(int attempt, double chance,
                                                 std::chrono::milliseconds base = std::chrono::seconds(1),
                                                 std::chrono::milliseconds cap = std::chrono::seconds(300));
// Seconds or IMF-fixdate; nullopt-like zero when absent or unreadable. `now` in unix seconds.
[[nodiscard]] std::chrono::seconds retry_after(std::string_view value, std::int64_t now_unix);
[[nodiscard]] bool retryable(int status) noexcept;  // 408 425 429 500 502 503 504

}  // namespace vigie::ports
