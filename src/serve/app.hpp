// What every resource works with: the parts, who is asking, and how answers and errors are made.
#pragma once

#include <vigie/model/json.hpp>
#include <vigie/serve/http.hpp>
#include <vigie/serve/server.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace vigie::serve {

using model::Json;

class Auth;
class KpiCache;

struct App {
    Parts parts;
    Options options;
    Auth* auth = nullptr;
    KpiCache* kpis = nullptr;
    Time started_at{};
};

// One request on its way through: what the router and the session found out.
struct Call {
    const App& app;
    const Request& request;
    std::vector<std::string> captures;  // of the route's {…} parts, in order
    std::optional<model::User> user;    // who is asking; nothing on public routes without a session
    std::optional<model::WebSession> session;
    Json body = Json::object();  // parsed; an object

    [[nodiscard]] bool french() const;
    [[nodiscard]] Time now() const { return app.parts.clock->now(); }
    // A member of the body as text, "" when absent or of another type.
    [[nodiscard]] std::string text(const char* key) const;
};

[[nodiscard]] Response json(const Json& body, int status = 200);

// An error in the API's form. `help` says what to do.
struct Problem {
    int status = 400;
    std::string code;
    model::Text message;
    model::Text help;
};
[[nodiscard]] Response problem(const Call& call, const Problem& problem);
[[nodiscard]] Response problem(bool french, const Problem& problem);
// What the inner layers say, with the status that fits its code.
[[nodiscard]] Response problem(const Call& call, const Error& error);

// A member of the body as text, "" when absent; nothing when it has more than `most` characters.
[[nodiscard]] std::optional<std::string> long_text(const Json& body, const char* key, std::size_t most);
// The number in a query parameter within bounds, or `standard`. Nothing when it is no number or out of
// bounds.
[[nodiscard]] std::optional<std::int64_t> number(const Request& request, std::string_view name,
                                                 std::int64_t low, std::int64_t high, std::int64_t standard);
[[nodiscard]] std::vector<std::string> split(std::string_view list);  // at commas, empty parts dropped
[[nodiscard]] bool contains_folded(std::string_view haystack, std::string_view folded_needle);

}  // namespace vigie::serve
