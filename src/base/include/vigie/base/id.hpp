// Distinct id types: an IncidentId is not a FindingId, though both are strings. Ids are opaque; they compare
// by bytes.
#pragma once

#include <compare>
#include <functional>
#include <string>
#include <utility>

namespace vigie {

template <class Tag>
struct Id {
    std::string value;

    Id() = default;
    explicit Id(std::string v) : value(std::move(v)) {}
    [[nodiscard]] bool empty() const noexcept { return value.empty(); }
    friend auto operator<=>(const Id&, const Id&) = default;
};

}  // namespace vigie

template <class Tag>
struct std::hash<vigie::Id<Tag>> {
    std::size_t operator()(const vigie::Id<Tag>& id) const noexcept {
        return std::hash<std::string>{}(id.value);
    }
};
