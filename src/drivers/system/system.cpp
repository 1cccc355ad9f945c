#include <vigie/base/assert.hpp>
#include <vigie/drivers/system.hpp>

#include <sodium.h>

namespace vigie::drivers {
namespace {

class SystemClock final : public ports::Clock {
public:
    Time now() const override {
        return std::chrono::time_point_cast<Duration>(std::chrono::system_clock::now());
    }
    Duration steady() const override {
        return std::chrono::duration_cast<Duration>(std::chrono::steady_clock::now().time_since_epoch());
    }
};

class SystemRng final : public ports::Rng {
public:
    SystemRng() { VIGIE_ASSERT(sodium_init() >= 0); }

    std::uint64_t next() override {
        std::uint64_t n = 0;
        randombytes_buf(&n, sizeof n);
        return n;
    }
    void fill(std::span<unsigned char> bytes) override { randombytes_buf(bytes.data(), bytes.size()); }
};

}  // namespace

std::unique_ptr<ports::Clock> make_system_clock() {
    return std::make_unique<SystemClock>();
}

std::unique_ptr<ports::Rng> make_system_rng() {
    return std::make_unique<SystemRng>();
}

}  // namespace vigie::drivers
