#include "text/reader.hpp"

#include "text/ascii.hpp"

#include <vigie/base/limits.hpp>
#include <vigie/kit/utf8.hpp>
#include <vigie/query/words.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <string>

namespace vigie::query {
namespace {

// ASCII: the lower-case letter or digit, or 0 for what separates.
constexpr std::array<char, 128> ascii_word = [] {
    std::array<char, 128> out{};
    for (char c = '0'; c <= '9'; ++c) out[static_cast<std::size_t>(c)] = c;
    for (char c = 'a'; c <= 'z'; ++c) {
        out[static_cast<std::size_t>(c)] = c;
        out[static_cast<std::size_t>(c - 'a' + 'A')] = c;
    }
    return out;
}();

constexpr bool is_ascii(char c) noexcept {
    return static_cast<unsigned char>(c) < 0x80;
}

constexpr bool ascii_letter_or_digit(char c) noexcept {
    return is_ascii(c) && ascii_word[static_cast<std::size_t>(c)] != 0;
}

std::size_t cash_end(std::string_view text, std::size_t at) {
    std::size_t end = at;
    while (end < text.size() && ascii_letter_or_digit(text[end])) ++end;
    const bool letter = end > at && (text[at] < '0' || text[at] > '9');
    return letter && end - at <= 12 ? end : at;
}

std::size_t tag_end(std::string_view text, std::size_t at, const CharTable& chars) {
    std::size_t end = at;
    while (end < text.size()) {
        const char c = text[end];
        if (is_ascii(c)) {
            if (!ascii_letter_or_digit(c) && c != '_') break;
            ++end;
            continue;
        }
        std::size_t next = end;
        const auto kind = chars.find(kit::next_code_point(text, next)).kind;
        if (kind == Char::separator || kind == Char::mixed) break;
        end = next;
    }
    return end;
}

// Where the handle that begins at `at` ends: letters, digits, '.', '-', '_', ':' (ids), and one "@host"
// behind.
std::size_t handle_end(std::string_view text, std::size_t at, const CharTable& chars) {
    std::size_t end = at;
    bool host = false;
    while (end < text.size()) {
        const char c = text[end];
        if (!is_ascii(c)) {
            const auto next = tag_end(text, end, chars);
            if (next == end) break;
            end = next;
        } else if (ascii_letter_or_digit(c) || c == '.' || c == '-' || c == '_' || c == ':') {
            ++end;
        } else if (c == '@' && !host && end > at) {
            host = true;
            ++end;
        } else {
            break;
        }
    }
    while (end > at && is_ascii(text[end - 1]) && !ascii_letter_or_digit(text[end - 1]) &&
           text[end - 1] != '_')
        --end;
    return end;
}

}  // namespace

std::uint64_t hash_text(std::string_view text) noexcept {
    std::array<char, 64 + hash_padding> small{};
    if (text.size() <= 64) {
        std::copy(text.begin(), text.end(), small.begin());
        return hash_padded(small.data(), text.size());
    }
    std::string large(text);
    large.resize(large.size() + hash_padding);
    return hash_padded(large.data(), text.size());
}

Reader::Reader() : chars_(CharTable::get()) {
    reserve(4096);
}

void Reader::clear() noexcept {
    used_ = 0;
    tokens_.clear();
    marked_.clear();
    position_ = 0;
    open_ = false;
    half_flag_ = false;
}

void Reader::reserve(std::size_t more) {
    const auto wanted = used_ + more + hash_padding;
    if (wanted <= capacity_) return;
    const auto grown = wanted * 2;
    auto bytes = std::make_unique<char[]>(grown);  // NOLINT(modernize-avoid-c-arrays)
    if (used_ > 0) std::memcpy(bytes.get(), bytes_.get(), used_);
    bytes_ = std::move(bytes);
    capacity_ = grown;
}

void Reader::put(std::string_view folded) {
    reserve(folded.size());
    std::memcpy(bytes_.get() + used_, folded.data(), folded.size());
    used_ += folded.size();
}

void Reader::open(std::size_t start) {
    open_ = true;
    alone_ = false;
    foreign_ = false;
    start_ = static_cast<std::uint32_t>(start);
    fold_ = static_cast<std::uint32_t>(used_);
}

void Reader::close(std::size_t end) {
    emit(used_, end);
}

void Reader::emit(std::size_t fold_end, std::size_t end) {
    open_ = false;
    const auto size = std::min(fold_end - fold_, longest_token);
    if (size == 0) return;
    tokens_.push_back({hash_padded(bytes_.get() + fold_, size), start_, static_cast<std::uint32_t>(end),
                       fold_, position_++, static_cast<std::uint16_t>(size), field_, foreign_});
}

void Reader::letter(Char kind, std::string_view folded, std::size_t start, std::size_t end) {
    switch (kind) {
        case Char::ignored: return;
        case Char::mark:
            if (!open_) open(start);
            put(folded);
            break;
        case Char::word:
            if (open_ && alone_) close(end_);
            if (!open_) open(start);
            put(folded);
            break;
        case Char::regional:
            if (open_ && half_flag_) {  // the second half
                put(folded);
                close(end);
                half_flag_ = false;
                return;
            }
            if (open_) close(end_);
            open(start);
            put(folded);
            alone_ = true;
            half_flag_ = true;
            end_ = static_cast<std::uint32_t>(end);
            return;
        case Char::alone:
        case Char::emoji:
            if (open_) close(end_);
            open(start);
            put(folded);
            alone_ = true;
            break;
        default:
            if (open_) close(end_);
            put(folded);
    }
    half_flag_ = false;
    end_ = static_cast<std::uint32_t>(end);
    foreign_ = foreign_ || (open_ && !folded.empty() && !is_ascii(folded[0]));
}

void Reader::mixed(std::string_view folded, std::size_t start, std::size_t end) {
    for (std::size_t at = 0; at < folded.size();) {
        const auto from = at;
        auto kind = chars_.find(kit::next_code_point(folded, at)).kind;
        if (kind == Char::mixed) kind = Char::separator;
        letter(kind, folded.substr(from, at - from), start, end);
    }
}

// One code point beyond ASCII; answers where the next one begins.
std::size_t Reader::other(std::string_view text, std::size_t at) {
    std::size_t next = at;
    const auto c = kit::next_code_point(text, next);
    const auto entry = chars_.find(c);
    const auto folded = entry.same ? text.substr(at, next - at) : entry.folded;
    if (entry.kind == Char::ignored) {
        // An accent that stands by itself is shown with its letter.
        if (open_ && c >= 0x300 && c <= 0x36F) end_ = static_cast<std::uint32_t>(next);
    } else if (entry.kind == Char::mixed) {
        mixed(folded, at, next);
    } else {
        letter(entry.kind, folded, at, next);
    }
    return next;
}

void Reader::sign_at(std::string_view text, std::size_t at) {
    if (at > 0 && ascii_letter_or_digit(text[at - 1])) return;  // "a@b.example", "C#"
    const char sign = text[at];
    const auto begin = at + 1;
    const auto end = sign == '#'   ? tag_end(text, begin, chars_)
                     : sign == '@' ? handle_end(text, begin, chars_)
                                   : cash_end(text, begin);
    if (end == begin) return;
    marked_.push_back({sign, field_, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end), 0});
}

