#include <vigie/kit/coshares.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>

using namespace vigie;

namespace {

class Chance {
public:
    std::uint32_t below(std::uint32_t n) {
        state_ = state_ * 6364136223846793005U + 1442695040888963407U;
        return static_cast<std::uint32_t>(state_ >> 33U) % n;
    }

private:
    std::uint64_t state_ = 11;
};

std::vector<kit::Share> traffic(std::uint32_t accounts, std::uint32_t objects, std::uint32_t shares,
                                std::uint32_t span, std::uint32_t from = 0) {
    Chance chance;
    std::vector<kit::Share> out;
    for (std::uint32_t i = 0; i < shares; ++i)
        out.push_back(
            {chance.below(accounts), from + chance.below(objects), 1'600'000'000 + chance.below(span)});
    return out;
}

// As the definition says, pair by pair.
kit::PairCount naive(const std::vector<kit::Share>& shares, std::int64_t window) {
    std::map<std::uint32_t, int> activity;
    for (const auto& s : shares) ++activity[s.account];
    std::set<std::pair<std::uint32_t, std::int64_t>> posts;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
    for (std::size_t i = 0; i < shares.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            const auto& a = shares[i];
            const auto& b = shares[j];
            if (a.object != b.object || a.account == b.account || activity[a.account] < 2 ||
                activity[b.account] < 2 || std::abs(a.time - b.time) > window)
                continue;
            pairs.emplace_back(a.account, b.account);
            posts.emplace(a.account, a.time);
            posts.emplace(b.account, b.time);
        }
    }
    std::map<std::uint32_t, int> taking_part;
    for (const auto& s : shares) taking_part[s.account] += posts.contains({s.account, s.time}) ? 1 : 0;
    kit::PairCount out;
    out.all = pairs.size();
    for (const auto& [a, b] : pairs) out.repeated += taking_part[a] >= 2 || taking_part[b] >= 2 ? 1U : 0U;
    return out;
}

}  // namespace

TEST_CASE("pairs are counted as the definition says, whatever the window") {
    for (const std::uint32_t accounts : {3U, 40U, 400U}) {
        const auto shares = traffic(accounts, 30, 500, 4000);
        const kit::Coshares coshares(shares);
        for (const std::int64_t window : {0, 1, 10, 60, 1000, 100'000}) {
            const auto fast = coshares.pairs(window);
            const auto slow = naive(shares, window);
            CHECK(fast.all == slow.all);
            CHECK(fast.repeated == slow.repeated);
        }
    }
}

TEST_CASE("a campaign in traffic is found with its table, and nobody else") {
    auto shares = traffic(2000, 3000, 20'000, 14 * 86400, 5);
    Chance chance;
    for (std::uint32_t thing = 0; thing < 5; ++thing)
        for (std::uint32_t a = 2000; a < 2020; ++a)
            shares.push_back({a, thing, 1'600'000'000 + 86400 * (2 * thing + 1) + chance.below(40)});
    const auto found = kit::Coshares(shares).groups({});
    REQUIRE(found.groups.size() == 1);
    const auto& group = found.groups[0];
    REQUIRE(group.accounts.size() == 20);
    CHECK(group.accounts.front() == 2000);
    CHECK(group.accounts.back() == 2019);
    REQUIRE(group.table.size() == 5);
    for (const auto& row : group.table) {
        CHECK(row.object < 5);
        CHECK(row.accounts.size() == 20);
        CHECK(row.apart <= 40);
    }
    CHECK_FALSE(found.cut);
}

TEST_CASE("chance meetings and one great moment make no group") {
    CHECK(kit::Coshares(traffic(500, 200, 20'000, 7 * 86400)).groups({}).groups.empty());
    std::vector<kit::Share> moment;
    for (std::uint32_t a = 0; a < 300; ++a)
        for (std::uint32_t o = 0; o < 2; ++o) moment.push_back({a, o, 1'600'000'000 + a % 30});
    CHECK(kit::Coshares(moment).groups({}).groups.empty());
    CHECK(kit::Coshares({}).groups({}).groups.empty());
    CHECK(kit::Coshares({}).pairs(60).all == 0);
    CHECK(kit::Coshares({}).usual_window() == 10);
}

TEST_CASE("a flood stays within bounds") {
    // One object shared 200,000 times in a minute, one account that shares everything.
    std::vector<kit::Share> flood;
    for (std::uint32_t i = 0; i < 200'000; ++i) flood.push_back({i % 5000, 0, 1'600'000'000 + i % 60});
    for (std::uint32_t o = 0; o < 20'000; ++o) flood.push_back({1, o, 1'600'000'000 + o});
    kit::CoshareSettings settings;
    settings.pairs = 1'000'000;
    const kit::Coshares coshares(flood);
    CHECK(coshares.pairs(60).all > 1'000'000'000);
    CHECK(coshares.groups(settings).groups.empty());
}
