#include <vigie/ports/bus.hpp>
#include <vigie/ports/metrics.hpp>

#include <doctest/doctest.h>

#include <thread>

namespace vigie::ports {

using std::chrono::milliseconds;

TEST_CASE("a listener hears what is published after it subscribed, in order") {
    const auto bus = make_local_bus();
    bus->publish("finding.created", "{}");
    const auto listener = bus->subscribe();
    bus->publish("incident.opened", R"({"id":"VG-2026-0001"})");
    bus->publish("incident.closed", "{}");
    const auto first = listener->next(milliseconds(0));
    REQUIRE(first.has_value());
    CHECK(first->seq == 2);
    CHECK(first->type == "incident.opened");
    CHECK(listener->next(milliseconds(0))->seq == 3);
    CHECK_FALSE(listener->next(milliseconds(1)).has_value());
}

TEST_CASE("a slow listener loses its oldest events and sees the jump") {
    const auto bus = make_local_bus();
    const auto listener = bus->subscribe();
    for (int i = 0; i < 5000; ++i) bus->publish("x", std::to_string(i));
    const auto first = listener->next(milliseconds(0));
    REQUIRE(first.has_value());
    CHECK(first->seq > 1);
    std::uint64_t last = first->seq;
    while (const auto e = listener->next(milliseconds(0))) CHECK(e->seq == ++last);
    CHECK(last == 5000);
}

TEST_CASE("closing the bus wakes a waiting listener and drops later events") {
    auto bus = make_local_bus();
    auto listener = bus->subscribe();
    std::thread waiting([&] { CHECK_FALSE(listener->next(milliseconds(20'000)).has_value()); });
    bus->close();
    waiting.join();
    bus->publish("x", "");
    CHECK(bus->closed());
    CHECK_FALSE(listener->next(milliseconds(0)).has_value());
    bus.reset();
    CHECK_FALSE(listener->next(milliseconds(0)).has_value());
}

TEST_CASE("null metrics take everything and say nothing") {
    const auto metrics = make_null_metrics();
    metrics->counter("a").add();
    metrics->gauge("b").set(1);
    metrics->histogram("c", {{"x", "y"}}).observe(0.1);
    CHECK(metrics->text().empty());
}

}  // namespace vigie::ports
