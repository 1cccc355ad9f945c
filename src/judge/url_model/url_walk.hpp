// Cuts a URL into the features of the URL model and hands each to a sink, by group. One pass over host and
// path, all in fixed buffers. Part of judge/url_model.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace vigie::judge {

// Features of one group share the code of their reason. Letters (n-grams) weigh less the more there are.
enum class UrlGroup : std::uint8_t {
    host_letters,
    ending,
    hosting,
    host_shape,
    address,
    path_letters,
    path_shape,
};
inline constexpr std::size_t url_groups = 7;

// Host and rest of a URL as the model reads them: lower case, without scheme, user, port, "www." and fragment.
class UrlParts {
public:
    // False when `url` is neither an http(s) URL nor a bare host. Not ASCII: the host becomes punycode.
    [[nodiscard]] bool read(std::string_view url);

    [[nodiscard]] std::string_view host() const { return {host_.data() + 1, host_bytes_}; }
    // "^host$" and "/path?query": what the n-grams are cut from. The second is empty for a bare host.
    [[nodiscard]] std::string_view marked_host() const { return {host_.data(), host_bytes_ + 2}; }
    [[nodiscard]] std::string_view rest() const { return {rest_.data(), rest_bytes_}; }

    bool has_user = false;
    bool has_port = false;
    bool is_address = false;  // IPv4 in any usual form, or IPv6
    std::size_t capitals = 0;  // in the rest
    std::size_t host_start = 0;  // in the URL as given
    std::size_t host_end = 0;
    std::size_t rest_end = 0;

private:
    [[nodiscard]] bool take_host(std::string_view host);
    void take_rest(std::string_view rest);

    static constexpr std::size_t most_host = 253;
    static constexpr std::size_t most_rest = 256;
    std::array<char, most_host + 2> host_{};
    std::array<char, most_rest> rest_{};
    std::size_t host_bytes_ = 0;
    std::size_t rest_bytes_ = 0;
};

// Shape of a text: counts that tell random labels from names.
struct UrlShape {
    std::size_t digits = 0;
    std::size_t hyphens = 0;
    std::size_t dots = 0;
    std::size_t vowels = 0;
    std::size_t letters = 0;
    std::size_t longest_label = 0;
    std::size_t longest_consonants = 0;  // longest run
    std::size_t turns = 0;               // changes between letter and digit
    unsigned entropy_tenths = 0;         // of the characters, bits × 10
};
[[nodiscard]] UrlShape shape_of(std::string_view host);

namespace url_hash {
// Bytes of at most 5 characters and the part they stand in, mixed so that the top bits are good.
[[nodiscard]] constexpr std::uint64_t mix(std::uint64_t x) noexcept {
    x *= 0x9E3779B97F4A7C15ULL;
    x ^= x >> 29U;
    return x * 0xBF58476D1CE4E5B9ULL;
}
[[nodiscard]] constexpr std::uint64_t token(UrlGroup group, std::uint64_t kind, std::uint64_t value) noexcept {
    return mix(mix((static_cast<std::uint64_t>(group) + 11) << 56U | kind << 48U) ^ value);
}
[[nodiscard]] constexpr std::uint64_t text(std::string_view s) noexcept {
    std::uint64_t h = 0xCBF29CE484222325ULL;
    for (const char c : s) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
    return h;
}
}  // namespace url_hash

// Calls sink(hash) for each n-gram of n characters, 3 to 5.
template <class Sink>
void each_gram(std::string_view text, UrlGroup part, Sink&& sink) {
    std::uint64_t window = 0;
    const auto salt = (static_cast<std::uint64_t>(part) + 1) << 56U;
    for (std::size_t i = 0; i < text.size(); ++i) {
        window = window << 8U | static_cast<unsigned char>(text[i]);
        if (i >= 2) sink(url_hash::mix((window & 0xFFFFFFU) | salt | 3ULL << 48U));
        if (i >= 3) sink(url_hash::mix((window & 0xFFFFFFFFU) | salt | 4ULL << 48U));
        if (i >= 4) sink(url_hash::mix((window & 0xFFFFFFFFFFU) | salt | 5ULL << 48U));
    }
}

// The tokens that are not letters: at most 24, each with its group.
struct UrlTokens {
    struct Token {
        UrlGroup group{};
        std::uint64_t hash = 0;
    };
    std::array<Token, 32> tokens{};
    std::size_t count = 0;
    void add(UrlGroup group, std::uint64_t kind, std::uint64_t value) {
        if (count < tokens.size()) tokens[count++] = {group, url_hash::token(group, kind, value)};
    }
};
void add_tokens(const UrlParts& parts, UrlTokens& out);

}  // namespace vigie::judge
