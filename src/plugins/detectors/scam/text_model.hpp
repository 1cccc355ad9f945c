// The trained text model: the probability that a text is a scam, and which words and rules say so.
#pragma once

#include "features.hpp"
#include "reading.hpp"

#include <vigie/base/result.hpp>
#include <vigie/kit/learn.hpp>

#include <span>
#include <string_view>
#include <vector>

namespace vigie::plugins::scam {

class TextModel {
public:
    // Errc::parse when the bytes are not a model.
    [[nodiscard]] static Result<TextModel> of(std::string_view bytes);
    // content/models/scam/text.model, as built into the program.
    [[nodiscard]] static const Result<TextModel>& built_in();
    explicit TextModel(kit::LinearModel model) : model_(std::move(model)) {}

    // Log-odds before calibration, all words; or those outside quotation marks only. O(bytes).
    [[nodiscard]] double margin(const Reading& r, std::span<const judge::Pivot> pivots) const;
    [[nodiscard]] double margin_unquoted(const Reading& r, std::span<const judge::Pivot> pivots) const;
    [[nodiscard]] double probability(double margin) const noexcept { return model_.calibration()(margin); }

    struct RuleWeight {
        Rule rule{};
        double weight = 0;
    };
    struct Contributions {
        std::vector<double> words;  // per word of the reading, in log-odds
        std::vector<RuleWeight> rules;
    };
    [[nodiscard]] Contributions contributions(const Reading& r, std::span<const judge::Pivot> pivots) const;

private:
    // Of the words for which keep(index) holds.
    template <class Keep>
    [[nodiscard]] double margin_of(const Reading& r, std::span<const judge::Pivot> pivots, Keep&& keep) const;

    kit::LinearModel model_;
};

}  // namespace vigie::plugins::scam
