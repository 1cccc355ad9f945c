#include "text_model.hpp"

#include <vigie/base/embedded.hpp>

#include <algorithm>
#include <cmath>

namespace vigie::embedded {
std::vector<EmbeddedFile> scam_models();
}

namespace vigie::plugins::scam {

Result<TextModel> TextModel::of(std::string_view bytes) {
    VIGIE_TRY_ASSIGN(auto model, kit::LinearModel::read(bytes));
    return TextModel(std::move(model));
}

const Result<TextModel>& TextModel::built_in() {
    static const Result<TextModel> model = []() -> Result<TextModel> {
        for (const auto& file : embedded::scam_models())
            if (file.path == "text.model") return of(file.content);
        return fail(Errc::not_found, "this build holds no model of scam texts");
    }();
    return model;
}

double TextModel::margin(const Reading& r, std::span<const judge::Pivot> pivots) const {
    std::int64_t grams = 0;
    std::int64_t sum = 0;
    each_gram(r, [&](std::uint64_t hash, std::size_t /*word*/) {
        sum += model_.raw(hash);
        ++grams;
    });
    std::int64_t rules = 0;
    each_rule(r, pivots, [&](Rule rule) { rules += model_.raw(rule_hash(rule)); });
    const double norm = grams > 0 ? 1 / std::sqrt(static_cast<double>(grams)) : 0;
    return model_.bias() + model_.scale() * (static_cast<double>(sum) * norm + static_cast<double>(rules));
}

double TextModel::margin_unquoted(const Reading& r, std::span<const judge::Pivot> pivots) const {
    std::int64_t grams = 0;
    std::int64_t sum = 0;
    each_gram(r, [&](std::uint64_t hash, std::size_t word) {
        if (r.words[word].quoted) return;
        sum += model_.raw(hash);
        ++grams;
    });
    // A pivot inside the quotation is the quoted one's.
    std::vector<judge::Pivot> own;
    for (const auto& p : pivots) {
        const bool quoted = std::ranges::any_of(
            r.words, [&](const Word& w) { return w.quoted && w.start < p.end && p.start < w.end; });
        if (!quoted) own.push_back(p);
    }
    std::int64_t rules = 0;
    each_rule(r, own, [&](Rule rule) { rules += model_.raw(rule_hash(rule)); });
    const double norm = grams > 0 ? 1 / std::sqrt(static_cast<double>(grams)) : 0;
    return model_.bias() + model_.scale() * (static_cast<double>(sum) * norm + static_cast<double>(rules));
}

TextModel::Contributions TextModel::contributions(const Reading& r,
                                                  std::span<const judge::Pivot> pivots) const {
    Contributions out;
    out.words.resize(r.words.size());
    std::size_t grams = 0;
    each_gram(r, [&](std::uint64_t hash, std::size_t word) {
        out.words[word] += model_.weight(hash);
        ++grams;
    });
    const double norm = grams > 0 ? 1 / std::sqrt(static_cast<double>(grams)) : 0;
    for (auto& w : out.words) w *= norm;
    each_rule(r, pivots, [&](Rule rule) { out.rules.push_back({rule, model_.weight(rule_hash(rule))}); });
    return out;
}

}  // namespace vigie::plugins::scam
