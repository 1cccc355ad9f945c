#include <vigie/kit/pdq.hpp>

#include <algorithm>
#include <bit>
#include <cmath>
#include <numbers>
#include <vector>

namespace vigie::kit {
namespace {

constexpr int side = 64;   // of the reduced picture
constexpr int waves = 16;  // frequencies kept in each direction
using Reduced = std::array<std::array<float, side>, side>;
using Waves = std::array<std::array<float, waves>, waves>;  // [vertical][horizontal]

// What one pixel of the reduced picture takes of a row (or column) of the large one.
struct Taps {
    int first = 0;
    std::vector<float> weights;
};

// The description filters twice with a box of `size / 128` pixels in each direction, the box cut at the
// edges, and then keeps 64 samples. All of that is linear and separable, so it is done at once, for the
// samples alone: box after box gives each sample a small triangle of weights.
std::vector<Taps> taps_of(int size) {
    const int window = (size + 2 * side - 1) / (2 * side);
    const int after = (window + 2) / 2 - 1;  // pixels of the box beyond its place
    const int before = window - after - 1;
    const auto box = [&](int at) {
        return std::pair{std::max(at - before, 0), std::min(at + after, size - 1)};
    };
    std::vector<Taps> all;
    all.reserve(side);
    for (int i = 0; i < side; ++i) {
        const int at = static_cast<int>((i + 0.5) * size / side);
        const auto [from, to] = box(at);
        Taps taps;
        taps.first = box(from).first;
        taps.weights.assign(static_cast<std::size_t>(box(to).second - taps.first + 1), 0.0F);
        for (int middle = from; middle <= to; ++middle) {
            const auto [low, high] = box(middle);
            const float weight =
                1.0F / (static_cast<float>(to - from + 1) * static_cast<float>(high - low + 1));
            for (int k = low; k <= high; ++k)
                taps.weights[static_cast<std::size_t>(k - taps.first)] += weight;
        }
        all.push_back(std::move(taps));
    }
    return all;
}

void add_row(const std::uint8_t* row, std::size_t width, float weight, float* sum) {
    constexpr std::size_t block = 16;  // of known length, so that every compiler makes vectors of it
    std::size_t x = 0;
    for (; x + block <= width; x += block) {
        for (std::size_t k = 0; k < block; ++k) sum[x + k] += weight * static_cast<float>(row[x + k]);
    }
    for (; x < width; ++x) sum[x] += weight * static_cast<float>(row[x]);
}

Reduced reduce(const GreyView& view) {
    Reduced reduced{};
    const auto columns = taps_of(view.width);
    const auto rows = view.height == view.width ? columns : taps_of(view.height);
    const auto width = static_cast<std::size_t>(view.width);
    std::vector<float> sum(width);
    for (std::size_t i = 0; i < side; ++i) {
        std::fill(sum.begin(), sum.end(), 0.0F);
        const std::uint8_t* row = view.pixels + static_cast<std::size_t>(rows[i].first) * view.stride;
        for (const float weight : rows[i].weights) {
            add_row(row, width, weight, sum.data());
            row += view.stride;
        }
        for (std::size_t j = 0; j < side; ++j) {
            const float* from = sum.data() + columns[j].first;
            float value = 0;
            for (const float weight : columns[j].weights) value += weight * *from++;
            reduced[i][j] = value;
        }
    }
    return reduced;
}

int quality_of(const Reduced& reduced) {
    int sum = 0;
    const auto step = [&](float a, float b) { sum += std::abs(static_cast<int>((a - b) * 100 / 255)); };
    for (std::size_t i = 0; i < side; ++i) {
        for (std::size_t j = 0; j < side; ++j) {
            if (i + 1 < side) step(reduced[i][j], reduced[i + 1][j]);
            if (j + 1 < side) step(reduced[i][j], reduced[i][j + 1]);
        }
    }
    return std::min(sum / 90, 100);
}

using Cosines = std::array<std::array<float, side>, waves>;

Cosines make_cosines() {
    Cosines table{};
    for (int i = 0; i < waves; ++i) {
        for (int j = 0; j < side; ++j) {
            const double angle = std::numbers::pi / 2 / side * (i + 1) * (2 * j + 1);
            table[static_cast<std::size_t>(i)][static_cast<std::size_t>(j)] =
                static_cast<float>(std::sqrt(2.0 / side) * std::cos(angle));
        }
    }
    return table;
}

Waves transform(const Reduced& reduced) {
    static const Cosines cosines = make_cosines();
    std::array<std::array<float, side>, waves> half{};  // vertical frequencies of each column
    for (std::size_t i = 0; i < waves; ++i) {
        for (std::size_t k = 0; k < side; ++k) {
            const float weight = cosines[i][k];
            for (std::size_t j = 0; j < side; ++j) half[i][j] += weight * reduced[k][j];
        }
    }
    Waves result{};
    for (std::size_t i = 0; i < waves; ++i) {
        for (std::size_t j = 0; j < waves; ++j) {
            float sum = 0;
            for (std::size_t k = 0; k < side; ++k) sum += half[i][k] * cosines[j][k];
            result[i][j] = sum;
        }
    }
    return result;
}

PdqHash threshold(const Waves& all) {
    std::array<float, waves * waves> sorted{};
    for (std::size_t i = 0; i < waves; ++i)
        std::copy(all[i].begin(), all[i].end(), sorted.begin() + static_cast<std::ptrdiff_t>(i * waves));
    const auto flat = sorted;
    const auto middle = sorted.begin() + sorted.size() / 2 - 1;
    std::nth_element(sorted.begin(), middle, sorted.end());
    PdqHash hash;
    for (std::size_t k = 0; k < flat.size(); ++k) {
        if (flat[k] > *middle) hash.words[k / 64] |= std::uint64_t{1} << (k % 64);
    }
    return hash;
}

// A position of the picture, in frequencies: exchange of the directions, then a mirror of each direction
// changes the sign of its odd frequencies (which stand at even places, the first being 1).
struct Position {
    bool exchange;
    bool mirror_vertical;
    bool mirror_horizontal;
};
constexpr std::array<Position, dihedral_count> positions{{{false, false, false},
                                                          {true, false, true},
                                                          {false, true, true},
                                                          {true, true, false},
                                                          {false, false, true},
                                                          {true, false, false},
                                                          {false, true, false},
                                                          {true, true, true}}};

constexpr bool changes_sign(const Position& p, std::size_t i, std::size_t j) {
    return (p.mirror_vertical && i % 2 == 0) != (p.mirror_horizontal && j % 2 == 0);
}

}  // namespace

Pdq pdq(const GreyView& view) {
    const auto reduced = reduce(view);
    return {threshold(transform(reduced)), quality_of(reduced)};
}

PdqVariants pdq_variants(const GreyView& view) {
    const auto all = transform(reduce(view));
    PdqVariants variants;
    for (std::size_t v = 0; v < dihedral_count; ++v) {
        Waves turned{};
        for (std::size_t i = 0; i < waves; ++i) {
            for (std::size_t j = 0; j < waves; ++j) {
                const float value = positions[v].exchange ? all[j][i] : all[i][j];
                turned[i][j] = changes_sign(positions[v], i, j) ? -value : value;
            }
        }
        variants[v] = threshold(turned);
    }
    return variants;
}

PdqVariants pdq_variants(const PdqHash& hash) {
    const auto bit = [&](std::size_t i, std::size_t j) {
        const std::size_t k = i * waves + j;
        return ((hash.words[k / 64] >> (k % 64)) & 1U) != 0;
    };
    PdqVariants variants;
    for (std::size_t v = 0; v < dihedral_count; ++v) {
        for (std::size_t i = 0; i < waves; ++i) {
            for (std::size_t j = 0; j < waves; ++j) {
                const bool value = positions[v].exchange ? bit(j, i) : bit(i, j);
                const std::size_t k = i * waves + j;
                if (value != changes_sign(positions[v], i, j)) {
                    variants[v].words[k / 64] |= std::uint64_t{1} << (k % 64);
                }
            }
        }
    }
    return variants;
}

PdqHash negative(const PdqHash& hash) noexcept {
    PdqHash other = hash;
    for (auto& word : other.words) word = ~word;
    return other;
}

int distance(const PdqHash& a, const PdqHash& b) noexcept {
    int sum = 0;
    for (std::size_t i = 0; i < a.words.size(); ++i) sum += std::popcount(a.words[i] ^ b.words[i]);
    return sum;
}

std::string PdqHash::hex() const {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    text.reserve(64);
    for (std::size_t w = words.size(); w-- > 0;) {
        for (unsigned shift = 64; shift > 0; shift -= 4) text += digits[(words[w] >> (shift - 4)) & 15U];
    }
    return text;
}

std::optional<PdqHash> pdq_of_hex(std::string_view text) {
    if (text.size() != 64) return std::nullopt;
    PdqHash hash;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        unsigned value = 0;
        if (c >= '0' && c <= '9')
            value = static_cast<unsigned>(c - '0');
        else if (c >= 'a' && c <= 'f')
            value = static_cast<unsigned>(c - 'a' + 10);
        else if (c >= 'A' && c <= 'F')
            value = static_cast<unsigned>(c - 'A' + 10);
        else
            return std::nullopt;
        auto& word = hash.words[3 - i / 16];
        word = word << 4U | value;
    }
    return hash;
}

}  // namespace vigie::kit
