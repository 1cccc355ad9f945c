#include <vigie/engine/config.hpp>

#include <doctest/doctest.h>
#include <fmt/core.h>

namespace vigie::engine {
namespace {

ConfigResult read(const std::string& more) {
    return read_config(
        "etc/vigie.yaml",
        "assets: [a.yaml]\npolicies: [p.yaml]\nsources: [{type: jetstream}]\nchannels: {}\n" + more,
        [](const SecretPlace& place) -> Result<std::string> { return "secret of " + place.name; });
}

bool says(const ConfigResult& result, std::string_view code, std::string_view words) {
    for (const auto& d : result.diagnostics)
        if (d.code.ends_with(code) && d.message.find(words) != std::string::npos) return true;
    return false;
}

constexpr auto whole =
    "employees:\n  purpose: No file leaves the house.\n  notice: We read what you post.\n  notice_date: "
    "2026-01-05\n"
    "  works_council: 2025-12-10\n";

}  // namespace

TEST_CASE("publishers are read by name, with their secrets") {
    const auto result = read(
        "publishers:\n  bluesky: {handle: acme.example, password: {env: P}}\n"
        "  fedi: {type: mastodon, handle: acme@social.example, service: \"https://social.example\", token: "
        "{env: T}, "
        "expires: 2027-03-01, characters: 600}\n");
    REQUIRE(result.config);
    REQUIRE(result.config->publishers.size() == 2);
    const auto& bluesky = std::get<BlueskyAccount>(result.config->publishers[0].settings);
    CHECK(bluesky.password.reveal() == "secret of P");
    CHECK(bluesky.service == "https://bsky.social");
    const auto& fedi = std::get<MastodonAccount>(result.config->publishers[1].settings);
    CHECK(fedi.characters == 600);
    CHECK(fedi.expires == parse_time("2027-03-01").value());
    CHECK_FALSE(read("publishers: {bluesky: {handle: '@acme.example', password: {env: P}}}\n").config);
    CHECK_FALSE(read("publishers: {mastodon: {handle: a@b.example, token: {env: T}}}\n").config);
}

TEST_CASE(
    "the employee module is on when all of its terms are recorded, and each one that is missing is named") {
    CHECK_FALSE(read("").config->employees.on());
    CHECK(read(whole).config->employees.on());
    const auto half = read("employees: {purpose: x, notice: y}\n");
    CHECK_FALSE(half.config);
    CHECK(says(half, "employees-off", "notice_date"));
    CHECK(says(half, "employees-off", "works_council"));
    CHECK_FALSE(says(half, "employees-off", "purpose"));
    CHECK(says(read("employees: {purpose: x, notice: y, notice_date: soon, works_council: 2025-12-10}\n"),
               "bad-value", "no date"));
}

}  // namespace vigie::engine
