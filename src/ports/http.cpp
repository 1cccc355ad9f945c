#include <vigie/ports/http.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>

namespace vigie::ports {
namespace {

// A server may ask for any wait; more than a day means "not today" and is ours to decide.
constexpr std::int64_t longest_wait_s = std::int64_t{24} * 3600;

bool equal_ignoring_case(std::string_view a, std::string_view b) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; };
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [&](char x, char y) { return lower(x) == lower(y); });
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

std::optional<std::int64_t> number(std::string_view digits) {
    std::int64_t value = 0;
    const auto* end = digits.data() + digits.size();
    const auto [stop, error] = std::from_chars(digits.data(), end, value);
    if (digits.empty() || digits.front() == '-' || stop != end) return std::nullopt;
    if (error == std::errc::result_out_of_range) return longest_wait_s;
    return error == std::errc() ? std::optional(value) : std::nullopt;
}

// "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110 5.6.7), the only form a sender may still produce.
std::optional<std::int64_t> unix_of_fixdate(std::string_view text) {
    using namespace std::chrono;
    constexpr std::array<std::string_view, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    if (text.size() != 29 || text.substr(3, 2) != ", " || text.substr(25) != " GMT") return std::nullopt;
    const auto* const month = std::find(months.begin(), months.end(), text.substr(8, 3));
    const auto day_of_month = number(text.substr(5, 2));
    const auto year_number = number(text.substr(12, 4));
    const auto h = number(text.substr(17, 2));
    const auto m = number(text.substr(20, 2));
    const auto s = number(text.substr(23, 2));
    if (month == months.end() || !day_of_month || !year_number || !h || !m || !s) return std::nullopt;
    const year_month_day date{year(static_cast<int>(*year_number)),
                              std::chrono::month(static_cast<unsigned>(month - months.begin()) + 1),
                              day(static_cast<unsigned>(*day_of_month))};
    if (!date.ok() || *h > 23 || *m > 59 || *s > 60) return std::nullopt;
    return sys_days(date).time_since_epoch().count() * std::int64_t{86400} + *h * 3600 + *m * 60 + *s;
}

}  // namespace

std::string_view HttpResponse::header(std::string_view lower_case_name) const {
    for (const auto& [name, value] : headers) {
        if (equal_ignoring_case(name, lower_case_name)) return value;
    }
    return {};
}

std::chrono::milliseconds back_off(int attempt, double chance, std::chrono::milliseconds base,
                                   std::chrono::milliseconds cap) {
    const double doubled = static_cast<double>(base.count()) * std::pow(2.0, std::clamp(attempt - 1, 0, 60));
    const double wait = std::min(static_cast<double>(cap.count()), doubled);
    return std::chrono::milliseconds(std::llround(wait * (0.5 + std::clamp(chance, 0.0, 1.0) / 2)));
}

std::chrono::seconds retry_after(std::string_view value, std::int64_t now_unix) {
    value = trimmed(value);
    auto wait = number(value);
    if (!wait) {
        const auto at = unix_of_fixdate(value);
        if (!at) return {};
        wait = *at - now_unix;
    }
    return std::chrono::seconds(std::clamp<std::int64_t>(*wait, 0, longest_wait_s));
}

bool retryable(int status) noexcept {
    switch (status) {
        case 408:
        case 425:
        case 429:
        case 500:
        case 502:
        case 503:
        case 504: return true;
        default: return false;
    }
}

}  // namespace vigie::ports
