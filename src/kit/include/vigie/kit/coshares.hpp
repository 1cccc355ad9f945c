// Who shares the same things at the same time, again and again? Shares are (account, object, second); an
// object is anything that can be shared: a link, a text, a picture, a tag, another's post. Two accounts
// co-share an object when their shares lie within a window (Pacheco et al., ICWSM 2021; Giglietto et al.,
// CooRnet 2020). Groups are connected by pairs that co-share more objects than their activity explains, and
// must survive a shuffle of their own times. About behaviour, never about persons: the answer is a table of
// what was shared, by whom, how many seconds apart.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace vigie::kit {

struct Share {
    std::uint32_t account = 0;  // both numbered from 0 on, without gaps
    std::uint32_t object = 0;
    std::int64_t time = 0;  // seconds, between −2^61 and 2^61
};

struct PairCount {
    std::uint64_t all = 0;       // pairs of shares
    std::uint64_t repeated = 0;  // of them, where one of the two accounts has two such shares or more
};

struct CoshareSettings {
    std::int64_t window = 60;        // seconds
    std::uint32_t objects = 2;       // that a pair has in common, at least, …
    std::int64_t apart = 3600;       // … not all within this time
    double surprise = 6;             // −log10 of the chance that two accounts do so by accident
    std::uint32_t draws = 200;       // shuffles
    double chance = 0.05;            // of the shuffles that may come as close, at most
    std::uint32_t neighbours = 200;  // later shares of an object that one share is held against
    std::size_t pairs = 4'000'000;   // co-shares that are kept in all; the rarest objects first
};

struct Coshare {
    std::uint32_t object = 0;
    std::vector<std::uint32_t> accounts;  // in the order of their shares
    std::int64_t first = 0;               // when
    std::int64_t apart = 0;  // seconds from the first to the last of them, each within a window of the next
};

struct CoshareGroup {
    std::vector<std::uint32_t> accounts;  // ascending
    std::vector<Coshare> table;           // most accounts first, at most 50 rows
    std::uint32_t objects = 0;            // that were co-shared, table or not
    double surprise = 0;                  // of the strongest pair of the weakest member
    std::optional<double>
        chance;  // share of the shuffles that come as close; nothing: too few shares to shuffle
};

struct CoshareGroups {
    std::vector<CoshareGroup> groups;  // largest first
    bool cut = false;                  // a limit was met: what is found is true, not all is found
};

class Coshares {
public:
    // O(n log n). Shares of an account in the same second are one post.
    explicit Coshares(std::vector<Share> shares);

    [[nodiscard]] std::size_t size() const noexcept { return shares_.size(); }
    [[nodiscard]] std::size_t accounts() const noexcept { return activity_.size(); }
    [[nodiscard]] std::size_t objects() const noexcept { return object_begin_.size() - 1; }

    // Exactly; shares of accounts with a single share are left out first. O(n), however wide the window.
    [[nodiscard]] PairCount pairs(std::int64_t window) const;
    // The median time that the quickest tenth of the objects took for half of their shares, at least 10 s
    // (CooRnet).
    [[nodiscard]] std::int64_t usual_window() const;
    [[nodiscard]] CoshareGroups groups(const CoshareSettings& settings) const;

private:
    std::vector<Share> shares_;  // by object, time, account
    std::vector<std::size_t> object_begin_;
    std::vector<std::uint32_t> activity_;  // shares of each account
};

}  // namespace vigie::kit
