// What the product keeps of an organisation's own rules beside their files: whether a rule raises findings,
// and what analysts said of what it hit. The rules themselves: judge/rules.hpp.
#pragma once

#include <vigie/base/time.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace vigie::model {

// live: raises findings. shadow: only counts what it would raise. off: rests.
enum class RuleMode : std::uint8_t { off, shadow, live };

[[nodiscard]] std::string_view name(RuleMode mode) noexcept;
[[nodiscard]] std::optional<RuleMode> rule_mode_of(std::string_view name) noexcept;

// A mode that a person set in the console. It holds as long as the rule's definition has this digest: who
// rewrites a rule decides anew how far to trust it.
struct RuleSwitch {
    std::string rule;
    RuleMode mode = RuleMode::off;
    std::string digest;
    std::string why;
    std::string by;
    Time at{};
    friend bool operator==(const RuleSwitch&, const RuleSwitch&) = default;
};

// What analysts said of the incidents that something leads to.
struct VerdictCounts {
    std::int64_t confirmed = 0;
    std::int64_t false_alarm = 0;
    std::int64_t harmless = 0;
    std::int64_t none = 0;

    // confirmed / all that have a verdict; nothing before the first.
    [[nodiscard]] std::optional<double> precision() const noexcept {
        const auto judged = confirmed + false_alarm + harmless;
        if (judged == 0) return std::nullopt;
        return static_cast<double>(confirmed) / static_cast<double>(judged);
    }
    friend bool operator==(const VerdictCounts&, const VerdictCounts&) = default;
};

}  // namespace vigie::model
