#include <vigie/model/watch.hpp>

#include <algorithm>
#include <array>

namespace vigie::model {
namespace {

constexpr std::array<std::string_view, 3> kinds{"asset", "file", "console"};

bool letter_or_digit(char c) noexcept {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

}  // namespace

std::string_view name(WatchKind kind) noexcept {
    return kinds.at(static_cast<std::size_t>(kind));
}

std::optional<WatchKind> watch_kind_of(std::string_view name) noexcept {
    const auto* const it = std::ranges::find(kinds, name);
    if (it == kinds.end()) return std::nullopt;
    return static_cast<WatchKind>(it - kinds.begin());
}

bool good_watch_name(std::string_view name) noexcept {
    constexpr std::size_t longest = 64;
    return !name.empty() && name.size() <= longest && letter_or_digit(name.front()) &&
           std::ranges::all_of(name,
                               [](char c) { return letter_or_digit(c) || c == '-' || c == '_' || c == '.'; });
}

}  // namespace vigie::model
