// Files that were put into the binary at build time (cmake/VigieEmbed.cmake).
#pragma once

#include <string_view>
#include <vector>

namespace vigie {

struct EmbeddedFile {
    std::string_view path;     // relative to the embedded folder, '/' separated
    std::string_view content;  // lives as long as the program
};

}  // namespace vigie