// The ASCII at the beginning of [at, at + 64): answers how many bytes it took.
std::size_t Reader::ascii(std::string_view text, std::size_t at) {
    reserve(block_bytes);
    auto block = block_at(text, at);
    auto n = std::min(block_bytes, text.size() - at);
    if (block.high != 0) n = std::min(n, static_cast<std::size_t>(std::countr_zero(block.high)));
    if (n == 0) return 0;
    const auto kept = n == block_bytes ? ~std::uint64_t{0} : (std::uint64_t{1} << n) - 1;
    auto words = block.word & kept;
    half_flag_ = false;
    if (open_ && (alone_ || (words & 1U) == 0)) close(end_);
    while (words != 0) {
        const auto begin = static_cast<unsigned>(std::countr_zero(words));
        const auto size = static_cast<unsigned>(std::countr_one(words >> begin));
        if (!open_) {
            open_ = true;
            alone_ = false;
            foreign_ = false;
            start_ = static_cast<std::uint32_t>(at + begin);
            fold_ = static_cast<std::uint32_t>(used_ + begin);
        }
        end_ = static_cast<std::uint32_t>(at + begin + size);
        if (begin + size >= n) break;  // it may go on
        emit(used_ + begin + size, end_);
        words &= ~std::uint64_t{0} << (begin + size);
    }
    for (auto signs = block.sign & kept; signs != 0; signs &= signs - 1)
        sign_at(text, at + static_cast<std::size_t>(std::countr_zero(signs)));
    used_ += n;
    return n;
}

