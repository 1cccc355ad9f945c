#include <vigie/base/time.hpp>

#include <doctest/doctest.h>

namespace vigie {

TEST_CASE("a time survives the way out and back") {
    for (const auto* text :
         {"2025-10-09T08:53:20.123Z", "1999-12-31T23:59:59.000Z", "2024-02-29T00:00:00.001Z"}) {
        CHECK(format_time(parse_time(text).value()) == text);
    }
}

TEST_CASE("offsets, fractions and bare dates are read") {
    CHECK(format_time(parse_time("2025-10-09T10:53:20+02:00").value()) == "2025-10-09T08:53:20.000Z");
    CHECK(format_time(parse_time("2025-10-09 08:53").value()) == "2025-10-09T08:53:00.000Z");
    CHECK(format_time(parse_time("2025-10-09").value()) == "2025-10-09T00:00:00.000Z");
    CHECK(to_us(parse_time("1970-01-01T00:00:00.1234567Z").value()) == 123'456);
}

TEST_CASE("what is not a time is refused with what to write") {
    for (const auto* text : {"", "yesterday", "2025-13-01", "2025-02-30", "2025-10-09T25:00:00Z",
                             "2025-10-09T08:53:20Zx", "2025-10-09T08:53:20.Z", "-001-01-01"}) {
        const auto r = parse_time(text);
        CHECK_FALSE(r.has_value());
        if (!r) CHECK(r.error().message.find("2025-10-09T08:53:20Z") != std::string::npos);
    }
}

TEST_CASE("durations are read as people write them") {
    CHECK(parse_duration("1h30m").value() == std::chrono::minutes(90));
    CHECK(parse_duration("500ms").value() == std::chrono::milliseconds(500));
    CHECK(parse_duration("7d").value() == std::chrono::hours(168));
    CHECK(format_duration(std::chrono::minutes(90)) == "1h30m");
    CHECK(format_duration(Duration{0}) == "0s");
    for (const auto* text : {"", "h", "5", "-1s", "9999999999999d", "5x"})
        CHECK_FALSE(parse_duration(text).has_value());
}

TEST_CASE("the usual spelling reads as any other, and one wrong byte makes it none") {
    for (const char* text : {"2025-10-09T08:53:20.123Z", "2024-02-29T23:59:60Z", "0001-01-01T00:00:00.000Z",
                             "9999-12-31T00:00:00Z"}) {
        const std::string usual(text);
        CAPTURE(usual);
        const auto other = usual.substr(0, usual.size() - 1) + "+00:00";
        REQUIRE(parse_time(usual));
        CHECK(*parse_time(usual) == *parse_time(other));
        for (std::size_t i = 0; i < usual.size(); ++i) {
            for (const char c : {':', '/', 'a', '?', ';', '\x10', '\xB0'}) {
                if (usual[i] == c) continue;
                auto wrong = usual;
                wrong[i] = c;
                CAPTURE(wrong);
                CHECK_FALSE(parse_time(wrong));
            }
        }
    }
    CHECK_FALSE(parse_time("2025-02-29T08:53:20Z"));
    CHECK_FALSE(parse_time("2025-10-09T24:00:00.000Z"));
}

}  // namespace vigie
