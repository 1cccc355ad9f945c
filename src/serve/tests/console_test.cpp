#include "house.hpp"

#include <zlib.h>

using namespace vigie;
using namespace vigie::serve::testing;

namespace {

const std::string script(5000, 'x');

std::string unzipped(const std::string& bytes) {
    z_stream z{};
    constexpr int gzip = 15 + 16;
    REQUIRE(inflateInit2(&z, gzip) == Z_OK);
    std::string out(100'000, '\0');
    std::string in = bytes;
    z.next_in = reinterpret_cast<Bytef*>(in.data());
    z.avail_in = static_cast<uInt>(in.size());
    z.next_out = reinterpret_cast<Bytef*>(out.data());
    z.avail_out = static_cast<uInt>(out.size());
    CHECK(inflate(&z, Z_FINISH) == Z_STREAM_END);
    out.resize(out.size() - z.avail_out);
    inflateEnd(&z);
    return out;
}

struct WithConsole : House {
    WithConsole() {
        parts.console = {{"index.html", "<!doctype html><title>Vigie</title>"},
                         {"static/app-1a2b3c.js", script},
                         {"favicon.ico", "icon"},
                         {".vite/manifest.json", "{}"}};
        parts.drill_files = {{"advisors/claire.svg", "<svg/>"}, {"advisors/truth.json", "{}"}};
        open();
    }
};

}  // namespace

TEST_CASE("a page of the console is index.html, a file is itself, a missing file is 404") {
    WithConsole house;
    Browser browser(house.port());
    for (const auto* page : {"/", "/incidents", "/assets", "/assets/domain-montclar",
                             "/incidents/VG-2026-0042", "/.vite/manifest.json"}) {
        CAPTURE(page);
        const auto answer = browser.get(page);
        CHECK(answer.status == 200);
        CHECK(answer.body.find("<title>Vigie") != std::string::npos);
        CHECK(answer.header("content-type") == "text/html; charset=utf-8");
        CHECK(answer.header("cache-control") == "no-cache");
        CHECK(answer.header("content-security-policy").find("default-src 'self'") == 0);
        CHECK(answer.header("x-frame-options") == "DENY");
        CHECK(answer.header("x-content-type-options") == "nosniff");
    }
    CHECK(browser.get("/static/app-1a2b3c.js").header("cache-control") ==
          "public, max-age=31536000, immutable");
    CHECK(browser.get("/static/app-of-the-last-version.js").status == 404);
    CHECK(browser.get("/drill/advisors/claire.svg").header("content-type") == "image/svg+xml");
    CHECK(browser.get("/drill/advisors/truth.json").status == 404);
    CHECK(browser.post("/").status == 405);
}

TEST_CASE("a file is sent compressed to who takes it, and not at all to who has it") {
    WithConsole house;
    Browser browser(house.port());
    const auto plain = browser.get("/static/app-1a2b3c.js");
    CHECK(plain.body == script);
    CHECK(plain.header("content-encoding").empty());
    const auto zipped = browser.get("/static/app-1a2b3c.js", {{"Accept-Encoding", "br, gzip"}});
    CHECK(zipped.header("content-encoding") == "gzip");
    CHECK(zipped.body.size() < 200);
    CHECK(unzipped(zipped.body) == script);
    const auto known = browser.get("/static/app-1a2b3c.js", {{"If-None-Match", plain.header("etag")}});
    CHECK(known.status == 304);
    CHECK(known.body.empty());
    CHECK(browser.send("HEAD", "/static/app-1a2b3c.js").header("content-length") == "5000");
}

TEST_CASE("a binary without its console says how to get one") {
    House house;
    house.open();
    const auto answer = Browser(house.port()).get("/");
    CHECK(answer.status == 200);
    CHECK(answer.body.find("./dev build") != std::string::npos);
}
