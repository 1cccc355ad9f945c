#include "text_model.hpp"

#include <vigie/base/embedded.hpp>

#include <algorithm>
#include <array>

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

template <class Keep>
double TextModel::margin_of(const Reading& r, std::span<const judge::Pivot> pivots, Keep&& keep) const {
    std::array<std::size_t, blocks> grams{};
    std::array<std::int64_t, blocks> sums{};
    each_gram(r, [&](Block block, std::uint64_t hash, std::size_t word) {
        if (!keep(word)) return;
        const auto b = static_cast<std::size_t>(block);
        sums[b] += model_.raw(hash);
        ++grams[b];
    });
    std::int64_t rules = 0;
    each_rule(r, pivots, [&](Rule rule) { rules += model_.raw(rule_hash(rule)); });
    const auto norm = norms(grams);
    auto sum = static_cast<double>(rules);
    for (std::size_t b = 0; b < blocks; ++b) sum += static_cast<double>(sums[b]) * norm[b];
    return model_.bias() + model_.scale() * sum;
}

double TextModel::margin(const Reading& r, std::span<const judge::Pivot> pivots) const {
    return margin_of(r, pivots, [](std::size_t /*word*/) { return true; });
}

double TextModel::margin_unquoted(const Reading& r, std::span<const judge::Pivot> pivots) const {
    // A pivot inside the quotation is the quoted one's.
    std::vector<judge::Pivot> own;
    for (const auto& p : pivots) {
        const bool quoted = std::ranges::any_of(
            r.words, [&](const Word& w) { return w.quoted && w.start < p.end && p.start < w.end; });
        if (!quoted) own.push_back(p);
    }
    return margin_of(r, own, [&](std::size_t word) { return !r.words[word].quoted; });
}

TextModel::Contributions TextModel::contributions(const Reading& r,
                                                  std::span<const judge::Pivot> pivots) const {
    std::array<std::size_t, blocks> grams{};
    std::array<std::vector<double>, blocks> parts;
    for (auto& p : parts) p.resize(r.words.size());
    each_gram(r, [&](Block block, std::uint64_t hash, std::size_t word) {
        const auto b = static_cast<std::size_t>(block);
        parts[b][word] += model_.weight(hash);
        ++grams[b];
    });
    const auto norm = norms(grams);
    Contributions out;
    out.words.resize(r.words.size());
    for (std::size_t i = 0; i < out.words.size(); ++i)
        for (std::size_t b = 0; b < blocks; ++b) out.words[i] += parts[b][i] * norm[b];
    each_rule(r, pivots, [&](Rule rule) { out.rules.push_back({rule, model_.weight(rule_hash(rule))}); });
    return out;
}

}  // namespace vigie::plugins::scam
