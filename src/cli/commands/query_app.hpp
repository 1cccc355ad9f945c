// Options of vigie query …
#pragma once

#include <functional>

namespace CLI {
class App;
}

namespace vigie::cli {

void add_query(CLI::App& app, std::function<int()>& action);

}  // namespace vigie::cli
