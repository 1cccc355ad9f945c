#include <vigie/stories/keeper.hpp>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

using namespace vigie;
using model::Item;
using stories::Keeper;
using stories::KeeperSettings;

namespace {

const std::vector<std::string> ours{"asset:brand"};
const std::string claim =
    "Des éclats de verre dans la compote Lorimel vendue à Rennes, un enfant hospitalisé";

Item post(const std::string& id, const std::string& author, std::int64_t second, const std::string& text) {
    Item item;
    item.network = "bluesky";
    item.id = id;
    item.author.id = author;
    item.author.handle = author;
    item.observed_at = from_us((1'770'000'000 + second) * 1'000'000);
    item.created_at = item.observed_at;
    item.text = text;
    item.author.followers = 100;
    return item;
}

Item answer(const std::string& id, const std::string& author, std::int64_t second, const std::string& text,
            const std::string& to) {
    auto item = post(id, author, second, text);
    item.reply_to = to;
    return item;
}

struct Told {
    std::vector<model::Finding> findings;
    model::Json card;
    void add(stories::KeeperNews news) {
        for (auto& f : news.findings) findings.push_back(std::move(f));
        for (auto& c : news.cards) card = std::move(c.card);
    }
    [[nodiscard]] std::size_t of(std::string_view detector) const {
        return static_cast<std::size_t>(std::ranges::count(
            findings, detector, [](const auto& f) { return std::string_view(f.detector); }));
    }
};

// A claim, its copies and variants, and people who ask and doubt, one post every two minutes.
std::vector<Item> rumour() {
    std::vector<Item> posts{post("0", "anne", 0, claim)};
    for (int i = 1; i < 40; ++i) {
        const auto id = std::to_string(i);
        const auto who = "u" + id;
        const auto at = i * 120;
        switch (i % 5) {
            case 0: posts.push_back(post(id, who, at, claim + " 😱")); break;
            case 1: posts.push_back(answer(id, who, at, "C’est vrai ? Vous avez une source ?", "0")); break;
            case 2:
                posts.push_back(post(id, who, at,
                                     "Un enfant hospitalisé à Rennes : du verre trouvé dans une compote de "
                                     "chez Lorimel, faites attention"));
                break;
            case 3: posts.push_back(answer(id, who, at, "C’est faux, encore une rumeur.", "0")); break;
            default: posts.push_back(post(id, who, at, "")); posts.back().repost_of = "0";
        }
    }
    return posts;
}

}  // namespace

TEST_CASE("a claim that is repeated, asked about and contested is one story with one card") {
    Keeper keeper;
    Told told;
    for (const auto& item : rumour()) told.add(keeper.see(item, ours, false));
    CHECK(keeper.figures().stories == 1);
    REQUIRE(told.of("disputed_claim") >= 1);
    for (const auto& f : told.findings) {
        CHECK(f.culprit.kind == "story");
        CHECK(f.culprit.id == keeper.story_of("bluesky", "0"));
        CHECK(f.asset.value == "brand");
        CHECK(f.kind == "disputed_claim");
        CHECK_FALSE(f.evidence.empty());
    }
    CHECK(told.card["first_author"] == "anne");
    CHECK(told.card["first_post"] == "0");
    CHECK(told.card["since"] == format_time(rumour()[0].observed_at));
    CHECK(told.card["questioned_by"]["count"] > 3);
    CHECK(told.card["denied_by"]["count"] > 3);
    CHECK(told.card["official_position"].is_null());
    CHECK(told.card["together"]["count"] == 0);
    CHECK(told.card["forecast"]["low"] <= told.card["forecast"]["high"]);
}

TEST_CASE("the official answer and the verified fact stand on the card") {
    KeeperSettings settings;
    auto read = stories::read_facts(
        "facts.yaml",
        "facts:\n- {id: x-ray, statement: {fr: 'Chaque lot passe aux rayons X.', en: "
        "'Every batch is X-rayed.'}, about: [verre, compote, glass], sources: ['https://q.example'], "
        "since: 2026-01-02}\n");
    REQUIRE(read.facts);
    settings.facts = std::make_shared<const std::vector<stories::Fact>>(*std::move(read.facts));
    Keeper keeper(settings);
    Told told;
    for (const auto& item : rumour()) told.add(keeper.see(item, ours, false));
    // Our own words, which name neither the brand nor the thing.
    told.add(keeper.see(
        post("official", "lorimel", 5000, "Nous démentons ce qui circule. Tout est contrôlé."), {}, true));
    CHECK(told.card["official_position"]["post"] == "official");
    CHECK(told.card["fact"]["id"] == "x-ray");
}

TEST_CASE("the same items in the same order tell the same; seen again they tell nothing") {
    Keeper a;
    Keeper b;
    Told first;
    Told second;
    for (const auto& item : rumour()) first.add(a.see(item, ours, false));
    for (const auto& item : rumour()) second.add(b.see(item, ours, false));
    CHECK(first.findings == second.findings);
    CHECK(first.card == second.card);
    Told again;
    for (const auto& item : rumour()) again.add(a.see(item, ours, false));
    CHECK(again.findings.empty());
    CHECK(a.figures().repeated == 40);
}

TEST_CASE("what was told before a restart is not told again, and the story goes on") {
    const auto posts = rumour();
    Keeper before;
    Told told;
    for (const auto& item : posts) told.add(before.see(item, ours, false));
    Keeper after;
    for (const auto& item : posts) after.recall(item, ours, false);
    CHECK(after.story_of("bluesky", "12") == before.story_of("bluesky", "12"));
    Told next;
    for (int i = 0; i < 5; ++i)
        next.add(after.see(post(fmt::format("n{}", i), fmt::format("n{}", i), 5000 + i, claim), ours, false));
    for (const auto& f : next.findings) CHECK(f.culprit.id == told.findings[0].culprit.id);
}

TEST_CASE("one author who floods makes no story") {
    Keeper keeper;
    Told told;
    for (int i = 0; i < 5000; ++i)
        told.add(keeper.see(post(std::to_string(i), "flood", i, claim + " est-ce vrai ?"), ours, false));
    CHECK(told.findings.empty());
    CHECK(keeper.figures().posts <= KeeperSettings{}.posts_of_author);
}

TEST_CASE("clocks out of order by hours, forwards and backwards, break nothing") {
    Keeper keeper;
    Told told;
    auto posts = rumour();
    for (std::size_t i = 0; i < posts.size(); ++i) {
        if (i % 3 == 0) posts[i].created_at = posts[i].observed_at + std::chrono::hours(70'000);
        if (i % 3 == 1) posts[i].created_at = from_us(0);
        if (i % 7 == 6) posts[i].observed_at -= std::chrono::hours(5);
    }
    for (const auto& item : posts) told.add(keeper.see(item, ours, false));
    CHECK(told.of("disputed_claim") >= 1);
    CHECK(told.card["first_post"] == "0");
    told.add(keeper.see(post("old", "old", -400'000, claim), ours, false));
    CHECK(keeper.figures().late == 1);
}

TEST_CASE("memory is bounded: the oldest stories make room, a huge one keeps a part") {
    KeeperSettings settings;
    settings.stories = 50;
    settings.posts = 300;
    settings.posts_of_story = 40;
    settings.ids = 500;
    Keeper keeper(settings);
    for (int i = 0; i < 3000; ++i) {
        const auto n = std::to_string(i);
        const auto text =
            i % 2 == 0 ? claim : fmt::format("motrare{0}xy{0} chosevue{0}zz{0} lieu{0}tt{0} lorimel", i);
        (void)keeper.see(post(n, "a" + n, i, text), ours, false);
        REQUIRE(keeper.figures().stories <= 50);
        REQUIRE(keeper.figures().posts <= 300);
    }
    CHECK(keeper.figures().evicted > 1000);
    // Two days without a word: all of it is forgotten.
    (void)keeper.see(post("late", "late", 400'000, "tout autre chose ici"), ours, false);
    CHECK(keeper.figures().stories == 1);
}

TEST_CASE(
    "accounts that write the same words again and again within minutes act together; those who copy once do "
    "not") {
    Keeper keeper;
    Told told;
    int n = 0;
    for (const auto& item : rumour()) told.add(keeper.see(item, ours, false));
    for (int wave = 0; wave < 3; ++wave) {
        const auto text =
            fmt::format("{} vague {} partagez partagez", claim,
                        std::string(static_cast<std::size_t>(4 + wave), static_cast<char>('a' + wave)));
        for (int a = 0; a < 20; ++a)
            told.add(keeper.see(
                post(fmt::format("w{}", n++), fmt::format("push{}", a), 5000 + wave * 3000 + a * 5, text),
                ours, false));
        told.add(keeper.see(
            post(fmt::format("c{}", wave), fmt::format("copies{}", wave), 5300 + wave * 3000, text), ours,
            false));
    }
    told.add(keeper.see(post("end", "end", 20'000, claim), ours, false));
    CHECK(told.of("coordination") >= 1);
    CHECK(told.card["together"]["count"] == 20);
    for (const auto& who : told.card["together"]["names"]) CHECK(who.get<std::string>().starts_with("push"));
}

TEST_CASE("what an analyst merges or splits stays so, after a restart, too") {
    Keeper keeper;
    for (const auto& item : rumour()) (void)keeper.see(item, ours, false);
    const std::string other = "Grève surprise des livreurs Lorimel à Brest, entrepôt bloqué depuis mardi";
    (void)keeper.see(post("g", "g", 4900, other), ours, false);
    const auto a = keeper.story_of("bluesky", "0");
    const auto b = keeper.story_of("bluesky", "g");
    REQUIRE(a != b);
    REQUIRE(keeper.merge(a, b));
    CHECK(keeper.story_of("bluesky", "g") == a);
    CHECK(keeper.figures().stories == 1);
    CHECK_FALSE(keeper.merge(a, "s0000"));
    // A copy of what was merged follows.
    (void)keeper.see(post("g2", "g2", 5000, other), ours, false);
    CHECK(keeper.story_of("bluesky", "g2") == a);
    CHECK(keeper.decisions().merged.at(b) == a);

    REQUIRE(keeper.split("bluesky", "g"));
    const auto c = keeper.story_of("bluesky", "g");
    CHECK(c != a);
    CHECK(keeper.story_of("bluesky", "g2") == c);
    CHECK(keeper.decisions().apart.size() == 1);
    (void)keeper.see(post("g3", "g3", 5100, other), ours, false);
    CHECK(keeper.story_of("bluesky", "g3") == c);
    CHECK(keeper.figures().stories == 2);

    Keeper after;
    after.set_decisions(keeper.decisions());
    for (const auto& item : rumour()) after.recall(item, ours, false);
    for (const auto* id : {"g", "g2", "g3"}) after.recall(post(id, id, 5000, other), ours, false);
    CHECK(after.story_of("bluesky", "g3") == c);
    CHECK(after.story_of("bluesky", "0") == a);
}

TEST_CASE("a merge holds after a restart") {
    const std::string other = "Grève surprise des livreurs Lorimel à Brest, entrepôt bloqué depuis mardi";
    Keeper keeper;
    for (const auto& item : rumour()) (void)keeper.see(item, ours, false);
    (void)keeper.see(post("g", "g", 4900, other), ours, false);
    const auto a = keeper.story_of("bluesky", "0");
    REQUIRE(keeper.merge(a, keeper.story_of("bluesky", "g")));
    for (const bool first : {true, false}) {
        Keeper after;
        after.set_decisions(keeper.decisions());
        if (first) after.recall(post("g", "g", 0, other), ours, false);
        for (const auto& item : rumour()) after.recall(item, ours, false);
        if (!first) after.recall(post("g", "g", 4900, other), ours, false);
        CHECK(after.story_of("bluesky", "g") == a);
        CHECK(after.figures().stories == 1);
    }
}

TEST_CASE("empty posts, posts of one emoji and circles of answers") {
    Keeper keeper;
    Told told;
    for (int i = 0; i < 200; ++i) {
        auto item = post(std::to_string(i), std::to_string(i), i, i % 2 == 0 ? "" : "🔥");
        item.reply_to = std::to_string((i + 1) % 200);
        told.add(keeper.see(item, ours, false));
    }
    CHECK(told.findings.empty());
}
