#include "voice.hpp"

#include <vigie/kit/text.hpp>

#include <algorithm>
#include <array>

namespace vigie::drivers {
namespace {

constexpr std::array<std::string_view, 8> marks{"logo",   "brand",     "site-name", "sitename",
                                                "navbar", "copyright", "masthead",  "site-title"};

bool marked(const GumboElement& element) {
    constexpr std::size_t longest = 200;
    for (const auto* name : {"class", "id"}) {
        const auto* attribute = gumbo_get_attribute(&element.attributes, name);
        if (attribute == nullptr) continue;
        const auto words = kit::fold(std::string_view(attribute->value).substr(0, longest));
        if (std::ranges::any_of(marks, [&](auto m) { return words.find(m) != std::string::npos; }))
            return true;
    }
    return false;
}

}  // namespace

bool says_who(const GumboElement& element) {
    switch (element.tag) {
        case GUMBO_TAG_H1:
        case GUMBO_TAG_H2:
        case GUMBO_TAG_H3:
        case GUMBO_TAG_HEADER:
        case GUMBO_TAG_FOOTER:
        case GUMBO_TAG_BUTTON:
        case GUMBO_TAG_LEGEND: return true;
        case GUMBO_TAG_BODY:
        case GUMBO_TAG_HTML: return false;  // a class there is of the whole page
        default: return marked(element);
    }
}

bool is_unseen(const GumboElement& element) {
    const auto value = [&](const char* name) {
        const auto* attribute = gumbo_get_attribute(&element.attributes, name);
        return attribute == nullptr ? std::string() : kit::fold(attribute->value);
    };
    const auto style = value("style");
    return value("width") == "0" || value("height") == "0" || value("width") == "1" ||
           value("height") == "1" || style.find("display:none") != std::string::npos ||
           style.find("display: none") != std::string::npos ||
           style.find("visibility:hidden") != std::string::npos ||
           gumbo_get_attribute(&element.attributes, "hidden") != nullptr;
}

std::string file_name(std::string_view url) {
    url = url.substr(0, url.find_first_of("?#"));
    url = url.substr(url.rfind('/') + 1);
    url = url.substr(0, url.rfind('.'));
    constexpr std::size_t longest = 60;
    std::string out(url.size() > longest ? std::string_view() : url);
    std::ranges::replace_if(
        out, [](char c) { return c == '-' || c == '_' || c == '.' || c == '+'; }, ' ');
    return out;
}

void append_words(std::string_view text, std::string& to, std::size_t most) {
    for (std::size_t i = 0; i < text.size() && to.size() < most;) {
        while (i < text.size() && static_cast<unsigned char>(text[i]) <= ' ') ++i;
        const auto start = i;
        while (i < text.size() && static_cast<unsigned char>(text[i]) > ' ') ++i;
        if (i == start) continue;
        if (!to.empty()) to += ' ';
        to += text.substr(start, std::min(i - start, most));
    }
}

}  // namespace vigie::drivers
