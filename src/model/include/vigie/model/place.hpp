// Where an item says it was written: what readers of foreign data accept as a country and as coordinates.
#pragma once

#include <vigie/model/item.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace vigie::model {

// "fr" and "FR" give "FR"; a name ("France") or three letters give nothing.
[[nodiscard]] std::optional<std::string> country_code(std::string_view text);

// Nothing outside -90…90 and -180…180, or when one is no number.
[[nodiscard]] std::optional<Coordinates> coordinates(double latitude, double longitude) noexcept;

}  // namespace vigie::model
