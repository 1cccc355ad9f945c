#include <vigie/atproto/facets.hpp>
#include <vigie/atproto/session.hpp>
#include <vigie/atproto/tid.hpp>

#include <doctest/doctest.h>

using namespace vigie;
using atproto::Facet;

TEST_CASE("record keys are those of the specification") {
    CHECK(atproto::tid(from_us(1'760'000'000'000'000), 1) == "3m2qrrgw22223");
    CHECK(atproto::tid(from_us(1'760'000'000'000'001), 0) > "3m2qrrgw22223");
}

TEST_CASE("links, tags and mentions stand where bytes count them") {
    const auto facets = atproto::find_facets("Arnaque signalée : @exemple.test https://exemple.test #alerte");
    REQUIRE(facets.size() == 3);
    CHECK(facets[0] == Facet{Facet::Kind::mention, 20, 33, "exemple.test"});
    CHECK(facets[1] == Facet{Facet::Kind::link, 34, 54, "https://exemple.test"});
    CHECK(facets[2] == Facet{Facet::Kind::tag, 55, 62, "alerte"});
}

TEST_CASE("what only looks like a tag or a mention is text") {
    for (const auto* text : {"#1", "# a", "a#b", "@", "@name", "me@house.example", "C# et @", "50 %#"})
        CHECK_MESSAGE(atproto::find_facets(text).empty(), text);
    const auto facets = atproto::find_facets("(#Été2026) @Nom.Test. https://a.example/#part, fin");
    REQUIRE(facets.size() == 3);
    CHECK(facets[0].value == "Été2026");
    CHECK(facets[1].value == "nom.test");
    CHECK(facets[2].value == "https://a.example/#part");
}

TEST_CASE("a token says when it ends, whatever its server wrote") {
    // {"exp":1760000000}
    CHECK(atproto::expiry_of("e30.eyJleHAiOjE3NjAwMDAwMDB9.x") == from_us(1'760'000'000'000'000));
    for (const auto* token : {"", "a.b.c", "..", "e30.e30.x", "not a token"})
        CHECK_FALSE(atproto::expiry_of(token).has_value());
}
