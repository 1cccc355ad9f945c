// The table of all routes and the way of a request through it: host, session, role, CSRF, body, handler.
#pragma once

#include "app.hpp"

#include <string>
#include <vector>

namespace vigie::serve {

struct Route {
    const char* method;
    const char* path;                 // parts in {braces} are captured
    std::optional<model::Role> role;  // the least one; nothing = public
    Response (*handle)(Call&);
};

[[nodiscard]] const std::vector<Route>& routes();

// Answers any request that is not for a file of the console; `route` gets the pattern for metrics.
[[nodiscard]] Response dispatch(const App& app, const Request& request, std::string& route);

}  // namespace vigie::serve
