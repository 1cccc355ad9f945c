// One round of fuzzing the pivots: whatever the bytes, reading ends, every pivot points into the text at the
// words it gives, its value has the form of its kind, and reading twice gives the same.
#pragma once

#include <vigie/base/assert.hpp>
#include <vigie/judge/pivots.hpp>

#include <string_view>

namespace vigie::judge {

inline void fuzz_pivots(std::string_view bytes) {
    const auto pivots = find_pivots(bytes);
    VIGIE_ASSERT(pivots.size() <= most_pivots);
    std::size_t before = 0;
    for (const auto& p : pivots) {
        VIGIE_ASSERT(p.start >= before && p.start < p.end && p.end <= bytes.size());
        VIGIE_ASSERT(bytes.substr(p.start, p.end - p.start) == p.words);
        VIGIE_ASSERT(!p.value.empty() && indicator_of(p).kind == indicator_kind(p.kind));
        if (p.kind == PivotKind::phone)
            VIGIE_ASSERT(p.value.front() == '+' || p.value.find(':') != std::string::npos);
        if (p.kind == PivotKind::iban) VIGIE_ASSERT(p.value.size() >= 15 && p.value.size() <= 34);
        before = p.start;
    }
    const auto again = find_pivots(bytes);
    VIGIE_ASSERT(again.size() == pivots.size());
    for (std::size_t i = 0; i < pivots.size(); ++i)
        VIGIE_ASSERT(again[i].value == pivots[i].value && again[i].start == pivots[i].start);
    if (const auto link = pivot_of_url(bytes)) VIGIE_ASSERT(!link->value.empty());
    (void)is_bitcoin_address(bytes);
    (void)is_tron_address(bytes);
    (void)is_ethereum_address(bytes);
}

}  // namespace vigie::judge
