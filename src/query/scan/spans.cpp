#include "scan/spans.hpp"

#include "scan/sentences.hpp"

#include <algorithm>

namespace vigie::query {

void tidy(Spans& spans) {
    if (spans.size() < 2) return;
    std::sort(spans.begin(), spans.end());
    spans.erase(std::unique(spans.begin(), spans.end()), spans.end());
}

namespace {

// Pairs with `a` wholly before `b`.
void pair_before(const Spans& a, const Spans& b, std::uint32_t distance, const Ordinals& ordinals,
                 Spans& out) {
    for (const auto& x : a) {
        const auto begin = std::lower_bound(b.begin(), b.end(), Span{x.last + 1, 0});
        for (auto y = begin; y != b.end() && ordinals.apart(x.last, y->first) <= distance; ++y) {
            if (out.size() >= most_spans) return;
            out.push_back({x.first, y->last});
        }
    }
}

}  // namespace

void pair_near(const Spans& a, const Spans& b, std::uint32_t distance, bool ordered, const Ordinals& ordinals,
               Spans& out) {
    out.clear();
    pair_before(a, b, distance, ordinals, out);
    if (!ordered) pair_before(b, a, distance, ordinals, out);
    tidy(out);
}

void chain(std::span<const Spans* const> words, Spans& out) {
    out.clear();
    for (const auto& start : *words[0]) {
        // A word of a list may itself cover several positions: a tag read as its parts.
        auto last = start.last;
        bool whole = true;
        for (std::size_t i = 1; i < words.size() && whole; ++i) {
            const auto& list = *words[i];
            const auto next = std::lower_bound(list.begin(), list.end(), Span{last + 1, 0});
            whole = next != list.end() && next->first == last + 1;
            if (whole) last = next->last;
        }
        if (!whole) continue;
        out.push_back({start.first, last});
        if (out.size() >= most_spans) break;
    }
    tidy(out);
}

void windows(std::span<const Spans* const> words, std::uint32_t width, const Ordinals& ordinals, Spans& out) {
    out.clear();
    struct Occurrence {
        Span span;
        std::size_t word;
    };
    // Words that are the same list need as many occurrences as there are of them.
    std::vector<const Spans*> lists;
    std::vector<std::size_t> needed;
    for (const auto* list : words) {
        const auto it =
            std::find_if(lists.begin(), lists.end(), [&](const Spans* other) { return *other == *list; });
        if (it == lists.end()) {
            lists.push_back(list);
            needed.push_back(1);
        } else {
            ++needed[static_cast<std::size_t>(it - lists.begin())];
        }
    }
    std::vector<Occurrence> all;
    for (std::size_t w = 0; w < lists.size(); ++w) {
        for (const auto& span : *lists[w]) all.push_back({span, w});
    }
    std::sort(all.begin(), all.end(), [](const auto& x, const auto& y) { return x.span < y.span; });
    std::vector<std::size_t> held(lists.size(), 0);
    std::size_t missing = lists.size();
    std::size_t left = 0;
    for (const auto& o : all) {
        if (++held[o.word] == needed[o.word]) --missing;
        while (missing == 0) {
            const auto& first = all[left];
            if (o.span.last == first.span.first || ordinals.apart(first.span.first, o.span.last) <= width) {
                out.push_back({first.span.first, o.span.last});
                if (out.size() >= most_spans) break;
            }
            if (held[first.word]-- == needed[first.word]) ++missing;
            ++left;
        }
        while (left < all.size() && all[left].span.first < o.span.first &&
               ordinals.apart(all[left].span.first, o.span.first) > width) {
            if (held[all[left].word]-- == needed[all[left].word]) ++missing;
            ++left;
        }
        if (out.size() >= most_spans) break;
    }
    tidy(out);
}

void pair_same(const Spans& a, const Spans& b, const Sentences& sentences, Spans& out) {
    out.clear();
    for (const auto& x : a) {
        const auto sentence = sentences.of(x.first);
        if (sentences.of(x.last) != sentence) continue;
        auto y = std::lower_bound(b.begin(), b.end(), Span{sentences.begin(sentence), 0});
        for (; y != b.end() && sentences.of(y->first) == sentence; ++y) {
            if (x == *y || sentences.of(y->last) != sentence) continue;
            if (out.size() >= most_spans) return tidy(out);
            out.push_back({std::min(x.first, y->first), std::max(x.last, y->last)});
        }
    }
    tidy(out);
}

}  // namespace vigie::query
