#include "keeper.hpp"

namespace vigie::sandbox {

Keeper::Keeper(Start start) : start_(std::move(start)), thread_([this] { run(); }) {}

Keeper::~Keeper() {
    {
        const std::scoped_lock lock(mutex_);
        stop_ = true;
    }
    wake_.notify_one();
    thread_.join();
}

Result<std::unique_ptr<Process>> Keeper::begin() {
    Promise promise;
    auto begun = promise.get_future();
    {
        const std::scoped_lock lock(mutex_);
        wanted_.push_back(std::move(promise));
    }
    wake_.notify_one();
    return begun.get();
}

void Keeper::run() {
    std::unique_lock lock(mutex_);
    for (;;) {
        wake_.wait(lock, [this] { return stop_ || !wanted_.empty(); });
        if (wanted_.empty()) return;
        auto promise = std::move(wanted_.back());
        wanted_.pop_back();
        lock.unlock();
        promise.set_value(Process::begin(start_));
        lock.lock();
    }
}

}  // namespace vigie::sandbox
