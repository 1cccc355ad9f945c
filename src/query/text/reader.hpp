// Texts of one item cut into words: folded bytes, tokens with their places, positions counted over all
// fields. Keeps its memory between items; ASCII and the usual Latin letters take a fast path. O(bytes).
#pragma once

#include "text/ascii.hpp"
#include "text/chars.hpp"
#include "text/hash.hpp"

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace vigie::query {

struct Word {
    std::uint64_t hash = 0;   // of its folded bytes
    std::uint32_t start = 0;  // bytes in its field as written
    std::uint32_t end = 0;
    std::uint32_t fold = 0;      // where its folded bytes begin
    std::uint32_t position = 0;  // among the words of the item; fields are far apart
    std::uint16_t size = 0;      // folded bytes, cut at longest_token
    std::uint8_t field = 0;      // number of the field it was read from
    bool foreign = false;        // holds letters beyond Latin
};

// A word behind a '#', '@' or '$': [start, end) without the sign.
struct Marked {
    char sign = '#';
    std::uint8_t field = 0;
    std::uint32_t start = 0;
    std::uint32_t end = 0;
    std::uint32_t token = 0;  // the first word that stands in it
};

inline constexpr std::size_t longest_token = 1024;
inline constexpr std::uint32_t field_gap = 1000;

class Reader {
public:
    Reader();

    void clear() noexcept;
    // Appends the words of `text`. At most 64 KiB of it are read.
    void read(std::string_view text, std::uint8_t field);

    [[nodiscard]] const std::vector<Word>& tokens() const noexcept { return tokens_; }
    [[nodiscard]] const std::vector<Marked>& marked() const noexcept { return marked_; }
    [[nodiscard]] std::string_view folded(const Word& t) const noexcept {
        return {bytes_.get() + t.fold, t.size};
    }
    // All folded bytes so far; `hash_padding` more are readable.
    [[nodiscard]] std::string_view folded() const noexcept { return {bytes_.get(), used_}; }
    // Adds words that stand inside token `at`, as consecutive words from its position on.
    void add_parts(std::uint32_t at, const std::vector<Word>& parts);
    // Brings folded bytes of the caller behind the text, for tokens of add_parts().
    [[nodiscard]] std::uint32_t keep(std::string_view folded);

private:
    void reserve(std::size_t more);
    void put(std::string_view folded);
    void open(std::size_t start);
    void close(std::size_t end);
    void emit(std::size_t fold_end, std::size_t end);
    std::size_t ascii(std::string_view text, std::size_t at);
    [[nodiscard]] Block block_at(std::string_view text, std::size_t at);
    std::size_t other(std::string_view text, std::size_t at);
    void letter(Char kind, std::string_view folded, std::size_t start, std::size_t end);
    void mixed(std::string_view folded, std::size_t start, std::size_t end);
    void sign_at(std::string_view text, std::size_t at);

    std::unique_ptr<char[]> bytes_;  // NOLINT(modernize-avoid-c-arrays): grown by hand, never cleared
    std::size_t capacity_ = 0;
    std::size_t used_ = 0;
    std::vector<Word> tokens_;
    std::vector<Marked> marked_;
    std::uint32_t position_ = 0;
    std::uint8_t field_ = 0;
    bool open_ = false;       // a word is being read
    bool alone_ = false;      // which takes only marks
    bool half_flag_ = false;  // one regional indicator was read
    bool foreign_ = false;
    std::uint32_t start_ = 0;
    std::uint32_t fold_ = 0;
    std::uint32_t end_ = 0;
    const CharTable& chars_;
};

}  // namespace vigie::query
