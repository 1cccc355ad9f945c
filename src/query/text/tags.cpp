#include "text/tags.hpp"

#include "text/lexicon.hpp"
#include "text/word_hash.hpp"

#include <vigie/kit/text.hpp>
#include <vigie/kit/utf8.hpp>

#include <algorithm>
#include <array>
#include <limits>

namespace vigie::query {
namespace {

constexpr std::size_t most_letters = 64;
constexpr std::size_t longest_word = 24;

enum class Kind : std::uint8_t { other, letter, digit };

// A tag letter by letter: one entry a folded byte, in arrays of fixed size. Two more bytes leave room for a
// letter that folds into several.
struct Letters {
    std::array<char, most_letters> folded{};
    std::array<Kind, most_letters> kind{};
    std::array<bool, most_letters> upper{};
    std::array<std::uint16_t, most_letters + 1> start{};  // byte of the tag where it begins
    std::array<std::uint16_t, most_letters> end{};
    std::size_t size = 0;
    bool ascii = true;
};

constexpr bool continues(char c) noexcept {
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80;
}

// False when the tag is too long.
bool read(std::string_view tag, Letters& out) noexcept {
    if (tag.size() > most_letters * 4) return false;
    for (std::size_t pos = 0; pos < tag.size();) {
        const auto start = pos;
        auto after = pos;
        const auto code_point = kit::next_code_point(tag, after);
        const bool upper = kit::is_upper_code_point(code_point);
        const auto piece = kit::fold_code_point(tag, pos);
        if (out.size + piece.size() > most_letters) return false;
        for (std::size_t k = 0; k < piece.size();) {
            auto next = k;
            const auto folded = kit::next_code_point(piece, next);
            const bool digit = folded >= U'0' && folded <= U'9';
            const bool word = kit::is_word_code_point(folded);
            for (; k < next; ++k) {
                const auto i = out.size++;
                out.folded[i] = piece[k];
                out.kind[i] = digit ? Kind::digit : word ? Kind::letter : Kind::other;
                out.upper[i] = upper;
                out.start[i] = static_cast<std::uint16_t>(start);
                out.end[i] = static_cast<std::uint16_t>(pos);
                out.ascii = out.ascii && (static_cast<unsigned char>(piece[k]) < 0x80);
            }
        }
    }
    return true;
}

class Output {
public:
    explicit Output(std::vector<TagPiece>& out) : out_(out) {}
    void add(std::string_view folded, std::size_t start, std::size_t end) {
        if (count_ == out_.size()) out_.emplace_back();
        auto& piece = out_[count_++];  // keeps the memory of its text
        piece.folded = folded;
        piece.start = start;
        piece.end = end;
    }
    void close() { out_.resize(count_); }

private:
    std::vector<TagPiece>& out_;
    std::size_t count_ = 0;
};

constexpr bool vowel(char c) noexcept {
    return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y' || c == 'h';
}

// Words of one and two letters that may stand between others; all other short runs are chance.
constexpr bool small_word(std::string_view word, char next) noexcept {
    if (word.size() == 1) {
        const char c = word[0];
        return c == 'a' || ((c == 'l' || c == 'd' || c == 'j') && vowel(next));
    }
    constexpr auto words = std::to_array<std::string_view>(
        {"am", "an", "as", "at", "au", "be", "by", "ce", "de", "do", "du", "en", "et", "go", "he", "if",
         "il", "in", "is", "it", "je", "la", "le", "ma", "me", "my", "ne", "no", "of", "on", "or", "ou",
         "qu", "sa", "se", "si", "so", "ta", "te", "to", "tu", "un", "up", "us", "va", "we"});
    return std::find(words.begin(), words.end(), word) != words.end();
}

// Finds the cheapest way to fill a run of letters with words. The cost of a word is -ln of its share; where
// the writer changed between small letters and capitals a cut is free, elsewhere it costs, and a word across
// such a change costs more.
class Splitter {
public:
    Splitter(const Letters& letters, std::size_t first, std::size_t last, const TagDictionary& extra)
        : letters_(letters), first_(first), size_(last - first), extra_(extra) {
        mark_changes();
    }

