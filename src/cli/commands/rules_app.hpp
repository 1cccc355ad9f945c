// Options of vigie rules …
#pragma once

#include <functional>

namespace CLI {
class App;
}

namespace vigie::cli {

void add_rules(CLI::App& app, std::function<int()>& action);

}  // namespace vigie::cli
