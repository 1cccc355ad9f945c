// What every recogniser answers of the spans that its scan meets: is there one, and all of them.
#pragma once

#include <vigie/kit/shapes.hpp>

#include <string_view>
#include <vector>

namespace vigie::kit::shapes {

// `scan(text, found)` calls found(span) for each and stops when it answers false.
template <class Scan>
[[nodiscard]] bool has_any(std::string_view text, Scan scan) noexcept {
    bool any = false;
    scan(text, [&](const Span&) { return !(any = true); });
    return any;
}

template <class Scan>
[[nodiscard]] std::vector<Span> find_all(std::string_view text, Scan scan) {
    std::vector<Span> out;
    scan(text, [&](const Span& span) {
        out.push_back(span);
        return true;
    });
    return out;
}

}  // namespace vigie::kit::shapes
