#include "fuzz/story_fuzz.hpp"

#include <vigie/stories/figures.hpp>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <random>

using namespace vigie;
using model::Item;

namespace {

Item post(std::string id, std::string author, std::int64_t second, std::string text) {
    Item item;
    item.id = std::move(id);
    item.author.id = std::move(author);
    item.created_at = from_us((1'700'000'000 + second) * 1'000'000);
    item.text = std::move(text);
    return item;
}

}  // namespace

TEST_CASE("stories of any bytes keep their promises") {
    std::mt19937_64 chance(26);
    for (int round = 0; round < 150; ++round) {
        std::string bytes(chance() % 400, '\0');
        for (auto& c : bytes) c = static_cast<char>(chance() % (round % 2 == 0 ? 256 : 7));
        stories::fuzz_story(bytes);
    }
}

TEST_CASE("one author who floods neither doubts for many nor is a crowd") {
    std::vector<Item> posts;
    for (int i = 0; i < 20'000; ++i)
        posts.push_back(post(std::to_string(i), "loud", i, "C'est faux, arrêtez de relayer cette rumeur"));
    for (int i = 0; i < 15; ++i)
        posts.push_back(
            post(fmt::format("q{}", i), fmt::format("q{}", i), 900 * i,
                 fmt::format("Bonne journée {}", std::string(static_cast<std::size_t>(i + 1), 'm'))));
    const auto answer = stories::story(posts);
    CHECK(answer["kind"] == "organic buzz");
    CHECK(answer["authors"] == 16);
    CHECK(answer["shares"]["denial"].get<double>() == doctest::Approx(1.0 / 16));
}

TEST_CASE("clocks out of order by hours change neither who carries a claim nor that it is disputed") {
    std::vector<Item> posts{
        post("0", "first", 0, "Trois enfants malades après le fromage de Saint-Aubin, ils sont à l'hôpital")};
    for (int i = 1; i < 40; ++i) {
        posts.push_back(post(std::to_string(i), fmt::format("a{}", i),
                             (i % 2 == 0 ? 1 : -1) * 3600 * (i % 7) + i,
                             i % 4 == 0 ? "C'est vrai ? Vous avez une source ?" : ""));
        (i % 4 == 0 ? posts.back().reply_to : posts.back().repost_of) = "0";
    }
    const auto answer = stories::story(posts);
    CHECK(answer["kind"] == "disputed rumour");
    CHECK(answer["claim"]["carried_by"] == 31);
    CHECK(answer["claim"]["first_post"] == "0");
    CHECK(answer["rumour"]["source"] == "0");
}

TEST_CASE("shares with clocks in any order are counted alike, and a flood of one account is one account") {
    std::vector<std::string> rows;
    for (int i = 0; i < 3000; ++i)
        rows.push_back(fmt::format("[\"a{}\",\"o{}\",{}]", i % 50, i % 37, 1'600'000'000 + i * 7));
    const auto line = [&] {
        return fmt::format("{{\"id\":1,\"windows\":[10,60],\"rows\":[{}]}}", fmt::join(rows, ","));
    };
    const auto first = stories::shares(line());
    std::shuffle(rows.begin(), rows.end(), std::mt19937(3));
    const auto second = stories::shares(line());
    REQUIRE(first.has_value());
    REQUIRE(second.has_value());
    CHECK((*first)["pairs"] == (*second)["pairs"]);
    rows.clear();
    for (int i = 0; i < 50'000; ++i)
        rows.push_back(fmt::format("[\"loud\",\"o{}\",{}]", i % 10, 1'600'000'000 + i));
    const auto flood = stories::shares(line());
    REQUIRE(flood.has_value());
    CHECK((*flood)["groups"].empty());
    CHECK((*flood)["pairs"]["60"] == 0);
}
