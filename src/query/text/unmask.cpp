#include "text/unmask.hpp"

#include "text/latin.hpp"

#include <vigie/kit/text.hpp>
#include <vigie/kit/utf8.hpp>

#include <array>

namespace vigie::query {
namespace {

constexpr std::size_t longest_piece = 128;  // bytes: what is longer is no word
constexpr std::size_t longest_row = 32;     // single letters

constexpr bool small_letter(char c) noexcept {
    return c >= 'a' && c <= 'z';
}
constexpr char lower(char c) noexcept {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

// What a character stands for in a disguise; NUL when it only separates.
constexpr char letter_for(char c) noexcept {
    switch (c) {
        case '0': return 'o';
        case '1':
        case '!':
        case '|':
        case 'i': return 'l';
        case '3': return 'e';
        case '4':
        case '@': return 'a';
        case '5':
        case '$': return 's';
        case '7': return 't';
        default: return small_letter(c) || (c >= '0' && c <= '9') ? c : '\0';
    }
}

// Builds the common form letter by letter.
class Form {
public:
    explicit Form(std::string& out) : out_(out) { out_.clear(); }

    // One character of a folded or prototype spelling.
    void add(char c) {
        if (static_cast<unsigned char>(c) >= 0x80) {
            out_ += c;
            last_ = c;
            return;
        }
        c = letter_for(c);
        if (c == '\0') return;
        const char before = out_.empty() ? '\0' : out_.back();
        if (c == 'v' && last_ == 'v' && before == 'v') {
            out_.back() = 'w';
        } else if (c == 'n' && last_ == 'r' && before == 'r') {
            out_.pop_back();
            if (out_.empty() || out_.back() != 'm') out_ += 'm';
        } else if (c != last_ && c != before) {
            out_ += c;
        }
        last_ = c;
    }

    void add(std::string_view text) {
        for (std::size_t pos = 0; pos < text.size();) {
            if (static_cast<unsigned char>(text[pos]) < 0x80) {
                const char c = lower(text[pos++]);
                letters_ = letters_ || small_letter(c);
                add(c);
            } else {
                add_code_point(text, pos);
            }
        }
    }

    [[nodiscard]] bool has_letters() const noexcept { return letters_; }

private:
    void add_code_point(std::string_view text, std::size_t& pos) {
        const auto start = pos;
        const auto code_point = kit::next_code_point(text, pos);
        if (code_point == U'€') return add('e');
        if (!kit::is_word_code_point(code_point)) {
            auto from = start;  // "①", "Ⓒ" are letters once folded
            for (const char c : kit::fold_code_point(text, from))
                if (static_cast<unsigned char>(c) < 0x80) add_folded(c);
            return;
        }
        letters_ = true;
        if (const auto latin = latin_look_alike(code_point)) return add(*latin);
        for (const char c : kit::skeleton(text.substr(start, pos - start))) add(c);
    }
    void add_folded(char c) {
        letters_ = letters_ || small_letter(c);
        add(c);
    }

    std::string& out_;
    char last_ = '\0';  // before pairs became one letter
    bool letters_ = false;
};

bool unmask_into(std::string_view word, std::string& out) {
    Form form(out);
    form.add(word);
    return form.has_letters() && !out.empty();
}

// Bytes of the blank at `pos`, 0 when there is none.
std::size_t blank_at(std::string_view text, std::size_t pos) noexcept {
    const char c = text[pos];
    if (c == ' ' || c == '\n' || c == '\t' || c == '\r') return 1;
    if (static_cast<unsigned char>(c) < 0x80) return 0;
    if (text.substr(pos, 2) == "\u00A0") return 2;
    const auto three = text.substr(pos, 3);
    return three == "\u202F" || three == "\u2009" || three == "\u3000" ? 3 : 0;
}

// Can this code point stand inside a disguised word?
bool of_word(std::string_view text, std::size_t& pos) noexcept {
    const auto code_point = kit::next_code_point(text, pos);
    if (code_point < 0x80) return letter_for(lower(static_cast<char>(code_point))) != '\0';
    return code_point == U'€' || kit::is_word_code_point(code_point);
}

struct Piece {
    std::size_t start = 0;
    std::size_t end = 0;
};

class Collector {
public:
    Collector(std::string_view text, std::vector<Unmasked>& out) : text_(text), out_(out) {}

    void run() {
        for (std::size_t pos = 0; pos < text_.size() && count_ < most_unmasked;) {
            if (const auto blank = blank_at(text_, pos); blank > 0) {
                gap_ += text_[pos] == '\n' ? std::size_t{2} : std::size_t{1};
                pos += blank;
                continue;
            }
            auto end = pos;
            while (end < text_.size() && blank_at(text_, end) == 0) ++end;
            piece({pos, end});
            gap_ = 0;
            pos = end;
        }
        close_row();
        out_.resize(count_);
    }

private:
    void put(std::size_t start, std::size_t end) {
        if (count_ >= most_unmasked || end <= start) return;
        if (count_ == out_.size()) out_.emplace_back();
        auto& slot = out_[count_];
        if (!unmask_into(text_.substr(start, end - start), slot.form)) return;
        slot.start = start;
        slot.end = end;
        ++count_;
    }

    void piece(const Piece& whole) {
        if (whole.end - whole.start > longest_piece) return close_row();
        find_runs(whole);
        if (runs_ == 0) return;  // only signs: "c - o - u" goes on
        const auto first = runs_list_.front();
        const Piece trimmed = trim(whole);
        if (runs_ == 1 && single(first)) {
            if (row_ > 0 && gap_ > 1) wide_[row_] = true;
            if (row_ == longest_row) close_row();
            row_list_[row_++] = first;
            return;
        }
        close_row();
        put(whole.start, whole.end);
        const bool same = trimmed.start == whole.start && trimmed.end == whole.end;
        if (!same) put(trimmed.start, trimmed.end);
        if (runs_ < 2) return;
        for (std::size_t i = 0; i < runs_; ++i)
            if (!single(runs_list_[i])) put(runs_list_[i].start, runs_list_[i].end);
    }

    // Runs of letters, and of what may stand for one, inside a piece.
    void find_runs(const Piece& whole) {
        runs_ = 0;
        bool open = false;
        for (auto pos = whole.start; pos < whole.end;) {
            const auto start = pos;
            if (!of_word(text_, pos)) {
                open = false;
            } else if (open) {
                runs_list_[runs_ - 1].end = pos;
            } else if (runs_ < runs_list_.size()) {
                runs_list_[runs_++] = {start, pos};
                open = true;
            }
        }
    }

    // Without the signs at the edges, also those that could stand for a letter: "coupon!!", "$coupon".
    [[nodiscard]] Piece trim(const Piece& whole) const noexcept {
        const auto sign = [&](char c) {
            return static_cast<unsigned char>(c) < 0x80 && !small_letter(lower(c)) && !(c >= '0' && c <= '9');
        };
        Piece out{runs_list_.front().start, runs_list_[runs_ - 1].end};
        while (out.start < out.end && sign(text_[out.start])) ++out.start;
        while (out.end > out.start && sign(text_[out.end - 1])) --out.end;
        return out.start < out.end ? out : whole;
    }

    [[nodiscard]] bool single(const Piece& run) const noexcept {
        auto pos = run.start;
        (void)kit::next_code_point(text_, pos);
        return pos == run.end;
    }

    // A row of single letters is a word; those at its edges may be words of their own ("à", "y"), and a wider
    // gap may part two words.
    void close_row() {
        if (row_ == 0) return;
        constexpr std::size_t shortest = 3;
        std::size_t part = 0;
        for (std::size_t i = 1; i <= row_; ++i) {
            if (i < row_ && !wide_[i]) continue;
            if (part > 0 || i < row_) put_row(part, i);
            part = i;
        }
        for (std::size_t skip = 0; skip < 3; ++skip)
            for (std::size_t drop = 0; drop < 3; ++drop)
                if (row_ >= shortest + skip + drop) put_row(skip, row_ - drop);
        row_ = 0;
        wide_.fill(false);
    }
    void put_row(std::size_t first, std::size_t last) {
        if (last - first >= 3) put(row_list_[first].start, row_list_[last - 1].end);
    }

    std::string_view text_;
    std::vector<Unmasked>& out_;
    std::size_t count_ = 0;
    std::array<Piece, longest_piece> runs_list_{};
    std::size_t runs_ = 0;
    std::array<Piece, longest_row> row_list_{};
    std::array<bool, longest_row + 1> wide_{};  // a wide gap before this letter
    std::size_t row_ = 0;
    std::size_t gap_ = 0;
};

}  // namespace

std::string unmask(std::string_view word) {
    std::string out;
    if (!unmask_into(word, out)) out.clear();
    return out;
}

void unmasked_words(std::string_view text, std::vector<Unmasked>& out) {
    Collector(text, out).run();
}

}  // namespace vigie::query
