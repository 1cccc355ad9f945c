// What a person lets pass although a detector speaks against it: one culprit, with a reason and an end.
#pragma once

#include <vigie/base/time.hpp>
#include <vigie/model/asset.hpp>
#include <vigie/model/finding.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace vigie::model {

struct Allowance {
    std::string id;        // "a" + 12 hex digits of what it allows: the same twice is one
    std::string kind;      // as Culprit::kind; domain allows what is below it, too
    std::string network;   // account and post only
    std::string value;     // the culprit's id, or its handle where it has none
    std::string display;   // what people call it
    std::string detector;  // empty: any
    AssetId asset;         // empty: any
    std::string why;
    std::string by;
    Time at{};
    Time until{};
    std::optional<Time> ended_at;  // taken back before its time
    std::string ended_by;
    std::int64_t used = 0;  // findings that it let pass
    std::optional<Time> used_at;

    [[nodiscard]] bool in_force(Time now) const noexcept { return !ended_at && now < until; }
    friend bool operator==(const Allowance&, const Allowance&) = default;
};

[[nodiscard]] std::string allowance_id(const Allowance& of);
// For this culprit, any detector and any asset.
[[nodiscard]] Allowance allowance_of(const Culprit& culprit);
[[nodiscard]] bool allows(const Allowance& allowance, const Finding& finding) noexcept;

}  // namespace vigie::model
