// vigie charter …: the charter from a shell, beside a running server.
#pragma once

#include <functional>

namespace CLI {
class App;
}

namespace vigie::cli {

void add_charter(CLI::App& app, std::function<int()>& action);

}  // namespace vigie::cli
