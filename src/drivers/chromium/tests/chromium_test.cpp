#include <vigie/drivers/chromium.hpp>

#include <doctest/doctest.h>

#include <filesystem>

using namespace vigie;
using namespace std::chrono_literals;

namespace {

std::size_t folders_left() {
    std::size_t out = 0;
    for (const auto& entry : std::filesystem::directory_iterator("/tmp"))
        out += entry.path().filename().string().starts_with("vigie-page-") ? 1U : 0U;
    return out;
}

}  // namespace

TEST_CASE("a page is drawn without network and scripts, and nothing is left behind") {
    const auto before = folders_left();
    const auto picture = drivers::draw_page(
        "<h1>Banque</h1><script>document.body.innerHTML = ''; for (;;) {}</script><img "
        "src='http://192.0.2.1/'>"
        "<iframe src='file:///etc/passwd'></iframe>");
    if (!picture) {
        MESSAGE("not here: ", picture.error().message);
        CHECK(picture.error().code != Errc::timeout);
        return;
    }
    CHECK(picture->starts_with("\x89PNG"));
    CHECK(picture->size() > 1000);
    CHECK(folders_left() == before);
}

TEST_CASE("without chromium, and when it takes too long, there is no picture but a reason") {
    CHECK(drivers::draw_page("x", {.program = "/not/there"}).error().code == Errc::not_found);
    const auto late = drivers::draw_page("x", {.program = "/usr/bin/yes", .time = 200ms});
    REQUIRE_FALSE(late);
    CHECK((late.error().code == Errc::timeout || late.error().code == Errc::unavailable));
    const auto nothing = drivers::draw_page("x", {.program = "/bin/true"});
    CHECK(nothing.error().code == Errc::unavailable);
}
