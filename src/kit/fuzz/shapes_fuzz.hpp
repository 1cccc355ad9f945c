// One round of fuzzing of the recognisers: spans lie in the text, in order, and each is found again alone.
#pragma once

#include <vigie/base/assert.hpp>
#include <vigie/kit/shapes.hpp>

namespace vigie::kit {

inline void fuzz_shape(std::string_view bytes, bool (*has)(std::string_view) noexcept,
                       std::vector<Span> (*find)(std::string_view)) {
    const auto spans = find(bytes);
    VIGIE_ASSERT(has(bytes) == !spans.empty());
    std::size_t last = 0;
    for (const auto& span : spans) {
        VIGIE_ASSERT(span.start >= last && span.start < span.end && span.end <= bytes.size());
        VIGIE_ASSERT(has(bytes.substr(span.start, span.end - span.start)));
        last = span.end;
    }
}

inline void fuzz_shapes(std::string_view bytes) {
    fuzz_shape(bytes, has_phone, find_phones);
    fuzz_shape(bytes, has_email, find_emails);
    fuzz_shape(bytes, has_iban, find_ibans);
    fuzz_shape(bytes, has_card, find_cards);
}

}  // namespace vigie::kit
