#include "web/refang.hpp"

#include <vigie/base/limits.hpp>
#include <vigie/kit/text.hpp>
#include <vigie/kit/url.hpp>
#include <vigie/kit/utf8.hpp>

#include <algorithm>
#include <array>
#include <bit>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

// Every byte is looked at a bounded number of times: each attempt either gives a URL or moves past the run it
// read.
namespace vigie::kit {
namespace {

constexpr std::size_t host_run =
    768;  // bytes of a host as it stands in text (an IDN is longer than its ASCII form)

bool alnum(char c) noexcept {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}
bool ascii(char c) noexcept {
    return static_cast<unsigned char>(c) < 0x80;
}

// Ends a URL wherever it stands. Blanks, quotes of all languages, wide punctuation.
bool ends_url(char32_t c) noexcept {
    if (c <= 0x20 || c == 0x7F) return true;
    if (c < 0x80) return c == '<' || c == '>' || c == '"' || c == '`' || c == '|' || c == '^';
    return c == 0x85 || c == 0xA0 || c == 0xAB || c == 0xBB || c == 0x1680 || (c >= 0x2000 && c <= 0x200B) ||
           c == 0x2026 || (c >= 0x201C && c <= 0x201F) || c == 0x2028 || c == 0x2029 || c == 0x202F ||
           c == 0x2039 || c == 0x203A || c == 0x205F || (c >= 0x3000 && c <= 0x3003) ||
           (c >= 0x3008 && c <= 0x3011) || c == 0xFF08 || c == 0xFF09 || c == 0xFF0C || c == 0xFFFD;
}

// End of what may belong to the URL that starts at `start` and is read up to `pos`. Another URL glued to it
// ends it, but one that it carries along ("?to=https://…", "/web/2020/https://…") does not.
std::size_t reach(std::string_view text, std::size_t start, std::size_t pos, bool only_authority = false) {
    const auto stop = std::min(text.size(), start + limits::url_bytes);
    for (std::size_t i = pos; i < stop;) {
        const auto at = i;
        const auto c = next_code_point(text, i);
        if (ends_url(c) || i > stop) return at;
        if (only_authority && (c == U'/' || c == U'\\' || c == U'?' || c == U'#')) return at;
        if ((c == U'h' || c == U'H') && at > start + 4 && text[at - 1] != '=' && text[at - 1] != '/' &&
            scheme_at(text, at) > 0)
            return at;
    }
    return stop;
}

// Punctuation that belongs to the sentence, not to the URL. A closing bracket stays when its opening one is
// inside.
std::string_view without_tail(std::string_view url) {
    const auto count = [&](char c) { return std::ranges::count(url, c); };
    auto round = count(')') - count('(');
    auto square = count(']') - count('[');
    auto curly = count('}') - count('{');
    const auto drop_surplus = [&](auto& surplus) {
        if (surplus <= 0) return false;
        --surplus;
        url.remove_suffix(1);
        return true;
    };
    while (!url.empty()) {
        const char last = url.back();
        if (std::string_view(".,;:!?'*_~\\").find(last) != std::string_view::npos) {
            url.remove_suffix(1);
        } else if (url.ends_with("\xE2\x80\x99") || url.ends_with("\xE2\x80\x98") ||
                   url.ends_with("\xEF\xBC\x81")) {
            url.remove_suffix(3);  // ’ ‘ ！
        } else if (last == ')') {
            if (!drop_surplus(round)) break;
        } else if (last == ']') {
            if (!drop_surplus(square)) break;
        } else if (last == '}') {
            if (!drop_surplus(curly)) break;
        } else if (last == '(' || last == '[' || last == '{') {
            url.remove_suffix(1);
        } else {
            break;
        }
    }
    return url;
}

struct HostRun {
    std::size_t end = 0;
    bool dotted = false;
    bool any_letter = false;
    std::size_t last_label = 0;  // where it starts
};

// The longest run of host characters and dots (also defanged ones) from `pos`.
HostRun read_host(std::string_view text, std::size_t pos) {
    HostRun run{pos, false, false, pos};
    for (std::size_t i = pos; i < text.size();) {
        if (const auto dot = dot_at(text, i); dot > 0) {
            run.dotted = run.dotted || (i > pos && i + dot < text.size() &&
                                        (alnum(text[i + dot]) || !ascii(text[i + dot])));
            i += dot;
            run.last_label = i;
        } else if (ascii(text[i])) {
            if (!alnum(text[i]) && text[i] != '-' && text[i] != '_') break;
            run.any_letter = run.any_letter || text[i] > '9';
            ++i;
        } else {
            const auto at = i;
            const auto c = next_code_point(text, i);
            if (!is_word_code_point(c)) {
                run.end = at;
                break;
            }
            run.any_letter = true;
        }
        run.end = i;
    }
    return run;
}

bool upper(char c) noexcept {
    return c >= 'A' && c <= 'Z';
}
bool lower(char c) noexcept {
    return c >= 'a' && c <= 'z';
}

// "fini.Je pars": a capital after the dot, small letters after it, is the next sentence (.je, .la, .me, .et
// are countries).
bool next_sentence(std::string_view host) {
    const auto dot = host.rfind('.');
    if (dot == std::string_view::npos || dot == 0 || dot + 2 >= host.size()) return false;
    return upper(host[dot + 1]) && lower(host[dot + 2]);
}

// What every address has, however it is written: a dot inside a word (dot_at), or a scheme (scheme_at).
bool address_sign(char c, char next) noexcept {
    switch (c) {
        case '.': return alnum(next) || !ascii(next);
        case ':': return next == '/' || next == '\\';
        case '[':
        case '(':
        case '{': return std::string_view(".:dDpP").find(next) != std::string_view::npos;
        default: return false;
    }
}

constexpr auto nowhere = std::string_view::npos;

#ifdef __SSE2__
// The first sign among the 16 bytes from `begin` on, not before `from`; one more byte is there. A dot before
// a blank, the frequent case, costs no second look.
inline std::size_t sign_among_16(std::string_view text, std::size_t begin, std::size_t from) noexcept {
    const auto all = [](char c) { return _mm_set1_epi8(c); };
    const auto load = [&](std::size_t at) {
        return _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + at));
    };
    const auto bytes = load(begin);
    const auto next = load(begin + 1);
    const auto is = [&](char c) { return _mm_cmpeq_epi8(bytes, all(c)); };
    const auto in_word = _mm_or_si128(_mm_cmpgt_epi8(next, all('/')), _mm_cmplt_epi8(next, all(0)));
    const auto dots = _mm_and_si128(is('.'), in_word);
    const auto brackets = _mm_cmpeq_epi8(_mm_or_si128(bytes, all(0x20)), all('{'));  // '[' | 0x20 is '{'
    const auto found = _mm_or_si128(_mm_or_si128(dots, is(':')), _mm_or_si128(brackets, is('(')));
    for (auto mask = static_cast<unsigned>(_mm_movemask_epi8(found)); mask != 0; mask &= mask - 1) {
        const auto at = begin + static_cast<std::size_t>(std::countr_zero(mask));
        if (at >= from && address_sign(text[at], text[at + 1])) return at;
    }
    return nowhere;
}
#endif

