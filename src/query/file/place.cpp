// Where a byte of a query stands in the file it was read from. A scalar of YAML is not written as it reads:
// indentation, folded lines, quotes and escapes lie between.
#include <vigie/query/file.hpp>

#include <algorithm>

namespace vigie::query {
namespace {

bool blank(char c) noexcept {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

// Bytes of `written` that come before the scalar's first: its quote, or the line of '|' or '>'.
std::size_t opening(std::string_view written) {
    if (written.empty()) return 0;
    if (written[0] == '"' || written[0] == '\'') return 1;
    if (written[0] != '|' && written[0] != '>') return 0;
    const auto line = written.substr(0, written.find('\n'));
    const bool block = line.find_first_not_of("|>+-0123456789 \t\r") == std::string_view::npos ||
                       line.find(" #") != std::string_view::npos;
    return block ? std::min(line.size() + 1, written.size()) : 0;
}

// Byte of `written` at which byte `wanted` of `query` stands.
std::size_t aligned(std::string_view written, std::string_view query, std::size_t wanted) {
    if (written.starts_with(query)) return wanted;
    std::size_t at = opening(written);
    for (std::size_t i = 0; i < query.size() && at < written.size();) {
        if (query[i] == written[at]) {
            if (i == wanted) return at;
            ++i;
            ++at;
        } else if (blank(query[i]) && blank(written[at])) {
            if (i == wanted) return at;
            ++i;
            while (at < written.size() && blank(written[at])) ++at;
        } else {
            ++at;
        }
    }
    return std::min(at, written.size());
}

}  // namespace

Diagnostic to_diagnostic_in_yaml(const Problem& problem, std::string_view query, std::string_view file,
                                 std::string_view written, int line, int column, std::string_view lang) {
    auto out = to_diagnostic(problem, query, file, line, column, lang);
    const auto at = aligned(written, query, std::min<std::size_t>(problem.place.begin, query.size()));
    const auto before = written.substr(0, at);
    const auto newline = before.rfind('\n');
    const auto tail = newline == std::string_view::npos ? before : before.substr(newline + 1);
    const auto points = std::count_if(tail.begin(), tail.end(),
                                      [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80; });
    out.line = line + static_cast<int>(std::count(before.begin(), before.end(), '\n'));
    out.column = static_cast<int>(points) + (newline == std::string_view::npos ? column : 1);
    return out;
}

Diagnostic to_diagnostic(const QueryFile& file, const SourceProblem& problem, std::string_view lang) {
    if (problem.source >= file.sources.size())
        return to_diagnostic(problem.problem, {}, file.path, 1, 1, lang);
    const auto& source = file.sources[problem.source];
    const auto& position = file.positions[problem.source];
    const auto written =
        std::string_view(file.content).substr(std::min(position.offset, file.content.size()));
    auto out = to_diagnostic_in_yaml(problem.problem, source.text, file.path, written, position.line,
                                     position.column, lang);
    out.message = source.name + ": " + out.message;
    return out;
}

}  // namespace vigie::query
