#include <vigie/base/diagnostic.hpp>
#include <vigie/base/log.hpp>
#include <vigie/base/queue.hpp>

#include <doctest/doctest.h>

#include <thread>

namespace vigie {

TEST_CASE("a full queue holds its writer back and loses nothing") {
    BoundedQueue<int> queue(4);
    std::thread writer([&] {
        for (int i = 0; i < 1000; ++i) queue.push(i);
        queue.close();
    });
    int expected = 0;
    while (!queue.drained()) {
        if (auto n = queue.pop(std::chrono::milliseconds(100))) CHECK(*n == expected++);
        CHECK(queue.size() <= 4);
    }
    writer.join();
    CHECK(expected == 1000);
    CHECK_FALSE(queue.push(1));
}

TEST_CASE("a diagnostic shows where and what to do") {
    const Diagnostic d{.code = "assets.unknown-field",
                       .file = "a.yaml",
                       .line = 2,
                       .column = 3,
                       .message = "unknown field 'hanlde'",
                       .help = "did you mean 'handle'?"};
    CHECK(render(d, "accounts:\n  hanlde: x\n") ==
          "a.yaml:2:3: error[assets.unknown-field]: unknown field 'hanlde'\n"
          "  2 |   hanlde: x\n"
          "    |   ^\n"
          "  help: did you mean 'handle'?\n");
    CHECK(nearest("hanlde", {"name", "handle"}) == "handle");
    CHECK(nearest("zzz", {"name", "handle"}).empty());
}

TEST_CASE("foreign text cannot break a log line") {
    CHECK(log::quoted("a\nb\"c") == R"("a\u000ab\"c")");
}

}  // namespace vigie
