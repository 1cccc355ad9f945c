#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace vigie::model {

enum class Severity : std::uint8_t { info, low, medium, high, critical };

[[nodiscard]] std::string_view name(Severity severity) noexcept;
[[nodiscard]] std::optional<Severity> severity_of(std::string_view name) noexcept;

}  // namespace vigie::model
