// A small French and English vocabulary, so that a brand inside a word is told from a brand beside a word:
// "pineapple" is one word, "apple-login" is two. Everything is in skeleton form (kit::handle_skeleton), so
// look-alike letters do not hide a word. Immutable tables, built on first use (2 ms); thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::judge {

// What a word added to a name promises or asks.
enum class WordKind : std::uint8_t {
    unknown,
    common,    // any ordinary word
    place,     // fr, france, paris, uk, group, shop…: says little
    official,  // officiel, official, verified, real…
    service,   // support, sav, service, client, help…
    advice,    // conseil, advisor, expert, gestion…
    promo,     // promo, gain, vip, cadeau, giveaway…
    job,       // recrutement, rh, careers…
    web,       // www, online, menu, mon…: what sites call their parts; nothing in a name, much in a domain
    access,    // login, secure, compte, verif, remboursement, colis, paiement…
};

// Words that a fraud adds to a brand to be believed: promo, service, access, official, job.
[[nodiscard]] bool is_risk(WordKind kind) noexcept;

// `word` folded (plural endings are tried too).
[[nodiscard]] WordKind kind_of_word(std::string_view word);
// Spelled like a word of the vocabulary, or its plural: "lcl" is drawn like "ici", and is none.
[[nodiscard]] bool is_word(std::string_view word);
// Names of services that a fraud adds to a brand ("ameli", "antai"): risk words, yet no words of the
// language.
[[nodiscard]] bool is_service_name(std::string_view word);
// How many words of the vocabulary hold these letters (folded) inside: "ing" stands in hundreds, "lcl" in
// none. O(words of the vocabulary).
[[nodiscard]] std::size_t words_holding(std::string_view letters);
// The same as kind_of_word, by skeleton.
[[nodiscard]] WordKind kind_of_skeleton(std::string_view skeleton);

// A piece of a label: `text` is a view into the label given.
struct Piece {
    std::string_view text;
    WordKind kind = WordKind::unknown;
    bool brand = false;
    std::string word;  // the dictionary spelling, when known: "login" for "logln"
};

// The cheapest reading of `label` (a skeleton, no separators) as words, with [brand, brand + length) read as
// one word when that is cheapest. Viterbi over the words; O(label · longest word). Labels over 64 bytes are
// one unknown piece.
[[nodiscard]] std::vector<Piece> segment(std::string_view label, std::string_view brand);
[[nodiscard]] inline std::vector<Piece> segment(std::string_view label) {
    return segment(label, {});
}

// `key` (a skeleton) without the affixes glued to either end: "offlclelrnerldlen" → "rnerldlen". Kinds go to
// `found`.
struct Affix {
    std::string word;
    WordKind kind = WordKind::unknown;
};
[[nodiscard]] std::string_view strip_affixes(std::string_view key, std::vector<Affix>* found);

}  // namespace vigie::judge
