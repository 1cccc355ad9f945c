// Exact data match: cells of one row of a registered table that stand close together.
#include "state.hpp"

#include <vigie/kit/ascii.hpp>

#include <algorithm>
#include <map>

namespace vigie::vault {
namespace {

constexpr std::size_t shortest_cell = 3;
constexpr std::size_t most_words = 8;     // that one cell is written in
constexpr std::size_t most_rows = 16;     // of a cell that may point to its row
constexpr std::size_t near_bytes = 1200;  // about 200 words
constexpr std::size_t most_cells = 4096;

struct Met {
    std::uint64_t hash = 0;
    std::size_t start = 0;  // content
    std::size_t end = 0;
    bool strong = false;
    std::span<const StoredCell> cells;
};

bool all_digits(std::string_view text) {
    return std::ranges::all_of(text, kit::ascii::digit);
}

// +33 6… is 06…
std::string national(std::string_view digits) {
    if (digits.size() == 11 && digits.starts_with("33")) return "0" + std::string(digits.substr(2));
    if (digits.size() == 13 && digits.starts_with("0033")) return "0" + std::string(digits.substr(4));
    return std::string(digits);
}

// Points to one person or thing by itself: a number, an address, a long name.
bool strong(std::string_view content, std::string_view source) {
    constexpr std::ptrdiff_t digits = 6;
    constexpr std::size_t letters = 14;
    return std::ranges::count_if(content, kit::ascii::digit) >= digits ||
           source.find('@') != std::string_view::npos || content.size() >= letters;
}

std::vector<Met> meet(const Vault::State& state, const Content& content) {
    std::vector<Met> out;
    const std::string_view text = content.text;
    const auto word_end = [&](std::size_t i) {
        return i + 1 < content.words.size() ? content.words[i + 1] : text.size();
    };
    for (std::size_t i = 0; i < content.words.size() && out.size() < most_cells; ++i) {
        const auto start = content.words[i];
        if (text.size() - start < shortest_cell) break;
        const bool abroad = text.substr(start).starts_with("33") || text.substr(start).starts_with("0033");
        const auto bit = gate_bit(text.substr(start), state.key);
        const bool gated = (static_cast<unsigned char>(state.parts.gate[bit / 8]) >> (bit % 8) & 1U) == 0;
        if (gated && !abroad) continue;
        for (std::size_t n = 0; n < most_words && i + n < content.words.size(); ++n) {
            const auto end = word_end(i + n);
            const auto size = end - start;
            if (size > longest_cell) break;
            if (size < shortest_cell) continue;
            const auto words = text.substr(start, size);
            const auto form = abroad && all_digits(words) ? national(words) : std::string();
            const auto cell = form.empty() ? words : std::string_view(form);
            if ((state.parts.lengths >> (cell.size() - 1) & 1U) == 0) continue;
            const auto hash = keyed_hash(cell, state.key);
            const auto same = state.cells(hash);
            if (same.empty()) continue;
            const auto from = content.source_start(start);
            out.push_back({hash, start, end,
                           same.size() <= most_rows &&
                               strong(words, content.source.substr(from, content.source_end(end) - from)),
                           same});
        }
    }
    return out;
}

// The best set of cells of one row around one of them: distinct columns, no two in one place.
struct Around {
    std::map<std::uint16_t, const Met*> columns;
    bool strong = false;
};

Around around(const std::vector<Met>& met, std::size_t from, const StoredCell& seed) {
    Around out;
    for (auto i = from; i < met.size() && met[i].start < met[from].start + near_bytes; ++i) {
        const auto range =
            std::ranges::equal_range(met[i].cells, std::pair(seed.row, seed.entry), {},
                                     [](const StoredCell& c) { return std::pair(c.row, c.entry); });
        for (const auto& cell : range) {
            auto& place = out.columns[cell.column];
            const bool taken = std::ranges::any_of(out.columns, [&](const auto& other) {
                return other.second != nullptr && other.second->start < met[i].end &&
                       met[i].start < other.second->end && other.first != cell.column;
            });
            if (place == nullptr && !taken) {
                place = &met[i];
                out.strong = out.strong || met[i].strong;
            }
            if (place == nullptr) out.columns.erase(cell.column);
        }
    }
    return out;
}

}  // namespace

std::string cell_content(std::string_view cell) {
    auto content = content_of(cell).text;
    if (content.size() < shortest_cell || content.size() > longest_cell) return {};
    return all_digits(content) ? national(content) : content;
}

std::vector<Row> matching_rows(const Vault::State& state, const Content& content) {
    std::vector<Row> out;
    if (state.parts.cells.empty()) return out;
    constexpr std::size_t most_found = 256;
    const auto met = meet(state, content);
    for (std::size_t i = 0; i < met.size() && out.size() < most_found; ++i) {
        // A cell that many rows share is looked at only beside a rarer one, which may stand before or after.
        if (met[i].cells.size() > most_rows) continue;
        auto from = i;
        while (from > 0 && met[from - 1].start + near_bytes > met[i].start && i - from < most_words * 8)
            --from;
        for (const auto& seed : met[i].cells) {
            if (std::ranges::any_of(out,
                                    [&](const Row& r) { return r.entry == seed.entry && r.row == seed.row; }))
                continue;
            const auto found = around(met, from, seed);
            const auto& entry = state.parts.entries[seed.entry];
            // Without one that points to a person by itself, a third must agree: many people are called
            // Marie.
            if (found.columns.size() < entry.cells_needed + (found.strong ? 0U : 1U)) continue;
            Row row{seed.entry, seed.row, {}};
            for (const auto& [column, one] : found.columns)
                row.places.push_back(
                    {content.source_start(one->start), content.source_end(one->end), entry.columns[column]});
            std::ranges::sort(row.places, {}, &Place::start);
            out.push_back(std::move(row));
        }
    }
    return out;
}

}  // namespace vigie::vault
