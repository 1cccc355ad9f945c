// Groups of words and phrases that tell how a post speaks of what it says: as reported, as doubtful, as its
// own opinion. Folded French and English; of no event, place or person. Pure; O(bytes).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace vigie::stories {

enum class WordGroup : std::uint8_t {
    breaking,  // "breaking", "just in", "en direct"
    source,    // "according to", "police say", "selon"
    hedge,     // "reportedly", "il paraît"
    denial,    // "hoax", "démenti"
    harm,      // "killed", "hostage", "malades"
    own,       // "I", "we", "mon"
    you,
    opinion,  // "should", "why", "pray", "pourquoi"
    look,     // "video", "read", "tonight"
    third,    // "he", "their"
    past,     // "was", "has been"
    coming    // "will", "tomorrow"
};
inline constexpr std::size_t word_groups = 12;

struct Words {
    std::array<unsigned, word_groups> count{};
    bool begins_breaking = false;
    unsigned words = 0;
    unsigned letters = 0;  // bytes of the words
};
// `canonical` as kit::canonical_text() gives it.
[[nodiscard]] Words count_words(std::string_view canonical);

}  // namespace vigie::stories
