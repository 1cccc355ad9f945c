// Hands results on in the order of their numbers, whoever finishes first. Who is far ahead waits, so that
// what waits for its turn stays bounded.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <functional>
#include <map>
#include <mutex>
#include <utility>

namespace vigie::cli {

template <class T>
class InOrder {
public:
    InOrder(std::size_t ahead, std::function<bool(T)> hand_on)
        : ahead_(ahead), hand_on_(std::move(hand_on)) {}

    // False when nobody takes any more: stop.
    bool add(std::size_t number, T result) {
        std::unique_lock lock(mutex_);
        waiting_.emplace(number, std::move(result));
        while (open_ && !waiting_.empty() && waiting_.begin()->first == next_) {
            auto first = waiting_.extract(waiting_.begin());
            ++next_;
            open_ = hand_on_(std::move(first.mapped()));
        }
        moved_.notify_all();
        moved_.wait(lock, [&] { return !open_ || number < next_ + ahead_; });
        return open_;
    }

private:
    std::size_t ahead_;
    std::function<bool(T)> hand_on_;
    std::mutex mutex_;
    std::condition_variable moved_;
    std::map<std::size_t, T> waiting_;
    std::size_t next_ = 0;
    bool open_ = true;
};

}  // namespace vigie::cli
