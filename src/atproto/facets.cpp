#include <vigie/atproto/facets.hpp>
#include <vigie/kit/ascii.hpp>
#include <vigie/kit/text.hpp>
#include <vigie/kit/url.hpp>
#include <vigie/kit/utf8.hpp>

#include <algorithm>

namespace vigie::atproto {
namespace {

constexpr std::size_t most = 64;
constexpr std::size_t longest_tag = 640;  // bytes

// The end of the hashtag whose words begin at `from`.
std::size_t tag_end(std::string_view text, std::size_t from) {
    auto end = from;
    bool letter = false;
    for (auto pos = from; pos < text.size() && end - from < longest_tag;) {
        const auto point = kit::next_code_point(text, pos);
        if (!kit::is_word_code_point(point) && point != U'_') break;
        letter = letter || point > U'9';
        end = pos;
    }
    return letter ? end : from;
}

std::size_t handle_end(std::string_view text, std::size_t from) {
    auto end = from;
    while (end < text.size() && (kit::ascii::letter(text[end]) || kit::ascii::digit(text[end]) ||
                                 text[end] == '-' || text[end] == '.'))
        ++end;
    while (end > from && (text[end - 1] == '.' || text[end - 1] == '-')) --end;
    const auto handle = text.substr(from, end - from);
    return handle.find('.') == std::string_view::npos ? from : end;
}

bool begins_word(std::string_view text, std::size_t at) {
    return at == 0 || std::string_view(" \n\t([\"'").find(text[at - 1]) != std::string_view::npos ||
           text.substr(0, at).ends_with("\u00a0") || text.substr(0, at).ends_with("«");
}

}  // namespace

std::vector<Facet> find_facets(std::string_view text) {
    std::vector<Facet> out;
    for (const auto& url : kit::find_urls(text)) {
        // "name@example.org" is an address, "@name.example.org" a mention.
        if (url.start > 0 && text[url.start - 1] == '@') continue;
        const bool whole = url.url.starts_with("http://") || url.url.starts_with("https://");
        if (out.size() < most)
            out.push_back({Facet::Kind::link, url.start, url.end, whole ? url.url : "https://" + url.url});
    }
    for (auto at = text.find_first_of("#@"); at != std::string_view::npos;
         at = text.find_first_of("#@", at + 1)) {
        const bool inside =
            std::ranges::any_of(out, [&](const Facet& f) { return at >= f.start && at < f.end; });
        if (inside || out.size() == most || !begins_word(text, at)) continue;
        const bool tag = text[at] == '#';
        const auto end = tag ? tag_end(text, at + 1) : handle_end(text, at + 1);
        if (end == at + 1) continue;
        std::string value(text.substr(at + 1, end - at - 1));
        if (!tag) std::ranges::transform(value, value.begin(), kit::ascii::lower);
        out.push_back({tag ? Facet::Kind::tag : Facet::Kind::mention, at, end, std::move(value)});
    }
    std::ranges::sort(out, {}, &Facet::start);
    return out;
}

}  // namespace vigie::atproto