// Where the next sign of an address stands.
std::size_t next_sign(std::string_view text, std::size_t from) noexcept {
    auto i = from;
#ifdef __SSE2__
    for (; i + 17 <= text.size(); i += 16) {
        if (const auto at = sign_among_16(text, i, i); at != nowhere) return at;
    }
    // The last bytes are looked at together with some before them.
    if (text.size() > 16) return i + 1 < text.size() ? sign_among_16(text, text.size() - 17, i) : nowhere;
#endif
    for (; i + 1 < text.size(); ++i) {
        if (address_sign(text[i], text[i + 1])) return i;
    }
    return nowhere;
}

class Finder {
public:
    explicit Finder(std::string_view text) : text_(text) {}

    // An address never goes across a blank, and a word without its sign holds none: those are passed over.
    std::vector<FoundUrl> run() {
        for (auto sign = next_sign(text_, 0); sign != nowhere; sign = next_sign(text_, pos_)) {
            auto word = sign;
            while (word > pos_ && static_cast<unsigned char>(text_[word - 1]) > ' ') --word;
            pos_ = word;
            read_to(sign);
        }
        return std::move(found_);
    }

private:
    // Reads on until past `sign`.
    void read_to(std::size_t sign) {
        while (pos_ <= sign) {
            if (const auto n = scheme_at(text_, pos_); n > 0) {
                with_scheme(n);
            } else if (alnum(text_[pos_]) || !ascii(text_[pos_])) {
                bare();
            } else {
                ++pos_;
            }
        }
    }

