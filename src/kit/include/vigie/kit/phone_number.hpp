// What a written telephone number is: its E.164 form and its kind, by the numbering plans of libphonenumber.
// The first call reads the plans (some 10 ms); a call costs 2 to 10 µs, so look at the digits first.
// Thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace vigie::kit {

enum class PhoneType : std::uint8_t { unknown, fixed, mobile, fixed_or_mobile, free, shared_cost, premium };

struct PhoneNumber {
    std::string e164;    // "+33899700000"
    std::string region;  // ISO 3166-1 alpha-2 of the plan; empty when none
    PhoneType type = PhoneType::unknown;
    bool valid = false;  // a range that the plan of its country gives out; else only its length is possible
};

// `written`: "+…" or the national form of `region`. nullopt when no number has such a length.
[[nodiscard]] std::optional<PhoneNumber> read_phone(std::string_view written, std::string_view region);

}  // namespace vigie::kit
