#include <vigie/base/diagnostic.hpp>

#include <fmt/core.h>

#include <algorithm>
#include <cstddef>
#include <limits>

namespace vigie {
namespace {

std::string_view line_of(std::string_view source, int line) {
    std::size_t begin = 0;
    for (int n = 1; n < line; ++n) {
        const auto end = source.find('\n', begin);
        if (end == std::string_view::npos) return {};
        begin = end + 1;
    }
    auto text = source.substr(begin, source.find('\n', begin) - begin);
    if (!text.empty() && text.back() == '\r') text.remove_suffix(1);
    return text;
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        auto diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const auto above = row[j];
            row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0U : 1U)});
            diagonal = above;
        }
    }
    return row[b.size()];
}

}  // namespace

bool has_errors(const Diagnostics& diagnostics) noexcept {
    return std::ranges::any_of(diagnostics,
                               [](const auto& d) { return d.level == Diagnostic::Level::error; });
}

std::string render(const Diagnostic& d, std::string_view source) {
    std::string where = d.file;
    if (d.line > 0) where += fmt::format(":{}:{}", d.line, std::max(d.column, 1));
    auto out = fmt::format("{}: {}[{}]: {}\n", where,
                           d.level == Diagnostic::Level::error ? "error" : "warning", d.code, d.message);
    if (d.line > 0) {
        constexpr std::size_t widest = 160;
        const auto text = line_of(source, d.line);
        const auto number = std::to_string(d.line);
        const auto caret = static_cast<std::size_t>(std::max(d.column, 1) - 1);
        out += fmt::format("  {} | {}\n", number, text.substr(0, widest));
        if (caret < widest) {
            out += fmt::format("  {} | {}^\n", std::string(number.size(), ' '), std::string(caret, ' '));
        }
    }
    if (!d.help.empty()) out += fmt::format("  help: {}\n", d.help);
    return out;
}

std::string nearest(std::string_view word, const std::vector<std::string>& candidates) {
    constexpr std::size_t longest = 64;
    if (word.size() > longest) return {};
    std::string best;
    auto best_distance = std::max<std::size_t>(1, word.size() / 3) + 1;
    for (const auto& candidate : candidates) {
        const auto distance = edit_distance(word, candidate);
        if (distance < best_distance) {
            best_distance = distance;
            best = candidate;
        }
    }
    return best;
}

}  // namespace vigie
