// What a stranger offers who wants more than a talk: the openings of recruiters, investors and "experts" that lead to
// frauds and to questions about the house. French and English.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace vigie::plugins {

enum class PitchKind : std::uint8_t { recruiter, investor, consulting };

struct Pitch {
    PitchKind kind{};
    std::size_t start = 0;  // byte offsets in the text
    std::size_t end = 0;
    std::string words;  // as written
};

// The first one in the first 2 KiB of `text`. O(words).
[[nodiscard]] std::optional<Pitch> find_pitch(std::string_view text);

}  // namespace vigie::plugins
