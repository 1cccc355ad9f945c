#include <vigie/stories/story.hpp>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string>
#include <vector>

using namespace vigie;
using model::Item;

namespace {

Item post(const std::string& id, const std::string& author, std::int64_t second, const std::string& text) {
    Item item;
    item.id = id;
    item.author.id = author;
    item.author.handle = author;
    item.created_at = from_us((1'700'000'000 + second) * 1'000'000);
    item.text = text;
    return item;
}

const std::string claim =
    "Le fromage Bonnelait de Saint-Aubin a rendu malades trois enfants, ils sont à l'hôpital";

std::vector<Item> rumour() {
    std::vector<Item> posts{post("0", "anne", 0, claim)};
    for (int i = 1; i < 30; ++i)
        posts.push_back(
            post(std::to_string(i), fmt::format("u{}", i), 600 * i,
                 i % 3 == 0 ? "RT " + claim + " 😱"
                            : fmt::format("{0}{0} {1}{1} {0}{1}{1} {1}{0}{1}{0}",
                                          static_cast<char>('a' + i % 25), static_cast<char>('z' - i / 2))));
    for (int i = 30; i < 34; ++i)
        posts.push_back(post(std::to_string(i), fmt::format("d{}", i), 700 * i,
                             "C'est vrai cette histoire de fromage ? Vous avez une source ?"));
    posts.push_back(post("34", "mairie", 30'000, "C'est faux : démenti de l'hôpital, aucun enfant malade."));
    posts.back().author.verified = true;
    return posts;
}

}  // namespace

TEST_CASE("a claim that people question is a disputed rumour with its card, never called false") {
    const auto answer = stories::story(rumour());
    CHECK(answer["kind"] == "disputed rumour");
    const auto& card = answer["claim"];
    CHECK(card["statement"] == claim);
    CHECK(card["first_post"] == "0");
    CHECK(card["first_author"] == "anne");
    CHECK(card["carried_by"] == 10);
    CHECK(card["questioned_by"].size() == 4);
    CHECK(card["denied_by"] == model::Json{"mairie"});
    CHECK(card["official_position"]["post"] == "34");
    CHECK(answer["coordinated_accounts"].empty());
    REQUIRE(answer["copies"].size() == 2);
    CHECK(answer["copies"][0].size() == 10);
    CHECK(answer["why"]["en"].get<std::string>().find("false") == std::string::npos);
}

TEST_CASE("the same words from many accounts within minutes, and reposts in step, are coordination") {
    std::vector<Item> posts;
    for (int i = 0; i < 10; ++i)
        posts.push_back(
            post(fmt::format("o{}", i), fmt::format("o{}", i), 3000 * i,
                 fmt::format("Vu la boutique {} ce matin, rien de spécial",
                             std::string(static_cast<std::size_t>(i + 3), static_cast<char>('a' + i)))));
    for (int i = 0; i < 20; ++i)
        posts.push_back(post(fmt::format("c{}", i), fmt::format("bot{}", i), 7200 + i * 5,
                             "Boycott de Bonnelait, cette marque se moque de nous depuis des années"));
    const auto answer = stories::story(posts);
    CHECK(answer["kind"] == "coordinated campaign");
    CHECK(answer["coordinated_accounts"].size() == 20);
    for (const auto& name : answer["coordinated_accounts"]) CHECK(name.get<std::string>().find("bot") == 0);
}

TEST_CASE("customers who complain are an incident, people who chat are a buzz, a few posts are harmless") {
    std::vector<Item> posts;
    for (int i = 0; i < 25; ++i)
        posts.push_back(
            post(std::to_string(i), fmt::format("a{}", i), 900 * i,
                 i % 2 == 0
                     ? fmt::format("Toujours pas reçu ma commande {}, aucune réponse du service client", i)
                     : fmt::format("Moi aussi j'attends {}", std::string(static_cast<std::size_t>(i), 'z'))));
    CHECK(stories::story(posts)["kind"] == "customer incident");
    for (auto& p : posts) p.text = "J'adore la nouvelle recette " + p.id + p.id + p.author.handle;
    CHECK(stories::story(posts)["kind"] == "organic buzz");
    posts.resize(3);
    CHECK(stories::story(posts)["kind"] == "harmless");
    CHECK(stories::story({})["kind"] == "harmless");
}

TEST_CASE("circles, unknown authors, wrong clocks and emoji are borne") {
    std::vector<Item> posts;
    for (int i = 0; i < 50; ++i) {
        posts.push_back(
            post(std::to_string(i), "", i % 2 == 0 ? -4'000'000 * i : 4'000'000 * i, i % 5 == 0 ? "" : "😱"));
        posts.back().reply_to = std::to_string((i + 1) % 50);
    }
    posts.push_back(post("self", "s", 0, "x"));
    posts.back().reply_to = "self";
    const auto answer = stories::story(posts);
    CHECK(answer["structure"]["depth"].get<std::size_t>() <= 51);
    CHECK(answer["copies"].empty());
    CHECK(answer["authors"] == 51);
}

TEST_CASE("a hundred thousand copies are one text") {
    std::vector<Item> posts;
    for (int i = 0; i < 100'000; ++i)
        posts.push_back(post(std::to_string(i), fmt::format("u{}", i % 40'000), 2 * i, claim));
    const auto answer = stories::story(posts);
    CHECK(answer["claim"]["carried_by"] == 40'000);
    CHECK(answer["coordinated_accounts"].size() <= 1000);
}

TEST_CASE("what asks, denies and complains is told by its words") {
    CHECK(stories::cues("Is this true???").enquiry);
    CHECK(stories::cues("C’est vrai ?").enquiry);
    CHECK_FALSE(stories::cues("C'est vrai que le pain est bon.").enquiry);
    CHECK(stories::cues("Fake news, stop").denial);
    CHECK(stories::cues("C'est FAUX !").denial);
    CHECK(stories::cues("Il paraît que le magasin ferme").hedge);
    CHECK(stories::cues("Still waiting for my refund").complaint);
    const auto plain = stories::cues("Belle journée au marché");
    CHECK_FALSE((plain.enquiry || plain.denial || plain.hedge || plain.complaint));
}
