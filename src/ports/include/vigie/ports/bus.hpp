// What is new, inside one process: the store's writer publishes after commit, server-sent events and stages
// listen. A slow listener loses its oldest events (it is told by a jump of `seq`); a publisher never waits.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace vigie::ports {

struct BusEvent {
    std::uint64_t seq = 0;  // 1, 2, 3…
    std::string type;       // finding.created | incident.opened | incident.updated | incident.closed |
                            // takedown.updated | source.updated …
    std::string data;       // JSON
};

class Bus {
public:
    class Subscription {
    public:
        virtual ~Subscription() = default;
        // Blocks up to `wait`; nullopt when nothing came or the bus is closed.
        virtual std::optional<BusEvent> next(std::chrono::milliseconds wait) = 0;
    };
    virtual ~Bus() = default;
    virtual void publish(std::string type, std::string data) = 0;
    [[nodiscard]] virtual std::unique_ptr<Subscription> subscribe() = 0;
    virtual void close() = 0;  // wakes all listeners; later publishes are dropped
    [[nodiscard]] virtual bool closed() const = 0;
};

[[nodiscard]] std::unique_ptr<Bus> make_local_bus();

}  // namespace vigie::ports
