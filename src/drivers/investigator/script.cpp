#include "script.hpp"

#include <vigie/base/limits.hpp>

#include <array>

namespace vigie::drivers {
namespace {

class Cursor {
public:
    explicit Cursor(std::string_view rest) : rest_(rest) {}

    void blanks() {
        while (!rest_.empty() &&
               (rest_[0] == ' ' || rest_[0] == '\t' || rest_[0] == '\n' || rest_[0] == '\r'))
            rest_.remove_prefix(1);
    }
    bool take(std::string_view word) {
        blanks();
        if (!rest_.starts_with(word)) return false;
        rest_.remove_prefix(word.size());
        return true;
    }
    [[nodiscard]] bool at(char c) {
        blanks();
        return !rest_.empty() && rest_[0] == c;
    }

    // One string literal with its simple escapes.
    bool literal(std::string& out) {
        blanks();
        if (rest_.empty()) return false;
        const char quote = rest_[0];
        if (quote != '"' && quote != '\'' && quote != '`') return false;
        for (std::size_t i = 1; i < rest_.size() && out.size() < limits::url_bytes; ++i) {
            if (rest_[i] == quote) {
                rest_.remove_prefix(i + 1);
                return true;
            }
            if (rest_[i] == '\n') return false;
            if (rest_[i] == '\\' && i + 1 < rest_.size()) {
                ++i;
                if (rest_[i] == 'x' && i + 2 < rest_.size()) {
                    out += static_cast<char>(digit(rest_[i + 1]) * 16 + digit(rest_[i + 2]));
                    i += 2;
                    continue;
                }
            }
            out += rest_[i];
        }
        return false;
    }

private:
    static int digit(char c) {
        if (c >= '0' && c <= '9') return c - '0';
        if (c >= 'a' && c <= 'f') return c - 'a' + 10;
        if (c >= 'A' && c <= 'F') return c - 'A' + 10;
        return 0;
    }
    std::string_view rest_;
};

// What follows the word "location": ".href =", "=", ".replace(", ".assign(".
bool assigns(Cursor& at) {
    if (at.take(".replace") || at.take(".assign")) return at.take("(");
    if (at.take(".href")) return at.take("=") && !at.at('=');
    return at.take("=") && !at.at('=');
}

bool is_name(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$';
}

}  // namespace

std::string location_of(std::string_view script) {
    constexpr std::string_view word = "location";
    for (auto i = script.find(word); i != std::string_view::npos; i = script.find(word, i + word.size())) {
        if (i > 0 && is_name(script[i - 1])) continue;  // "mylocation"
        Cursor at(script.substr(i + word.size()));
        if (!assigns(at)) continue;
        std::string out;
        if (!at.literal(out)) continue;
        bool whole = true;
        while (at.take("+")) {
            if (!at.literal(out)) {
                whole = false;  // a variable: the beginning alone still says where
                break;
            }
        }
        if (!out.empty() && (whole || out.starts_with("http"))) return out;
    }
    return {};
}

}  // namespace vigie::drivers
