#include "fake_google.hpp"
#include "fuzz/safe_browsing_fuzz.hpp"

#include <vigie/ports/clock.hpp>
#include <vigie/plugins/safe_browsing.hpp>

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace vigie::plugins::safe_browsing {

TEST_CASE("URLs are spelt as Google's documentation spells them") {
    const std::vector<std::pair<std::string, std::string>> table{
        {"http://host/%25%32%35", "http://host/%25"},
        {"http://host/%25%32%35%25%32%35", "http://host/%25%25"},
        {"http://host/%2525252525252525", "http://host/%25"},
        {"http://host/asdf%25%32%35asd", "http://host/asdf%25asd"},
        {"http://host/%%%25%32%35asd%%", "http://host/%25%25%25asd%25%25"},
        {"http://www.google.com/", "http://www.google.com/"},
        {"http://%31%36%38%2e%31%38%38%2e%39%39%2e%32%36/%2E%73%65%63%75%72%65/%77%77%77%2E%65%62%61%79%2E%63%6F%6D/",
         "http://168.188.99.26/.secure/www.ebay.com/"},
        {"http://host%23.com/%257Ea%2521b%2540c%2523d%2524e%25f%255E00%252611%252A22%252833%252944_55%252B",
         "http://host%23.com/~a!b@c%23d$e%25f^00&11*22(33)44_55+"},
        {"http://3279880203/blah", "http://195.127.0.11/blah"},
        {"http://www.google.com/blah/..", "http://www.google.com/"},
        {"www.google.com/", "http://www.google.com/"},
        {"www.google.com", "http://www.google.com/"},
        {"http://www.evil.com/blah#frag", "http://www.evil.com/blah"},
        {"http://www.GOOgle.com/", "http://www.google.com/"},
        {"http://www.google.com.../", "http://www.google.com/"},
        {"http://www.google.com/foo\tbar\rbaz\n2", "http://www.google.com/foobarbaz2"},
        {"http://www.google.com/q?", "http://www.google.com/q?"},
        {"http://www.google.com/q?r?s", "http://www.google.com/q?r?s"},
        {"http://evil.com/foo#bar#baz", "http://evil.com/foo"},
        {"http://evil.com/foo;", "http://evil.com/foo;"},
        {"http://evil.com/foo?bar;", "http://evil.com/foo?bar;"},
        {"http://\x01\x80.com/", "http://%01%80.com/"},
        {"http://notrailingslash.com", "http://notrailingslash.com/"},
        {"  http://www.google.com/  ", "http://www.google.com/"},
        {"http:// leadingspace.com/", "http://%20leadingspace.com/"},
        {"https://www.securesite.com/", "http://www.securesite.com/"},
        {"http://host.com/ab%23cd", "http://host.com/ab%23cd"},
        {"http://host.com//twoslashes?more//slashes", "http://host.com/twoslashes?more//slashes"},
        {"http://0x7f.1/", "http://127.0.0.1/"},
        {"http://user@evil.com:8080/", "http://evil.com/"},
    };
    for (const auto& [given, expected] : table) CHECK_MESSAGE(canonical(given).text() == expected, given);
}

TEST_CASE("expressions are those of the documentation's examples") {
    using List = std::vector<std::string>;
    CHECK(expressions(canonical("http://a.b.com/1/2.html?param=1")) ==
          List{"a.b.com/1/2.html?param=1", "a.b.com/1/2.html", "a.b.com/", "a.b.com/1/", "b.com/1/2.html?param=1",
               "b.com/1/2.html", "b.com/", "b.com/1/"});
    CHECK(expressions(canonical("http://a.b.c.d.e.f.com/1.html")) ==
          List{"a.b.c.d.e.f.com/1.html", "a.b.c.d.e.f.com/", "c.d.e.f.com/1.html", "c.d.e.f.com/", "d.e.f.com/1.html",
               "d.e.f.com/", "e.f.com/1.html", "e.f.com/", "f.com/1.html", "f.com/"});
    CHECK(expressions(canonical("http://1.2.3.4/1/")) == List{"1.2.3.4/1/", "1.2.3.4/"});
    CHECK(expressions(canonical("")).empty());
}

TEST_CASE("the lookup key of the reference URL has the reference digest") {
    const auto list = expressions(canonical("https://login-exemple.test/a?b=1"));
    const auto hash = kit::sha256(list.front());
    CHECK(list.front() == "login-exemple.test/a?b=1");
    CHECK(kit::hex(hash).starts_with("74aa3e8f96af97"));
    CHECK(kit::base64(hash.substr(0, 4)) == "dKo+jw==");
    CHECK(bytes_of(prefix_of(hash)) == hash.substr(0, 4));
}

TEST_CASE("Rice decoding reads low bits first, and gives back what was coded") {
    // By hand: 5, then +3 (q 0, r 011) and +12 (q 1, r 100), parameter 3: bits 0 110, 1 0 001 → 0x8A 0x00… low first.
    // 0,1,1,0,1,0,0,0 | 1 → 0x16 0x01
    CHECK(decode_rice({5, 3, 2, std::string("\x16\x01", 2)}).value() == std::vector<std::uint32_t>{5, 8, 20});
    ports::SeededRng chance(3);
    for (const unsigned parameter : {3U, 8U, 20U, 27U, 30U}) {
        std::vector<std::uint32_t> numbers;
        std::uint64_t n = 0;
        for (int i = 0; i < 200 && n < 0xFFFFFFFFU; ++i) {
            numbers.push_back(static_cast<std::uint32_t>(n));
            n += chance.next() % (std::uint64_t{3} << parameter);
        }
        CHECK(decode_rice(encode_rice(numbers, parameter)).value() == numbers);
    }
    CHECK(decode_rice({7, 0, 0, ""}).value() == std::vector<std::uint32_t>{7});
    CHECK_FALSE(decode_rice({7, 2, 1, "abcd"}).has_value());              // parameter
    CHECK_FALSE(decode_rice({7, 5, 4'000'000'000U, "abcd"}).has_value());  // a bomb
    CHECK_FALSE(decode_rice({7, 5, 1, std::string(4, '\xFF')}).has_value());
    CHECK_FALSE(decode_rice({0xFFFFFFFFU, 3, 1, std::string(1, '\x0A')}).has_value());
}

TEST_CASE("nothing but listed prefixes leaves, and the answer is kept, yes or no") {
    FakeGoogle google;
    google.bad = {"evil.test/", "b.test/login"};
    ports::ManualClock clock(parse_time("2026-03-01").value());
    SafeBrowsing service({.key = "k"}, &clock);
    CHECK_FALSE(service.of("https://evil.test/x"));  // before the first list
    CHECK(service.update(google).value() == std::chrono::seconds(1800));
    CHECK(service.prefixes() == 2);
    CHECK_FALSE(service.of("https://innocent.test/secret-path?token=1"));
    CHECK(service.ask(google).value() == 0);
    CHECK(google.asked.size() == 1);  // the innocent URL asked nothing

    CHECK_FALSE(service.of("https://www.evil.test/deep/page?x=1"));  // not asked yet
    CHECK(service.ask(google).value() == 1);
    CHECK(google.asked.back().find("evil") == std::string::npos);
    const auto listing = service.of("https://www.evil.test/deep/page?x=1");
    REQUIRE(listing.has_value());
    CHECK(listing->threat == ports::Threat::phishing);
    CHECK(service.ask(google).value() == 0);  // cached

    clock.advance(std::chrono::seconds(301));
    CHECK_FALSE(service.of("https://evil.test/"));
    google.bad.erase("evil.test/");
    CHECK(service.ask(google).value() == 1);
    const auto requests = google.asked.size();
    CHECK_FALSE(service.of("https://evil.test/"));  // a cached no
    CHECK(service.ask(google).value() == 0);
    CHECK(google.asked.size() == requests);
}

TEST_CASE("lists are updated in parts, a wrong checksum drops the list and it comes back whole") {
    FakeGoogle google;
    ports::ManualClock clock(parse_time("2026-03-01").value());
    SafeBrowsing service({.key = "k"}, &clock);
    for (int i = 0; i < 300; ++i) google.bad.insert(fmt::format("site{}.test/", i));
    REQUIRE(service.update(google).has_value());
    CHECK(service.prefixes() == 300);
    for (int i = 0; i < 50; ++i) google.bad.erase(fmt::format("site{}.test/", i * 3));
    google.bad.insert("new.test/");
    REQUIRE(service.update(google).has_value());
    CHECK(service.prefixes() == 251);
    google.wrong_checksum = true;
    CHECK(service.update(google).error().code == Errc::conflict);
    CHECK(service.prefixes() == 0);
    google.wrong_checksum = false;
    REQUIRE(service.update(google).has_value());
    CHECK(service.prefixes() == 251);
    google.status = 429;
    CHECK(service.update(google).error().code == Errc::unavailable);
    CHECK(service.prefixes() == 251);
}

TEST_CASE("canaries and details that are not understood accuse nobody") {
    FakeGoogle google;
    google.bad = {"evil.test/"};
    ports::ManualClock clock(parse_time("2026-03-01").value());
    for (const auto* attribute : {"CANARY", "FRAME_ONLY", "SOMETHING_NEW"}) {
        SafeBrowsing service({.key = "k"}, &clock);
        google.attribute = attribute;
        REQUIRE(service.update(google).has_value());
        (void)service.of("https://evil.test/");
        CHECK(service.ask(google).value() == 1);
        CHECK_FALSE(service.of("https://evil.test/"));
    }
    CHECK(read_hashes(R"({"fullHashes":[{"fullHash":"dKo+jw==","fullHashDetails":[]}]})").error().code == Errc::parse);
    CHECK(read_hashes(R"({"cacheDuration":"300.5s"})")->cache_s == 300);
}

TEST_CASE("the seeds of the Safe Browsing fuzzer, whole, cut anywhere and with any byte changed, break no promise") {
    int count = 0;
    for (const auto& entry : std::filesystem::directory_iterator(
             std::string(VIGIE_SOURCE_DIR) + "/src/plugins/sources/safe_browsing/fuzz/seeds")) {
        CAPTURE(entry.path().filename().string());
        std::ifstream file(entry.path(), std::ios::binary);
        const std::string seed{std::istreambuf_iterator<char>(file), {}};
        CHECK(std::string(broken_promise(seed)) == "");
        for (std::size_t i = 0; i < seed.size(); ++i) {
            CHECK(std::string(broken_promise(std::string_view(seed).substr(0, i))) == "");
            auto changed = seed;
            changed[i] = static_cast<char>(changed[i] ^ (i % 2 == 0 ? 0x81 : 0x02));
            CHECK(std::string(broken_promise(changed)) == "");
        }
        ++count;
    }
    CHECK(count >= 4);
}

}  // namespace vigie::plugins::safe_browsing
