// Most names resemble nothing: says so without an allocation. What passes is examined in full.
#pragma once

#include "lookalike/bases.hpp"

#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace vigie::judge {

class Gate {
public:
    // Keeps a reference to `bases`.
    explicit Gate(const Bases& bases);

    // False only when no sign of a host (host_signs.hpp) can stand in `host`, given in ASCII, small letters
    // or capitals. O(length of the host), about 0.5 µs.
    [[nodiscard]] bool passes(std::string_view host) const noexcept;

private:
    static constexpr std::size_t gram_bits = 20;  // four letters of five bits
    struct Row {
        std::uint32_t gram;
        std::uint32_t base;
    };
    [[nodiscard]] bool label_passes(std::string_view label) const noexcept;
    [[nodiscard]] bool holds_a_base(std::string_view letters) const noexcept;
    [[nodiscard]] bool ends_with_a_short_base(std::string_view letters) const noexcept;

    const Bases& bases_;
    std::vector<std::uint64_t> grams_;  // a bit for each first four letters of a base
    std::vector<Row> rows_;             // sorted by gram
    std::vector<std::string> written_;  // of each base, in the letters of the gate
    std::bitset<std::size_t{1} << 15U> shorts_;
};

}  // namespace vigie::judge
