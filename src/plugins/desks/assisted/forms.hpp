// Where each platform takes requests. Addresses move: each has the day on which it was last verified.
#pragma once

#include <vigie/model/text.hpp>

#include <string_view>
#include <vector>

namespace vigie::plugins {

struct Form {
    std::string_view what;  // impersonation | trademark | illegal
    model::Text where;      // an address, or the way through the help centre
};

struct Platform {
    std::string_view key;
    std::string_view name;
    std::vector<std::string_view> networks;  // as culprits name them
    std::vector<Form> forms;
    model::Text needs;
};

[[nodiscard]] const std::vector<Platform>& platforms();
inline constexpr std::string_view forms_verified = "2026-06";

}  // namespace vigie::plugins
