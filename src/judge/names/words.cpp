#include "names/vocabulary.hpp"

#include <vigie/judge/words.hpp>
#include <vigie/kit/hash.hpp>
#include <vigie/kit/text.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <unordered_map>

namespace vigie::judge {
namespace {

constexpr std::size_t longest_word = 24;
constexpr std::size_t longest_label = 64;

struct Entry {
    std::string word;
    WordKind kind = WordKind::unknown;
};

struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view s) const noexcept { return kit::hash64(s); }
};
using Table = std::unordered_map<std::string, Entry, TextHash, std::equal_to<>>;

void add_words(Table& table, std::string_view words, WordKind kind) {
    while (!words.empty()) {
        const auto blank = words.find(' ');
        const auto word = words.substr(0, blank);
        // First come keeps its kind: the roles are read before the ordinary words.
        if (!word.empty()) table.try_emplace(kit::handle_skeleton(word), Entry{std::string(word), kind});
        words.remove_prefix(blank == std::string_view::npos ? words.size() : blank + 1);
    }
}

const Table& table() {
    static const Table words = [] {
        Table t;
        add_words(t, vocabulary::official, WordKind::official);
        add_words(t, vocabulary::service, WordKind::service);
        add_words(t, vocabulary::promo, WordKind::promo);
        add_words(t, vocabulary::job, WordKind::job);
        add_words(t, vocabulary::access, WordKind::access);
        add_words(t, vocabulary::advice, WordKind::advice);
        add_words(t, vocabulary::place, WordKind::place);
        add_words(t, vocabulary::web, WordKind::web);
        add_words(t, vocabulary::common_french, WordKind::common);
        add_words(t, vocabulary::common_english, WordKind::common);
        return t;
    }();
    return words;
}

std::size_t beginning(std::string_view skeleton) noexcept {
    const auto first = static_cast<unsigned char>(skeleton[0]);
    const auto second = skeleton.size() > 1 ? static_cast<unsigned char>(skeleton[1]) : 0U;
    return (first * 31U + second) % 1024U;
}
// The lengths of the words that begin with three letters, a bit each: names are asked about piece by piece,
// and nearly every piece is refused here without a hash.
std::size_t beginning_of_three(std::string_view skeleton) noexcept {
    const auto third = skeleton.size() > 2 ? static_cast<unsigned char>(skeleton[2]) : 0U;
    return (beginning(skeleton) * 37U + third) % 8192U;
}
const std::array<std::uint32_t, 8192>& lengths() {
    static const auto all = [] {
        std::array<std::uint32_t, 8192> out{};
        for (const auto& [skeleton, entry] : table())
            if (!skeleton.empty())
                out[beginning_of_three(skeleton)] |= 1U << std::min<std::size_t>(skeleton.size(), 31);
        return out;
    }();
    return all;
}

const Entry* find_exact(std::string_view skeleton) {
    if (skeleton.empty()) return nullptr;
    if ((lengths()[beginning_of_three(skeleton)] >> std::min<std::size_t>(skeleton.size(), 31) & 1U) == 0)
        return nullptr;
    const auto it = table().find(skeleton);
    return it == table().end() ? nullptr : &it->second;
}

// The word, or the word it is the plural of.
const Entry* find_word(std::string_view skeleton) {
    if (skeleton.size() > longest_word) return nullptr;
    if (const auto* e = find_exact(skeleton)) return e;
    constexpr std::size_t shortest_plural = 5;
    if (skeleton.size() < shortest_plural) return nullptr;
    if (skeleton.ends_with('s')) return find_exact(skeleton.substr(0, skeleton.size() - 1));
    if (skeleton.ends_with("lng") || skeleton.ends_with("er")) {
        const auto cut = skeleton.ends_with("er") ? 2U : 3U;
        if (skeleton.size() >= cut + 4) return find_exact(skeleton.substr(0, skeleton.size() - cut));
    }
    return nullptr;
}

// What strip_affixes() takes off. Two glued letters are too often part of a name; "fr", "rh", "hr", "uk" are
// the ones people use: by the word, not its skeleton, since "ma" reads "rna".
bool is_affix(const Entry& e) {
    if (e.kind == WordKind::common || e.kind == WordKind::web || e.kind == WordKind::access) return false;
    return e.word.size() > 2 || e.word == "fr" || e.word == "rh" || e.word == "hr" || e.word == "uk";
}

// The lengths of affixes by their first two letters, and by their last two: nearly every name has none.
struct AffixLengths {
    std::array<std::uint32_t, 1024> first{};
    std::array<std::uint32_t, 1024> last{};
};
const AffixLengths& affix_lengths() {
    static const auto all = [] {
        AffixLengths out;
        for (const auto& [skeleton, entry] : table()) {
            if (skeleton.size() < 2 || skeleton.size() > longest_word || !is_affix(entry)) continue;
            out.first[beginning(skeleton)] |= 1U << skeleton.size();
            out.last[beginning(skeleton.substr(skeleton.size() - 2))] |= 1U << skeleton.size();
        }
        return out;
    }();
    return all;
}

