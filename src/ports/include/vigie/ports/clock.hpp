// The only ways to know the time and to draw a random number. Stages get them through their constructor, so
// every test is deterministic and a replay gives the same bytes.
#pragma once

#include <vigie/base/time.hpp>

#include <cstdint>
#include <mutex>
#include <span>

namespace vigie::ports {

class Clock {
public:
    virtual ~Clock() = default;
    // Wall clock. May jump: never subtract two of these to time something out.
    [[nodiscard]] virtual Time now() const = 0;
    // Never goes back; its zero means nothing. For time-outs, watchdogs and back-off.
    [[nodiscard]] virtual Duration steady() const = 0;
};

class Rng {
public:
    virtual ~Rng() = default;
    virtual std::uint64_t next() = 0;                       // uniform over all 64 bits
    virtual void fill(std::span<unsigned char> bytes) = 0;  // fit for secrets in the real driver
};

// A clock that a test or a drill moves by hand. Thread-safe.
class ManualClock final : public Clock {
public:
    explicit ManualClock(Time start) : now_(start) {}
    [[nodiscard]] Time now() const override {
        const std::lock_guard lock(mutex_);
        return now_;
    }
    [[nodiscard]] Duration steady() const override { return now().time_since_epoch(); }
    void advance(Duration d) {
        const std::lock_guard lock(mutex_);
        now_ += d;
    }
    void set(Time t) {
        const std::lock_guard lock(mutex_);
        now_ = t;
    }

private:
    mutable std::mutex mutex_;
    Time now_;
};

// SplitMix64 from a seed: the same numbers every time. Not for secrets.
class SeededRng final : public Rng {
public:
    explicit SeededRng(std::uint64_t seed) : state_(seed) {}
    std::uint64_t next() override {
        state_ += 0x9e3779b97f4a7c15ULL;
        auto z = state_;
        z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ (z >> 27U)) * 0x94d049bb133111ebULL;
        return z ^ (z >> 31U);
    }
    void fill(std::span<unsigned char> bytes) override {
        for (auto& b : bytes) b = static_cast<unsigned char>(next() >> 56U);
    }

private:
    std::uint64_t state_;
};

}  // namespace vigie::ports
