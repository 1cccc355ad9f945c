#include <vigie/kit/hash.hpp>
#include <vigie/kit/trends.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace vigie::kit {
namespace {

constexpr std::size_t told_terms = 12;
constexpr std::size_t most_authors = 1'000'000;
constexpr std::uint64_t odd = 0x9e3779b97f4a7c15U;

std::uint64_t mixed(std::uint64_t h) noexcept {
    h ^= h >> 32U;
    h *= odd;
    return h ^ (h >> 29U);
}

struct Found {
    std::string text;
    double significance = 0;
    std::uint32_t posts = 0;
};

// Single linkage: what shares a word is one topic.
std::vector<Trend> topics(std::vector<Found> found) {
    std::ranges::stable_sort(found, [](const Found& a, const Found& b) {
        return a.significance != b.significance ? a.significance > b.significance : a.text < b.text;
    });
    std::vector<std::size_t> up(found.size());
    std::iota(up.begin(), up.end(), std::size_t{0});
    const auto top = [&](std::size_t i) {
        while (up[i] != i) i = up[i] = up[up[i]];
        return i;
    };
    std::unordered_map<std::string_view, std::size_t> holder;
    for (std::size_t i = 0; i < found.size(); ++i) {
        std::string_view rest = found[i].text;
        while (!rest.empty()) {
            const auto n = std::min(rest.find(' '), rest.size());
            const auto other = top(holder.try_emplace(rest.substr(0, n), i).first->second);
            const auto own = top(i);
            up[std::max(own, other)] = std::min(own, other);
            rest.remove_prefix(std::min(n + 1, rest.size()));
        }
    }
    std::vector<Trend> out;
    std::unordered_map<std::size_t, std::size_t> place;
    for (std::size_t i = 0; i < found.size(); ++i) {
        const auto [at, fresh] = place.try_emplace(top(i), out.size());
        if (fresh) out.push_back({{}, found[i].significance, found[i].posts});
        auto& terms = out[at->second].terms;
        if (terms.size() < told_terms) terms.push_back(found[i].text);
    }
    return out;
}

}  // namespace

Trends::Trends(const TrendSettings& settings) : settings_(settings) {
    settings_.bits = std::clamp(settings_.bits, 8U, 24U);
    for (auto& table : tables_) table.resize(std::size_t{1} << settings_.bits);
}

std::array<std::size_t, 2> Trends::cells(std::uint64_t hash) const noexcept {
    const auto shift = 64U - settings_.bits;
    return {hash >> shift, mixed(hash + odd) >> shift};
}

void Trends::count(std::uint64_t hash, std::string_view first, std::string_view second) {
    const auto at = cells(hash);
    const auto n = std::min(++tables_[0][at[0]].count, ++tables_[1][at[1]].count);
    if (n < settings_.least) return;
    auto term = terms_.find(hash);
    if (term == terms_.end()) {
        if (terms_.size() >= settings_.terms) return;
        std::string text(first);
        if (!second.empty()) text.append(" ").append(second);
        term = terms_.try_emplace(hash, Term{std::move(text), n - 1}).first;
    }
    ++term->second.count;
}

void Trends::add(std::string_view canonical, std::uint64_t author) {
    if (const auto known = authors_.find(author); known != authors_.end()) {
        if (++known->second > settings_.by_author) return;
    } else if (authors_.size() < most_authors) {
        authors_.emplace(author, 1);
    }
    ++posts_;
    std::vector<std::pair<std::string_view, std::uint64_t>> words;
    while (!canonical.empty() && words.size() < settings_.words) {
        const auto n = std::min(canonical.find(' '), canonical.size());
        const auto word = canonical.substr(0, n);
        canonical.remove_prefix(std::min(n + 1, canonical.size()));
        if (word.size() < 3) continue;
        const auto hash = mixed(hash64(word));
        // A word counts once a post.
        if (std::ranges::none_of(words, [&](const auto& w) { return w.second == hash; }))
            words.emplace_back(word, hash);
    }
    std::ranges::sort(words);  // pairs have no order
    for (std::size_t i = 0; i < words.size(); ++i) {
        count(words[i].second, words[i].first, {});
        for (std::size_t j = i + 1; j < words.size(); ++j)
            count(mixed(words[i].second * 3 + words[j].second), words[i].first, words[j].first);
    }
}

double Trends::significance(std::uint64_t hash) const noexcept {
    const auto at = cells(hash);
    const double posts = std::max(1U, posts_);
    // A share that a few posts may have by chance is not yet one.
    const double floor = std::max(settings_.least_share, settings_.least / posts / 2);
    double least = HUGE_VAL;
    for (std::size_t t = 0; t < 2; ++t) {
        const auto& cell = tables_[t][at[t]];
        const double share = cell.count / posts;
        // The cell may hold others, too: what does not stand out of both is not this term's doing.
        least = std::min(
            least, (share - std::max(double{cell.mean}, floor)) / (std::sqrt(double{cell.variance}) + floor));
    }
    return least;
}

std::vector<Trend> Trends::end_epoch() {
    std::vector<Found> found;
    if (static_cast<double>(epochs_) >= settings_.half_life)
        for (auto& [hash, term] : terms_)
            if (const double z = significance(hash); z > settings_.significance)
                found.push_back({std::move(term.text), z, term.count});
    const double keep = std::exp2(-1 / std::max(0.1, settings_.half_life));
    // The first epochs weigh alike, so that a mean does not begin at nothing.
    const double rate = std::max(1 - keep, 1.0 / (epochs_ + 1));
    if (posts_ > 0) {
        for (auto& table : tables_)
            for (auto& cell : table) {
                const double change = cell.count / static_cast<double>(posts_) - double{cell.mean};
                cell.mean = static_cast<float>(double{cell.mean} + rate * change);
                cell.variance =
                    static_cast<float>((1 - rate) * (double{cell.variance} + rate * change * change));
                cell.count = 0;
            }
        ++epochs_;
    }
    terms_.clear();
    authors_.clear();
    posts_ = 0;
    return topics(std::move(found));
}

}  // namespace vigie::kit
