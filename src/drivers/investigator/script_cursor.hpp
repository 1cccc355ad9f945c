// Reads the few words of JavaScript that matter: names, blanks, string literals. Nothing is run.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace vigie::drivers {

[[nodiscard]] bool is_script_name(char c) noexcept;  // of identifiers

class ScriptCursor {
public:
    explicit ScriptCursor(std::string_view rest) : rest_(rest) {}

    void blanks();
    bool take(std::string_view word);  // after blanks
    [[nodiscard]] bool at(char c);     // after blanks
    // One string literal with its escapes, appended to `out`, which grows to `most` bytes at most. Of a
    // template literal the words are taken, what ${…} would compute is left out. False when there is none, or
    // it does not end; `out` may have grown all the same.
    bool literal(std::string& out, std::size_t most);
    [[nodiscard]] std::string_view rest() const noexcept { return rest_; }

private:
    void escape(std::size_t& i, std::string& out) const;
    std::string_view rest_;
};

}  // namespace vigie::drivers
