#include "words.hpp"

#include <vigie/kit/text.hpp>
#include <vigie/kit/utf8.hpp>

#include <algorithm>

namespace vigie::judge {
namespace {

constexpr std::size_t longest_word = 40;
constexpr int negation_reach = 4;

constexpr auto negators = std::to_array<std::string_view>(
    {"aint",   "aucun",    "aucune", "cannot", "cant",    "couldnt", "didnt",    "doesnt", "dont",
     "hadnt",  "hardly",   "hasnt",  "havent", "isnt",    "jamais",  "never",    "ni",     "no",
     "nobody", "none",     "nor",    "not",    "nothing", "pas",     "personne", "plus",   "rien",
     "sans",   "shouldnt", "wasnt",  "werent", "without", "wont",    "wouldnt"});

bool negates(std::string_view word) noexcept {
    return word.size() >= 2 && word.size() <= 8 && std::ranges::find(negators, word) != negators.end();
}

int hex(char c) noexcept {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

}  // namespace

class PostPass {
public:
    PostPass(PostWords& out, std::string_view text) noexcept : out_(out), text_(text) {}

    void run() noexcept {
        while (pos_ < text_.size() && out_.n_ < reading_words) step();
        close();
        finish();
    }

private:
    void set(Sign s) noexcept { out_.signs_ |= std::uint64_t{1} << static_cast<unsigned>(s); }

    [[nodiscard]] bool room(std::size_t n) const noexcept { return out_.bytes_ + n <= out_.folded_.size(); }

    void put(char c) noexcept {
        if (!room(1)) return;
        auto& f = out_.folded_;
        const auto n = out_.bytes_;
        if (n >= word_.from + 2U && f[n - 1] == c && f[n - 2] == c) {
            if (c != '0') set(Sign::drawn_out);
            return;
        }
        if (n - word_.from < longest_word) f[out_.bytes_++] = c;
    }

    void begin(std::size_t at) noexcept {
        word_ = {};
        word_.from = static_cast<std::uint16_t>(out_.bytes_);
        word_.start = static_cast<std::uint16_t>(at);
        open_ = true;
        capitals_ = letters_ = 0;
    }

    void close() noexcept {
        if (!open_) return;
        open_ = false;
        word_.to = static_cast<std::uint16_t>(out_.bytes_);
        word_.end = static_cast<std::uint16_t>(pos_);
        if (word_.to == word_.from || out_.n_ == reading_words) return;
        const std::string_view folded(out_.folded_.data() + word_.from,
                                      static_cast<std::size_t>(word_.to - word_.from));
        if (letters_ >= 3 && capitals_ == letters_) ++loud_;
        all_letters_ += letters_;
        all_capitals_ += capitals_;
        word_.tag = tag_;
        tag_ = false;
        push(folded);
        if (negates(folded)) {
            set(Sign::negation);
            reach_ = negation_reach;
        }
    }

    void push(std::string_view folded) noexcept {
        if (out_.n_ == reading_words) return;
        word_.hash = word_hash(folded);
        word_.quoted = quoted_;
        if (word_.stop) reach_ = 0;
        word_.negated = !word_.sign && reach_ > 0;
        if (!word_.sign && reach_ > 0) --reach_;
        out_.words_[out_.n_++] = word_;
    }

    // A sign as a word of its own, from `at` up to pos_.
    void sign(std::size_t at, std::string_view name, bool stop = false) noexcept {
        close();
        if (!room(name.size())) return;
        word_ = {};
        word_.from = static_cast<std::uint16_t>(out_.bytes_);
        std::ranges::copy(name, out_.folded_.begin() + static_cast<std::ptrdiff_t>(out_.bytes_));
        out_.bytes_ += name.size();
        word_.to = static_cast<std::uint16_t>(out_.bytes_);
        word_.start = static_cast<std::uint16_t>(at);
        word_.end = static_cast<std::uint16_t>(pos_);
        word_.sign = true;
        word_.stop = stop;
        push(name);
        tag_ = false;
    }

    void step() noexcept {
        const auto c = static_cast<unsigned char>(text_[pos_]);
        if (c >= 0x80) return wide();
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) return letter(static_cast<char>(c));
        if (c >= '0' && c <= '9') {
            if (!open_) begin(pos_);
            set(Sign::number);
            put('0');
            ++pos_;
            return;
        }
        mark(static_cast<char>(c));
    }

    void letter(char c) noexcept {
        if (!open_) {
            if ((c == 'h' || c == 'H' || c == 'w' || c == 'W') && link()) return;
            begin(pos_);
        }
        ++letters_;
        if (c <= 'Z') ++capitals_;
        put(static_cast<char>(c | 0x20));
        ++pos_;
    }

