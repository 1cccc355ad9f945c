#include "naive.hpp"
#include "random_queries.hpp"
#include "set/builder.hpp"

#include <vigie/query/set.hpp>

#include <doctest/doctest.h>

#include <chrono>

using namespace vigie;
using namespace vigie::query;

namespace {

std::string show(const Node& n) {
    std::string out = "(" + std::to_string(static_cast<int>(n.op));
    if (n.distance > 0) out += "/" + std::to_string(n.distance);
    if (!n.text.empty())
        out += " " + std::to_string(static_cast<int>(n.form)) + ":" +
               std::to_string(static_cast<int>(n.sigil)) + ":" + std::to_string(static_cast<int>(n.scope)) +
               "'" + n.text + "'";
    for (const auto& c : n.children) out += " " + show(c);
    return out + ")";
}

}  // namespace

TEST_CASE("a compiled set answers like the naive evaluator on a million pairs of query and item") {
    constexpr std::size_t queries = 500;
    constexpr std::size_t rounds = 20;
    constexpr std::size_t items = 110;
    std::size_t pairs = 0;
    std::size_t hits = 0;
    for (std::size_t round = 0; round < rounds; ++round) {
        testing::Random random(round + 1);
        std::vector<Node> roots;
        Builder builder;
        for (std::size_t q = 0; q < queries; ++q) {
            roots.push_back(random.query(3));
            builder.add(std::to_string(q), roots.back());
        }
        Scanner scanner(std::make_shared<const Set>(builder.build()));
        model::ItemViewer viewer;
        for (std::size_t i = 0; i < items; ++i) {
            const auto item = random.item();
            const naive::Evaluator slow(item);
            const auto found = scanner.match(viewer.of(item));
            std::size_t next = 0;
            for (std::uint32_t q = 0; q < queries; ++q) {
                const bool fast = next < found.size() && found[next] == q;
                next += fast ? 1 : 0;
                const bool expected = slow.holds(roots[q]);
                ++pairs;
                hits += expected ? 1 : 0;
                if (fast != expected) {
                    INFO("round " << round << " text: " << item.text << " | name: " << item.author.name);
                    INFO("query " << show(roots[q]));
                    REQUIRE(fast == expected);
                }
            }
        }
    }
    CHECK(pairs >= 1'000'000);
    CHECK(hits > pairs / 50);
    MESSAGE(pairs << " pairs, " << hits << " matches");
}
