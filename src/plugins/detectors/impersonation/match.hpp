// How a name or handle relates to one of ours. Pure comparison, no weights.
#pragma once

#include "identities.hpp"

#include <cstddef>
#include <cstdint>

namespace vigie::plugins {

enum class Relation : std::uint8_t {
    none,
    core,        // equal when the additions of both sides are cut
    contains,    // ours stands among other words
    digits,      // ours and a number
    near,        // one or two slips
    swapped,     // the same words in another order
    affixed,     // ours and additions
    separators,  // only dots, hyphens, underscores differ (handles)
    skeleton,    // reads the same, is spelled otherwise
    equal,
};

struct NameMatch {
    Relation relation = Relation::none;
    const Spelling* spelling = nullptr;
    std::size_t start = 0;  // the words in author.name
    std::size_t end = 0;
};

struct HandleMatch {
    Relation relation = Relation::none;
    bool by_name = false;                       // compared with a name, not with an official handle
    const OfficialAccount* official = nullptr;  // when compared with its handle
    const Spelling* spelling = nullptr;         // when compared with a name
};

[[nodiscard]] NameMatch match_name(const Profile& profile, const Identity& who);
[[nodiscard]] HandleMatch match_handle(const Profile& profile, const Identity& who);

}  // namespace vigie::plugins
