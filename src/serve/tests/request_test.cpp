#include "client.hpp"
#include "http/history.hpp"

#include <vigie/serve/http.hpp>

#include <doctest/doctest.h>

using namespace vigie;
using serve::EventHistory;
using serve::Request;

TEST_CASE("a target is split into a path and its parameters, decoded once") {
    Request r;
    REQUIRE(serve::read_target("/api/v1/caf%C3%A9+x?q=a%20b+c&kind=x&kind=y&empty=&alone&%3D=%26", r));
    CHECK(r.path == "/api/v1/café+x");
    CHECK(r.parameter("q") == "a b c");
    CHECK(r.parameter("kind") == "x,y");
    CHECK(r.parameter("empty").empty());
    CHECK(r.query.contains("alone"));
    CHECK(r.parameter("=") == "&");
    REQUIRE(serve::read_target("http://127.0.0.1:8600/healthz?x=1", r));
    CHECK(r.path == "/healthz");
    REQUIRE(serve::read_target("/%2525/a%2Gb%", r));
    CHECK(r.path == "/%25/a%2Gb%");
}

TEST_CASE("what is no path, or wants to move through folders, is refused") {
    for (const auto* bad : {"*", "", "healthz", "//../x", "/a/../b", "/a/%2e%2e/b", "/..", "/.",
                            "/%2e%2e%2fetc", "/a%00b", "/a%0d%0ab", "/a%7f", "http://host", "://"}) {
        Request r;
        CAPTURE(bad);
        CHECK_FALSE(serve::read_target(bad, r));
    }
    for (const auto* good : {"/", "/...", "/a..b", "/..a", "//"}) {
        Request r;
        CAPTURE(good);
        CHECK(serve::read_target(good, r));
    }
}

TEST_CASE("broken UTF-8 in a target becomes replacement characters") {
    Request r;
    REQUIRE(serve::read_target("/%ff%fe?q=%c3", r));
    CHECK(r.path == "/\xEF\xBF\xBD\xEF\xBF\xBD");
    CHECK(r.parameter("q") == "\xEF\xBF\xBD");
}

TEST_CASE("a cookie is found among others, by its whole name") {
    Request r;
    r.headers = {{"cookie", "xvigie_session=no; vigie_session2=no;vigie_session=yes; a=b"}};
    CHECK(r.cookie("vigie_session") == "yes");
    CHECK(r.cookie("a") == "b");
    CHECK(r.cookie("b").empty());
    CHECK(r.cookie("session").empty());
}

TEST_CASE("a stream that comes back gets what it missed and an id to come back with") {
    EventHistory history("boot");
    CHECK(history.since("") == "id: boot-0\n\n");
    CHECK(history.add({41, "a", "{}"}) == "id: boot-1\nevent: a\ndata: {}\n\n");
    (void)history.add({42, "b", "1"});
    CHECK(history.since("boot-1") == "id: boot-2\nevent: b\ndata: 1\n\nid: boot-2\n\n");
    CHECK(history.since("boot-2") == "id: boot-2\n\n");
    CHECK(history.since("") == "id: boot-2\n\n");
}

TEST_CASE("a stream of another process, with a strange id or too far behind starts afresh") {
    EventHistory history("boot");
    for (std::uint64_t i = 1; i <= EventHistory::held + 10; ++i) (void)history.add({i, "e", "{}"});
    for (const auto* id : {"other-1005", "boot-9999", "boot-", "boot", "boot-x", "boot-1x", "-1", "boot-9",
                           "boot-99999999999999999999999"}) {
        CAPTURE(id);
        CHECK(history.since(id) == "event: reset\ndata: {}\n\nid: boot-1010\n\n");
    }
    CHECK(history.since("boot-10").starts_with("id: boot-11\n"));
}

TEST_CASE("streams are told when the bus dropped events, and none resumes across the gap") {
    EventHistory history("boot");
    (void)history.add({1, "e", "{}"});
    CHECK(history.add({5, "e", "{}"}) == "event: reset\ndata: {}\n\nid: boot-2\nevent: e\ndata: {}\n\n");
    CHECK(history.since("boot-1") ==
          "event: reset\ndata: {}\n\nid: boot-2\nevent: e\ndata: {}\n\nid: boot-2\n\n");
    CHECK(history.since("boot-0").starts_with("event: reset"));
}
