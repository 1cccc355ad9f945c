// vigie picture …, and vigie inspect picture.
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace vigie::cli {

struct PictureOptions {
    std::vector<std::string> files;
    std::vector<std::string> assets;  // inspect: the register whose pictures are compared
    bool views = false;               // hash: those of the usual alterations, too
    bool json = false;
};
// Hash, quality, size and codes of each file; exit_input when one cannot be read.
int picture_hash(const PictureOptions& options);
// The same as JSON lines, with the picture of ours that each one looks like.
int picture_inspect(const PictureOptions& options);

void add_picture(CLI::App& app, std::function<int()>& action);

}  // namespace vigie::cli
