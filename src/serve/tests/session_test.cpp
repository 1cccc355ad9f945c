#include "house.hpp"

using namespace vigie;
using namespace vigie::serve::testing;

TEST_CASE("who logs in gets a cookie and the CSRF token, and is known from then on") {
    House house;
    house.open();
    Browser browser(house.port());
    CHECK(browser.get("/api/v1/session").status == 401);
    const auto in = browser.log_in("analyst", password);
    REQUIRE(in.status == 200);
    CHECK(in.header("set-cookie").find("; Path=/; HttpOnly; SameSite=Strict; Max-Age=43200") !=
          std::string::npos);
    CHECK(in.header("set-cookie").find("Secure") == std::string::npos);
    CHECK(in.header("cache-control") == "no-store");
    const auto me = browser.get("/api/v1/session");
    REQUIRE(me.status == 200);
    CHECK(me.json()["user"]["name"] == "analyst");
    CHECK(me.json()["csrf"] == in.json()["csrf"]);
    const auto out = browser.send("DELETE", "/api/v1/session");
    CHECK(out.status == 204);
    CHECK(out.header("content-length").empty());
    CHECK(out.header("set-cookie").find("Max-Age=0") != std::string::npos);
    CHECK(browser.get("/api/v1/session").status == 401);
}
