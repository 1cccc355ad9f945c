#include <vigie/kit/zone.hpp>

#include <doctest/doctest.h>

using namespace vigie::kit;

namespace {
std::optional<std::int64_t> in(const char* zone, const char* text) {
    const auto t = parse_civil(text);
    return t ? utc_ms(zone, *t) : std::nullopt;
}
}  // namespace

TEST_CASE("a local time in a named zone is one instant") {
    CHECK(in("UTC", "1970-01-01T00:00") == 0);
    CHECK(in("Europe/Paris", "2026-12-01T09:00") == 1796112000000);
    CHECK(in("Europe/Paris", "2026-07-01T09:00") == in("UTC", "2026-07-01T07:00"));
    CHECK(in("America/New_York", "2026-12-01 09:00") == in("UTC", "2026-12-01T14:00"));
}

TEST_CASE("an hour that the clocks skip is none, of one that comes twice the first counts") {
    CHECK_FALSE(in("Europe/Paris", "2026-03-29T02:30").has_value());
    CHECK(in("Europe/Paris", "2026-03-29T03:00") == in("UTC", "2026-03-29T01:00"));
    CHECK(in("Europe/Paris", "2026-10-25T02:30") == in("UTC", "2026-10-25T00:30"));
}

TEST_CASE("what is no time and no zone is refused") {
    for (const auto* text : {"", "2026-02-30T09:00", "2026-13-01T09:00", "2026-12-01T24:00", "2026-12-01",
                             "tomorrow at nine", "2026-12-01T09:0x"})
        CHECK_FALSE(in("Europe/Paris", text).has_value());
    CHECK_FALSE(is_zone("Europe/Atlantis"));
    CHECK_FALSE(is_zone(""));
    CHECK(is_zone("Asia/Kolkata"));
}
