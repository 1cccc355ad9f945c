// The scores of a whole story: its source post, the tree below it, and whether people doubt it.
#pragma once

#include <vigie/model/json.hpp>
#include <vigie/stories/rumour.hpp>

#include <cstdint>
#include <span>

namespace vigie::stories {

struct TimedItem {
    const model::Item* item = nullptr;
    std::int64_t second = 0;
};

// The largest tree of reposts, replies and quotes; its source first, the others by time. Ids that nobody has
// hold their answers together, too; circles are trees whose first post is the source. Never empty unless
// `posts` is.
struct Tree {
    const model::Item* source = nullptr;
    std::vector<SpreadPost> posts;
};
// `posts` in order of time. O(posts).
[[nodiscard]] Tree largest_tree(std::span<const TimedItem> posts);

// Adds "scores": {"rumour", "rumour_post", "rumour_structure"} (null: nothing to tell it from) and "rumour":
// {"says", "parts": [{"of", "figure", "value", "part", "says"}]}. `doubted`: three authors or more question
// or deny it.
void add_rumour(model::Json& out, std::span<const TimedItem> posts, bool doubted);

}  // namespace vigie::stories
