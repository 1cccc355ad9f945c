// A text for each code point, for the few that have one: two-stage table, a look-up is two loads.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::kit {

class CodePointTable {
public:
    CodePointTable() : pages_(1), pool_(1, '\0') {}
    // At most 63 bytes; false when it is longer.
    bool set(char32_t code_point, std::string_view text);

    // Nothing when no text was set (it may be empty). Views live as long as the table.
    [[nodiscard]] std::optional<std::string_view> find(char32_t code_point) const noexcept {
        const auto entry = pages_[page_of_[code_point >> 8U]][code_point & 0xFFU];
        if (entry == 0) return std::nullopt;
        return std::string_view(pool_).substr(entry >> 6U, entry & 63U);
    }

private:
    using Page = std::array<std::uint32_t, 256>;
    std::array<std::uint16_t, 0x1100> page_of_{};
    std::vector<Page> pages_;
    std::string pool_;
};

// The folded form of every code point that has another one than itself, computed once from ICU; immutable.
// Folding is defined code point by code point, so fold(a + b) == fold(a) + fold(b): offsets are exact, and it
// is idempotent because every entry is closed under itself. About 300 KB.
[[nodiscard]] const CodePointTable& fold_table();

}  // namespace vigie::kit
