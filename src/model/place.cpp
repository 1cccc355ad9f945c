#include <vigie/model/place.hpp>

namespace vigie::model {
namespace {

char upper(char c) noexcept {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

}  // namespace

std::optional<std::string> country_code(std::string_view text) {
    if (text.size() != 2) return std::nullopt;
    std::string out;
    for (const char c : text) {
        const char letter = upper(c);
        if (letter < 'A' || letter > 'Z') return std::nullopt;
        out += letter;
    }
    return out;
}

std::optional<Coordinates> coordinates(double latitude, double longitude) noexcept {
    const bool on_earth = latitude >= -90 && latitude <= 90 && longitude >= -180 && longitude <= 180;
    if (!on_earth) return std::nullopt;  // also when one is NaN
    return Coordinates{latitude, longitude};
}

}  // namespace vigie::model
