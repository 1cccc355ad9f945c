#include <vigie/base/time.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <cctype>
#include <charconv>
#include <cstring>
#include <limits>
#include <optional>

namespace vigie {
namespace {

// Reads exactly `digits` decimal digits at the front of `text`.
bool take(std::string_view& text, std::size_t digits, int& out) {
    if (text.size() < digits) return false;
    const auto* end = text.data() + digits;
    const auto [p, ec] = std::from_chars(text.data(), end, out);
    if (ec != std::errc{} || p != end || out < 0) return false;
    text.remove_prefix(digits);
    return true;
}

bool take(std::string_view& text, char c) {
    if (text.empty() || text.front() != c) return false;
    text.remove_prefix(1);
    return true;
}

bool take_fraction(std::string_view& text, std::int64_t& us) {
    us = 0;
    if (!take(text, '.') && !take(text, ',')) return true;
    std::int64_t scale = 100'000;
    std::size_t digits = 0;
    while (!text.empty() && text.front() >= '0' && text.front() <= '9') {
        us += (text.front() - '0') * scale;
        scale /= 10;
        text.remove_prefix(1);
        if (++digits > 9) return false;
    }
    return digits > 0;
}

bool take_offset(std::string_view& text, std::chrono::minutes& offset) {
    offset = {};
    if (text.empty() || take(text, 'Z') || take(text, 'z')) return true;
    const int sign = text.front() == '-' ? -1 : 1;
    if (!take(text, '+') && !take(text, '-')) return false;
    int hours = 0;
    int minutes = 0;
    if (!take(text, 2, hours)) return false;
    take(text, ':');
    if (!take(text, 2, minutes) || hours > 23 || minutes > 59) return false;
    offset = std::chrono::minutes(sign * (hours * 60 + minutes));
    return true;
}

// Eight bytes of text, where 0 stands for any digit.
struct Form {
    std::uint64_t bytes = 0;
    std::uint64_t digits = 0;  // 0x0F where a digit may stand

    consteval explicit Form(const char (&text)[9]) {
        for (unsigned i = 0; i < 8; ++i) {
            bytes |= static_cast<std::uint64_t>(static_cast<unsigned char>(text[i])) << (8 * i);
            if (text[i] == '0') digits |= 0x0FULL << (8 * i);
        }
    }
    [[nodiscard]] bool fits(const char* text) const noexcept {
        static_assert(std::endian::native == std::endian::little, "the first byte is the lowest");
        constexpr std::uint64_t high = 0xF0F0F0F0F0F0F0F0ULL;
        std::uint64_t read = 0;
        std::memcpy(&read, text, 8);
        // ':' to '?' look like digits but for the carry of six more.
        return ((read ^ bytes) & ~digits) == 0 &&
               (((read & digits) + (0x0606060606060606ULL & digits)) & high) == 0;
    }
};
constexpr Form day_form("0000-00-");
constexpr Form hour_form("00T00:00");
constexpr Form end_form("0:00:00Z");
constexpr Form fraction_form(":00.000Z");

// "2025-10-09T08:53:20.123Z" and "2025-10-09T08:53:20Z", as nearly every program writes it.
std::optional<Time> usual_time(std::string_view text) noexcept {
    const bool whole_seconds = text.size() == 20;
    if (!whole_seconds && text.size() != 24) return std::nullopt;
    if (!day_form.fits(text.data()) || !hour_form.fits(text.data() + 8)) return std::nullopt;
    if (whole_seconds ? !end_form.fits(text.data() + 12) : !fraction_form.fits(text.data() + 16))
        return std::nullopt;
    const auto two = [&](std::size_t at) {
        return static_cast<unsigned>((text[at] - '0') * 10 + (text[at + 1] - '0'));
    };
    using namespace std::chrono;
    const year_month_day ymd(year(static_cast<int>(two(0) * 100 + two(2))), month(two(5)), day(two(8)));
    if (!ymd.ok() || two(11) > 23 || two(14) > 59 || two(17) > 60) return std::nullopt;
    const auto ms = whole_seconds ? 0 : two(20) * 10 + static_cast<unsigned>(text[22] - '0');
    return Time(sys_days(ymd)) + hours(two(11)) + minutes(two(14)) + seconds(two(17)) + milliseconds(ms);
}

}  // namespace

std::string format_time(Time t) {
    using namespace std::chrono;
    const auto low = sys_days(year(0) / 1 / 1);
    const auto high = sys_days(year(9999) / 12 / 31) + hours(23);
    t = std::clamp(t, Time(low), Time(high));
    const auto day = floor<days>(t);
    const year_month_day ymd(day);
    const hh_mm_ss hms(floor<milliseconds>(t - day));
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", static_cast<int>(ymd.year()),
                       static_cast<unsigned>(ymd.month()), static_cast<unsigned>(ymd.day()),
                       hms.hours().count(), hms.minutes().count(), hms.seconds().count(),
                       hms.subseconds().count());
}

