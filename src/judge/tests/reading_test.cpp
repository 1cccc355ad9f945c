#include "reading/heads.hpp"

#include <vigie/judge/reading.hpp>

#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <memory>
#include <string>

namespace vigie::judge {
namespace {

const PostReader& reader() {
    static const auto made = PostReader::built_in();
    REQUIRE(made);
    return *made;
}

}  // namespace

TEST_CASE("a post is glad, cross or neither in both languages") {
    for (const auto* glad : {"I love this, thank you so much, amazing service!",
                             "Merci beaucoup, excellent service, je suis ravi !"}) {
        CAPTURE(glad);
        const auto r = reader().read(glad);
        CHECK(r.of(Aspect::sentiment_positive) > r.of(Aspect::sentiment_negative));
    }
    for (const auto* cross : {"@Meridien worst service ever, still waiting for my refund",
                              "Service client nul, c'est honteux, toujours pas remboursé"}) {
        CAPTURE(cross);
        const auto r = reader().read(cross);
        CHECK(r.of(Aspect::sentiment_negative) > r.of(Aspect::sentiment_positive));
        CHECK(r.of(Aspect::complaint) > 0.5F);
        CHECK(r.reason == "refund");
    }
}

TEST_CASE("the sentiments add up to one, and every score is a probability, for any bytes") {
    const std::array<std::string, 8> texts{"",
                                           "😡",
                                           std::string(1 << 16, 'a'),
                                           std::string(5000, '@'),
                                           "\xff\xfe\xc3",
                                           "\\u00",
                                           "&amp;\\u2019",
                                           std::string("a\0b", 3)};
    for (const auto& text : texts) {
        const auto r = reader().read(text);
        float sum = 0;
        for (std::size_t a = 0; a < aspects; ++a) CHECK((r.scores[a] >= 0 && r.scores[a] <= 1));
        for (std::size_t a = 0; a < 3; ++a) sum += r.scores[a];
        CHECK(std::abs(sum - 1) < 0.001F);
        for (const auto& w : reader().explain(text, r)) CHECK(w.end <= text.size());
    }
}

TEST_CASE("words know what stands around them") {
    const auto post = std::make_unique<PostWords>();
    post->read("@client I don\\u2019t like it, l'été est sooooo GRAND!! http://t.co/x");
    CHECK(post->has(Sign::addressed));
    CHECK(post->has(Sign::negation));
    CHECK(post->has(Sign::drawn_out));
    CHECK(post->has(Sign::exclamations));
    CHECK(post->has(Sign::link));
    std::string all;
    for (const auto& w : post->words()) all += std::string(post->folded(w)) + (w.negated ? "- " : " ");
    CHECK(all == "<at> i dont like- it- , l ete est soo grand !! <url> ");
}

TEST_CASE("a table of heads is read back as it was written, and nothing else is") {
    const auto table = HeadTable::of(8, {std::vector<float>(256, 0.5F)}, {"one"}, {{0.25F, 1}});
    const auto bytes = table.write();
    const auto again = HeadTable::read(bytes);
    REQUIRE(again);
    CHECK(again->write() == bytes);
    CHECK_FALSE(HeadTable::read(bytes.substr(0, bytes.size() - 1)));
    CHECK_FALSE(HeadTable::read("vigie-heads 1\nbits 40\n\n"));
    CHECK_FALSE(HeadTable::read("vigie-heads 1\nbits 8\nhead one nan 0 0\n\n" + std::string(4096, '\0')));
}

}  // namespace vigie::judge
