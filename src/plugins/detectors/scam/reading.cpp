#include "reading.hpp"

#include <vigie/kit/text.hpp>
#include <vigie/kit/utf8.hpp>

#include <array>
#include <utility>

namespace vigie::plugins::scam {
namespace {

constexpr std::uint64_t basis = 0xcbf29ce484222325ULL;
constexpr std::uint64_t prime = 0x100000001b3ULL;

// What an ASCII byte folds to: a lower-case letter, '0' for a digit, 0 for what separates.
constexpr auto folds = [] {
    std::array<char, 128> table{};
    for (std::size_t c = 'a'; c <= 'z'; ++c) table[c] = static_cast<char>(c);
    for (std::size_t c = 'A'; c <= 'Z'; ++c) table[c] = static_cast<char>(c - 'A' + 'a');
    for (std::size_t c = '0'; c <= '9'; ++c) table[c] = '0';
    return table;
}();

class Pass {
public:
    explicit Pass(std::string_view text) : text_(kit::prefix_utf8(text, most_read)) {
        r_.folded.reserve(text_.size() + 8);
        r_.words.reserve(text_.size() / 5 + 4);
    }

    Reading read() {
        while (pos_ < text_.size()) step();
        close();
        return std::move(r_);
    }

private:
    void step() {
        const auto c = static_cast<unsigned char>(text_[pos_]);
        if (c >= 0x80) return wide();
        const char folded = folds[c];
        if (folded == 0) return ascii_sign(static_cast<char>(c));
        if (!open_) {
            if ((c == 'h' || c == 'H' || c == 'w' || c == 'W') && url()) return;
            begin();
        }
        if (c <= '9') {
            ++r_.digits;
        } else {
            ++r_.letters;
            if (c <= 'Z') ++r_.capitals;
        }
        add(folded);
        ++pos_;
    }

    void ascii_sign(char c) {
        close();
        switch (c) {
            case '!': ++r_.exclamations; break;
            case '?': ++r_.questions; break;
            case '\n': ++r_.lines; break;
            case '%': ++r_.percents; break;
            case '$':
                ++r_.money;
                next_ = Unit::cash;
                break;
            case '#': next_ = Unit::tag; break;
            case '@': next_ = Unit::mention; break;
            case '"': quoted_ = !quoted_; break;
            default: break;
        }
        if (c != ' ' && c != '\'' && c != '$' && c != '#' && c != '@') lead_ = c;
        ++pos_;
        if (c != '$' && c != '#' && c != '@') next_ = Unit::word;
    }

    void wide() {
        const auto start = pos_;
        auto at = pos_;
        const auto code = kit::next_code_point(text_, at);
        if (kit::is_word_code_point(code)) {
            if (!open_) begin();
            ++r_.letters;
            if (kit::is_upper_code_point(code)) ++r_.capitals;
            for (const char f : kit::fold_code_point(text_, pos_)) add(f >= '0' && f <= '9' ? '0' : f);
            return;
        }
        if (code == 0x2019 || code == 0xfe0f || code == 0x200d || code == 0xa0 || code == 0x202f) {
            if (code != 0xfe0f && code != 0x200d) close();
            pos_ = at;
            return;
        }
        close();
        next_ = Unit::word;
        pos_ = at;
        if (code == 0xab || code == 0x201c) quoted_ = true;
        if (code == 0xbb || code == 0x201d) quoted_ = false;
        if (code == 0x20ac || code == 0xa3 || code == 0x20bf) ++r_.money;
        if (code < 0x2190) return;
        // An emoji or another symbol is a word of its own.
        next_ = Unit::sign;
        begin();
        word_.start = static_cast<std::uint32_t>(start);
        for (const char b : text_.substr(start, at - start)) add(b);
        ++r_.signs;
        close();
    }

