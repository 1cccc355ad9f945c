#include "page_reader.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace vigie::drivers {
namespace {

constexpr int deepest = 2000;

// Elements that close by themselves, as HTML is written: they do not nest.
constexpr std::array<std::string_view, 28> flat{
    "area",  "base", "br",    "col",  "dd",     "dt",  "embed", "frame",  "hr",    "img",
    "input", "li",   "link",  "meta", "option", "p",   "param", "source", "tbody", "td",
    "tfoot", "th",   "thead", "tr",   "track",  "wbr", "body",  "html"};

std::string name_at(std::string_view html, std::size_t pos) {
    std::string out;
    constexpr std::size_t longest = 12;
    while (pos < html.size() && out.size() < longest) {
        const char c = html[pos++];
        if (c >= 'A' && c <= 'Z') {
            out += static_cast<char>(c + ('a' - 'A'));
        } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
            out += c;
        } else {
            break;
        }
    }
    return out;
}

}  // namespace

std::string_view cut_deep(std::string_view html) {
    int depth = 0;
    for (std::size_t i = html.find('<'); i != std::string_view::npos; i = html.find('<', i + 1)) {
        if (i + 1 >= html.size()) break;
        const bool closing = html[i + 1] == '/';
        const auto name = name_at(html, i + (closing ? 2 : 1));
        if (name.empty() || std::ranges::find(flat, name) != flat.end()) continue;
        depth = closing ? std::max(0, depth - 1) : depth + 1;
        if (depth > deepest) return html.substr(0, i);
    }
    return html;
}

}  // namespace vigie::drivers
