#include <vigie/kit/coshares.hpp>

#include <algorithm>
#include <cmath>
#include <tuple>

namespace vigie::kit {
namespace {

// Pairs of shares in [begin, end) of one object, of different accounts and at most `window` apart. `seen` is
// all zero before and after. Tells visit(i) for each share that is in one.
template <class Visit>
std::uint64_t pairs_of(std::span<const Share> shares, std::int64_t window, std::vector<std::uint32_t>& seen,
                       Visit visit) {
    std::uint64_t pairs = 0;
    std::size_t low = 0;
    std::size_t high = 0;
    for (std::size_t i = 0; i < shares.size(); ++i) {
        while (high < shares.size() && shares[high].time - shares[i].time <= window)
            ++seen[shares[high++].account];
        while (shares[i].time - shares[low].time > window) --seen[shares[low++].account];
        const std::uint64_t others = (high - low) - seen[shares[i].account];
        pairs += others;
        if (others > 0) visit(i);
    }
    while (low < high) --seen[shares[low++].account];
    return pairs / 2;  // each was met from both ends
}

}  // namespace

Coshares::Coshares(std::vector<Share> shares) : shares_(std::move(shares)) {
    std::uint32_t accounts = 0;
    std::uint32_t objects = 0;
    for (const auto& s : shares_) {
        accounts = std::max(accounts, s.account + 1);
        objects = std::max(objects, s.object + 1);
    }
    activity_.assign(accounts, 0);
    object_begin_.assign(std::size_t{objects} + 1, 0);
    for (const auto& s : shares_) {
        ++activity_[s.account];
        ++object_begin_[s.object + 1];
    }
    for (std::size_t o = 1; o < object_begin_.size(); ++o) object_begin_[o] += object_begin_[o - 1];
    std::vector<Share> sorted(shares_.size());
    auto next = object_begin_;
    for (const auto& s : shares_) sorted[next[s.object]++] = s;
    for (std::size_t o = 0; o + 1 < object_begin_.size(); ++o) {
        const auto begin = sorted.begin() + static_cast<std::ptrdiff_t>(object_begin_[o]);
        const auto end = sorted.begin() + static_cast<std::ptrdiff_t>(object_begin_[o + 1]);
        std::sort(begin, end, [](const Share& a, const Share& b) {
            return std::tie(a.time, a.account) < std::tie(b.time, b.account);
        });
    }
    shares_ = std::move(sorted);
}

PairCount Coshares::pairs(std::int64_t window) const {
    window = std::max<std::int64_t>(0, window);
    PairCount out;
    std::vector<std::uint32_t> seen(activity_.size());
    std::vector<std::pair<std::uint32_t, std::int64_t>>
        posts;  // account and second of the shares that are in a pair
    std::vector<Share> some;
    const auto each_object = [&](auto&& wanted, auto&& visit) {
        std::uint64_t pairs = 0;
        for (std::size_t o = 0; o + 1 < object_begin_.size(); ++o) {
            if (object_begin_[o + 1] - object_begin_[o] < 2) continue;
            some.clear();
            for (std::size_t i = object_begin_[o]; i < object_begin_[o + 1]; ++i)
                if (wanted(shares_[i].account)) some.push_back(shares_[i]);
            pairs += pairs_of(some, window, seen, [&](std::size_t i) { visit(some[i]); });
        }
        return pairs;
    };
    out.all = each_object([&](std::uint32_t a) { return activity_[a] >= 2; },
                          [&](const Share& s) { posts.emplace_back(s.account, s.time); });
    std::sort(posts.begin(), posts.end());
    posts.erase(std::unique(posts.begin(), posts.end()), posts.end());
    // Every share of such a post counts, also of another object.
    std::vector<std::uint32_t> taking_part(activity_.size());
    std::vector<std::size_t> from(activity_.size() + 1);
    for (const auto& [account, time] : posts) ++from[account + 1];
    for (std::size_t a = 1; a < from.size(); ++a) from[a] += from[a - 1];
    for (const auto& s : shares_) {
        const auto begin = posts.begin() + static_cast<std::ptrdiff_t>(from[s.account]);
        const auto end = posts.begin() + static_cast<std::ptrdiff_t>(from[s.account + 1]);
        if (begin != end && std::binary_search(begin, end, std::pair(s.account, s.time)))
            ++taking_part[s.account];
    }
    const auto once = each_object([&](std::uint32_t a) { return activity_[a] >= 2 && taking_part[a] < 2; },
                                  [](const Share&) {});
    out.repeated = out.all - once;
    return out;
}

std::int64_t Coshares::usual_window() const {
    std::vector<std::int64_t> times;
    for (std::size_t o = 0; o + 1 < object_begin_.size(); ++o) {
        const auto n = object_begin_[o + 1] - object_begin_[o];
        if (n < 2) continue;
        times.push_back(shares_[object_begin_[o] + (n - 1) / 2 + (n == 2 ? 1 : 0)].time -
                        shares_[object_begin_[o]].time);
    }
    if (times.empty()) return 10;
    std::sort(times.begin(), times.end());
    const auto tenth = std::max<std::size_t>(1, times.size() / 10);
    return std::max<std::int64_t>(10, times[tenth / 2]);
}

}  // namespace vigie::kit
