#include <vigie/query/parse.hpp>

#include <algorithm>

namespace vigie::query {

Diagnostic to_diagnostic(const Problem& problem, std::string_view query, std::string_view file, int line,
                         int column, std::string_view lang) {
    const auto before = query.substr(0, std::min<std::size_t>(problem.place.begin, query.size()));
    const auto newline = before.rfind('\n');
    const auto tail = newline == std::string_view::npos ? before : before.substr(newline + 1);
    // Lines of a block of YAML begin at the same column.
    const auto points = std::count_if(tail.begin(), tail.end(),
                                      [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80; });
    Diagnostic out;
    out.level = problem.level;
    out.code = problem.code;
    out.file = file;
    out.line = line + static_cast<int>(std::count(before.begin(), before.end(), '\n'));
    out.column = column + static_cast<int>(points);
    out.message = problem.says.in(lang);
    out.help = problem.help.in(lang);
    return out;
}

}  // namespace vigie::query
