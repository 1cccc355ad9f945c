// What a post does by its words and signs, without a model: urgency, questions, and the reason of a
// complaint. French and English phrases on folded text (kit::canonical_text with a blank at both ends). Pure.
#pragma once

#include <vigie/stories/story.hpp>

#include <string_view>

namespace vigie::judge {

// 0 to 1 each. `disputed_claim` says that a claim is doubted or denied, never that it is false.
struct CueScores {
    double urgency = 0;
    double question = 0;
    double denial = 0;
    double disputed_claim = 0;
};
// Of a text as it was written; denial and enquiry are those of stories::cues(). O(bytes).
[[nodiscard]] CueScores cues_of(std::string_view text);
[[nodiscard]] CueScores cues_of(std::string_view text, const stories::Cues& found);

// 0 to 1: somebody is hurt, something is down for everybody, a lawyer or a deadline is named, it lasts for
// days.
[[nodiscard]] float urgency_of(std::string_view folded);
// 0 to 1: asks something. `mark` whether a question mark stands in the text (outside of addresses).
[[nodiscard]] float question_of(std::string_view folded, bool mark);
// The general reason of a complaint: late, not_delivered, customer_service, billing, refund, defect, outage,
// quality, staff, hygiene, cancelled, lost, data, advertising. Empty when no phrase tells.
[[nodiscard]] std::string_view reason_of(std::string_view folded);

}  // namespace vigie::judge
