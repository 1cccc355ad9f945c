// Groups of digits that stand together, with what joins them: "06 12.34", "2 1 5 6", "21|05|1956", "O1.42".
// The letter O beside digits counts as zero, and the A or B of Corsica after "2" in a NIR as a digit.
// O(bytes).
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace vigie::judge::leaks {

struct DigitGroup {
    std::size_t start = 0;
    std::size_t end = 0;
    char joint =
        0;  // to the group before: blank . - / | ( ) + or 0 for the first; a blank around a mark is dropped
    [[nodiscard]] std::size_t size() const noexcept { return end - start; }
};

struct Run {
    static constexpr std::size_t most_groups = 48;
    std::array<DigitGroup, most_groups> groups;
    std::size_t count = 0;
    [[nodiscard]] std::size_t start() const noexcept { return groups[0].start; }
    [[nodiscard]] std::size_t end() const noexcept { return groups[count - 1].end; }
};

// The run whose first digit stands at `pos`.
[[nodiscard]] Run run_at(std::string_view text, std::size_t pos) noexcept;

// Bytes of a blank (also the no-break kinds) at `pos`, 0 when there is none.
[[nodiscard]] std::size_t blank_at(std::string_view text, std::size_t pos) noexcept;

}  // namespace vigie::judge::leaks
