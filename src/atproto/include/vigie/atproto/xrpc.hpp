// One XRPC call and its answer in a form that needs no exception: foreign bytes never throw here.
#pragma once

#include <vigie/model/json.hpp>
#include <vigie/ports/http.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace vigie::atproto {

struct Reply {
    std::optional<Error> network;  // no answer at all
    int status = 0;
    model::Json body;   // discarded when the answer was not a JSON object (an HTML page)
    std::string error;  // "ExpiredToken"; empty when there is none
    std::string message;
    std::chrono::seconds wait{0};  // Retry-After, or until RateLimit-Reset

    [[nodiscard]] bool ok() const { return !network && status >= 200 && status < 300 && body.is_object(); }
    [[nodiscard]] bool is(std::string_view code) const { return error == code; }
    // "400 InvalidRequest: Profile not found" on one line.
    [[nodiscard]] std::string text() const;
};

// `now`: unix seconds, for the waits.
[[nodiscard]] Reply read(const Result<ports::HttpResponse>& answer, std::int64_t now);

[[nodiscard]] std::string url(std::string_view host, std::string_view method);
[[nodiscard]] std::string escape(std::string_view query_value);
[[nodiscard]] std::string text_of(const model::Json& object,
                                  const char* member);  // "" when absent or no string

}  // namespace vigie::atproto
