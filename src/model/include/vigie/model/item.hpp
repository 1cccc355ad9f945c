// An Item is one thing seen outside: a post, an account's profile, a review, a domain… The published form is
// schemas/item.schema.json. Natural key: (network, id). All strings are valid UTF-8 within vigie::limits.
#pragma once

#include <vigie/base/time.hpp>
#include <vigie/model/page.hpp>
#include <vigie/model/picture.hpp>

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::model {

enum class ItemKind : std::uint8_t {
    post,
    reply,
    repost,
    quote,
    review,
    comment,
    article,
    account,
    domain,
    page
};

[[nodiscard]] std::string_view name(ItemKind kind) noexcept;
[[nodiscard]] std::optional<ItemKind> item_kind_of(std::string_view name) noexcept;

struct ItemKey {
    std::string network;
    std::string id;
    friend auto operator<=>(const ItemKey&, const ItemKey&) = default;
};

// Who wrote it, or, for kind `account`, the account itself. Absent numbers are unknown, not zero.
struct Account {
    std::string network;
    std::string
        id;  // the network's permanent id (a DID on Bluesky); may be empty when only the handle is known
    std::string handle;  // without '@'
    std::string name;    // display name
    std::string bio;
    std::string avatar;  // a URL, a path or a content id (cid)
    std::vector<std::string> links;
    std::optional<std::int64_t> followers;
    std::optional<std::int64_t> following;
    std::optional<std::int64_t> posts;
    std::optional<Time> created_at;
    std::optional<bool> verified;
    std::optional<PictureFacts> picture;  // what was read of the avatar
    friend bool operator==(const Account&, const Account&) = default;
};

struct Media {
    std::string type;  // "image", "video", "link"…
    std::string ref;   // URL or content id
    std::string alt;
    std::optional<PictureFacts> picture;  // what was read of it
    friend bool operator==(const Media&, const Media&) = default;
};

struct Metrics {
    std::optional<std::int64_t> likes;
    std::optional<std::int64_t> reposts;
    std::optional<std::int64_t> replies;
    std::optional<std::int64_t> views;
    friend bool operator==(const Metrics&, const Metrics&) = default;
};

// WGS 84, in degrees.
struct Coordinates {
    double latitude = 0;
    double longitude = 0;
    friend bool operator==(const Coordinates&, const Coordinates&) = default;
};

struct Item {
    std::string network;
    std::string id;
    ItemKind kind = ItemKind::post;
    std::string url;
    std::optional<Time> created_at;  // as its author declares it: may lie in both directions
    Time observed_at{};              // when a source saw it; set by the source
    std::string lang;                // BCP 47, as declared; may be empty
    std::string text;
    Account author;
    std::vector<std::string> links;
    std::vector<std::string> hashtags;  // without '#'
    std::vector<std::string> mentions;  // handles without '@', or account ids
    std::vector<Media> media;
    std::string reply_to;  // ids on the same network; empty when not one
    std::string repost_of;
    std::string quote_of;
    Metrics metrics;
    std::optional<double> rating;  // as the site gives it, usually 1 to 5
    std::string place;
    std::string country;  // ISO 3166-1 alpha-2, upper case
    std::optional<Coordinates> coordinates;
    std::string cid;                // content hash where the network has one (Bluesky reports need it)
    bool deleted = false;           // this event says that (network, id) is gone
    std::string account_status;     // kind account only: "" or takendown | suspended | deleted | deactivated
    std::vector<PageVisit> visits;  // what the link investigator met behind `url` (kind page) or a link
    std::vector<std::string> warnings;  // what the reader had to mend: stable codes, "text.truncated"

    [[nodiscard]] ItemKey key() const { return {network, id}; }
    friend bool operator==(const Item&, const Item&) = default;
};

}  // namespace vigie::model
