#include "terms.hpp"

#include <vigie/kit/hash.hpp>
#include <vigie/kit/near_copies.hpp>

#include <algorithm>
#include <array>

namespace vigie::stories {
namespace {

constexpr std::size_t cut_to = 6;
constexpr std::size_t least = 4;

// Folded words of four letters and more that any sentence may have, and those of doubt, which do not tell
// what is doubted.
constexpr auto every = std::to_array<std::string_view>(
    {"about",    "actually", "again",    "ainsi",      "alors",    "apparemment", "apparently", "apres",
     "assez",    "aucun",    "aucune",   "aussi",      "autour",   "autre",       "autres",     "avant",
     "avec",     "avez",     "avoir",    "avons",      "beaucoup", "been",        "before",     "being",
     "bien",     "bonjour",  "bonsoir",  "both",       "cela",     "celle",       "celui",      "cette",
     "ceux",     "chez",     "comme",    "comment",    "confirm",  "confirme",    "confirmer",  "contre",
     "could",    "dans",     "depuis",   "deux",       "dire",     "disent",      "does",       "doing",
     "dont",     "down",     "elle",     "elles",      "encore",   "entre",       "etaient",    "etait",
     "etes",     "etre",     "even",     "ever",       "every",    "everyone",    "faire",      "fait",
     "fake",     "faut",     "faux",     "from",       "hello",    "here",        "hier",       "info",
     "intox",    "into",     "jamais",   "juste",      "know",     "leur",        "leurs",      "like",
     "made",     "mais",     "many",     "meme",       "merci",    "mieux",       "moins",      "monde",
     "more",     "most",     "much",     "nous",       "only",     "other",       "over",       "parait",
     "parce",    "parfois",  "partager", "partagez",   "partout",  "pendant",     "personne",   "peut",
     "plus",     "pour",     "pourquoi", "preuve",     "proof",    "quand",       "quelqu",     "quelque",
     "quelques", "quoi",     "really",   "rien",       "rumeur",   "rumour",      "said",       "sans",
     "says",     "serait",   "share",    "should",     "since",    "some",        "someone",    "sont",
     "source",   "sources",  "sous",     "still",      "suis",     "sure",        "tellement",  "than",
     "that",     "their",    "them",     "then",       "there",    "these",       "they",       "this",
     "those",    "today",    "toujours", "tous",       "tout",     "toute",       "toutes",     "tres",
     "trop",     "true",     "very",     "voila",      "votre",    "vous",        "vrai",       "vraiment",
     "want",     "were",     "what",     "when",       "where",    "which",       "with",       "would",
     "your",     "yours",    "aujourd",  "maintenant", "please",   "quel"});

bool ordinary(std::string_view word) noexcept {
    return std::ranges::find(every, word) != every.end();
}

template <class Visit>
void each_word(std::string_view canonical, Visit&& visit) {
    std::size_t from = 0;
    while (from < canonical.size()) {
        auto to = canonical.find(' ', from);
        if (to == std::string_view::npos) to = canonical.size();
        const auto word = canonical.substr(from, to - from);
        from = to + 1;
        if (word.size() < least || word.find('0') != std::string_view::npos || ordinary(word)) continue;
        if (!visit(word)) return;
    }
}

// The first six letters, whole ones.
std::string_view stem(std::string_view word) noexcept {
    std::size_t bytes = 0;
    for (std::size_t letters = 0; bytes < word.size(); ++bytes) {
        if ((static_cast<unsigned char>(word[bytes]) & 0xC0U) != 0x80U && ++letters > cut_to) break;
    }
    word = word.substr(0, bytes);
    // "recalled", "recall"; "foreign bodies", "foreign body" stay apart.
    if (word.size() > least && (word.ends_with('s') || word.ends_with('x'))) word.remove_suffix(1);
    return word;
}

}  // namespace

std::vector<std::uint32_t> terms_of(std::string_view text) {
    constexpr std::size_t most_bytes = 4000;
    const auto canonical = kit::canonical_text(text.substr(0, most_bytes));
    std::vector<std::uint32_t> out;
    each_word(canonical, [&](std::string_view word) {
        const auto term = static_cast<std::uint32_t>(kit::hash64(stem(word)));
        if (std::ranges::find(out, term) == out.end()) out.push_back(term);
        return out.size() < text_terms;
    });
    std::ranges::sort(out);
    return out;
}

std::size_t common_terms(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) noexcept {
    std::size_t n = 0;
    for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
        if (*i < *j) {
            ++i;
        } else if (*j < *i) {
            ++j;
        } else {
            ++n, ++i, ++j;
        }
    }
    return n;
}

std::vector<std::string_view> words_of(std::string_view canonical) {
    std::vector<std::string_view> out;
    each_word(canonical, [&](std::string_view word) {
        if (std::ranges::find(out, word) == out.end()) out.push_back(word);
        return out.size() < text_terms;
    });
    return out;
}

}  // namespace vigie::stories
