#include "records.hpp"

#include <vigie/kit/url.hpp>

namespace vigie::plugins::jetstream {

void read_profile(Reading& reading, od::object& record) {
    auto& author = reading.item.author;
    std::string website;
    reading.each(record, [&](std::string_view key, od::value value) {
        if (key == "displayName") {
            reading.copy(value, author.name, limits::name_bytes, "name.truncated");
        } else if (key == "description") {
            reading.copy(value, author.bio, limits::bio_bytes, "bio.truncated");
        } else if (key == "website") {
            reading.copy(value, website, limits::url_bytes, "website.truncated");
        } else if (key == "avatar") {
            author.avatar = read_blob(reading, value);
        } else if (key == "createdAt") {
            read_created_at(reading, value);
        }
    });
    if (reading.broken) return;
    author.created_at = reading.item.created_at;
    add_once(author.links, website);
    for (const auto& found : kit::find_urls(author.bio)) add_once(author.links, found.url);
}

}  // namespace vigie::plugins::jetstream
