// One JSON line in, one JSON line out: what inspect and screen have in common.
#pragma once

#include <vigie/base/result.hpp>
#include <vigie/model/json.hpp>

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace vigie::cli {

// Answers each line of `input` (a path, "-" is standard input) on stdout. A line that is longer than
// `longest` bytes or that `answer` fails on becomes {"line", "error"}, is told on stderr, and the exit code
// is that of bad input; the others are answered all the same. Ends early when nobody reads stdout any more.
[[nodiscard]] int answer_lines(
    const std::string& input, std::size_t longest,
    const std::function<Result<model::Json>(std::size_t number, std::string_view line)>& answer);

}  // namespace vigie::cli
