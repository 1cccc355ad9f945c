// Which scam a text is, by turns of phrase and by what it wants people to use. French and English.
#pragma once

#include "reading.hpp"

#include <vigie/judge/pivots.hpp>
#include <vigie/model/text.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace vigie::plugins::scam {

enum class Family : std::uint8_t {
    giveaway,
    coupon,
    call_number,
    fake_support,
    lure,
    advance_fee,
    crypto,
    job_task,
    ticket,
    count
};
inline constexpr std::size_t families = static_cast<std::size_t>(Family::count);

[[nodiscard]] std::string_view name(Family family) noexcept;  // "giveaway": the label, stable
[[nodiscard]] model::Text title(Family family);               // "faux cadeau", "fake giveaway"

// Also what a text says of itself: it warns, reports, or is of the press; it asks for a contact or for
// credentials.
enum class Stance : std::uint8_t { warns, tells, press, contact, credential, urgency, count };

struct Phrase {
    std::uint32_t start = 0;  // bytes of the text
    std::uint32_t end = 0;
    bool quoted = false;
};
struct Cues {
    std::array<double, families> score{};
    std::array<std::vector<Phrase>, families> phrases;
    std::array<std::vector<Phrase>, static_cast<std::size_t>(Stance::count)> stances;
    [[nodiscard]] const std::vector<Phrase>& of(Family f) const {
        return phrases[static_cast<std::size_t>(f)];
    }
    [[nodiscard]] const std::vector<Phrase>& of(Stance s) const {
        return stances[static_cast<std::size_t>(s)];
    }
};
// O(words).
[[nodiscard]] Cues find_family_cues(const Reading& r);
// How the words speak for each family: the margins of one-against-the-rest models
// (content/models/scam/family.model), about −1 to 1. O(words).
[[nodiscard]] std::array<double, families> family_margins(const Reading& r);
// The family of highest score: words, turns of phrase and pivots together; nullopt when nothing points
// anywhere. `reply`: an answer to somebody.
[[nodiscard]] std::optional<Family> family_of(const Reading& r, const Cues& cues,
                                              std::span<const judge::Pivot> pivots, bool reply);

}  // namespace vigie::plugins::scam
