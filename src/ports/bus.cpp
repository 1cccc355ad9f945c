#include <vigie/ports/bus.hpp>

#include <algorithm>
#include <utility>

namespace vigie::ports {
namespace {

constexpr std::size_t backlog = 1024;  // events a listener may be behind before it loses the oldest

// What listeners and publishers share: it outlives the bus while a subscription still holds it.
struct Hub {
    std::mutex mutex;
    std::condition_variable news;
    std::deque<BusEvent> events;  // the newest `backlog` ones, without gaps
    std::uint64_t last = 0;
    bool closed = false;
};

class LocalSubscription final : public Bus::Subscription {
public:
    explicit LocalSubscription(std::shared_ptr<Hub> hub) : hub_(std::move(hub)) {
        const std::lock_guard lock(hub_->mutex);
        seen_ = hub_->last;
    }

    std::optional<BusEvent> next(std::chrono::milliseconds wait) override {
        std::unique_lock lock(hub_->mutex);
        hub_->news.wait_for(lock, wait, [&] { return hub_->closed || hub_->last > seen_; });
        if (hub_->last == seen_) return std::nullopt;
        seen_ = std::max(seen_ + 1, hub_->events.front().seq);
        return hub_->events[seen_ - hub_->events.front().seq];
    }

private:
    std::shared_ptr<Hub> hub_;
    std::uint64_t seen_ = 0;
};

// One ring of events for all listeners: a publish costs the same whatever their number, and a slow one holds
// nobody up.
class LocalBus final : public Bus {
public:
    ~LocalBus() override { shut(); }

    void publish(std::string type, std::string data) override {
        const std::lock_guard lock(hub_->mutex);
        if (hub_->closed) return;
        hub_->events.push_back({++hub_->last, std::move(type), std::move(data)});
        if (hub_->events.size() > backlog) hub_->events.pop_front();
        hub_->news.notify_all();
    }
    std::unique_ptr<Subscription> subscribe() override { return std::make_unique<LocalSubscription>(hub_); }
    void close() override { shut(); }
    bool closed() const override {
        const std::lock_guard lock(hub_->mutex);
        return hub_->closed;
    }

private:
    void shut() {
        const std::lock_guard lock(hub_->mutex);
        hub_->closed = true;
        hub_->news.notify_all();
    }

    std::shared_ptr<Hub> hub_ = std::make_shared<Hub>();
};

}  // namespace

std::unique_ptr<Bus> make_local_bus() {
    return std::make_unique<LocalBus>();
}

}  // namespace vigie::ports
