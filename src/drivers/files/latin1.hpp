// Bytes of ISO 8859-1 as UTF-8.
#pragma once

#include <string>
#include <string_view>

namespace vigie::drivers {

[[nodiscard]] inline std::string utf8_of_latin1(std::string_view bytes) {
    std::string out;
    for (const char c : bytes) {
        const auto u = static_cast<unsigned char>(c);
        if (u < 0x80) {
            out += c;
        } else {
            out += static_cast<char>(0xC0U | u >> 6U);
            out += static_cast<char>(0x80U | (u & 63U));
        }
    }
    return out;
}

}  // namespace vigie::drivers
