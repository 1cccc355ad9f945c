#include <vigie/kit/learn.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace vigie::kit {
namespace {

struct Block {
    double first = 0;  // margins of its first and last sample
    double last = 0;
    double positives = 0;
    double count = 0;
    [[nodiscard]] double rate() const { return positives / count; }
};

Block joined(const Block& a, const Block& b) {
    return {a.first, b.last, a.positives + b.positives, a.count + b.count};
}

std::vector<Block> pool_adjacent_violators(std::vector<Calibration::Sample> samples) {
    std::ranges::sort(samples, {}, &Calibration::Sample::margin);
    std::vector<Block> blocks;
    for (const auto& s : samples) {
        Block next{s.margin, s.margin, s.positive ? 1.0 : 0.0, 1.0};
        // Equal margins are one observation: no order among them.
        if (!blocks.empty() && blocks.back().last == s.margin) {
            next = joined(blocks.back(), next);
            blocks.pop_back();
        }
        while (!blocks.empty() && blocks.back().rate() >= next.rate()) {
            next = joined(blocks.back(), next);
            blocks.pop_back();
        }
        blocks.push_back(next);
    }
    return blocks;
}

// Joins the neighbours that differ least until there are `most`. Few blocks: the quadratic time is small.
void thin(std::vector<Block>& blocks, std::size_t most) {
    while (blocks.size() > most) {
        std::size_t at = 0;
        double least = 2;
        for (std::size_t i = 0; i + 1 < blocks.size(); ++i) {
            const double step = blocks[i + 1].rate() - blocks[i].rate();
            if (step < least) {
                least = step;
                at = i;
            }
        }
        blocks[at] = joined(blocks[at], blocks[at + 1]);
        blocks.erase(blocks.begin() + static_cast<std::ptrdiff_t>(at) + 1);
    }
}

}  // namespace

Result<Calibration> Calibration::of(std::vector<Knot> knots) {
    for (std::size_t i = 0; i < knots.size(); ++i) {
        const auto& k = knots[i];
        if (!std::isfinite(k.margin) || !(k.probability >= 0 && k.probability <= 1)) {
            return fail(Errc::invalid_argument, "calibration knot {} is not a margin and a probability", i);
        }
        if (i > 0 && (k.margin <= knots[i - 1].margin || k.probability < knots[i - 1].probability)) {
            return fail(Errc::invalid_argument, "calibration knot {} does not rise", i);
        }
    }
    Calibration out;
    out.knots_ = std::move(knots);
    return out;
}

Calibration Calibration::fit(std::vector<Sample> samples, std::size_t knots) {
    std::erase_if(samples, [](const Sample& s) { return !std::isfinite(s.margin); });
    auto blocks = pool_adjacent_violators(std::move(samples));
    thin(blocks, std::max<std::size_t>(knots, 1));
    Calibration out;
    double floor = 0;
    for (const auto& b : blocks) {
        const double p = std::max(floor, (b.positives + 1) / (b.count + 2));
        out.knots_.push_back({(b.first + b.last) / 2, p});
        floor = p;
    }
    return out;
}

double Calibration::operator()(double margin) const noexcept {
    if (knots_.empty()) return 1 / (1 + std::exp(-margin));
    const auto above = std::ranges::upper_bound(knots_, margin, {}, &Knot::margin);
    if (above == knots_.begin()) return knots_.front().probability;
    const auto& low = *(above - 1);
    if (above == knots_.end()) return low.probability;
    const double part = (margin - low.margin) / (above->margin - low.margin);
    return low.probability + part * (above->probability - low.probability);
}

}  // namespace vigie::kit
