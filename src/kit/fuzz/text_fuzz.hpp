// One round of text fuzzing: whatever the bytes, normal forms are valid, stable and lead back into the text.
#pragma once

#include <vigie/base/assert.hpp>
#include <vigie/kit/text.hpp>
#include <vigie/kit/utf8.hpp>

namespace vigie::kit {

inline void fuzz_text(std::string_view bytes) {
    bool changed = false;
    const auto clean = sanitize_utf8(bytes, bytes.size() / 2 + 8, &changed);
    VIGIE_ASSERT(valid_utf8(clean) && clean.size() <= bytes.size() / 2 + 8);
    VIGIE_ASSERT(changed == (clean != bytes));

    const auto folded = fold(bytes);
    VIGIE_ASSERT(valid_utf8(folded) && fold(folded) == folded);
    const auto mapped = fold_with_offsets(bytes);
    VIGIE_ASSERT(mapped.text == folded && mapped.offsets.size() == folded.size() + 1);
    for (std::size_t i = 1; i < mapped.offsets.size(); ++i)
        VIGIE_ASSERT(mapped.offsets[i - 1] <= mapped.offsets[i]);
    VIGIE_ASSERT(mapped.offsets.back() == bytes.size());

    std::size_t last = 0;
    for (const auto& token : tokens(bytes)) {
        VIGIE_ASSERT(token.start >= last || token.start == last - 1 || token.end >= last);
        VIGIE_ASSERT(token.start < token.end && token.end <= bytes.size() && !token.text.empty());
        VIGIE_ASSERT(folded.find(token.text) != std::string::npos);
        last = token.end;
    }
    VIGIE_ASSERT(valid_utf8(skeleton(bytes)) && valid_utf8(handle_skeleton(bytes)));
    (void)mixes_scripts(bytes);

    const auto half = bytes.size() / 2;
    const auto a = bytes.substr(0, half);
    const auto b = bytes.substr(half);
    const auto near = jaro_winkler(a, b);
    VIGIE_ASSERT(near >= 0 && near <= 1.0000001);
    VIGIE_ASSERT(edit_distance(a, b, 3) == edit_distance(b, a, 3) && edit_distance(a, a, 3) == 0);
    const auto alike = text_similarity(a, b);
    VIGIE_ASSERT(alike >= 0 && alike <= 1);
}

}  // namespace vigie::kit
