// A hashtag, a handle or a display name cut into segments: at separators, case changes and digits.
// "MeridienPatrimoine75" is Meridien|Patrimoine|75. Fixed size, no allocation; what is longer than a
// HashedWord is cut off.
#pragma once

#include "match/hashing.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace vigie::watch::match {

struct Shape {
    static constexpr std::size_t most_segments = 24;
    static constexpr std::size_t longest_run = 8;  // segments of one name

    HashedWord word;                                    // folded, separators left out
    std::array<std::uint8_t, most_segments + 1> cut{};  // cut[0] = 0 … cut[segments] = word.size()
    std::size_t segments = 0;

    // Calls visit(hash, from, to) for each run of segments; visit returns false to stop. O(segments ·
    // longest_run).
    template <class Visit>
    void runs(Visit visit) const {
        for (std::size_t i = 0; i < segments; ++i) {
            for (std::size_t j = i + 1; j <= segments && j <= i + longest_run; ++j) {
                if (!visit(word.part(cut[i], cut[j]), std::size_t{cut[i]}, std::size_t{cut[j]})) return;
            }
        }
    }
};

// Reads a tag in running text from its first letter; returns where it ends. A handle may hold '.' and '-'
// inside.
std::size_t read_tag(std::string_view text, std::size_t pos, bool handle, Shape& shape);

// The shape of a skeleton whose words are apart (kit::word_skeleton of split_case).
void read_skeleton(std::string_view skeleton, Shape& shape);

// "ClaireMartin" → "Claire Martin", so that a skeleton, which has no case, keeps the boundary.
[[nodiscard]] std::string split_case(std::string_view name);

// What stands for the account in a handle: "claire.bsky.social" → "claire", "claire.meridien.example" →
// "claire.meridien", "claire@forum.example" → "claire".
[[nodiscard]] std::string_view handle_core(std::string_view network, std::string_view handle);

}  // namespace vigie::watch::match
