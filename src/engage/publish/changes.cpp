#include <vigie/engage/drafts.hpp>

#include <algorithm>
#include <cstdint>
#include <utility>

namespace vigie::engage {
namespace {

constexpr std::size_t most_words = 2000;

// A word with the blanks that follow it, so that nothing is lost.
std::vector<std::string_view> words_of(std::string_view text) {
    std::vector<std::string_view> out;
    for (std::size_t at = 0; at < text.size();) {
        auto end = std::min(text.find_first_of(" \n\t", at), text.size());
        end = std::min(text.find_first_not_of(" \n\t", end), text.size());
        if (out.size() == most_words) end = text.size();
        out.push_back(text.substr(at, end - at));
        at = end;
    }
    return out;
}

void add(std::vector<Change>& out, Change::Kind kind, std::string_view text) {
    if (text.empty()) return;
    if (out.empty() || out.back().kind != kind) out.push_back({kind, {}});
    out.back().text += text;
}

}  // namespace

// The longest common subsequence of words between the common beginning and end.
std::vector<Change> changes(std::string_view before, std::string_view after) {
    const auto a = words_of(before);
    const auto b = words_of(after);
    std::size_t head = 0;
    while (head < a.size() && head < b.size() && a[head] == b[head]) ++head;
    std::size_t tail = 0;
    while (tail < a.size() - head && tail < b.size() - head &&
           a[a.size() - 1 - tail] == b[b.size() - 1 - tail])
        ++tail;
    const auto rows = a.size() - head - tail;
    const auto columns = b.size() - head - tail;
    std::vector<std::uint16_t> best((rows + 1) * (columns + 1), 0);
    const auto at = [&](std::size_t i, std::size_t j) -> std::uint16_t& {
        return best[i * (columns + 1) + j];
    };
    for (std::size_t i = rows; i-- > 0;)
        for (std::size_t j = columns; j-- > 0;)
            at(i, j) = a[head + i] == b[head + j] ? static_cast<std::uint16_t>(at(i + 1, j + 1) + 1)
                                                  : std::max(at(i + 1, j), at(i, j + 1));
    std::vector<Change> out;
    for (std::size_t i = 0; i < head; ++i) add(out, Change::Kind::same, a[i]);
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < rows || j < columns) {
        if (i < rows && j < columns && a[head + i] == b[head + j]) {
            add(out, Change::Kind::same, a[head + i]);
            ++i, ++j;
        } else if (i < rows && (j == columns || at(i + 1, j) >= at(i, j + 1))) {
            add(out, Change::Kind::gone, a[head + i++]);
        } else {
            add(out, Change::Kind::made, b[head + j++]);
        }
    }
    for (std::size_t k = a.size() - tail; k < a.size(); ++k) add(out, Change::Kind::same, a[k]);
    return out;
}

}  // namespace vigie::engage
