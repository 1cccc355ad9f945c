// The features of the text model. Hashed words with what stands around them, and character 3- to 5-grams
// within a word, are two blocks in one weight table: each gram counts 1/√n, n the grams of its block, so that
// long texts do not shout and the many character grams do not drown the words. The rules below count 1 each.
// The trainer and the product both come here, so that what is learnt is what is used.
#pragma once

#include "reading.hpp"

#include <vigie/judge/pivots.hpp>

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace vigie::plugins::scam {

enum class Block : std::uint8_t { words, letters };
inline constexpr std::size_t blocks = 2;

// Calls visit(block, hash, index of the word) for every n-gram.
template <class Visit>
void each_gram(const Reading& r, Visit&& visit) {
    constexpr std::uint64_t pair_seed = 0x51ed270b7a3c9d25ULL;
    constexpr std::uint64_t lead_seed = 0x2545f4914f6cdd1dULL;
    constexpr std::uint64_t mark = 0x1f;
    constexpr std::uint64_t prime = 0x100000001b3ULL;
    constexpr std::uint64_t spread = 0x9e3779b97f4a7c15ULL;
    constexpr std::size_t longest_word = 24;
    const std::string_view folded = r.folded;
    std::uint64_t before = pair_seed;
    for (std::size_t i = 0; i < r.words.size(); ++i) {
        const auto& w = r.words[i];
        const auto dress = w.unit == Unit::tag ? spread : w.unit == Unit::cash ? prime * spread : 0;
        visit(Block::words, w.hash ^ dress, i);
        visit(Block::words, join(before ^ pair_seed, w.hash), i);
        if (w.lead != 0) {
            const auto lead = (lead_seed ^ static_cast<unsigned char>(w.lead)) * spread;
            visit(Block::words, lead, i);
            visit(Block::words, join(lead, w.hash), i);
        }
        before = w.hash;
        if (w.unit == Unit::sign || w.unit == Unit::mention) continue;
        const auto word = folded.substr(w.from, std::min<std::size_t>(w.to - w.from, longest_word));
        // Position -1 is the mark before the word, size() the one after it.
        for (std::size_t start = 0; start < word.size() + 1; ++start) {
            std::uint64_t h = 0x84222325cbf29ce4ULL;
            const auto at = [&](std::size_t k) {
                return k == 0 || k > word.size()
                           ? mark
                           : static_cast<std::uint64_t>(static_cast<unsigned char>(word[k - 1]));
            };
            const auto last = std::min(start + 5, word.size() + 2);
            for (std::size_t k = start; k < last; ++k) {
                h = (h ^ at(k)) * prime;
                if (k - start >= 2) visit(Block::letters, h * spread, i);
            }
        }
    }
}

// A word as a feature of one family of scams: nine models, one against the rest, share the table of
// family.model.
[[nodiscard]] constexpr std::uint64_t family_hash(std::size_t family, std::uint64_t word) noexcept {
    return join((family + 1) * 0xbf58476d1ce4e5b9ULL, word) * 0x94d049bb133111ebULL;
}
inline constexpr std::uint64_t family_bias = 0x5851f42d4c957f2dULL;  // the "word" of every text

// What a gram of each block counts, from how many there are.
[[nodiscard]] inline std::array<double, blocks> norms(const std::array<std::size_t, blocks>& grams) {
    std::array<double, blocks> out{};
    for (std::size_t b = 0; b < blocks; ++b)
        out[b] = grams[b] > 0 ? 1 / std::sqrt(static_cast<double>(grams[b])) : 0;
    return out;
}

enum class Rule : std::uint8_t {
    url,
    short_link,
    phone,
    premium_phone,
    disguised_phone,
    messenger,
    iban,
    wallet,
    coupon,
    money,
    percent,
    one_exclamation,
    exclamations,
    many_exclamations,
    question,
    some_capitals,
    mostly_capitals,
    tags,
    many_tags,
    cashtag,
    cashtags,
    mention,
    mentions,
    many_mentions,
    signs,
    many_signs,
    lines,
    short_text,
    long_text,
    many_digits,
    quotes,
    some_digits,
    very_many_digits,
    full_message,
    longer_text,
    very_long_text,
    tiny_text,
    number_in_capitals,
    social,  // written for a network: a tag, a mention, a cashtag, an emoji
    count
};

[[nodiscard]] constexpr std::uint64_t rule_hash(Rule rule) noexcept {
    return (static_cast<std::uint64_t>(rule) + 0x1000) * 0xd6e8feb86659fd93ULL * 0x9e3779b97f4a7c15ULL;
}

// Calls visit(rule) for each that holds.
template <class Visit>
void each_rule(const Reading& r, std::span<const judge::Pivot> pivots, Visit&& visit) {
    std::uint64_t seen = 0;
    const auto once = [&](Rule rule) {
        if (((seen >> static_cast<unsigned>(rule)) & 1U) == 0) visit(rule);
        seen |= std::uint64_t{1} << static_cast<unsigned>(rule);
    };
    for (const auto& p : pivots) {
        switch (p.kind) {
            case judge::PivotKind::phone:
                once(Rule::phone);
                if (p.premium) once(Rule::premium_phone);
                if (p.disguised) once(Rule::disguised_phone);
                break;
            case judge::PivotKind::messenger: once(Rule::messenger); break;
            case judge::PivotKind::iban: once(Rule::iban); break;
            case judge::PivotKind::wallet: once(Rule::wallet); break;
            case judge::PivotKind::coupon: once(Rule::coupon); break;
            case judge::PivotKind::short_link: once(Rule::short_link); break;
        }
    }
    if (r.urls > 0) once(Rule::url);
    if (r.money > 0) once(Rule::money);
    if (r.percents > 0) once(Rule::percent);
    if (r.exclamations == 1) once(Rule::one_exclamation);
    if (r.exclamations > 1) once(Rule::exclamations);
    if (r.exclamations > 3) once(Rule::many_exclamations);
    if (r.questions > 0) once(Rule::question);
    if (r.letters >= 10 && r.capitals * 5 > r.letters) once(Rule::some_capitals);
    if (r.letters >= 10 && r.capitals * 2 > r.letters) once(Rule::mostly_capitals);
    if (r.tags > 0) once(Rule::tags);
    if (r.tags > 4) once(Rule::many_tags);
    if (r.cashtags > 0) once(Rule::cashtag);
    if (r.cashtags > 2) once(Rule::cashtags);
    if (r.mentions > 0) once(Rule::mention);
    if (r.mentions > 1) once(Rule::mentions);
    if (r.mentions > 4) once(Rule::many_mentions);
    if (r.signs > 0) once(Rule::signs);
    if (r.signs > 4) once(Rule::many_signs);
    if (r.lines > 1) once(Rule::lines);
    if (r.words.size() < 8) once(Rule::short_text);
    if (r.words.size() > 40) once(Rule::long_text);
    if (r.digits > 8) once(Rule::many_digits);
    if (r.quoted_words > 2) once(Rule::quotes);
    if (r.digits > 3) once(Rule::some_digits);
    if (r.digits > 14) once(Rule::very_many_digits);
    const auto marks = r.letters + r.digits;
    if (marks > 60) once(Rule::longer_text);
    if (marks > 95 && marks < 145)
        once(Rule::full_message);  // what fills the 160 characters of a text message
    if (marks > 220) once(Rule::very_long_text);
    if (r.words.size() < 4) once(Rule::tiny_text);
    if (r.digits > 4 && r.capitals * 5 > r.letters) once(Rule::number_in_capitals);
    if (r.tags + r.mentions + r.cashtags + r.signs > 0) once(Rule::social);
}

}  // namespace vigie::plugins::scam
