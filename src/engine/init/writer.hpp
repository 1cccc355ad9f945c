// Writes YAML for people, with comments in one of two languages. Private to engine/init.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace vigie::engine {

// `text` as a YAML scalar, quoted only where it must be; white space runs become one blank.
[[nodiscard]] std::string scalar(std::string_view text);

class Writer {
public:
    explicit Writer(bool french) : french_(french) {}

    // Comment lines after `indent` blanks; the text may hold several.
    Writer& say(std::string_view french, std::string_view english, std::size_t indent = 0);
    Writer& line(std::string_view text = {});
    [[nodiscard]] std::string_view pick(std::string_view french, std::string_view english) const {
        return french_ ? french : english;
    }
    [[nodiscard]] const std::string& text() const noexcept { return out_; }

private:
    bool french_;
    std::string out_;
};

}  // namespace vigie::engine
