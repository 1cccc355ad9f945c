// The folded form of every Unicode code point, computed once from ICU. Folding is defined code point by code
// point, so fold(a + b) == fold(a) + fold(b): offsets are exact, and it is idempotent because every entry is
// closed under itself. Two-stage table, about 300 KB; a look-up is two loads.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::kit {

class FoldTable {
public:
    static const FoldTable& get();  // immutable after the first call

    // Nothing when the code point folds to itself; empty when it folds to nothing. Views live for ever.
    [[nodiscard]] std::optional<std::string_view> find(char32_t code_point) const noexcept {
        const auto entry = pages_[page_of_[code_point >> 8U]][code_point & 0xFFU];
        if (entry == 0) return std::nullopt;
        return std::string_view(pool_).substr(entry >> 6U, entry & 63U);
    }

private:
    FoldTable();
    void set(char32_t code_point, std::string_view folded);

    using Page = std::array<std::uint32_t, 256>;
    std::array<std::uint16_t, 0x1100> page_of_{};
    std::vector<Page> pages_;
    std::string pool_;
};

}  // namespace vigie::kit
