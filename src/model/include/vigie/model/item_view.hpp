// What a sieve sees of one item: views into bytes that somebody else keeps, so that looking at a post that
// concerns nobody allocates nothing. Made from an Item by ItemViewer, or by a source directly from its wire
// format. Absent numbers are unknown, not zero.
#pragma once

#include <vigie/model/item.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace vigie::model {

// Kinds of media, as bits.
enum class MediaKind : std::uint8_t { image = 1, video = 2, link = 4, audio = 8, qr = 16, other = 32 };

using Views = std::span<const std::string_view>;

struct ItemView {
    std::string_view network;
    std::string_view id;
    ItemKind kind = ItemKind::post;
    std::string_view url;
    std::string_view text;
    std::string_view lang;            // as declared; may be empty
    std::string_view author_network;  // as a rule that of the item
    std::string_view author_id;
    std::string_view author_handle;
    std::string_view author_name;
    std::string_view author_bio;
    Views author_links;
    Views links;
    Views hashtags;
    Views mentions;
    Views alts;              // descriptions of pictures, titles of link cards
    std::uint8_t media = 0;  // MediaKind bits
    std::string_view reply_to;
    std::string_view repost_of;
    std::string_view quote_of;
    std::string_view place;
    std::string_view country;  // ISO 3166-1 alpha-2, upper case
    std::optional<Coordinates> coordinates;
    std::optional<std::int64_t> followers;
    std::optional<std::int64_t> following;
    std::optional<std::int64_t> posts;
    std::optional<std::int64_t> likes;
    std::optional<std::int64_t> reposts;
    std::optional<std::int64_t> replies;
    std::optional<std::int64_t> views;
    std::optional<double> rating;
    std::optional<Time> created_at;
    std::optional<Time> author_created_at;
    Time observed_at{};
    std::optional<bool> verified;
    bool deleted = false;
    std::string_view account_status;  // kind account only: as Item::account_status

    [[nodiscard]] bool has(MediaKind wanted) const noexcept {
        return (media & static_cast<std::uint8_t>(wanted)) != 0;
    }
};

[[nodiscard]] MediaKind media_kind_of(std::string_view type) noexcept;

// Keeps the lists that a view of an Item points to. One per thread; a view lives until the next call, and no
// longer than the item.
class ItemViewer {
public:
    [[nodiscard]] const ItemView& of(const Item& item);

private:
    ItemView view_;
    std::vector<std::string_view> lists_;
};

}  // namespace vigie::model
