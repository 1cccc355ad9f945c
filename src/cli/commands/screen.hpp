// vigie screen: may these drafts be published?
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace vigie::cli {

struct ScreenOptions {
    std::vector<std::string> assets;
    std::string vault;  // folder of registered documents
    std::string input = "-";
    bool explain = false;
    std::string mend;  // folder for clean copies of the pictures
};
int screen(const ScreenOptions& options);

void add_screen(CLI::App& app, std::function<int()>& action);

}  // namespace vigie::cli
