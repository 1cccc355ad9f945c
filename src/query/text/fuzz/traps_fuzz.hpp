// One round of fuzzing of the text traps: pieces and candidates lie in the text, in bounds and never empty.
#pragma once

#include "text/tags.hpp"
#include "text/unmask.hpp"

#include <vigie/base/assert.hpp>

#include <string>
#include <vector>

namespace vigie::query {

inline void fuzz_traps(std::string_view bytes) {
    struct Some final : TagDictionary {
        [[nodiscard]] bool contains(std::uint64_t hash) const noexcept override { return hash % 8 == 0; }
    };
    std::vector<TagPiece> pieces;
    split_tag(bytes, Some(), pieces);
    for (const auto& piece : pieces) VIGIE_ASSERT(piece.start <= piece.end && piece.end <= bytes.size());

    std::vector<Unmasked> candidates;
    unmasked_words(bytes, candidates);
    VIGIE_ASSERT(candidates.size() <= most_unmasked);
    for (const auto& found : candidates) {
        VIGIE_ASSERT(found.start < found.end && found.end <= bytes.size() && !found.form.empty());
        VIGIE_ASSERT(found.form == unmask(bytes.substr(found.start, found.end - found.start)));
    }
    std::string latin;
    if (reads_as_latin(bytes, latin)) VIGIE_ASSERT(!latin.empty());
}

}  // namespace vigie::query
