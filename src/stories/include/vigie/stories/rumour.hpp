// How much a post, and a tree of reposts and replies, looks like a rumour: a claim that goes round before it
// is confirmed. Two small models (content/models/rumour): one of the words, the author and the echo of a
// source post, one of the shape of the spread in time. Neither knows what is true, and neither says so: a
// score is "disputed or not yet confirmed, spreading". Pure; O(bytes) and O(posts).
#pragma once

#include <vigie/model/item.hpp>
#include <vigie/model/text.hpp>

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace vigie::stories {

// A figure that moved a score: positive parts speak for a rumour, in log-odds.
struct RumourPart {
    std::string_view figure;  // "hedge"
    double value = 0;
    double part = 0;
    model::Text says;
};

struct RumourScore {
    double score = 0;               // probability, where one post or tree in two is a rumour
    std::vector<RumourPart> parts;  // largest first, at most 8
    bool known_shape = true;        // a tree: false when it is unlike any that the model was trained on
};

// Unknown figures of the author and the echo count as average. A post without words scores 0.
[[nodiscard]] RumourScore rumour_of_post(const model::Item& post, bool explained = true);

// One post of a tree. The first is the source; `parent` is a place before its own, anything else is read as
// the source.
struct SpreadPost {
    std::int64_t second = 0;
    std::uint32_t parent = 0;
    bool repost = false;
};
// Posts in order of time; the first of them is the source.
[[nodiscard]] RumourScore rumour_of_tree(std::span<const SpreadPost> posts);

// What the models see, for training: names and values in order; NaN: unknown.
[[nodiscard]] std::vector<std::string_view> post_figure_names();
[[nodiscard]] std::vector<float> post_figures(const model::Item& post);
[[nodiscard]] std::vector<std::string_view> tree_figure_names();
[[nodiscard]] std::vector<float> tree_figures(std::span<const SpreadPost> posts);

}  // namespace vigie::stories
