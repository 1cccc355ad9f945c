// A sentence in both languages of the product. Neither side is ever empty in what we ship.
#pragma once

#include <string>
#include <string_view>

namespace vigie::model {

struct Text {
    std::string fr;
    std::string en;

    [[nodiscard]] const std::string& in(std::string_view lang) const noexcept {
        return lang == "fr" ? fr : en;
    }
    friend bool operator==(const Text&, const Text&) = default;
};

}  // namespace vigie::model