    // "https://host.tld/path…": the scheme and the path are passed over, the host stays as words.
    bool url() {
        const auto rest = text_.substr(pos_);
        const auto starts = [&](std::string_view s) {
            if (rest.size() < s.size()) return false;
            for (std::size_t i = 0; i < s.size(); ++i)
                if ((rest[i] | 0x20) != s[i] && rest[i] != s[i]) return false;
            return true;
        };
        std::size_t skip = 0;
        if (starts("https://"))
            skip = 8;
        else if (starts("http://"))
            skip = 7;
        else if (starts("www."))
            skip = 4;
        else
            return false;
        ++r_.urls;
        auto at = pos_ + skip;
        if (starts("http") && text_.substr(at).starts_with("www.")) at += 4;
        pos_ = at;
        while (pos_ < text_.size()) {
            const auto c = static_cast<unsigned char>(text_[pos_]);
            if (c >= 0x80 || c == '.' || c == '-') {
                if (c >= 0x80) break;
                close();
                ++pos_;
                continue;
            }
            if (folds[c] == 0) break;
            if (!open_) begin();
            add(folds[c]);
            ++pos_;
        }
        close();
        while (pos_ < text_.size() && static_cast<unsigned char>(text_[pos_]) > ' ' && text_[pos_] != '"' &&
               text_[pos_] != '<' && text_[pos_] != '>' && text_[pos_] != ')')
            ++pos_;
        return true;
    }

    void begin() {
        open_ = true;
        word_ = {};
        word_.start = static_cast<std::uint32_t>(pos_);
        word_.from = static_cast<std::uint32_t>(r_.folded.size());
        word_.unit = next_;
        word_.quoted = quoted_;
        word_.lead = std::exchange(lead_, '\0');
        word_.hash = basis;
        next_ = Unit::word;
    }

    void add(char c) {
        r_.folded += c;
        word_.hash = (word_.hash ^ static_cast<unsigned char>(c)) * prime;
    }

    void close() {
        if (!open_) return;
        open_ = false;
        word_.end = static_cast<std::uint32_t>(pos_);
        word_.to = static_cast<std::uint32_t>(r_.folded.size());
        if (word_.from == word_.to) return;
        if (word_.unit == Unit::mention) {
            // "@some.body.bsky.social" is one mention.
            while (pos_ + 1 < text_.size() &&
                   (text_[pos_] == '.' || text_[pos_] == '-' || text_[pos_] == '_') &&
                   static_cast<unsigned char>(text_[pos_ + 1]) < 0x80 &&
                   folds[static_cast<unsigned char>(text_[pos_ + 1])] != 0) {
                ++pos_;
                while (pos_ < text_.size() && static_cast<unsigned char>(text_[pos_]) < 0x80 &&
                       folds[static_cast<unsigned char>(text_[pos_])] != 0)
                    ++pos_;
            }
            word_.end = static_cast<std::uint32_t>(pos_);
            r_.folded.resize(word_.from);
            word_.hash = basis;
            add('@');
            word_.to = static_cast<std::uint32_t>(r_.folded.size());
            ++r_.mentions;
        }
        word_.hash *= 0x9e3779b97f4a7c15ULL;
        if (word_.unit == Unit::tag) ++r_.tags;
        if (word_.unit == Unit::cash && folded_letter()) ++r_.cashtags;
        if (word_.quoted) ++r_.quoted_words;
        r_.words.push_back(word_);
    }

    [[nodiscard]] bool folded_letter() const {
        return r_.folded[word_.from] >= 'a' && r_.folded[word_.from] <= 'z';
    }

    std::string_view text_;
    std::size_t pos_ = 0;
    Reading r_;
    Word word_;
    bool open_ = false;
    bool quoted_ = false;
    char lead_ = 0;
    Unit next_ = Unit::word;
};

}  // namespace

Reading read(std::string_view text) {
    return Pass(text).read();
}

std::uint64_t word_hash(std::string_view folded) noexcept {
    auto h = basis;
    for (const char c : folded) h = (h ^ static_cast<unsigned char>(c >= '0' && c <= '9' ? '0' : c)) * prime;
    return h * 0x9e3779b97f4a7c15ULL;
}

}  // namespace vigie::plugins::scam
