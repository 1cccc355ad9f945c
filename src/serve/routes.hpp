// The table of all routes and the way of a request through it.
//
//   http/server.cpp     bytes → Request; limits, keep-alive, event streams
//   server.cpp          the console's files or the API; duration in the metrics
//   dispatch()          host ours? → route → whose session? → another site? → role, CSRF → JSON body →
//   handler resources/*.cpp     one handler per route: reads or writes the store in one transaction, answers
//   JSON
//
// A handler gets a Call: request, captured parts of the path, user (there when the route has a role) and
// body. To add a route: describe it in schemas/openapi.yaml with an example, declare the handler in
// resources.hpp, add a line to the table; the contract test then calls it.
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