    [[nodiscard]] bool starts(std::string_view s) const noexcept {
        const auto rest = text_.substr(pos_);
        if (rest.size() < s.size()) return false;
        return std::equal(s.begin(), s.end(), rest.begin(),
                          [](char a, char b) { return a == b || (a >= 'a' && a <= 'z' && a == (b | 0x20)); });
    }

    bool link() noexcept {
        const auto bare = [&](std::string_view s) {
            const auto rest = text_.substr(pos_ + s.size());
            return rest.empty() || rest[0] == ' ';
        };
        if (!starts("http://") && !starts("https://") && !starts("www.") && !(starts("http") && bare("http")))
            return false;
        const auto at = pos_;
        while (pos_ < text_.size() && static_cast<unsigned char>(text_[pos_]) > ' ') ++pos_;
        set(Sign::link);
        sign(at, "<url>");
        return true;
    }

    // "\u2019" and "&amp;": read as what they stand for.
    bool escape(char c) noexcept {
        if (c == '\\' && text_.size() - pos_ >= 6 && text_[pos_ + 1] == 'u') {
            int code = 0;
            for (std::size_t i = 2; i < 6; ++i) {
                const auto h = hex(text_[pos_ + i]);
                if (h < 0) return false;
                code = code * 16 + h;
            }
            pos_ += 5;
            if (code == 0x2019 || code == 0x27) {
                apostrophe();
            } else {
                close();
            }
            ++pos_;
            return true;
        }
        if (c != '&') return false;
        for (const auto name : {std::string_view("&amp;"), std::string_view("&lt;"), std::string_view("&gt;"),
                                std::string_view("&quot;")}) {
            if (!text_.substr(pos_).starts_with(name)) continue;
            close();
            pos_ += name.size();
            return true;
        }
        return false;
    }

    // "don't" is one word, "l'oreal" and "it's" are two.
    void apostrophe() noexcept {
        const bool n = open_ && out_.bytes_ > word_.from && out_.folded_[out_.bytes_ - 1] == 'n';
        const bool t = pos_ + 1 < text_.size() && (text_[pos_ + 1] | 0x20) == 't';
        const bool last =
            pos_ + 2 >= text_.size() || ((text_[pos_ + 2] | 0x20) < 'a' || (text_[pos_ + 2] | 0x20) > 'z');
        if (!(n && t && last)) close();
    }

    void mark(char c) noexcept {
        if (escape(c)) return;
        if (c == '\'') {
            apostrophe();
            ++pos_;
            return;
        }
        if (c == '@') return handle();
        close();
        const auto at = pos_;
        if ((c == ':' || c == ';' || c == '=' || c == '<') && emoticon(c)) return;
        switch (c) {
            case '#':
                ++tags_;
                tag_ = true;
                ++pos_;
                return;
            case '!':
            case '?': return exclaim(c);
            case '.': {
                std::size_t n = 0;
                while (pos_ < text_.size() && text_[pos_] == '.') ++n, ++pos_;
                if (n > 1) set(Sign::ellipsis);
                sign(at, n > 1 ? ".." : ".", true);
                return;
            }
            case '"':
                quoted_ = !quoted_;
                ++quotes_;
                break;
            case ',':
            case ';':
            case ':':
                ++pos_;
                sign(at, std::string_view(&marks_[c == ',' ? 0 : c == ';' ? 1 : 2], 1), true);
                return;
            default: break;
        }
        tag_ = false;
        ++pos_;
    }

    void handle() noexcept {
        const auto at = pos_;
        // An address of mail is no handle.
        close();
        ++pos_;
        std::size_t n = 0;
        while (pos_ < text_.size()) {
            const auto c = static_cast<unsigned char>(text_[pos_]);
            const bool in = (c >= '0' && c <= '9') || c == '_' || ((c | 0x20U) >= 'a' && (c | 0x20U) <= 'z');
            if (!in) break;
            ++pos_;
            ++n;
        }
        if (n == 0) return;
        if (out_.n_ == 0) set(Sign::addressed);
        ++mentions_;
        sign(at, "<at>");
    }

    void exclaim(char c) noexcept {
        const auto at = pos_;
        std::size_t yes = 0;
        std::size_t asks = 0;
        while (pos_ < text_.size() && (text_[pos_] == '!' || text_[pos_] == '?')) {
            (text_[pos_] == '!' ? yes : asks) += 1;
            ++pos_;
        }
        exclamations_ += yes;
        questions_ += asks;
        if (yes > 0 && asks > 0) return sign(at, "!?", true);
        if (c == '!') return sign(at, yes > 1 ? "!!" : "!", true);
        sign(at, asks > 1 ? "??" : "?", true);
    }

