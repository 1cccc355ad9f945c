// What queries may ask of one item beyond its words, each found out at most once and only when it is asked.
#pragma once

#include "text/reader.hpp"

#include <vigie/model/item_view.hpp>
#include <vigie/query/ast.hpp>
#include <vigie/query/set.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::query {

// "anna" of "anna.bsky.social", the handle that this network gives; empty for every other. `handle` is
// folded.
[[nodiscard]] std::string_view short_handle(std::string_view handle) noexcept;

struct Link {
    std::string_view url;
    bool in_text = false;     // found in the text, not in the item's list
    std::uint32_t index = 0;  // in the list
    std::uint32_t start = 0;
    std::uint32_t end = 0;
};

class Facts {
public:
    void clear(const model::ItemView& item, const Context& context, const Reader& reader);

    [[nodiscard]] bool flag(Flag flag);
    [[nodiscard]] std::optional<double> number(Field field, std::string_view name) const;
    [[nodiscard]] bool value(Field field, std::string_view text, bool glob);
    [[nodiscard]] bool within(double latitude, double longitude, double km) const;
    // Of the item's list, then those found in the text.
    [[nodiscard]] const std::vector<Link>& links();
    [[nodiscard]] static std::string host_of(std::string_view url);  // lower case, ASCII; "" when it is none
    // A link as `url:` sees it: folded, without scheme and "www.".
    [[nodiscard]] static std::string plain(std::string_view url);
    [[nodiscard]] const model::ItemView& item() const noexcept { return *item_; }

private:
    [[nodiscard]] bool said_in_text(Flag flag) const;
    [[nodiscard]] const std::string& language();

    const model::ItemView* item_ = nullptr;
    const Context* context_ = nullptr;
    const Reader* reader_ = nullptr;
    bool has_links_ = false;
    std::vector<Link> links_;
    std::vector<std::string> found_;
    std::optional<std::string> language_;
    std::vector<std::int8_t> flags_;
};

}  // namespace vigie::query