    // Positions (of letters) where a word begins, in order; the first is `first`.
    std::size_t run(std::array<std::size_t, most_letters>& begins) {
        if (!marked_ && (size_ <= short_run || is_word())) {
            begins[0] = first_;
            return 1;
        }
        best_[0] = 0;
        for (std::size_t end = 1; end <= size_; ++end) best_[end] = std::numeric_limits<float>::max();
        for (std::size_t start = 0; start < size_; ++start) extend(start);
        std::size_t count = 0;
        for (auto end = size_; end > 0; end = from_[end]) begins[count++] = first_ + from_[end];
        std::reverse(begins.begin(), begins.begin() + static_cast<std::ptrdiff_t>(count));
        return count;
    }

private:
    static constexpr std::size_t short_run = 6;
    static constexpr float cut = 2.5F;
    static constexpr float across = 7;
    static constexpr float across_known = 2;  // "YouTube", "iPhone"
    static constexpr float query_word = 9;
    static constexpr float rarest = 14;  // of the words that are known
    static constexpr float unknown_word = 11;
    static constexpr float unknown_letter = 2;
    static constexpr float short_word = 2;  // three letters, and not an everyday word
    static constexpr float everyday = 7;    // cost of a word in one post of a thousand

    [[nodiscard]] char at(std::size_t i) const noexcept { return letters_.folded[first_ + i]; }
    [[nodiscard]] bool upper(std::size_t i) const noexcept { return letters_.upper[first_ + i]; }

    // changes_[i]: small then capital before letter i. turns_[i]: the other way round, in a row of capitals:
    // the word of small letters begins at i or one before ("RATPinfo", "SNCFGreve").
    void mark_changes() noexcept {
        for (std::size_t i = 0; i < size_; ++i) {
            const bool change = i > 0 && upper(i) && !upper(i - 1);
            const bool turn = i > 1 && !upper(i) && upper(i - 1) && upper(i - 2);
            free_[i] =
                change || turn || (i > 0 && i + 1 < size_ && upper(i) && upper(i - 1) && !upper(i + 1));
            marked_ = marked_ || change || turn;
            changes_[i + 1] = static_cast<std::uint8_t>(changes_[i] + (change ? 1 : 0));
            turns_[i + 1] = static_cast<std::uint8_t>(turns_[i] + (turn ? 1 : 0));
        }
    }

    [[nodiscard]] bool is_word() const noexcept {
        WordHash hash;
        for (std::size_t i = 0; i < size_; ++i) hash.add(at(i));
        return cost_of_hash(hash.value()) >= 0 || extra_.contains(hash.value());
    }

    [[nodiscard]] float cost_of(std::size_t start, std::size_t end, std::uint64_t hash) const noexcept {
        const auto length = end - start;
        const bool whole = length == size_;
        if (length < 3 && !whole && !free_end(start, end)) {
            const std::string_view word(letters_.folded.data() + first_ + start, length);
            if (!small_word(word, end < size_ ? at(end) : ' ')) return -1;
            return cost_of_hash(hash) + (word == "a" ? short_word : 0);
        }
        auto cost = cost_of_hash(hash);
        if (extra_.contains(hash)) cost = cost < 0 ? query_word : std::min(cost, query_word);
        if (cost >= 0) return cost + (length == 1 || (length <= 3 && cost > everyday) ? short_word : 0);
        if (length < 4 && !whole && !free_end(start, end)) return -1;
        return unknown_word + unknown_letter * static_cast<float>(length);
    }

    // Both ends stand where the writer cut. Of the two places around the last capital of a row only one is
    // meant.
    [[nodiscard]] bool free_end(std::size_t start, std::size_t end) const noexcept {
        if (end == start + 1 && start > 0 && upper(start - 1)) return false;
        return (start == 0 || free_[start]) && (end == size_ || free_[end]);
    }

    [[nodiscard]] float crossing(std::size_t start, std::size_t end) const noexcept {
        auto crossed = static_cast<float>(changes_[end] - changes_[start + 1]);
        if (end > start + 2) crossed += static_cast<float>(turns_[end] - turns_[start + 2]);
        return crossed;
    }

    void extend(std::size_t start) noexcept {
        if (best_[start] == std::numeric_limits<float>::max()) return;
        const auto base = best_[start] + (start == 0 || free_[start] ? 0 : cut);
        WordHash hash;
        for (auto end = start + 1; end <= size_; ++end) {
            hash.add(at(end - 1));
            if (end - start > longest_word && end < size_) continue;
            const auto cost = cost_of(start, end, hash.value());
            if (cost < 0) continue;
            const auto sum = base + cost + crossing(start, end) * (cost <= rarest ? across_known : across);
            if (sum < best_[end]) {
                best_[end] = sum;
                from_[end] = start;
            }
        }
    }

