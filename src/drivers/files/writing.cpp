#include "recognise.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace vigie::drivers {
namespace {

struct Mark {
    int x, y, w, h;
};

// Marks of the shape of characters, left to right within rows of their height.
std::vector<Mark> marks_of(PIX* binary) {
    std::vector<Mark> marks;
    BOXA* boxes = pixConnCompBB(binary, 8);
    if (boxes == nullptr) return marks;
    const int tall = std::max(pixGetHeight(binary) / 5, 20);
    constexpr std::size_t most = 60'000;
    for (l_int32 i = 0; i < boxaGetCount(boxes) && marks.size() < most; ++i) {
        Mark m{};
        boxaGetBoxGeometry(boxes, i, &m.x, &m.y, &m.w, &m.h);
        if (m.h < 6 || m.h > tall || m.w > 4 * m.h || m.h > 9 * m.w) continue;
        marks.push_back(m);
    }
    boxaDestroy(&boxes);
    return marks;
}

// Keeps marks with two neighbours of like height on their row: leaves and bricks have none in a row for long.
std::vector<int> in_rows(std::vector<Mark> marks) {
    std::sort(marks.begin(), marks.end(), [](const Mark& a, const Mark& b) { return a.x < b.x; });
    std::vector<int> heights;
    std::vector<int> neighbours(marks.size(), 0);
    // Rows of 16 pixels: a mark looks for its right neighbour in the last marks of its row and those beside.
    constexpr int band = 16;
    int highest = 0;
    for (const auto& m : marks) highest = std::max(highest, (m.y + m.h / 2) / band);
    std::vector<std::vector<std::size_t>> last(static_cast<std::size_t>(highest) + 3);
    for (std::size_t i = 0; i < marks.size(); ++i) {
        const auto& m = marks[i];
        const int middle = m.y + m.h / 2;
        const auto row = static_cast<std::size_t>(middle / band) + 1;
        for (auto near = row - 1; near <= row + 1; ++near) {
            const auto& before = last[near];
            for (std::size_t k = 0; k < std::min<std::size_t>(before.size(), 3); ++k) {
                const auto j = before[before.size() - 1 - k];
                const auto& n = marks[j];
                const int gap = m.x - (n.x + n.w);
                const bool alike = m.h * 5 <= n.h * 9 && n.h * 5 <= m.h * 9;
                if (gap > std::max(m.h, n.h) || gap < -m.w / 2 || !alike) continue;
                if (std::abs(middle - (n.y + n.h / 2)) * 5 > std::max(m.h, n.h) * 2) continue;
                ++neighbours[i];
                ++neighbours[j];
                break;
            }
        }
        last[row].push_back(i);
    }
    for (std::size_t i = 0; i < marks.size(); ++i)
        if (neighbours[i] >= 2) heights.push_back(marks[i].h);
    return heights;
}

std::vector<int> heights_in(PIX* grey) {
    constexpr int window = 12;
    constexpr float strictness = 0.30F;
    if (pixGetWidth(grey) < 2 * window + 4 || pixGetHeight(grey) < 2 * window + 4) return {};
    PIX* binary = nullptr;
    if (pixSauvolaBinarize(grey, window, strictness, 1, nullptr, nullptr, nullptr, &binary) != 0) return {};
    const Pix owned(binary);
    return in_rows(marks_of(binary));
}

}  // namespace

bool Writing::present() const {
    constexpr int a_word_or_two = 10;
    return characters >= a_word_or_two;
}

Writing writing_in(PIX* grey) {
    auto dark = heights_in(grey);
    const Pix negative(pixInvert(nullptr, grey));
    auto light = negative ? heights_in(negative.get()) : std::vector<int>{};
    Writing out;
    out.dark_page = light.size() > dark.size() * 3 / 2;
    auto& heights = out.dark_page ? light : dark;
    out.characters = static_cast<int>(std::max(dark.size(), light.size()));
    if (heights.empty()) return out;
    const auto middle = heights.begin() + static_cast<std::ptrdiff_t>(heights.size() / 2);
    std::nth_element(heights.begin(), middle, heights.end());
    out.height = *middle;
    return out;
}

}  // namespace vigie::drivers
