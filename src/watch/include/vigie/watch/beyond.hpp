// What queries ask beyond the item itself: which of our assets it concerns, whether its author is ours, its
// language. Found out only when a query asks, at most once an item. One per thread.
#pragma once

#include <vigie/model/asset.hpp>
#include <vigie/model/item_view.hpp>
#include <vigie/query/set.hpp>
#include <vigie/watch/match.hpp>

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::watch {

using LanguageOf = std::function<std::string(std::string_view text)>;  // BCP 47, "" when unsure

class Beyond {
public:
    // Both outlive this. `language` may be empty.
    Beyond(const Matcher& matcher, const model::AssetRegister& assets, LanguageOf language = {});
    Beyond(const Beyond&) = delete;  // the context points to this
    Beyond& operator=(const Beyond&) = delete;
    ~Beyond() = default;

    // Turns to another item, which must outlive what follows.
    const query::Context& of(const model::ItemView& item);
    // Of that item.
    [[nodiscard]] const query::Context& context() const noexcept { return context_; }
    [[nodiscard]] const std::vector<Hit>& hits();

private:
    [[nodiscard]] bool concerns(std::string_view asset);
    [[nodiscard]] bool official() const;

    const Matcher* matcher_;
    const model::AssetRegister* assets_;
    const model::ItemView* item_ = nullptr;
    std::optional<std::vector<Hit>> hits_;
    query::Context context_;
};

}  // namespace vigie::watch
