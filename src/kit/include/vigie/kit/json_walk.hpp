// JSON read in one pass, forwards, nothing copied but strings with escapes: simdjson's first stage finds
// where the tokens begin and refuses ill-formed UTF-8 and open strings; the walk goes from one to the next.
// Strict about what is walked, blind to what is passed over (there the brackets only have to add up). Reads
// no byte past the text, so needs no padding. Every method that returns false has met something it does not
// take: the walk is over then. O(bytes), no recursion of its own; memory for the longest text that was
// opened.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

namespace vigie::kit {

// key == "name", as one comparison of known size.
template <std::size_t N>
[[nodiscard]] inline bool is(std::string_view key, const char (&name)[N]) noexcept {
    return key.size() == N - 1 && __builtin_memcmp(key.data(), name, N - 1) == 0;
}

class JsonWalk {
public:
    JsonWalk();
    ~JsonWalk();
    JsonWalk(const JsonWalk&) = delete;
    JsonWalk& operator=(const JsonWalk&) = delete;

    // Stands before the first token. Everything read before is gone. False: no JSON, or over 4 GB.
    [[nodiscard]] bool open(std::string_view json);
    // Gives its memory back.
    void shrink();

    // First byte of the next token; 0 at the end.
    [[nodiscard]] char peek() const noexcept { return at_ < end_ ? text_[*at_] : '\0'; }
    [[nodiscard]] bool at_end() const noexcept { return at_ == end_; }
    // A place to come back to.
    [[nodiscard]] std::size_t place() const noexcept { return static_cast<std::size_t>(at_ - begin_); }
    void go_to(std::size_t place) noexcept { at_ = begin_ + place; }

    // One value, whatever it is. What a number or literal says is not looked at.
    [[nodiscard]] bool skip() noexcept {
        char c = peek();
        if (!opens(c)) {
            if (c == '\0' || closes(c) || c == ',' || c == ':') return false;
            ++at_;
            return true;
        }
        std::size_t depth = 0;
        do {
            c = peek();
            if (c == '\0') return false;
            ++at_;
            depth += opens(c) ? 1U : 0U;
            depth -= closes(c) ? 1U : 0U;
        } while (depth > 0);
        return true;
    }

    // One value, looked at down to its last byte: false when it is not valid JSON. At most 60 levels, whole
    // numbers of at most 18 digits.
    [[nodiscard]] bool check();

    // read(key) for each member of an object; it reads the value and says whether to go on. Keys stand as
    // written: one with escapes equals no name.
    template <class Read>
    [[nodiscard]] bool members(Read read) {
        if (peek() != '{') return false;
        ++at_;
        if (peek() == '}') return next();
        for (;;) {
            if (peek() != '"') return false;
            const auto key = raw();
            if (peek() != ':') return false;
            ++at_;
            if (!read(key)) return false;
            const char c = peek();
            if (c == '}') return next();
            if (c != ',') return false;
            ++at_;
        }
    }

    // read() for each element of an array, the same way.
    template <class Read>
    [[nodiscard]] bool elements(Read read) {
        if (peek() != '[') return false;
        ++at_;
        if (peek() == ']') return next();
        for (;;) {
            if (!read()) return false;
            const char c = peek();
            if (c == ']') return next();
            if (c != ',') return false;
            ++at_;
        }
    }

    // A string without its escapes. The view lives until the next open(), and no longer than the text.
    [[nodiscard]] bool string(std::string_view& out) {
        if (peek() != '"') return false;
        out = raw();
        return out.data() + out.size() <= escape_ || !has_escape(out) || unescape(out);
    }
    [[nodiscard]] bool integer(std::int64_t& out) noexcept;
    [[nodiscard]] bool number(double& out) noexcept;
    [[nodiscard]] bool boolean(bool& out) noexcept;
    // A whole number as it is written; no leading zeros.
    [[nodiscard]] bool digits(std::string_view& out) noexcept;
    [[nodiscard]] bool null() noexcept;  // takes a null; stays where it is before anything else

private:
    struct Index;

    static constexpr bool opens(char c) noexcept { return c == '{' || c == '['; }
    static constexpr bool closes(char c) noexcept { return c == '}' || c == ']'; }
    bool next() noexcept {
        ++at_;
        return true;
    }
    // The string at hand as it is written. Only blanks stand between its closing quote and the next token.
    std::string_view raw() noexcept {
        const auto* begin = text_ + *at_ + 1;
        ++at_;
        const auto* quote = text_ + *at_ - 1;  // the index ends with the size of the text
        while (*quote != '"') --quote;
        return {begin, static_cast<std::size_t>(quote - begin)};
    }
    // The scalar at hand, without the blanks behind it.
    [[nodiscard]] std::string_view scalar() const noexcept;
    [[nodiscard]] static bool has_escape(std::string_view raw) noexcept;
    [[nodiscard]] bool unescape(std::string_view& text);
    [[nodiscard]] bool check_key();
    [[nodiscard]] bool check_scalar();

    const char* text_ = nullptr;
    const std::uint32_t* at_ = nullptr;
    const std::uint32_t* end_ = nullptr;
    const std::uint32_t* begin_ = nullptr;
    const char* escape_ = nullptr;  // the first backslash of the text, or its end
    std::unique_ptr<char[]> strings_;
    std::size_t strings_size_ = 0;
    std::size_t strings_used_ = 0;
    std::size_t text_size_ = 0;
    std::unique_ptr<Index> index_;
};

}  // namespace vigie::kit
