#include <vigie/engine/leads.hpp>

#include <doctest/doctest.h>

using namespace vigie;
using namespace std::chrono_literals;

namespace {

model::Finding on(const char* url) {
    model::Finding f;
    f.indicators = {{"domain", "a.test"}, {"url", url}};
    return f;
}

}  // namespace

TEST_CASE("a link is followed once a day, and only when there is one") {
    engine::Leads leads;
    const Time now = from_us(1'000'000);
    leads.follow(on("https://a.test/x"), now);
    leads.follow(on("https://a.test/x"), now + 1h);
    leads.follow(model::Finding{}, now);
    CHECK(leads.next(1ms) == "https://a.test/x");
    CHECK(leads.next(1ms) == std::nullopt);
    leads.follow(on("https://a.test/x"), now + 25h);
    CHECK(leads.next(1ms) == "https://a.test/x");
    model::Finding domain;
    domain.culprit = {"domain", "", "b.test", "b.test", ""};
    leads.follow(domain, now);
    CHECK(leads.next(1ms) == "https://b.test/");
}

TEST_CASE("a flood of links is bounded, and blocks nobody") {
    engine::Leads leads;
    for (int i = 0; i < 50'000; ++i)
        leads.follow(on(("https://a.test/" + std::to_string(i)).c_str()), from_us(1));
    int n = 0;
    while (leads.next(0ms)) ++n;
    CHECK(n == 1000);
}

TEST_CASE("a lead is open until what it met was handed on") {
    engine::Leads leads;
    CHECK_FALSE(leads.open());
    leads.follow(on("https://a.test/x"), from_us(1));
    CHECK(leads.open());
    REQUIRE(leads.next(1ms));
    CHECK(leads.open());
    leads.close_one();
    CHECK_FALSE(leads.open());
}