Result<Time> parse_time(std::string_view text) {
    if (const auto usual = usual_time(text)) return *usual;
    using namespace std::chrono;
    const auto whole = text;
    const auto bad = [&] {
        return fail(Errc::parse, "'{}' is not a time: write it as 2025-10-09T08:53:20Z", whole.substr(0, 40));
    };
    int y = 0;
    int mo = 0;
    int d = 0;
    int h = 0;
    int mi = 0;
    int s = 0;
    std::int64_t us = 0;
    minutes offset{};
    if (!take(text, 4, y) || !take(text, '-') || !take(text, 2, mo) || !take(text, '-') || !take(text, 2, d))
        return bad();
    const year_month_day ymd(year(y), month(static_cast<unsigned>(mo)), day(static_cast<unsigned>(d)));
    if (!ymd.ok()) return bad();
    if (!text.empty()) {
        if (!take(text, 'T') && !take(text, 't') && !take(text, ' ')) return bad();
        if (!take(text, 2, h) || !take(text, ':') || !take(text, 2, mi)) return bad();
        if (take(text, ':') && !take(text, 2, s)) return bad();
        if (!take_fraction(text, us) || !take_offset(text, offset) || !text.empty()) return bad();
        if (h > 23 || mi > 59 || s > 60) return bad();
    }
    return Time(sys_days(ymd)) + hours(h) + minutes(mi) + seconds(s) + microseconds(us) - offset;
}

Result<Duration> parse_duration(std::string_view text) {
    const auto whole = text;
    const auto bad = [&] {
        return fail(Errc::parse, "'{}' is not a duration: write it as 90s, 15m, 24h or 7d",
                    whole.substr(0, 40));
    };
    if (text.empty()) return bad();
    std::int64_t total = 0;
    constexpr std::int64_t ceiling = std::int64_t{3650} * 86'400 * 1'000'000;  // ten years
    while (!text.empty()) {
        std::int64_t n = 0;
        const auto [p, ec] = std::from_chars(text.data(), text.data() + text.size(), n);
        if (ec != std::errc{} || n < 0 || n > ceiling) return bad();
        text.remove_prefix(static_cast<std::size_t>(p - text.data()));
        std::int64_t unit = 0;
        if (text.starts_with("ms")) {
            unit = 1'000;
            text.remove_prefix(1);
        } else if (text.starts_with("s")) {
            unit = 1'000'000;
        } else if (text.starts_with("m")) {
            unit = 60'000'000;
        } else if (text.starts_with("h")) {
            unit = 3'600'000'000;
        } else if (text.starts_with("d")) {
            unit = 86'400'000'000;
        } else {
            return bad();
        }
        text.remove_prefix(1);
        if (n > ceiling / unit) return bad();
        total += n * unit;
        if (total > ceiling) return bad();
    }
    return Duration(total);
}

std::string format_duration(Duration d) {
    struct Unit {
        std::int64_t us;
        std::string_view name;
    };
    constexpr std::array units{Unit{86'400'000'000, "d"}, Unit{3'600'000'000, "h"}, Unit{60'000'000, "m"},
                               Unit{1'000'000, "s"}, Unit{1'000, "ms"}};
    auto left = std::max<std::int64_t>(d.count(), 0);
    std::string out;
    int parts = 0;
    for (const auto& unit : units) {
        const auto n = left / unit.us;
        left %= unit.us;
        if (n > 0 && parts < 2) out += fmt::format("{}{}", n, unit.name);
        if (n > 0 || parts > 0) ++parts;
    }
    return out.empty() ? "0s" : out;
}

}  // namespace vigie
