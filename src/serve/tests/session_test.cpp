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

TEST_CASE("a wrong password, an unknown name and a disabled user get the same answer") {
    House house;
    house.write([](ports::Session& s) -> Result<> {
        VIGIE_TRY_ASSIGN(auto user, s.user("reader"));
        user->disabled = true;
        return s.put_user(*user);
    });
    house.open();
    std::string first;
    for (const auto& [name, word] : std::vector<std::pair<std::string, std::string>>{
             {"analyst", "correct horse battery"}, {"nobody", password}, {"reader", password}}) {
        CAPTURE(name);
        const auto answer = Browser(house.port()).log_in(name, word);
        CHECK(answer.status == 401);
        CHECK(answer.header("set-cookie").empty());
        if (first.empty()) first = answer.body;
        CHECK(answer.body == first);
    }
    CHECK(Browser(house.port()).log_in("", password).status == 422);
    CHECK(Browser(house.port()).log_in("admin", "").status == 422);
    CHECK(Browser(house.port()).log_in(std::string(200, 'a'), password).status == 422);
    CHECK(Browser(house.port()).post("/api/v1/session", {{"name", 7}, {"password", nullptr}}).status == 422);
}

TEST_CASE(
    "after five failures a name has to wait, with Retry-After, and is free again a quarter of an hour "
    "later") {
    House house;
    house.open();
    Browser browser(house.port());
    for (int i = 0; i < 5; ++i) CHECK(browser.log_in("analyst", "wrong").status == 401);
    const auto answer = browser.log_in("analyst", password);
    CHECK(answer.status == 429);
    CHECK(answer.code() == "rate_limited");
    const int wait = std::atoi(answer.header("retry-after").c_str());
    CHECK(wait > 0);
    CHECK(wait <= 15 * 60 + 1);
    CHECK(browser.log_in("reader", password).status == 200);
    house.real_clock.advance(std::chrono::seconds(wait));
    CHECK(browser.log_in("analyst", password).status == 200);
}

TEST_CASE("after twenty failures an address has to wait, whatever the names") {
    House house;
    add_person(*house.store, "fourth", model::Role::reader);
    house.open();
    Browser browser(house.port());
    for (const auto* name : {"admin", "analyst", "reader", "fourth"}) {
        for (int i = 0; i < 5; ++i) CHECK(browser.log_in(name, "wrong").status == 401);
    }
    CHECK(browser.log_in("nobody", password).status == 429);
}

TEST_CASE("an unsafe request without the session's CSRF token is refused") {
    House house;
    house.open();
    auto browser = house.as("analyst");
    const Json french{{"lang", "fr"}};
    CHECK(browser.post("/api/v1/session/lang", french).status == 200);
    const auto mine = browser.csrf;
    browser.csrf.clear();
    CHECK(browser.post("/api/v1/session/lang", french).code() == "csrf");
    browser.csrf = mine.substr(1);
    CHECK(browser.post("/api/v1/session/lang", french).code() == "csrf");
    browser.csrf = house.as("analyst").csrf;  // of another session of the same user
    CHECK(browser.post("/api/v1/session/lang", french).code() == "csrf");
    browser.csrf.clear();
    CHECK(browser.send("DELETE", "/api/v1/session").code() == "csrf");
    CHECK(browser.get("/api/v1/session").status == 200);
}

TEST_CASE("an unsafe request from a page of another site is refused, even the login") {
    House house;
    house.options.public_url = "https://vigie.example.test";
    house.open();
    const Json right{{"name", "analyst"}, {"password", password}};
    const auto try_with = [&](const Extra& extra) {
        return Browser(house.port()).post("/api/v1/session", right, extra).status;
    };
    for (const auto* site : {"cross-site", "same-site", "nonsense"})
        CHECK(try_with({{"Sec-Fetch-Site", site}}) == 403);
    for (const auto* site : {"same-origin", "none"}) CHECK(try_with({{"Sec-Fetch-Site", site}}) == 200);
    for (const auto* origin : {"https://evil.example", "null", "http://127.0.0.1.evil.example"})
        CHECK(try_with({{"Origin", origin}}) == 403);
    for (const auto* origin : {"http://127.0.0.1", "https://vigie.example.test"})
        CHECK(try_with({{"Origin", origin}}) == 200);
    CHECK(house.as("analyst").get("/api/v1/session", {{"Sec-Fetch-Site", "cross-site"}}).status ==
          200);  // reading is for SameSite
}

TEST_CASE("each role may do what the one before may, and no more") {
    House house;
    house.open();
    auto reader = house.as("reader");
    auto analyst = house.as("analyst");
    CHECK(reader.get("/api/v1/incidents").status == 200);
    CHECK(reader.get("/api/v1/audit/verify").status == 403);
    const auto refused = reader.post("/api/v1/incidents/VG-2026-0001/take");
    CHECK(refused.status == 403);
    CHECK(refused.code() == "forbidden");
    CHECK(refused.body.find("analyst") != std::string::npos);
    CHECK(analyst.post("/api/v1/incidents/VG-2026-0001/take").status == 404);
    CHECK(analyst.get("/api/v1/audit/verify").status == 200);
    CHECK(Browser(house.port()).get("/api/v1/incidents").status == 401);
}

