// Names of all enums, in one table each: what stands in JSON, YAML, SQL and on the command line.
#include <vigie/model/asset.hpp>
#include <vigie/model/incident.hpp>
#include <vigie/model/user.hpp>

#include <array>
#include <cstddef>

namespace vigie::model {
namespace {

template <class E, std::size_t N>
std::string_view name_in(const std::array<std::string_view, N>& table, E value) noexcept {
    const auto i = static_cast<std::size_t>(value);
    return i < N ? table[i] : "unknown";
}

template <class E, std::size_t N>
std::optional<E> value_in(const std::array<std::string_view, N>& table, std::string_view name) noexcept {
    for (std::size_t i = 0; i < N; ++i) {
        if (table[i] == name) return static_cast<E>(i);
    }
    return std::nullopt;
}

using namespace std::string_view_literals;
constexpr std::array severities{"info"sv, "low"sv, "medium"sv, "high"sv, "critical"sv};
constexpr std::array item_kinds{"post"sv,    "reply"sv,   "repost"sv,  "quote"sv,  "review"sv,
                                "comment"sv, "article"sv, "account"sv, "domain"sv, "page"sv};
constexpr std::array asset_kinds{"organisation"sv, "brand"sv, "account"sv, "person"sv,  "domain"sv,
                                 "hashtag"sv,      "phone"sv, "link"sv,    "channel"sv, "place"sv,
                                 "product"sv,      "image"sv, "term"sv};
constexpr std::array incident_statuses{"open"sv, "in_progress"sv, "closed"sv};
constexpr std::array verdicts{"none"sv, "confirmed"sv, "false_alarm"sv, "harmless"sv};
constexpr std::array step_modes{"automatic"sv, "approval"sv, "manual"sv};
constexpr std::array step_actions{"notify"sv, "request_takedown"sv, "recheck"sv, "escalate"sv, "close"sv,
                                  "task"sv};
constexpr std::array step_states{"waiting"sv, "awaiting_approval"sv, "ready"sv, "done"sv,
                                 "failed"sv,  "cancelled"sv};
constexpr std::array takedown_states{"drafted"sv,      "approved"sv,  "sent"sv,
                                     "acknowledged"sv, "refused"sv,   "gone"sv,
                                     "back_again"sv,   "cancelled"sv, "appealed"sv};
constexpr std::array notice_states{"queued"sv, "sent"sv, "dead"sv};
constexpr std::array roles{"reader"sv, "analyst"sv, "admin"sv};

}  // namespace

std::string_view name(Severity v) noexcept {
    return name_in(severities, v);
}
std::optional<Severity> severity_of(std::string_view n) noexcept {
    return value_in<Severity>(severities, n);
}
std::string_view name(ItemKind v) noexcept {
    return name_in(item_kinds, v);
}
std::optional<ItemKind> item_kind_of(std::string_view n) noexcept {
    return value_in<ItemKind>(item_kinds, n);
}
std::string_view name(AssetKind v) noexcept {
    return name_in(asset_kinds, v);
}
std::optional<AssetKind> asset_kind_of(std::string_view n) noexcept {
    return value_in<AssetKind>(asset_kinds, n);
}
std::string_view name(IncidentStatus v) noexcept {
    return name_in(incident_statuses, v);
}
std::optional<IncidentStatus> incident_status_of(std::string_view n) noexcept {
    return value_in<IncidentStatus>(incident_statuses, n);
}
std::string_view name(Verdict v) noexcept {
    return name_in(verdicts, v);
}
std::optional<Verdict> verdict_of(std::string_view n) noexcept {
    return value_in<Verdict>(verdicts, n);
}
std::string_view name(StepMode v) noexcept {
    return name_in(step_modes, v);
}
std::optional<StepMode> step_mode_of(std::string_view n) noexcept {
    return value_in<StepMode>(step_modes, n);
}
std::string_view name(StepAction v) noexcept {
    return name_in(step_actions, v);
}
std::optional<StepAction> step_action_of(std::string_view n) noexcept {
    return value_in<StepAction>(step_actions, n);
}
std::string_view name(StepState v) noexcept {
    return name_in(step_states, v);
}
std::optional<StepState> step_state_of(std::string_view n) noexcept {
    return value_in<StepState>(step_states, n);
}
std::string_view name(TakedownState v) noexcept {
    return name_in(takedown_states, v);
}
std::optional<TakedownState> takedown_state_of(std::string_view n) noexcept {
    return value_in<TakedownState>(takedown_states, n);
}
std::string_view name(NoticeState v) noexcept {
    return name_in(notice_states, v);
}
std::optional<NoticeState> notice_state_of(std::string_view n) noexcept {
    return value_in<NoticeState>(notice_states, n);
}
std::string_view name(Role v) noexcept {
    return name_in(roles, v);
}
std::optional<Role> role_of(std::string_view n) noexcept {
    return value_in<Role>(roles, n);
}

}  // namespace vigie::model
