// How much the identifiers of a text give away: one piece of evidence for each kind, in log-odds.
#pragma once

#include <vigie/judge/identifiers.hpp>
#include <vigie/judge/leaks.hpp>

#include <string_view>
#include <vector>

namespace vigie::plugins {

struct PersonalSigns {
    std::vector<model::Evidence> evidence;
    bool money = false;     // a card or an account
    bool identity = false;  // a number that proves who somebody is
    bool anything = false;  // more than dates and names
};

[[nodiscard]] PersonalSigns weigh_personal(std::string_view text, const std::vector<judge::Identifier>& all,
                                           judge::Speaker by);

inline constexpr double personal_prior = -3;

}  // namespace vigie::plugins
