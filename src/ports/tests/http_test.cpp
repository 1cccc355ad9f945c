#include <vigie/ports/http.hpp>

#include <doctest/doctest.h>

namespace vigie::ports {
using std::chrono::milliseconds;
using std::chrono::seconds;

TEST_CASE("a header is found whatever its case, and absent ones are empty") {
    const HttpResponse response{200, {{"Content-Type", "text/html"}, {"retry-after", "7"}}, ""};
    CHECK(response.header("content-type") == "text/html");
    CHECK(response.header("retry-after") == "7");
    CHECK(response.header("retry").empty());
}

TEST_CASE("back-off doubles up to its cap and spreads over its upper half") {
    CHECK(back_off(1, 0.0) == milliseconds(500));
    CHECK(back_off(1, 1.0) == milliseconds(1000));
    CHECK(back_off(4, 0.0) == milliseconds(4000));
    CHECK(back_off(0, 0.0) == milliseconds(500));
    CHECK(back_off(1'000'000, 0.999999) <= seconds(300));
    CHECK(back_off(30, 0.0, seconds(1), seconds(60)) == seconds(30));
}

TEST_CASE("Retry-After is read as seconds or as an HTTP date") {
    constexpr std::int64_t now = 784111777;  // Sun, 06 Nov 1994 08:49:37 GMT
    CHECK(retry_after("120", now) == seconds(120));
    CHECK(retry_after(" 3 ", now) == seconds(3));
    CHECK(retry_after("Sun, 06 Nov 1994 08:50:37 GMT", now) == seconds(60));
    CHECK(retry_after("Sun, 06 Nov 1994 08:49:00 GMT", now) == seconds(0));
    CHECK(retry_after("0", now) == seconds(0));
    CHECK(retry_after("99999999999999999999", now) == seconds(86400));
    for (const auto* text :
         {"", "soon", "-5", "1.5", "Sun, 31 Feb 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT"}) {
        CAPTURE(text);
        CHECK(retry_after(text, now) == seconds(0));
    }
}

TEST_CASE("only statuses that may pass are retried") {
    for (const int status : {408, 425, 429, 500, 502, 503, 504}) CHECK(retryable(status));
    for (const int status : {200, 301, 400, 401, 403, 404, 410, 413, 422, 501})
        CHECK_FALSE(retryable(status));
}

}  // namespace vigie::ports
