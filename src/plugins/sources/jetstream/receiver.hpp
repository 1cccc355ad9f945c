// Reads one connection in a thread of its own, so that a slow moment downstream does not leave pings
// unanswered. What waits is bounded in bytes: beyond that the socket is simply not read, which the server
// sees as a slow reader.
#pragma once

#include <vigie/ports/websocket.hpp>

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace vigie::plugins::jetstream {

class Receiver {
public:
    struct Delivery {
        std::vector<ports::Frame> frames;
        std::optional<Error> end;  // the connection is over; nothing comes after these frames
    };

    Receiver(std::unique_ptr<ports::WebSocket> socket, std::chrono::milliseconds silence)
        : socket_(std::move(socket)), silence_(silence), thread_([this] { read_all(); }) {}
    ~Receiver() {
        {
            const std::lock_guard lock(mutex_);
            closed_ = true;
        }
        room_.notify_all();
        socket_->close();
        thread_.join();
    }
    Receiver(const Receiver&) = delete;
    Receiver& operator=(const Receiver&) = delete;

    // All that is there; waits up to `wait` for something to come.
    Delivery take(std::chrono::milliseconds wait) {
        Delivery out;
        std::unique_lock lock(mutex_);
        news_.wait_for(lock, wait, [this] { return !frames_.empty() || end_; });
        out.frames = std::exchange(frames_, {});
        bytes_ = 0;
        out.end = end_;
        lock.unlock();
        room_.notify_all();
        return out;
    }

private:
    static constexpr std::size_t most_bytes = std::size_t{32} << 20;

    void read_all() {
        for (;;) {
            auto frame = socket_->read(silence_);
            std::unique_lock lock(mutex_);
            if (!frame) {
                end_ = std::move(frame).error();
                news_.notify_all();
                return;
            }
            room_.wait(lock, [this] { return closed_ || bytes_ < most_bytes; });
            if (closed_) return;
            bytes_ += frame->data.size() + sizeof(ports::Frame);
            frames_.push_back(*std::move(frame));
            if (frames_.size() == 1) news_.notify_all();
        }
    }

    std::unique_ptr<ports::WebSocket> socket_;
    std::chrono::milliseconds silence_;
    std::mutex mutex_;
    std::condition_variable news_;
    std::condition_variable room_;
    std::vector<ports::Frame> frames_;
    std::size_t bytes_ = 0;
    bool closed_ = false;
    std::optional<Error> end_;
    std::thread thread_;  // last: starts when all else is there
};

}  // namespace vigie::plugins::jetstream
