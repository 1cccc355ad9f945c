#include "rumour/of_story.hpp"

#include <vigie/stories/story.hpp>

#include <doctest/doctest.h>

#include <cmath>
#include <string>

using namespace vigie;
using model::Item;
using stories::SpreadPost;

namespace {

Item said(const std::string& text) {
    Item item;
    item.id = "1";
    item.text = text;
    return item;
}

Item answer(const std::string& id, const std::string& to, std::int64_t second, bool repost) {
    Item item;
    item.id = id;
    item.author.id = "a" + id;
    item.created_at = from_us((1'700'000'000 + second) * 1'000'000);
    (repost ? item.repost_of : item.reply_to) = to;
    return item;
}

}  // namespace

TEST_CASE("an unconfirmed report scores over an opinion, in English and in French, without author or echo") {
    const auto report = stories::rumour_of_post(
        said("BREAKING: Gunman reportedly killed, police say. Hostages still inside"));
    CHECK(report.score > 0.6);
    REQUIRE_FALSE(report.parts.empty());
    CHECK(report.parts[0].part > 0);
    CHECK(stories::rumour_of_post(said("Why do you people never think? We should pray for the world #love"))
              .score < 0.4);
    const auto fr = stories::rumour_of_post(
        said("Il paraît que trois enfants seraient malades à cause du fromage, ils ont été hospitalisés"));
    CHECK(fr.score > 0.6);
    CHECK(
        stories::rumour_of_post(said("Merci à vous tous, j'aime cette équipe, toujours fier #merci")).score <
        0.4);
    CHECK(stories::rumour_of_post(said("😱")).score == 0);
    CHECK(stories::rumour_of_post(said("")).score == 0);
}

TEST_CASE("figures of a tree say its shape in time") {
    const std::vector<SpreadPost> tree{
        {100, 0, false}, {160, 0, true}, {400, 1, true}, {4000, 0, false}, {90'000, 3, false}};
    const auto names = stories::tree_figure_names();
    const auto values = stories::tree_figures(tree);
    const auto of = [&](std::string_view name) {
        return values[static_cast<std::size_t>(std::find(names.begin(), names.end(), name) - names.begin())];
    };
    REQUIRE(names.size() == values.size());
    CHECK(of("size") == doctest::Approx(std::log(5.0)));
    CHECK(of("reply_share") == 0.5F);
    CHECK(of("depth") == 2);
    CHECK(of("root") == 0.5F);
    CHECK(of("reply_chains") == 0.5F);
    CHECK(of("n5") == doctest::Approx(std::log(3.0)));
    CHECK(of("late") == 0.25F);
    CHECK(of("first") == doctest::Approx(std::log(2.0)));
    CHECK(std::isfinite(stories::rumour_of_tree(tree).score));
    CHECK(std::isfinite(stories::rumour_of_tree(std::vector<SpreadPost>{{0, 0, false}}).score));
    CHECK(stories::rumour_of_tree({}).score == 0);
}

TEST_CASE("the largest tree is found, through unknown ids, wrong clocks and circles") {
    std::vector<Item> items{answer("r", "", 50, false), answer("a", "r", 10, true),
                            answer("b", "a", 60, false), answer("x", "gone", 1, true),
                            answer("y", "gone", 2, true)};
    std::vector<stories::TimedItem> timed;
    const auto put = [&] {
        timed.clear();
        for (const auto& i : items) timed.push_back({&i, to_us(*i.created_at) / 1'000'000});
        std::ranges::stable_sort(timed, {}, &stories::TimedItem::second);
    };
    put();
    auto tree = stories::largest_tree(timed);
    CHECK(tree.source->id == "r");  // though its clock says that it came after its own repost
    REQUIRE(tree.posts.size() == 3);
    CHECK(tree.posts[1].repost);
    CHECK(tree.posts[2].parent == 1);
    items = {answer("x", "gone", 1, true), answer("y", "gone", 2, true), answer("z", "", 0, false)};
    put();
    tree = stories::largest_tree(timed);
    CHECK(tree.posts.size() == 2);
    CHECK(tree.source->id == "x");
    items.clear();
    for (int i = 0; i < 1000; ++i)
        items.push_back(answer(std::to_string(i), std::to_string((i + 1) % 1000), i, i % 2 == 0));
    items.push_back(answer("self", "self", 0, false));
    put();
    tree = stories::largest_tree(timed);
    CHECK(tree.posts.size() == 1000);
    CHECK(std::isfinite(stories::rumour_of_tree(tree.posts).score));
}

TEST_CASE(
    "a story is scored from its source alone, from its tree alone, and from both; nobody says 'false'") {
    auto source = said("Police say several people were shot, gunman may still be inside, reports say");
    source.created_at = from_us(1'700'000'000'000'000);
    auto answered = stories::story(std::vector<Item>{source});
    CHECK(answered["scores"]["rumour"] == answered["scores"]["rumour_post"]);
    CHECK(answered["scores"]["rumour_structure"].is_null());
    std::vector<Item> posts{source};
    for (int i = 2; i < 80; ++i)
        posts.push_back(answer(std::to_string(i), i % 9 == 0 ? "2" : "1", 40 * i * i, i % 7 != 0));
    answered = stories::story(posts);
    CHECK(answered["scores"]["rumour_structure"].is_number());
    CHECK(answered["rumour"]["parts"].size() > 5);
    CHECK(answered["rumour"]["source"] == "1");
    CHECK(answered["rumour"]["says"]["en"].get<std::string>().find("false") == std::string::npos);
    posts[0].text.clear();
    answered = stories::story(posts);
    CHECK(answered["scores"]["rumour_post"].is_null());
    CHECK(answered["scores"]["rumour"].get<double>() ==
          doctest::Approx(answered["scores"]["rumour_structure"].get<double>()));
    const auto empty = stories::story(std::vector<Item>{answer("1", "", 0, false)});
    CHECK(empty["scores"]["rumour"].is_number());
}
