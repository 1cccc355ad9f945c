// The words in a hashtag: "PromoCarrefour2024" → promo, carrefour, 2024; "promocarrefour" → promo, carrefour.
// What the writer marks comes first (capitals, digits, underscores); a run of small letters is cut only when
// it is no word itself and words that people use fill it (Viterbi over the shares of text/lexicon.hpp).
// Bounded: a tag of more than 64 letters is left whole. About 1 µs a tag; allocates nothing once `out` has
// grown.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::query {

// Words beside the lexicon's: those of all queries. `word_hash` is kit::hash64 of the folded word.
class TagDictionary {
public:
    TagDictionary() = default;
    TagDictionary(const TagDictionary&) = default;
    TagDictionary& operator=(const TagDictionary&) = default;
    virtual ~TagDictionary() = default;
    [[nodiscard]] virtual bool contains(std::uint64_t word_hash) const noexcept = 0;
};

struct TagPiece {
    std::string folded;
    std::size_t start = 0;  // bytes of the tag as written
    std::size_t end = 0;
};

// `tag` without '#'. Replaces `out`; the pieces are in order and do not overlap.
void split_tag(std::string_view tag, const TagDictionary& extra, std::vector<TagPiece>& out);

}  // namespace vigie::query
