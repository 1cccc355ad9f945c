// One look at a line of Vigie's own form, for the sieve: what ItemDecoder::item would read, as a view, with
// nothing allocated and nothing copied but strings with escapes. What is rare or odd (a member said twice or
// of another type, broken bytes) is handed to the full decoder, so both always say the same.
#pragma once

#include <vigie/model/item_view.hpp>
#include <vigie/plugins/items.hpp>

#include <memory>
#include <string_view>

namespace vigie::plugins {

class ItemGlance {
public:
    explicit ItemGlance(ItemDefaults defaults = {});
    ~ItemGlance();
    ItemGlance(const ItemGlance&) = delete;
    ItemGlance& operator=(const ItemGlance&) = delete;

    // False: no item, see error(). The view lives until the next call and no longer than `json`.
    [[nodiscard]] bool of(std::string_view json, model::ItemView& out);
    [[nodiscard]] const Error& error() const noexcept;  // of the last line that was none

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace vigie::plugins
