// A FileContent under construction: text with its parts, cut where the limit is.
#pragma once

#include <vigie/drivers/files.hpp>
#include <vigie/kit/utf8.hpp>

#include <algorithm>
#include <string>
#include <string_view>

namespace vigie::drivers {

class Content {
public:
    explicit Content(model::FileContent& to) : to_(to) {}

    // Adds a part of text as valid UTF-8, a line break after it. What goes beyond the limit is left out, with
    // the remark text_cut.
    void add(std::string_view kind, std::string_view name, std::string_view text) {
        constexpr std::size_t most_parts = 2000;
        constexpr std::size_t longest_name = 200;
        if (text.empty()) return;
        if (to_.text.size() >= file_text_bytes || to_.parts.size() >= most_parts) {
            remark("text_cut");
            return;
        }
        const auto room = file_text_bytes - to_.text.size();
        if (text.size() > room) remark("text_cut");
        const auto start = to_.text.size();
        to_.text += kit::sanitize_utf8(text.substr(0, room), room);
        to_.parts.push_back({std::string(kind),
                             kit::sanitize_utf8(name.substr(0, longest_name), longest_name), start,
                             to_.text.size()});
        to_.text += '\n';
    }
    [[nodiscard]] bool full() const { return to_.text.size() >= file_text_bytes; }

    void remark(std::string_view code) {
        if (std::ranges::find(to_.remarks, code) == to_.remarks.end()) to_.remarks.emplace_back(code);
    }
    void property(const std::string& key, std::string_view value) {
        constexpr std::size_t longest = 500;
        constexpr std::size_t most = 60;
        if (value.empty() || to_.properties.size() >= most) return;
        to_.properties[key] = kit::sanitize_utf8(value.substr(0, longest), longest);
    }
    [[nodiscard]] model::FileContent& file() { return to_; }

private:
    model::FileContent& to_;
};

}  // namespace vigie::drivers
