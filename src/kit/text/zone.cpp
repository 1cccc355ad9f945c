#include <vigie/kit/zone.hpp>

#include <unicode/gregocal.h>
#include <unicode/timezone.h>

#include <charconv>
#include <memory>
#include <string>

namespace vigie::kit {
namespace {

std::unique_ptr<icu::TimeZone> zone_of(std::string_view name) {
    constexpr std::size_t longest = 64;
    if (name.empty() || name.size() > longest) return nullptr;
    std::unique_ptr<icu::TimeZone> zone(icu::TimeZone::createTimeZone(
        icu::UnicodeString::fromUTF8(icu::StringPiece(name.data(), static_cast<int32_t>(name.size())))));
    if (!zone || *zone == icu::TimeZone::getUnknown()) return nullptr;
    return zone;
}

bool number(std::string_view text, int& out) {
    for (const char c : text)
        if (c < '0' || c > '9') return false;
    return std::from_chars(text.data(), text.data() + text.size(), out).ec == std::errc();
}

}  // namespace

std::optional<CivilTime> parse_civil(std::string_view text) {
    constexpr std::size_t size = std::string_view("2026-12-01T09:00").size();
    if (text.size() != size || text[4] != '-' || text[7] != '-' || (text[10] != 'T' && text[10] != ' ') ||
        text[13] != ':')
        return std::nullopt;
    CivilTime t;
    const bool good = number(text.substr(0, 4), t.year) && number(text.substr(5, 2), t.month) &&
                      number(text.substr(8, 2), t.day) && number(text.substr(11, 2), t.hour) &&
                      number(text.substr(14, 2), t.minute);
    return good ? std::optional(t) : std::nullopt;
}

bool is_zone(std::string_view iana_name) {
    return zone_of(iana_name) != nullptr;
}

std::optional<std::int64_t> utc_ms(std::string_view iana_name, const CivilTime& local) {
    auto zone = zone_of(iana_name);
    if (!zone) return std::nullopt;
    UErrorCode status = U_ZERO_ERROR;
    icu::GregorianCalendar calendar(zone.release(), status);
    if (U_FAILURE(status) != 0) return std::nullopt;
    // Not lenient: the 30th of February is an error, not the 2nd of March; a skipped hour moves on and is
    // seen.
    calendar.setLenient(false);
    calendar.setRepeatedWallTimeOption(UCAL_WALLTIME_FIRST);
    calendar.clear();
    calendar.set(local.year, local.month - 1, local.day, local.hour, local.minute);
    const auto ms = calendar.getTime(status);
    if (U_FAILURE(status) != 0) return std::nullopt;
    if (calendar.get(UCAL_HOUR_OF_DAY, status) != local.hour ||
        calendar.get(UCAL_MINUTE, status) != local.minute || U_FAILURE(status) != 0)
        return std::nullopt;
    return static_cast<std::int64_t>(ms);
}

}  // namespace vigie::kit
