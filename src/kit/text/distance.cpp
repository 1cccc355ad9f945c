#include <vigie/kit/hash.hpp>
#include <vigie/kit/text.hpp>
#include <vigie/kit/utf8.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <unordered_map>

namespace vigie::kit {
namespace {

constexpr std::size_t compared_code_points = 512;  // of a name: the comparisons are quadratic

std::vector<char32_t> code_points(std::string_view text) {
    std::vector<char32_t> out;
    out.reserve(std::min(text.size(), compared_code_points));
    for (std::size_t i = 0; i < text.size() && out.size() < compared_code_points;)
        out.push_back(next_code_point(text, i));
    return out;
}

double jaro(const std::vector<char32_t>& a, const std::vector<char32_t>& b) {
    if (a.empty() && b.empty()) return 1;
    if (a.empty() || b.empty()) return 0;
    const auto longest = std::max(a.size(), b.size());
    const auto window = longest / 2 > 0 ? longest / 2 - 1 : 0;
    std::vector<char> used(b.size(), 0);
    std::vector<char32_t> matched;
    for (std::size_t i = 0; i < a.size(); ++i) {
        const auto last = std::min(b.size(), i + window + 1);
        for (std::size_t j = i > window ? i - window : 0; j < last; ++j) {
            if (used[j] != 0 || a[i] != b[j]) continue;
            used[j] = 1;
            matched.push_back(a[i]);
            break;
        }
    }
    if (matched.empty()) return 0;
    std::size_t out_of_order = 0;
    std::size_t k = 0;
    for (std::size_t j = 0; j < b.size(); ++j) {
        if (used[j] == 0) continue;
        if (b[j] != matched[k++]) ++out_of_order;
    }
    const auto m = static_cast<double>(matched.size());
    const auto half = static_cast<double>(out_of_order / 2);
    return (m / static_cast<double>(a.size()) + m / static_cast<double>(b.size()) + (m - half) / m) / 3;
}

using Bag = std::unordered_map<std::uint64_t, double>;

Bag bag_of(std::string_view text) {
    Bag bag;
    std::uint64_t previous = 0;
    for (const auto& token : tokens(text)) {
        const auto word = hash64(token.text);
        bag[word] += 1;
        if (previous != 0) bag[previous * 31 + word] += 1;
        previous = word;
    }
    return bag;
}

double norm(const Bag& bag) {
    double sum = 0;
    for (const auto& [key, n] : bag) sum += n * n;
    return std::sqrt(sum);
}

}  // namespace

double jaro_winkler(std::string_view a, std::string_view b) {
    const auto x = code_points(a);
    const auto y = code_points(b);
    const auto base = jaro(x, y);
    std::size_t common = 0;
    while (common < 4 && common < x.size() && common < y.size() && x[common] == y[common]) ++common;
    return base + static_cast<double>(common) * 0.1 * (1 - base);
}

std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit) {
    const auto x = code_points(a);
    const auto y = code_points(b);
    const auto too_far = limit + 1;
    const auto gap = x.size() > y.size() ? x.size() - y.size() : y.size() - x.size();
    if (gap > limit) return too_far;
    const auto width = y.size() + 1;
    std::vector<std::size_t> before(width, too_far);
    std::vector<std::size_t> above(width, too_far);
    std::vector<std::size_t> row(width, too_far);
    for (std::size_t j = 0; j < width && j <= limit; ++j) above[j] = j;
    for (std::size_t i = 1; i <= x.size(); ++i) {
        std::ranges::fill(row, too_far);
        if (i <= limit) row[0] = i;
        auto best = row[0];
        const auto last = std::min(y.size(), i + limit);
        for (std::size_t j = i > limit ? i - limit : 1; j <= last; ++j) {
            auto cost =
                std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (x[i - 1] == y[j - 1] ? 0U : 1U)});
            if (i > 1 && j > 1 && x[i - 1] == y[j - 2] && x[i - 2] == y[j - 1])
                cost = std::min(cost, before[j - 2] + 1);
            row[j] = std::min(cost, too_far);
            best = std::min(best, row[j]);
        }
        if (best > limit) return too_far;
        std::swap(before, above);
        std::swap(above, row);
    }
    return above[y.size()];
}

double text_similarity(std::string_view a, std::string_view b) {
    const auto x = bag_of(a);
    const auto y = bag_of(b);
    if (x.empty() || y.empty()) return 0;
    double dot = 0;
    for (const auto& [key, n] : x) {
        if (const auto it = y.find(key); it != y.end()) dot += n * it->second;
    }
    return std::min(1.0, dot / (norm(x) * norm(y)));
}

}  // namespace vigie::kit
