// Where one byte of a scalar's value stands in its YAML file: for complaints about a language inside YAML (a
// query). Follows quotes, escapes, folded lines and block scalars. O(bytes of the scalar); never fails: what
// it cannot follow is put at the last place it could.
#pragma once

#include <cstddef>
#include <string_view>

namespace vigie::kit {

struct YamlPlace {
    int line = 0;    // 1-based
    int column = 0;  // 1-based, in code points
};

// `line` and `column` are those of the node, `value` its text, `offset` ≤ value.size().
[[nodiscard]] YamlPlace place_in_scalar(std::string_view content, int line, int column,
                                        std::string_view value, std::size_t offset);

}  // namespace vigie::kit