    // The host is judged before the rest is read: what fails is never read twice.
    void with_scheme(std::size_t scheme) {
        const auto begin = pos_ + scheme;
        auto authority = reach(text_, pos_, begin, true);
        const auto host = read_host(text_.substr(0, authority), begin);
        if (host.dotted && host.end == authority)
            authority = without_glued_text(host.last_label, begin, authority);
        const auto head = without_tail(text_.substr(pos_, authority - pos_));
        if (head.size() <= scheme || !parse_url(head)) {
            pos_ = std::max(begin, authority);
            return;
        }
        const bool cut = authority < host.end;
        const auto url = cut ? head : without_tail(text_.substr(pos_, reach(text_, pos_, authority) - pos_));
        if (!add(url) && !add(head)) pos_ = begin;
    }

    // "exemple.jpです": where the ASCII letters of a last label meet another script the host ends, unless
    // there is such a suffix (.vermögensberatung).
    std::size_t without_glued_text(std::size_t label, std::size_t begin, std::size_t end) const {
        auto i = label;
        while (i < end && ascii(text_[i])) ++i;
        return i == label || i >= end || parse_url(text_.substr(begin, end - begin)) ? end : i;
    }

    bool add(std::string_view url) {
        if (!parse_url(url)) return false;
        found_.push_back({refang(url), pos_, pos_ + url.size()});
        pos_ += url.size();
        return true;
    }

    void bare() {
        auto host = read_host(text_, pos_);
        // A word glued before a scheme ("voirhttps://…") must not hide it.
        if (host.end < text_.size() && text_[host.end] == ':') {
            for (const std::size_t back : {5U, 4U}) {
                if (host.end >= pos_ + back && scheme_at(text_, host.end - back) > 0) {
                    pos_ = host.end - back;
                    return;
                }
            }
        }
        if (!host.dotted || !host.any_letter || host.end - pos_ > host_run || !try_bare(host))
            pos_ = std::max(host.end, pos_ + 1);
    }

    bool try_bare(const HostRun& host) {
        const char before = pos_ > 0 ? text_[pos_ - 1] : ' ';
        if (before == '@' || before == '/' || before == '#') return false;  // a mention, a file, a hashtag
        auto end = host.end;
        if (end < text_.size() && text_[end] == '@') return user_info_trick(host);
        end = without_glued_text(host.last_label, pos_, end);
        auto name = text_.substr(pos_, end - pos_);
        while (!name.empty() && (name.back() == '.' || name.back() == '-' || name.back() == '_'))
            name.remove_suffix(1);
        const bool goes_on = name.size() == end - pos_ && end < text_.size() &&
                             std::string_view("/?#:").find(text_[end]) != std::string_view::npos;
        if (!goes_on) return !next_sentence(name) && add(name);
        const auto authority = text_[end] == ':' ? reach(text_, pos_, end, true) : end;
        if (!parse_url(without_tail(text_.substr(pos_, authority - pos_)))) return add(name);
        const auto url = without_tail(text_.substr(pos_, reach(text_, pos_, end) - pos_));
        return add(url) || add(name);
    }

    // "banque.example@evil.test/login" is no e-mail address: it has a path, and what stands before '@' is a
    // host.
    bool user_info_trick(const HostRun& host) {
        const auto real = read_host(text_, host.end + 1);
        const bool path = real.dotted && real.end < text_.size() && text_[real.end] == '/';
        if (path && parse_url(text_.substr(pos_, host.end - pos_)) && real.end - pos_ < 2 * host_run &&
            add(without_tail(text_.substr(pos_, reach(text_, pos_, real.end) - pos_)))) {
            return true;
        }
        pos_ = real.end > host.end + 1 ? real.end : host.end + 1;
        return true;
    }

    std::string_view text_;
    std::size_t pos_ = 0;
    std::vector<FoundUrl> found_;
};

}  // namespace

bool may_hold_url(std::string_view text) noexcept {
    return next_sign(text, 0) != nowhere;
}

std::vector<FoundUrl> find_urls(std::string_view text) {
    return Finder(text).run();
}

}  // namespace vigie::kit
