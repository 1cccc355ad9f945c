// The weights of all heads in one table: a bucket's row holds how rare the gram is and what it says to each
// head, so that a text is read in one pass. A head's margin is
//   bias + scale · (Σ rarity·weight of words / |words| + letters · Σ rarity·weight of letters / |letters|) +
//   lexicon.
#pragma once

#include "reading/features.hpp"

#include <vigie/base/result.hpp>
#include <vigie/kit/learn.hpp>
#include <vigie/stories/story.hpp>

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace vigie::judge::reading {

inline constexpr std::size_t words_features = 13;                    // of the lexicon
inline constexpr std::size_t lexicon_features = words_features + 5;  // and what stories::cues() finds
inline constexpr std::size_t row_bytes = 32;                         // rarity and at most 31 heads
inline constexpr double rarity_unit = 1.0 / 20;

// Of a group of heads that exclude each other ("sentiment_en.negative"), or one that says yes or no.
struct Head {
    std::string name;
    double bias = 0;
    double scale = 0;
    double letters = 1;      // weight of the block of letters
    double temperature = 1;  // of a group's softmax
    std::array<double, lexicon_features> lexicon{};
    kit::Calibration calibration;  // of a single head
};

using Lexicon = std::unordered_map<std::string, int>;  // "fr word" → -4..4
using LexiconValues = std::array<double, lexicon_features>;

[[nodiscard]] Lexicon read_lexicon(std::string_view tsv);
// How words of the lexicon of `lang` ("fr", "en") stand in the text, and what its turns of phrase are.
[[nodiscard]] LexiconValues lexicon_values(const Units& units, const stories::Cues& cues,
                                           const Lexicon& lexicon, std::string_view lang);

struct Table {
    std::vector<Head> heads;
    std::vector<std::uint8_t> rows;  // (2^bucket_bits) rows of row_bytes; weights as signed bytes

    [[nodiscard]] static Result<Table> read(std::string_view bytes);
    [[nodiscard]] std::string write() const;
    // What each unit adds to the margin of a head.
    [[nodiscard]] std::vector<double> by_unit(const Grams& grams, std::size_t units, std::size_t head) const;
    // Of all heads, in their order. `values` of fr and en.
    [[nodiscard]] std::vector<double> margins(const Grams& grams,
                                              const std::array<LexiconValues, 2>& values) const;
};

// "fr" is 0, "en" is 1: by the name of the head ("complaint_fr").
[[nodiscard]] std::size_t language_of(std::string_view head);

}  // namespace vigie::judge::reading
