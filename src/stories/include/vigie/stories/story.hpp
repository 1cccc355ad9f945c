// What kind of story a set of posts tells: who says what, who doubts it, who carries it, and whether accounts
// act together. "Disputed", never "false": whether a claim is true is for people to say. Pure; O(posts · log
// posts).
#pragma once

#include <vigie/model/item.hpp>
#include <vigie/model/json.hpp>

#include <cstddef>
#include <span>
#include <string_view>

namespace vigie::stories {

inline constexpr std::size_t story_posts = 2'000'000;

// What a post does with a claim, by the words of it, French and English (after the enquiry and correction
// patterns of Zhao, Resnick & Mei, WWW 2015). Questions need a question mark where their words alone would be
// too common.
struct Cues {
    bool enquiry = false;    // "is this true?", "vous avez une source ?"
    bool denial = false;     // "hoax", "c’est faux", "démenti"
    bool hedge = false;      // "reportedly", "il paraît que"
    bool complaint = false;  // "still waiting", "toujours pas reçu"
};
[[nodiscard]] Cues cues(std::string_view text);

enum class StoryKind : std::uint8_t {
    harmless,
    organic_buzz,
    customer_incident,
    coordinated_campaign,
    disputed_rumour
};
[[nodiscard]] std::string_view name(StoryKind kind) noexcept;  // "disputed rumour"

// {"kind", "status": "spreading" or "fading", "posts", "authors", "why", "shares": {"enquiry", "denial",
// "hedge", "complaint"} (of the authors who wrote more than a repost), "structure", "claim": the card,
// "coordinated_accounts", "coordination", "copies": [[id…]…], "scores": {"rumour", "rumour_post",
// "rumour_structure"}, "rumour": what moved the scores (stories/rumour.hpp)}. Posts come in any order, their
// clocks may be wrong, replies may point anywhere, also in circles. Lists in the answer are cut at 1,000
// entries, texts at 500 bytes.
[[nodiscard]] model::Json story(std::span<const model::Item> posts);

}  // namespace vigie::stories
