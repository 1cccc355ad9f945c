// A Source brings items from one place. It runs in its own thread, hands batches to a sink that may block
// (back-pressure), and stops soon after `stop`. Positions travel with the items: the pipeline saves them with
// what they stand for.
#pragma once

#include <vigie/base/result.hpp>
#include <vigie/model/item.hpp>
#include <vigie/model/item_view.hpp>
#include <vigie/model/text.hpp>
#include <vigie/ports/clock.hpp>
#include <vigie/ports/http.hpp>
#include <vigie/ports/metrics.hpp>
#include <vigie/ports/websocket.hpp>

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::watch {

// A coverage gap: the source knows that it missed something between two times.
struct Gap {
    Time from{};
    Time to{};
    std::string reason;  // look-back | disconnected | overload
};

struct Batch {
    std::vector<model::Item> items;
    std::string cursor;  // position after these items; empty = nothing to save
    std::optional<Gap> gap;
};

// Live state, shown in the console. Updated by the source through `report`.
struct SourceHealth {
    std::string name;
    std::string type;
    std::string state;   // starting | connected | waiting | finished | failed
    std::string detail;  // host, last error in words
    std::int64_t events = 0;
    std::int64_t bad = 0;  // refused lines or frames
    std::optional<Time> last_event_at;
    double lag_s = 0;
};

// Decides, before an item is decoded in full and handed on, whether it concerns somebody: what nobody watches
// is dropped in memory.
using Interest = std::function<bool(const model::ItemView&)>;

struct SourceContext {
    std::string name;
    std::string cursor;  // where to resume; empty = from the source's own beginning
    ports::Clock* clock = nullptr;
    ports::Rng* rng = nullptr;
    ports::Http* http = nullptr;
    ports::WebSocketConnector* websocket = nullptr;
    ports::Metrics* metrics = nullptr;
    std::function<bool(Batch)> sink;  // false: the pipeline is closing, return
    std::function<void(const SourceHealth&)> report;
    Interest concerns;  // cheap test on an un-hydrated item: does it concern one of our assets?
};

class Source {
public:
    virtual ~Source() = default;
    // Runs until stopped, finished (files) or hopeless (bad configuration). Retries everything else by
    // itself.
    [[nodiscard]] virtual Result<> run(const SourceContext& context, std::stop_token stop) = 0;
};

}  // namespace vigie::watch
