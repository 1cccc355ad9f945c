// The word lists behind words.hpp: folded, blank separated, written for this project, in no order of
// frequency.
#pragma once

#include <string_view>

namespace vigie::judge::vocabulary {

extern const std::string_view official;
extern const std::string_view service;
extern const std::string_view advice;
extern const std::string_view promo;
extern const std::string_view job;
extern const std::string_view access;
extern const std::string_view place;
extern const std::string_view web;
extern const std::string_view common_french;
extern const std::string_view common_english;

}  // namespace vigie::judge::vocabulary
