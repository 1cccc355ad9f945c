#include "reading/model.hpp"

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
        const auto r = reader().read(glad, glad[0] == 'I' ? "en" : "fr");
        CHECK(r.of(Aspect::sentiment_positive) > r.of(Aspect::sentiment_negative));
    }
    for (const auto* cross : {"@Meridien worst service ever, still waiting for my refund",
                              "Service client nul, c'est honteux, toujours pas remboursé"}) {
        CAPTURE(cross);
        const auto r = reader().read(cross, cross[0] == '@' ? "en" : "fr");
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
        const auto r = reader().read(text, "");
        float sum = 0;
        for (std::size_t a = 0; a < aspects; ++a) CHECK((r.scores[a] >= 0 && r.scores[a] <= 1));
        for (std::size_t a = 0; a < 3; ++a) sum += r.scores[a];
        CHECK(std::abs(sum - 1) < 0.001F);
        for (const auto& w : reader().explain(text, "", r)) CHECK(w.end <= text.size());
    }
}

TEST_CASE("units know what stands around them") {
    reading::Units units;
    reading::read_units("@client I don't like it, l'été est sooooo GRAND!! http://t.co/x", units);
    CHECK(units.addressed);
    std::string all;
    for (const auto& u : units.units)
        if (u.to > u.from) all += units.letters.substr(u.from, u.to - u.from) + (u.negated ? "- " : " ");
    CHECK(all == "i don t like- it- l ete est soo grand ");
}

TEST_CASE("each gram counts once, however often it stands there") {
    reading::Units units;
    reading::Grams grams;
    reading::read_units("non non non", units);
    grams.collect(units);
    const auto once = grams.of(reading::Block::letters).size();
    reading::read_units("non", units);
    grams.collect(units);
    CHECK(once == grams.of(reading::Block::letters).size());
}

TEST_CASE("a model is read back as it was written, and nothing else is") {
    reading::Table table;
    table.heads.resize(2);
    table.heads[0].name = "sentiment_en.negative";
    table.heads[0].scale = 0.5;
    table.heads[1].name = "complaint_en";
    table.rows.resize((std::size_t{1} << reading::bucket_bits) * reading::row_bytes, 3);
    const auto bytes = table.write();
    const auto again = reading::Table::read(bytes);
    REQUIRE(again);
    CHECK(again->write() == bytes);
    CHECK(again->heads[0].scale == 0.5);
    CHECK_FALSE(reading::Table::read(bytes.substr(0, bytes.size() - 1)));
    CHECK_FALSE(reading::Table::read("vigie-reading 1\nhead one nan 0 0 0\n\n"));
    CHECK_FALSE(reading::Table::read("vigie-reading 1\n\n"));
    CHECK_FALSE(PostReader::of(bytes, ""));
}

}  // namespace vigie::judge
