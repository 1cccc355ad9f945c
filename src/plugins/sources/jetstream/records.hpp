// Readers of the records that become items. `item` comes with network, id, author.id and observed_at filled
// in; readers add what the record says. Never fail on a strange record: see Item::warnings for the codes.
#pragma once

#include "reading.hpp"

#include <string_view>
#include <vector>

namespace vigie::plugins::jetstream {

inline constexpr std::string_view network = "bluesky";
inline constexpr std::string_view post_nsid = "app.bsky.feed.post";
inline constexpr std::string_view repost_nsid = "app.bsky.feed.repost";
inline constexpr std::string_view profile_nsid = "app.bsky.actor.profile";

void read_post(Reading& reading, od::object& record);
void read_repost(Reading& reading, od::object& record);
void read_profile(Reading& reading, od::object& record);

// "bafy…" of {"ref": {"$link": …}} or of the old {"cid": …}; "" when it is no blob.
[[nodiscard]] std::string read_blob(Reading& reading, od::value value);

// The declared time; implausible ones are kept and noted.
void read_created_at(Reading& reading, od::value value);

// "app.bsky.feed.post" of "at://did:plc:x/app.bsky.feed.post/3k"; "" when it is no record URI.
[[nodiscard]] std::string_view collection_of(std::string_view at_uri) noexcept;
// The web page of a post, "" for other records.
[[nodiscard]] std::string post_page(std::string_view at_uri);

struct Feature {
    enum class Kind : std::uint8_t { link, mention, tag };
    Kind kind;
    std::string_view value;
};
struct Facet {
    std::int64_t start = -1;  // byte offsets in the UTF-8 text, end exclusive, as declared
    std::int64_t end = -1;
    std::vector<Feature> features;
};
[[nodiscard]] std::vector<Facet> read_facets(Reading& reading, od::value value);

// Links, mentions and hashtags of a text: first what facets mark (those that fit), then what stands bare in
// it.
void add_richtext(Reading& reading, std::string_view text, std::vector<Facet>& facets);

}  // namespace vigie::plugins::jetstream
