// Structured log on stderr: one line per event, text for people or JSON for machines. Thread-safe.
// Secrets and foreign text go through quoted() so that a line stays a line.
#pragma once

#include <fmt/core.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace vigie::log {

enum class Level : std::uint8_t { debug, info, warn, error };

// Call once, before threads start.
void init(Level level, bool json);

void write(Level level, std::string_view component, std::string_view message);

template <class... Args>
void debug(std::string_view component, fmt::format_string<Args...> text, Args&&... args) {
    write(Level::debug, component, fmt::format(text, std::forward<Args>(args)...));
}
template <class... Args>
void info(std::string_view component, fmt::format_string<Args...> text, Args&&... args) {
    write(Level::info, component, fmt::format(text, std::forward<Args>(args)...));
}
template <class... Args>
void warn(std::string_view component, fmt::format_string<Args...> text, Args&&... args) {
    write(Level::warn, component, fmt::format(text, std::forward<Args>(args)...));
}
template <class... Args>
void error(std::string_view component, fmt::format_string<Args...> text, Args&&... args) {
    write(Level::error, component, fmt::format(text, std::forward<Args>(args)...));
}

// `text` on one line, control characters escaped, at most `limit` bytes.
[[nodiscard]] std::string quoted(std::string_view text, std::size_t limit = 200);

}  // namespace vigie::log
