// Messages on the socket between caller and worker: 8 bytes of header (length, kind), then the bytes.
#pragma once

#include <vigie/base/result.hpp>

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace vigie::sandbox {

using Clock = std::chrono::steady_clock;

// `kind`: of an answer, 0 = fine, otherwise 1 + Errc and the bytes are the message; `retiring` is added when
// the worker ends after it.
inline constexpr std::uint32_t retiring = 0x100;
inline constexpr std::uint32_t ready = 0x200;

struct Frame {
    std::uint32_t kind = 0;
    std::string bytes;
};

// Errc::timeout at `until`, Errc::unavailable when the other side is gone, Errc::io when the frame is longer
// than `most` (nothing more can be read after it).
[[nodiscard]] Result<Frame> receive(int fd, std::size_t most, Clock::time_point until);
[[nodiscard]] Result<> send(int fd, std::uint32_t kind, std::string_view bytes, Clock::time_point until);

}  // namespace vigie::sandbox
