// Where the sentences of an item's texts end. Found only when a query asks for SAME.
#pragma once

#include "text/reader.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace vigie::query {

class Sentences {
public:
    // `text_of(field)` gives the field's text. O(bytes).
    template <class TextOf>
    void read(const Reader& reader, TextOf text_of) {
        begins_.clear();
        const auto& tokens = reader.tokens();
        for (std::size_t i = 1; i < tokens.size(); ++i) {
            const auto& before = tokens[i - 1];
            const auto& after = tokens[i];
            if (after.position <= before.position) continue;  // parts of one tag
            if (after.field != before.field || ends_between(text_of(after.field), before, after))
                begins_.push_back(after.position);
        }
        read_ = true;
    }
    void clear() noexcept { read_ = false; }
    [[nodiscard]] bool is_read() const noexcept { return read_; }
    // Number of the sentence that this position is in.
    [[nodiscard]] std::uint32_t of(std::uint32_t position) const noexcept;
    // Its first position.
    [[nodiscard]] std::uint32_t begin(std::uint32_t sentence) const noexcept {
        return sentence == 0 ? 0 : begins_[sentence - 1];
    }

private:
    static bool ends_between(std::string_view text, const Word& before, const Word& after);
    std::vector<std::uint32_t> begins_;  // positions at which a new one begins
    bool read_ = false;
};

}  // namespace vigie::query
