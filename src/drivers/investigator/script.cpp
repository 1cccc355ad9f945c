#include "script.hpp"

#include "script_cursor.hpp"

#include <vigie/base/limits.hpp>

namespace vigie::drivers {
namespace {

// What follows the word "location": ".href =", "=", ".replace(", ".assign(".
bool assigns(ScriptCursor& at) {
    if (at.take(".replace") || at.take(".assign")) return at.take("(");
    if (at.take(".href")) return at.take("=") && !at.at('=');
    return at.take("=") && !at.at('=');
}

}  // namespace

std::string location_of(std::string_view script) {
    constexpr std::string_view word = "location";
    for (auto i = script.find(word); i != std::string_view::npos; i = script.find(word, i + word.size())) {
        if (i > 0 && is_script_name(script[i - 1])) continue;  // "mylocation"
        ScriptCursor at(script.substr(i + word.size()));
        if (!assigns(at)) continue;
        std::string out;
        if (!at.literal(out, limits::url_bytes)) continue;
        bool whole = true;
        while (at.take("+")) {
            if (!at.literal(out, limits::url_bytes)) {
                whole = false;  // a variable: the beginning alone still says where
                break;
            }
        }
        if (!out.empty() && (whole || out.starts_with("http"))) return out;
    }
    return {};
}

}  // namespace vigie::drivers
