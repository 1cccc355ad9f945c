#include "secrets.hpp"

#include <vigie/kit/ascii.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

namespace vigie::plugins {
namespace {

using kit::ascii::alnum;
using kit::ascii::lower;

bool contains(std::string_view text, std::string_view word) noexcept {
    const auto it = std::search(text.begin(), text.end(), word.begin(), word.end(),
                                [](char a, char b) { return lower(a) == b; });
    return it != text.end();
}

// "abcdef…", "123456…": each byte one more than the one before.
bool runs_up(std::string_view text) noexcept {
    std::size_t steps = 0;
    for (std::size_t i = 1; i < text.size(); ++i) steps += text[i] == text[i - 1] + 1 ? 1U : 0U;
    return steps * 4 >= text.size() * 3;
}

}  // namespace

double entropy(std::string_view text) noexcept {
    if (text.empty()) return 0;
    std::array<std::uint32_t, 256> count{};
    for (const char c : text) ++count[static_cast<unsigned char>(c)];
    double bits = 0;
    const auto size = static_cast<double>(text.size());
    for (const auto n : count) {
        if (n == 0) continue;
        const double p = n / size;
        bits -= p * std::log2(p);
    }
    return bits;
}

bool is_placeholder(std::string_view value) noexcept {
    if (value.empty()) return true;
    constexpr std::string_view openers = "<${%[";
    if (openers.find(value.front()) != std::string_view::npos &&
        (value.size() < 2 || value.front() != '$' || value[1] == '{' || value[1] == '(' ||
         kit::ascii::letter(value[1])))
        return true;
    constexpr std::array<std::string_view, 35> words{
        "example",     "exemple",    "your",       "votre",    "changeme",  "change-me", "change_me",
        "placeholder", "dummy",      "xxxx",       "****",     "....",      "todo",      "redacted",
        "process.env", "os.environ", "getenv",     "secrets.", "my-secret", "mysecret",  "insert",
        "fake",        "sample",     "test-key",   "testkey",  "masqu",     "replace",   "none",
        "null",        "undefined",  "1234567890", "deadbeef", "0000000",   "________",  "--------"};
    if (std::ranges::any_of(words, [&](std::string_view w) { return contains(value, w); })) return true;
    const auto first = value.front();
    if (std::ranges::all_of(value, [first](char c) { return c == first; })) return true;
    const bool dots = value.find("\u2022\u2022") != std::string_view::npos ||
                      value.find("\u2026") != std::string_view::npos;
    return dots || (value.size() >= 6 && runs_up(value));
}

}  // namespace vigie::plugins
