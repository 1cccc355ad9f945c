// What must hold for any text: the search ends, spans lie inside the text in order and none inside another, masking keeps UTF-8.
#pragma once

#include <vigie/base/assert.hpp>
#include <vigie/judge/identifiers.hpp>
#include <vigie/judge/leaks.hpp>
#include <vigie/kit/utf8.hpp>

#include <string>
#include <string_view>

namespace vigie::judge {

inline void fuzz_leaks(std::string_view bytes) {
    constexpr std::size_t most = 1 << 16;
    const auto text = kit::sanitize_utf8(bytes, most);
    std::size_t last = 0;
    for (const auto& one : find_identifiers(text)) {
        VIGIE_ASSERT(one.start >= last && one.start < one.end && one.end <= text.size());
        last = one.end;
        VIGIE_ASSERT(one.weight >= 0);
        VIGIE_ASSERT(kit::valid_utf8(masked(one.kind, one.in(text))));
    }
    VIGIE_ASSERT(kit::valid_utf8(masked_secret(text.substr(0, 64))) || !kit::valid_utf8(text.substr(0, 64)));
}

}  // namespace vigie::judge