TEST_CASE("the first password is only good for choosing another") {
    House house;
    add_person(*house.store, "fresh", model::Role::analyst, true);
    house.open();
    auto browser = house.as("fresh");
    CHECK(browser.get("/api/v1/session").json()["user"]["must_change_password"] == true);
    CHECK(browser.get("/api/v1/incidents").code() == "password_change_required");
    const auto change = [&](const std::string& old, const std::string& fresh) {
        return browser.post("/api/v1/session/password", {{"old", old}, {"new", fresh}});
    };
    CHECK(change("wrong", "a much longer sentence").status == 422);
    CHECK(change(password, "too short").code() == "weak_password");
    CHECK(change(password, password).code() == "weak_password");
    const auto before = browser.cookie;
    auto elsewhere = house.as("fresh");
    REQUIRE(change(password, "a much longer sentence of mine").status == 200);
    CHECK(browser.cookie != before);
    CHECK(browser.get("/api/v1/incidents").status == 200);
    CHECK(elsewhere.get("/api/v1/session").status == 401);
    browser.cookie = before;
    CHECK(browser.get("/api/v1/session").status == 401);
    CHECK(Browser(house.port()).log_in("fresh", password).status == 401);
    CHECK(Browser(house.port()).log_in("fresh", "a much longer sentence of mine").status == 200);
}

TEST_CASE("the old password cannot be guessed through a stolen session") {
    House house;
    house.open();
    auto browser = house.as("analyst");
    for (int i = 0; i < 5; ++i)
        CHECK(browser.post("/api/v1/session/password", {{"old", "guess"}, {"new", "a much longer sentence"}})
                  .status == 422);
    CHECK(browser.post("/api/v1/session/password", {{"old", password}, {"new", "a much longer sentence"}})
              .status == 429);
}

TEST_CASE("a session lasts twelve hours, and longer while it is used") {
    using namespace std::chrono_literals;
    House house;
    house.open();
    auto idle = house.as("reader");
    auto busy = house.as("analyst");
    house.real_clock.advance(5h);
    CHECK(busy.get("/api/v1/session").header("set-cookie").empty());
    house.real_clock.advance(2h);
    const auto prolonged = busy.get("/api/v1/incidents");
    CHECK(prolonged.status == 200);
    CHECK(prolonged.header("set-cookie").find("Max-Age=43200") != std::string::npos);
    CHECK(busy.get("/api/v1/session").json()["expires_at"] == "2026-03-10T03:40:00.000Z");
    house.real_clock.advance(5h);
    CHECK(idle.get("/api/v1/session").status == 401);
    CHECK(busy.get("/api/v1/session").status == 200);
    house.real_clock.advance(13h);
    CHECK(busy.get("/api/v1/session").status == 401);
}

TEST_CASE("the cookie is Secure when the console is reached over TLS") {
    House house;
    house.options.public_url = "https://vigie.example.test";
    house.open();
    CHECK(Browser(house.port()).log_in("reader", password).header("set-cookie").ends_with("; Secure"));
}

TEST_CASE("nothing secret is stored: the token as its digest, the password as argon2id") {
    House house;
    house.open();
    const auto browser = house.as("analyst");
    const auto done = house.store->read([&](ports::Session& s) -> Result<> {
        VIGIE_TRY_ASSIGN(const auto by_token, s.web_session(browser.cookie));
        CHECK_FALSE(by_token);
        VIGIE_TRY_ASSIGN(const auto user, s.user("analyst"));
        CHECK(user->password_hash.starts_with("$argon2id$"));
        return {};
    });
    CHECK(done);
}

TEST_CASE("the first start makes an admin once; passwords are random, given once and reset on demand") {
    House house;
    const auto fresh = ports::make_memory_store();
    const auto first = serve::ensure_admin(*fresh, house.rng, house.real_clock);
    REQUIRE(first);
    REQUIRE(*first);
    CHECK((*first)->size() == 24);
    const auto again = serve::ensure_admin(*fresh, house.rng, house.real_clock);
    REQUIRE(again);
    CHECK_FALSE(*again);

    house.open();
    const auto added = serve::add_user(*house.store, house.rng, house.real_clock, "new", model::Role::reader);
    REQUIRE(added);
    auto browser = Browser(house.port());
    CHECK(browser.log_in("new", *added).status == 200);
    CHECK(
        serve::add_user(*house.store, house.rng, house.real_clock, "new", model::Role::reader).error().code ==
        Errc::conflict);
    const auto reset = serve::reset_password(*house.store, house.rng, house.real_clock, "new");
    REQUIRE(reset);
    CHECK(*reset != *added);
    house.real_clock.advance(std::chrono::seconds(1));  // another process did it: known within a second
    CHECK(browser.get("/api/v1/session").status == 401);
    CHECK(browser.log_in("new", *added).status == 401);
    CHECK(browser.log_in("new", *reset).status == 200);
    CHECK(serve::reset_password(*house.store, house.rng, house.real_clock, "nobody").error().code ==
          Errc::not_found);
}

TEST_CASE("a user whom another process disabled is out within a second") {
    House house;
    house.open();
    auto browser = house.as("analyst");
    CHECK(browser.get("/api/v1/session").status == 200);
    house.write([](ports::Session& s) -> Result<> {
        VIGIE_TRY_ASSIGN(auto user, s.user("analyst"));
        user->disabled = true;
        return s.put_user(*user);
    });
    house.real_clock.advance(std::chrono::seconds(1));
    CHECK(browser.get("/api/v1/session").status == 401);
}
