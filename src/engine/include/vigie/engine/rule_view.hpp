// An item as rules see it: what of ours it concerns, its language, what detectors say of it. Asked at most
// once an item, and only when a condition needs it.
#pragma once

#include <vigie/engine/judgement.hpp>

#include <map>
#include <memory>
#include <string>

namespace vigie::engine {

// Without scores. `beyond` is turned to this item; everything outlives the input.
[[nodiscard]] judge::RuleInput rule_input(const model::Item& item, const model::ItemView& view,
                                          watch::Beyond& beyond, const Judgement& judgement);

// For those who look at items one by one beside the stream: cases, backtests. One per thread.
class RuleView {
public:
    explicit RuleView(std::shared_ptr<const Judgement> judgement, watch::LanguageOf language = {});
    // Good until the next call; the item must live as long.
    [[nodiscard]] judge::RuleInput of(const model::Item& item);

private:
    [[nodiscard]] double score(std::string_view detector);

    std::shared_ptr<const Judgement> judgement_;
    model::ItemViewer viewer_;
    watch::Beyond beyond_;
    const model::Item* item_ = nullptr;
    std::map<std::string, double, std::less<>> scores_;  // of item_, as far as they were asked
};

}  // namespace vigie::engine
