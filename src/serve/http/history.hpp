// What event streams were told, so that one that comes back gets what it missed. Events are numbered here;
// ids carry an epoch, so that a client of an earlier process is told to start afresh. Not thread-safe.
#pragma once

#include <vigie/ports/bus.hpp>

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>

namespace vigie::serve {

class EventHistory {
public:
    explicit EventHistory(std::string epoch) : epoch_(std::move(epoch)) {}

    // The text for every open stream: the event, after a `reset` when the bus dropped some before it.
    [[nodiscard]] std::string add(const ports::BusEvent& event);
    // What a stream that saw `last_id` has to be told first: what it missed, or `reset` when that is no
    // longer held. Its last line gives the id to come back with. An empty id is a new client: it missed
    // nothing.
    [[nodiscard]] std::string since(std::string_view last_id) const;

    static constexpr std::size_t held = 1000;

private:
    [[nodiscard]] std::string id(std::uint64_t number) const;

    std::string epoch_;
    std::uint64_t last_ = 0;      // number of the newest
    std::uint64_t last_seq_ = 0;  // its sequence number on the bus
    std::deque<std::string> frames_;
};

}  // namespace vigie::serve
