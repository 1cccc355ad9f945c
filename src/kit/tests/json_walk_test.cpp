#include <vigie/kit/json_walk.hpp>

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace vigie::kit {

TEST_CASE("an object is walked in the order it stands, values of no interest passed over") {
    JsonWalk walk;
    const std::string json =
        R"( { "a" : 1 , "b":[1,{"c":[]}], "texte":"é\u00e9\n\"", "d":{"x":true}, "e":-2.5e1,"n":null } )";
    REQUIRE(walk.open(json));
    std::vector<std::string> keys;
    std::int64_t a = 0;
    double e = 0;
    bool x = false;
    bool null = false;
    std::string_view text;
    REQUIRE(walk.members([&](std::string_view key) {
        keys.emplace_back(key);
        if (key == "a") return walk.integer(a);
        if (key == "texte") return walk.string(text);
        if (key == "d") return walk.members([&](std::string_view) { return walk.boolean(x); });
        if (key == "e") return walk.number(e);
        if (key == "n") return null = walk.null();
        return walk.skip();
    }));
    CHECK(walk.at_end());
    CHECK(keys == std::vector<std::string>{"a", "b", "texte", "d", "e", "n"});
    CHECK(a == 1);
    CHECK(text == "éé\n\"");
    CHECK(e == -25);
    CHECK(x);
    CHECK(null);
}

TEST_CASE("a place can be gone back to, and all strings read stand until the next text") {
    JsonWalk walk;
    const std::string json = R"(["\u0041b", "c", "\ud83d\ude00", ""])";
    REQUIRE(walk.open(json));
    const auto start = walk.place();
    std::vector<std::string_view> strings;
    const auto read = [&] { return walk.string(strings.emplace_back()); };
    REQUIRE(walk.elements(read));
    walk.go_to(start);
    REQUIRE(walk.skip());
    CHECK(walk.at_end());
    CHECK(strings == std::vector<std::string_view>{"Ab", "c", "\xF0\x9F\x98\x80", ""});
}

TEST_CASE("what is no JSON, or not walked as it should be, is refused") {
    JsonWalk walk;
    for (const char* text : {"", "\"open", "{\"a\":\"\xC3\"}", "\"tab\there\""}) {
        CAPTURE(text);
        CHECK_FALSE(walk.open(text));
    }
    for (const char* text : {"{", "{\"a\"}", "{\"a\":}", "{\"a\":1", "{\"a\":1,}", "{1:2}", "{\"a\":[1}",
                             "[1]", "}", "{\"a\" 1}", "{\"a\":1 \"b\":2}"}) {
        CAPTURE(text);
        REQUIRE(walk.open(text));
        CHECK_FALSE(walk.members([&](std::string_view) { return walk.skip(); }));
    }
    for (const char* text :
         {R"("\x")", R"("\u12")", R"("\ud800")", R"("\ud800\u0041")", R"("\udc00")", "12", "tru"}) {
        CAPTURE(text);
        REQUIRE(walk.open(text));
        std::string_view out;
        CHECK_FALSE(walk.string(out));
    }
    for (const char* text : {"01", "-", "1.5", "1e3", "99999999999999999999", "-0", "1x", "\"1\""}) {
        CAPTURE(text);
        REQUIRE(walk.open(text));
        std::int64_t out = 0;
        CHECK_FALSE(walk.integer(out));
    }
    for (const char* text : {"01", ".5", "1.", "1e", "+1", "1e999", "inf", "nan", "0x10"}) {
        CAPTURE(text);
        REQUIRE(walk.open(text));
        double out = 0;
        CHECK_FALSE(walk.number(out));
    }
}

TEST_CASE("a value is checked down to its last byte") {
    JsonWalk walk;
    for (const char* text : {R"({"a":[1,-2.5e3,"x\n",{"b":null}],"c":{},"d":[],"e":[[true],[false]]})", "[]",
                             "\"\"", "0", "[{\"a\":{\"b\":[]}}]"}) {
        CAPTURE(text);
        REQUIRE(walk.open(text));
        CHECK(walk.check());
        CHECK(walk.at_end());
    }
    for (const char* text :
         {"[}", "{\"a\":[}]}", "[1,]", "[1 2]", "{\"a\":1,}", "[01]", "[tru]", "[\"\\x\"]", "[nullx]", "[1",
          "{\"a\"", "{\"a\":", "[,1]", "{,}", "[1e999]", "{\"a\" 1}", "[1234567890123456789]"}) {
        CAPTURE(text);
        REQUIRE(walk.open(text));
        CHECK_FALSE(walk.check());
    }
    const std::string deep = std::string(100'000, '[') + std::string(100'000, ']');
    REQUIRE(walk.open(deep));
    CHECK_FALSE(walk.check());
}

TEST_CASE("memory is given back, and the next text reads as before") {
    JsonWalk walk;
    const std::string large = "[\"" + std::string(1 << 20, 'x') + "\\n\"]";
    std::string_view out;
    REQUIRE(walk.open(large));
    REQUIRE(walk.elements([&] { return walk.string(out); }));
    CHECK(out.size() == (1 << 20) + 1);
    walk.shrink();
    CHECK(walk.at_end());
    REQUIRE(walk.open("[\"a\\t\"]"));
    REQUIRE(walk.elements([&] { return walk.string(out); }));
    CHECK(out == "a\t");
}

}  // namespace vigie::kit
