// What is wrong in a file that a person wrote, in a form that says where and what to do. Readers of such
// files collect Diagnostics and report all of them at once; one error is enough to keep the old file in
// force.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace vigie {

struct Diagnostic {
    enum class Level : std::uint8_t { warning, error };
    Level level = Level::error;
    std::string code;  // stable, for documentation and tests: "assets.unknown-field"
    std::string file;
    int line = 0;         // 1-based; 0 when the whole file is meant
    int column = 0;       // 1-based, in code points
    std::string message;  // what is wrong
    std::string help;     // what to do; may be empty
};

using Diagnostics = std::vector<Diagnostic>;

[[nodiscard]] bool has_errors(const Diagnostics& diagnostics) noexcept;

// One diagnostic as people read it, with the line of `source` and a caret under the column:
//   assets.yaml:12:5: error[assets.unknown-field]: unknown field 'hanlde'
//     12 |     hanlde: meridien.example
//        |     ^
//     help: did you mean 'handle'?
[[nodiscard]] std::string render(const Diagnostic& diagnostic, std::string_view source);

// The candidate nearest to `word` by edit distance (at most a third of its length), or "".
[[nodiscard]] std::string nearest(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace vigie