// Near the end of the text, where 64 bytes may not be readable, by way of a buffer.
Block Reader::block_at(std::string_view text, std::size_t at) {
    char* out = bytes_.get() + used_;
    if (text.size() - at >= block_bytes) return read_block(text.data() + at, out);
    std::array<char, block_bytes> tail{};
    std::memcpy(tail.data(), text.data() + at, text.size() - at);
    return read_block(tail.data(), out);
}

void Reader::read(std::string_view text, std::uint8_t field) {
    text = text.substr(0, limits::text_bytes);
    field_ = field;
    const auto marks = marked_.size();
    const auto words = tokens_.size();
    for (std::size_t i = 0; i < text.size();) {
        i += ascii(text, i);
        while (i < text.size() && !is_ascii(text[i])) i = other(text, i);
    }
    if (open_) close(end_);
    half_flag_ = false;
    reserve(1);
    bytes_[used_++] = '\n';
    position_ += field_gap;
    // The first word behind each sign.
    auto word = static_cast<std::uint32_t>(words);
    for (auto m = marks; m < marked_.size(); ++m) {
        while (word < tokens_.size() && tokens_[word].start < marked_[m].start) ++word;
        marked_[m].token = word;
    }
}

std::uint32_t Reader::keep(std::string_view folded) {
    const auto at = static_cast<std::uint32_t>(used_);
    put(folded);
    reserve(1);
    bytes_[used_++] = '\n';
    return at;
}

void Reader::add_parts(std::uint32_t at, const std::vector<Word>& parts) {
    if (parts.empty()) return;
    const auto first = tokens_[at].position;
    const auto added = static_cast<std::uint32_t>(parts.size() - 1);
    for (auto& token : tokens_) {
        if (token.position > first) token.position += added;
    }
    const auto field = tokens_[at].field;
    tokens_.insert(tokens_.begin() + at + 1, parts.begin(), parts.end());
    for (std::uint32_t k = 0; k < parts.size(); ++k) {
        auto& part = tokens_[at + 1 + k];
        part.position = first + k;
        part.field = field;
        part.hash = hash_padded(bytes_.get() + part.fold, part.size);
    }
    for (auto& mark : marked_) {
        if (mark.token > at) mark.token += static_cast<std::uint32_t>(parts.size());
    }
    position_ += added;
}

std::vector<std::string> words_of(std::string_view text) {
    Reader reader;
    reader.read(text, 0);
    std::vector<std::string> out;
    for (const auto& token : reader.tokens()) out.emplace_back(reader.folded(token));
    return out;
}

std::vector<std::string> exact_words_of(std::string_view text) {
    Reader reader;
    reader.read(text, 0);
    std::vector<std::string> out;
    for (const auto& token : reader.tokens())
        out.emplace_back(text.substr(token.start, token.end - token.start));
    return out;
}

}  // namespace vigie::query
