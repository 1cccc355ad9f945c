// The real clock and the real random numbers of this machine. Thread-safe, without state worth keeping: make
// one of each in main() and hand them down.
#pragma once

#include <vigie/ports/clock.hpp>

#include <memory>

namespace vigie::drivers {

[[nodiscard]] std::unique_ptr<ports::Clock> make_system_clock();

// The kernel's generator through libsodium: fit for passwords, tokens and keys.
[[nodiscard]] std::unique_ptr<ports::Rng> make_system_rng();

}  // namespace vigie::drivers