bool all_digits(std::string_view s) {
    return !s.empty() && std::ranges::all_of(s, [](char c) { return c >= '0' && c <= '9'; });
}

// Word costs of the Viterbi reading: one word is cheaper than two, any word cheaper than unknown letters.
constexpr double cost_word = 1.0;
constexpr double cost_short_word = 1.6;  // one or two letters: "l", "de" would fit anywhere
constexpr double cost_unknown = 2.2;
constexpr double cost_unknown_letter = 0.8;

struct Step {
    double cost = std::numeric_limits<double>::infinity();
    std::size_t from = 0;
    const Entry* word = nullptr;
    bool brand = false;
};

void relax(Step& to, double cost, std::size_t from, const Entry* word, bool brand) {
    if (cost < to.cost) to = {cost, from, word, brand};
}

}  // namespace

bool is_risk(WordKind kind) noexcept {
    return kind == WordKind::official || kind == WordKind::service || kind == WordKind::promo ||
           kind == WordKind::job || kind == WordKind::access;
}

WordKind kind_of_skeleton(std::string_view skeleton) {
    const auto* e = find_word(skeleton);
    return e == nullptr ? WordKind::unknown : e->kind;
}

WordKind kind_of_word(std::string_view word) {
    return kind_of_skeleton(kit::handle_skeleton(word));
}

bool is_word(std::string_view word) {
    const auto* e = find_word(kit::handle_skeleton(word));
    return e != nullptr && word.starts_with(e->word);
}

bool is_service_name(std::string_view word) {
    constexpr std::array names{"ameli", "antai", "caf", "cpf", "crit", "critair", "vitale"};
    return std::ranges::find(names, word) != names.end();
}

std::size_t words_holding(std::string_view letters) {
    return static_cast<std::size_t>(std::ranges::count_if(table(), [&](const auto& entry) {
        const auto& word = entry.second.word;
        return word.size() > letters.size() && word.find(letters) != std::string::npos;
    }));
}

std::vector<Piece> segment(std::string_view label, std::string_view brand) {
    const auto n = label.size();
    if (n == 0) return {};
    if (n > longest_label) return {Piece{label, WordKind::unknown, false, {}}};
    std::array<Step, longest_label + 1> best{};
    best[0].cost = 0;
    for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t end = i + 1; end <= n; ++end) {
            const auto length = end - i;
            const auto part = label.substr(i, length);
            const auto digits = all_digits(part);
            relax(best[end],
                  best[i].cost +
                      (digits ? cost_word : cost_unknown + cost_unknown_letter * static_cast<double>(length)),
                  i, nullptr, false);
            if (!brand.empty() && part == brand) relax(best[end], best[i].cost + cost_word, i, nullptr, true);
            if (length > longest_word) continue;
            if (const auto* word = find_word(part)) {
                relax(best[end], best[i].cost + (length <= 2 ? cost_short_word : cost_word), i, word,
                      part == brand);
            }
        }
    }
    std::vector<Piece> pieces;
    for (std::size_t end = n; end > 0; end = best[end].from) {
        const auto& step = best[end];
        Piece piece{label.substr(step.from, end - step.from), WordKind::unknown, step.brand, {}};
        if (step.word != nullptr) {
            piece.kind = step.word->kind;
            piece.word = step.word->word;
        } else if (all_digits(piece.text)) {
            piece.kind = WordKind::common;
            piece.word = std::string(piece.text);
        }
        pieces.push_back(std::move(piece));
    }
    std::ranges::reverse(pieces);
    return pieces;
}

std::string_view strip_affixes(std::string_view key, std::vector<Affix>* found) {
    constexpr std::size_t shortest_rest = 4;
    constexpr std::size_t shortest_affix = 2;
    const auto affix = [](std::string_view part) -> const Entry* {
        const auto* e = find_exact(part);
        return e != nullptr && is_affix(*e) ? e : nullptr;
    };
    const auto& lengths_of = affix_lengths();
    for (bool again = true; again;) {
        again = false;
        const auto most = std::min(longest_word, key.size() > shortest_rest ? key.size() - shortest_rest : 0);
        if (most < shortest_affix) break;
        const auto fronts = lengths_of.first[beginning(key)];
        const auto backs = lengths_of.last[beginning(key.substr(key.size() - 2))];
        if ((fronts | backs) == 0) break;
        for (std::size_t length = most; length >= shortest_affix && !again; --length) {
            for (const bool front : {true, false}) {
                if (((front ? fronts : backs) >> length & 1U) == 0) continue;
                const auto part = front ? key.substr(0, length) : key.substr(key.size() - length);
                const auto* e = affix(part);
                if (e == nullptr) continue;
                if (found != nullptr) found->push_back({e->word, e->kind});
                key = front ? key.substr(length) : key.substr(0, key.size() - length);
                again = true;
                break;
            }
        }
    }
    return key;
}

}  // namespace vigie::judge
