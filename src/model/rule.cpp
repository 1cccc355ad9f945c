#include <vigie/model/rule.hpp>

#include <array>
#include <cstddef>

namespace vigie::model {
namespace {

using namespace std::string_view_literals;
constexpr std::array modes{"off"sv, "shadow"sv, "live"sv};

}  // namespace

std::string_view name(RuleMode mode) noexcept {
    const auto i = static_cast<std::size_t>(mode);
    return i < modes.size() ? modes[i] : "unknown"sv;
}

std::optional<RuleMode> rule_mode_of(std::string_view name) noexcept {
    for (std::size_t i = 0; i < modes.size(); ++i)
        if (modes[i] == name) return static_cast<RuleMode>(i);
    return std::nullopt;
}

}  // namespace vigie::model