    const Letters& letters_;
    std::size_t first_;
    std::size_t size_;
    const TagDictionary& extra_;
    bool marked_ = false;
    std::array<bool, most_letters> free_{};
    std::array<std::uint8_t, most_letters + 1> changes_{};
    std::array<std::uint8_t, most_letters + 1> turns_{};
    std::array<float, most_letters + 1> best_{};
    std::array<std::size_t, most_letters + 1> from_{};
};

// "COP28", "5G": an abbreviation and its short number are one word.
bool abbreviation(const Letters& letters, std::size_t start, std::size_t middle, std::size_t end) noexcept {
    const auto all_upper = [&](std::size_t from, std::size_t to) {
        for (; from < to; ++from)
            if (!letters.upper[from]) return false;
        return true;
    };
    const auto before = middle - start;
    const auto after = end - middle;
    if (letters.kind[start] == Kind::digit) return before <= 2 && after <= 2 && all_upper(middle, end);
    return before <= 4 && after <= 2 && all_upper(start, middle);
}

// One segment of letters and digits without separators.
class Segment {
public:
    Segment(const Letters& letters, const TagDictionary& extra, Output& out)
        : letters_(letters), extra_(extra), out_(out) {}

    void split(std::size_t first, std::size_t last) {
        for (auto pos = first; pos < last;) {
            const auto end = end_of(pos, last);
            if (letters_.kind[pos] == Kind::digit)
                number(pos, end, last);
            else
                words(pos, end, last);
            pos = next_;
        }
    }

private:
    [[nodiscard]] std::size_t end_of(std::size_t pos, std::size_t last) const noexcept {
        const auto kind = letters_.kind[pos];
        while (pos < last && letters_.kind[pos] == kind) ++pos;
        return pos;
    }

    void add(std::size_t start, std::size_t end) {
        out_.add({letters_.folded.data() + start, end - start}, letters_.start[start], letters_.end[end - 1]);
        next_ = end;
    }

    void number(std::size_t pos, std::size_t end, std::size_t last) {
        auto stop = end;
        while (stop < last && letters_.kind[stop] == Kind::letter && letters_.upper[stop]) ++stop;
        // "5G", but not "2024Paris".
        const bool closed = stop == last || letters_.kind[stop] == Kind::digit;
        add(pos, end < last && closed && abbreviation(letters_, pos, end, stop) ? stop : end);
    }

    void words(std::size_t pos, std::size_t end, std::size_t last) {
        const auto count = Splitter(letters_, pos, end, extra_).run(begins_);
        for (std::size_t i = 0; i < count; ++i) {
            const auto stop = i + 1 < count ? begins_[i + 1] : end;
            const auto digits = stop == end && end < last ? end_of(end, last) : end;
            add(begins_[i], digits > end && abbreviation(letters_, begins_[i], end, digits) ? digits : stop);
        }
    }

    const Letters& letters_;
    const TagDictionary& extra_;
    Output& out_;
    std::size_t next_ = 0;
    std::array<std::size_t, most_letters> begins_{};
};

// Other alphabets have no lexicon: their words are cut at capitals only.
void split_at_capitals(const Letters& letters, std::size_t first, std::size_t last, Output& out) {
    auto begin = first;
    for (auto i = first + 1; i <= last; ++i) {
        const bool cut = i == last || letters.kind[i] != letters.kind[i - 1] ||
                         (letters.upper[i] && !letters.upper[i - 1] && !continues(letters.folded[i]));
        if (!cut) continue;
        out.add({letters.folded.data() + begin, i - begin}, letters.start[begin], letters.end[i - 1]);
        begin = i;
    }
}

}  // namespace

void split_tag(std::string_view tag, const TagDictionary& extra, std::vector<TagPiece>& out) {
    Letters letters;
    Output output(out);
    if (!read(tag, letters)) {
        output.add(kit::fold(tag), 0, tag.size());
        output.close();
        return;
    }
    Segment segment(letters, extra, output);
    for (std::size_t pos = 0; pos < letters.size;) {
        if (letters.kind[pos] == Kind::other) {
            ++pos;
            continue;
        }
        auto end = pos;
        while (end < letters.size && letters.kind[end] != Kind::other) ++end;
        if (letters.ascii)
            segment.split(pos, end);
        else
            split_at_capitals(letters, pos, end, output);
        pos = end;
    }
    output.close();
}

}  // namespace vigie::query
