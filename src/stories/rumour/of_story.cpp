#include "of_story.hpp"

#include <vigie/model/text.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string_view>
#include <unordered_map>

namespace vigie::stories {
namespace {

using model::Item;
using model::Json;

// Three trees in four were rumours where the shapes were learnt; one post in two where the words were.
const double prior_of_trees = std::log(3.0);
constexpr double doubt =
    1.0;  // log-odds when people question or deny it: chosen by hand, nothing to learn it from
constexpr double least = 1e-6;

double log_odds(double p) {
    const double q = std::clamp(p, least, 1 - least);
    return std::log(q / (1 - q));
}

std::string_view parent_of(const Item& item) {
    if (!item.reply_to.empty()) return item.reply_to;
    return item.repost_of.empty() ? item.quote_of : item.repost_of;
}

class Sets {
public:
    explicit Sets(std::size_t n) : up_(n), size_(n, 1) { std::iota(up_.begin(), up_.end(), 0U); }
    std::uint32_t of(std::uint32_t a) {
        while (up_[a] != a) a = up_[a] = up_[up_[a]];
        return a;
    }
    void join(std::uint32_t a, std::uint32_t b) {
        a = of(a);
        b = of(b);
        if (a == b) return;
        if (size_[a] < size_[b]) std::swap(a, b);
        up_[b] = a;
        size_[a] += size_[b];
    }
    std::uint32_t size(std::uint32_t a) { return size_[of(a)]; }

private:
    std::vector<std::uint32_t> up_;
    std::vector<std::uint32_t> size_;
};

constexpr std::uint32_t none = 0xffffffff;

Json parts_of(std::string_view of, const RumourScore& score) {
    auto out = Json::array();
    for (const auto& p : score.parts)
        out.push_back(
            {{"of", of}, {"figure", p.figure}, {"value", p.value}, {"part", p.part}, {"says", p.says}});
    return out;
}

}  // namespace

Tree largest_tree(std::span<const TimedItem> posts) {
    Tree tree;
    if (posts.empty()) return tree;
    std::unordered_map<std::string_view, std::uint32_t> by_id;
    by_id.reserve(posts.size());
    for (std::uint32_t i = 0; i < posts.size(); ++i) by_id.try_emplace(posts[i].item->id, i);
    Sets sets(posts.size());
    std::vector<std::uint32_t> parent(posts.size(), none);
    std::unordered_map<std::string_view, std::uint32_t> unknown;  // the first who answers to it
    for (std::uint32_t i = 0; i < posts.size(); ++i) {
        const auto up = parent_of(*posts[i].item);
        if (up.empty()) continue;
        const auto known = by_id.find(up);
        if (known == by_id.end()) {
            sets.join(i, unknown.try_emplace(up, i).first->second);
        } else if (known->second != i) {
            parent[i] = known->second;
            sets.join(i, known->second);
        }
    }
    std::uint32_t best = 0;
    for (std::uint32_t i = 1; i < posts.size(); ++i)
        if (sets.size(i) > sets.size(best)) best = i;
    const auto root = sets.of(best);
    // The first that answers to nobody; in a circle the first of all.
    std::uint32_t source = none;
    for (std::uint32_t i = 0; i < posts.size(); ++i)
        if (sets.of(i) == root && parent_of(*posts[i].item).empty()) {
            source = i;
            break;
        }
    if (source == none)
        for (source = 0; sets.of(source) != root;) ++source;
    tree.source = posts[source].item;
    std::vector<std::uint32_t> place(posts.size(), none);
    const auto add = [&](std::uint32_t i) {
        const auto up = parent[i] == none ? none : place[parent[i]];
        place[i] = static_cast<std::uint32_t>(tree.posts.size());
        tree.posts.push_back({posts[i].second, up == none ? 0 : up, !posts[i].item->repost_of.empty()});
    };
    add(source);
    for (std::uint32_t i = 0; i < posts.size(); ++i)
        if (i != source && sets.of(i) == root) add(i);
    return tree;
}

void add_rumour(Json& out, std::span<const TimedItem> posts, bool doubted) {
    const auto tree = largest_tree(posts);
    if (tree.source == nullptr) return;
    const auto* source = tree.source;
    if (tree.posts.size() == 1) {  // nobody answers anybody: the first who says something
        const auto said =
            std::ranges::find_if(posts, [](const TimedItem& p) { return !p.item->text.empty(); });
        if (said != posts.end()) source = said->item;
    }
    const auto post = rumour_of_post(*source);
    const bool words = post.score > 0;
    const auto shape = rumour_of_tree(tree.posts);
    const bool shaped = tree.posts.size() >= 2 || !words;
    double sum = doubted ? doubt : 0;
    if (words) sum += log_odds(post.score);
    if (words && shaped && shape.known_shape) sum += log_odds(shape.score) - prior_of_trees;
    if (!words) sum += log_odds(shape.score);
    out["scores"] = {{"rumour", 1 / (1 + std::exp(-sum))},
                     {"rumour_post", words ? Json(post.score) : Json(nullptr)},
                     {"rumour_structure", shaped ? Json(shape.score) : Json(nullptr)}};
    auto parts = words ? parts_of("post", post) : Json::array();
    if (shaped && (shape.known_shape || !words))
        for (auto& part : parts_of("structure", shape)) parts.push_back(std::move(part));
    if (doubted)
        parts.push_back({{"of", "replies"},
                         {"figure", "doubt"},
                         {"value", 1},
                         {"part", doubt},
                         {"says", model::Text{"des gens en doutent", "people doubt it"}}});
    out["rumour"] = {
        {"source", source->id},
        {"says", model::Text{"Ressemble à une rumeur : pas encore confirmé, en train de se répandre. "
                             "Dire si c’est vrai revient à des personnes.",
                             "Looks like a rumour: not confirmed yet, spreading. Whether it is true "
                             "is for people to say."}},
        {"parts", std::move(parts)}};
    if (1 / (1 + std::exp(-sum)) < 0.5)
        out["rumour"]["says"] = model::Text{"Ne ressemble pas à une rumeur.", "Does not look like a rumour."};
}

}  // namespace vigie::stories
