// Which accounts of a story act together: at least five write the same words within ten minutes, and do so
// again with other words or at another time. Once is what enthusiasm and a share button look like, too. What
// co-sharing over hours finds (kit/coshares.hpp) is added.
#include "state.hpp"

#include <vigie/kit/coshares.hpp>

#include <algorithm>
#include <map>

namespace vigie::stories {
namespace {

constexpr std::int64_t within = 600;
constexpr std::size_t accounts = 5;
constexpr std::size_t least_bytes = 40;
constexpr std::uint32_t again = 2;

}  // namespace

std::vector<std::string> together(const LiveStory& story) {
    struct Post {
        std::uint32_t author;
        std::int64_t second;
    };
    std::unordered_map<std::uint64_t, std::uint32_t> numbers;
    std::vector<const model::Account*> who;
    std::map<std::uint64_t, std::vector<Post>> same;
    kit::NearCopies copies(std::max<std::size_t>(1, story.posts.size()));
    std::vector<kit::Share> shares;
    std::unordered_map<std::uint64_t, std::uint32_t> objects;
    const auto share = [&](std::uint32_t author, std::uint64_t object, std::int64_t second) {
        const auto n = objects.try_emplace(object, static_cast<std::uint32_t>(objects.size())).first->second;
        shares.push_back({author, n, second});
    };
    for (const auto& kept : story.posts) {
        const auto& item = kept.item;
        if (kept.ours) continue;
        const auto [it, fresh] =
            numbers.try_emplace(author_key(item), static_cast<std::uint32_t>(numbers.size()));
        if (fresh) who.push_back(&item.author);
        if (!item.repost_of.empty()) {
            share(it->second, post_key("repost", item.repost_of), kept.second);
        } else if (item.text.size() >= least_bytes) {
            const auto original = copies.place(item.text).original;
            same[original].push_back({it->second, kept.second});
            share(it->second, original, kept.second);
        }
    }
    // How many times each took part in such a wave.
    std::vector<std::uint32_t> waves(who.size());
    for (auto& [original, posts] : same) {
        std::ranges::stable_sort(posts, {}, &Post::second);
        for (std::size_t low = 0; low < posts.size();) {
            // A wave lasts while the next one comes within ten minutes of its begin.
            auto high = low;
            std::vector<std::uint32_t> in;
            while (high < posts.size() && posts[high].second - posts[low].second <= within) {
                in.push_back(posts[high++].author);
            }
            std::ranges::sort(in);
            in.erase(std::unique(in.begin(), in.end()), in.end());
            if (in.size() < accounts) {
                ++low;
                continue;
            }
            for (const auto author : in) ++waves[author];
            low = high;
        }
    }
    std::vector<bool> found(who.size());
    for (std::size_t a = 0; a < who.size(); ++a) found[a] = waves[a] >= again;
    if (static_cast<std::size_t>(std::ranges::count(found, true)) < accounts) found.assign(who.size(), false);
    for (const auto& group : kit::Coshares(std::move(shares)).groups({}).groups) {
        if (group.accounts.size() < accounts) continue;
        for (const auto a : group.accounts) found[a] = true;
    }
    std::vector<std::string> out;
    for (std::size_t a = 0; a < who.size(); ++a) {
        if (found[a]) out.push_back(who[a]->handle.empty() ? who[a]->id : who[a]->handle);
    }
    std::ranges::sort(out);
    return out;
}

}  // namespace vigie::stories