    bool emoticon(char c) noexcept {
        const auto at = pos_;
        auto next = pos_ + 1;
        if (c == '<') {
            if (next >= text_.size() || text_[next] != '3') return false;
            pos_ += 2;
            sign(at, "<3");
            return true;
        }
        if (next < text_.size() && (text_[next] == '-' || text_[next] == '\'')) ++next;
        if (next >= text_.size()) return false;
        std::string_view face;
        switch (text_[next]) {
            case ')':
            case 'D':
            case ']': face = ":)"; break;
            case '(':
            case '[': face = ":("; break;
            case '/':
            case '|': face = ":/"; break;
            case 'p':
            case 'P': face = ":p"; break;
            default: return false;
        }
        if (text_[next] == '/' && next + 1 < text_.size() && text_[next + 1] == '/') return false;
        pos_ = next + 1;
        while (pos_ < text_.size() && (text_[pos_] == ')' || text_[pos_] == '(')) ++pos_;
        sign(at, c == ';' && face == ":)" ? ";)" : face);
        return true;
    }

    void wide() noexcept {
        const auto at = pos_;
        auto next = pos_;
        const auto code = kit::next_code_point(text_, next);
        if (code == 0x2019 || code == 0x2018) {
            apostrophe_wide(next);
            return;
        }
        if (kit::is_word_code_point(code)) {
            if (!open_) begin(at);
            ++letters_;
            if (kit::is_upper_code_point(code)) ++capitals_;
            for (const char f : kit::fold_code_point(text_, pos_)) put(f);
            return;
        }
        if (code == 0xfe0f || code == 0x200d || (code >= 0x1f3fb && code <= 0x1f3ff)) {
            pos_ = next;
            return;
        }
        close();
        tag_ = false;
        pos_ = next;
        if (code == 0xab || code == 0x201c) {
            quoted_ = true;
            ++quotes_;
        } else if (code == 0xbb || code == 0x201d) {
            quoted_ = false;
            ++quotes_;
        } else if (code == 0x2026) {
            set(Sign::ellipsis);
            sign(at, "..", true);
        } else if (code >= 0x2190 && code != 0xfffd) {
            ++emojis_;
            sign(at, text_.substr(at, next - at));
        }
    }

    void apostrophe_wide(std::size_t next) noexcept {
        const bool n = open_ && out_.bytes_ > word_.from && out_.folded_[out_.bytes_ - 1] == 'n';
        const bool t = next < text_.size() && (text_[next] | 0x20) == 't';
        if (!(n && t)) close();
        pos_ = next;
    }

    void finish() noexcept {
        if (mentions_ > 0) set(Sign::mention);
        if (mentions_ > 1) set(Sign::mentions);
        if (tags_ > 0) set(Sign::tag);
        if (tags_ > 1) set(Sign::tags);
        if (exclamations_ > 0) set(Sign::exclamation);
        if (exclamations_ > 1) set(Sign::exclamations);
        if (questions_ > 0) set(Sign::question);
        if (questions_ > 1) set(Sign::questions);
        if (emojis_ > 0) set(Sign::emoji);
        if (emojis_ > 1) set(Sign::emojis);
        if (quotes_ > 0) set(Sign::quotation);
        const bool shouts = all_letters_ >= 12 && all_capitals_ * 2 > all_letters_;
        if (shouts) set(Sign::shouting);
        if (loud_ > 0 && !shouts) set(Sign::capitals);
        if (out_.n_ < 6) set(Sign::very_short);
        if (out_.n_ < 12) set(Sign::brief);
        if (out_.n_ > 24) set(Sign::lengthy);
        if (out_.n_ > 45) set(Sign::very_long);
    }

    static constexpr std::array<char, 3> marks_{',', ';', ':'};
    PostWords& out_;
    std::string_view text_;
    std::size_t pos_ = 0;
    ReadWord word_;
    bool open_ = false;
    bool tag_ = false;
    bool quoted_ = false;
    int reach_ = 0;
    std::size_t capitals_ = 0;
    std::size_t letters_ = 0;
    std::size_t all_capitals_ = 0;
    std::size_t all_letters_ = 0;
    std::size_t loud_ = 0;
    std::size_t mentions_ = 0;
    std::size_t tags_ = 0;
    std::size_t exclamations_ = 0;
    std::size_t questions_ = 0;
    std::size_t emojis_ = 0;
    std::size_t quotes_ = 0;
};

void PostWords::read(std::string_view text) noexcept {
    n_ = 0;
    bytes_ = 0;
    signs_ = 0;
    PostPass(*this, kit::prefix_utf8(text, reading_bytes)).run();
}

}  // namespace vigie::judge
