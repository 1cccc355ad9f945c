#include "records.hpp"

#include <vigie/base/time.hpp>

#include <utility>

namespace vigie::plugins::jetstream {
namespace {

using model::ItemKind;
using model::Media;

constexpr std::size_t alt_bytes = 8192;
constexpr int deepest_embed = 2;  // recordWithMedia holds one embed

void add_media(model::Item& item, Media media) {
    if (!media.ref.empty() && item.media.size() < limits::list_items) item.media.push_back(std::move(media));
}

// One element of `images` or of a gallery's `items`.
void read_picture(Reading& reading, od::value value) {
    Media media{"image", {}, {}};
    reading.members(value, "embed.type", [&](std::string_view key, od::value member) {
        if (key == "image" || key == "video") {
            media.type = key;
            media.ref = read_blob(reading, member);
        } else if (key == "alt") {
            reading.copy(member, media.alt, alt_bytes, "media.alt");
        }
    });
    add_media(reading.item, std::move(media));
}

// The card below a post: a link with a title that people read.
void read_card(Reading& reading, od::value value) {
    Media media{"link", {}, {}};
    reading.members(value, "embed.type", [&](std::string_view key, od::value member) {
        if (key == "uri") {
            reading.copy(member, media.ref, limits::url_bytes, "link.truncated");
        } else if (key == "title") {
            reading.copy(member, media.alt, alt_bytes, "media.alt");
        }
    });
    add_once(reading.item.links, media.ref);
    add_media(reading.item, std::move(media));
}

void take_quote(Reading& reading, std::string_view uri) {
    if (!uri.starts_with("at://")) return reading.warn("embed.bad-uri");
    if (collection_of(uri) == post_nsid) {
        reading.item.quote_of = kit::prefix_utf8(uri, limits::name_bytes);
    } else {  // a list, a feed, a starter pack
        add_media(reading.item, {"record", std::string(kit::prefix_utf8(uri, limits::name_bytes)), {}});
    }
}

// {"uri", "cid"}, one level deeper in recordWithMedia.
void read_quote(Reading& reading, od::value value) {
    reading.members(value, "embed.type", [&](std::string_view key, od::value member) {
        if (key == "uri") {
            if (const auto uri = reading.text(member, "embed.type")) take_quote(reading, *uri);
        } else if (key == "record") {
            reading.members(member, "embed.type", [&](std::string_view inner, od::value what) {
                if (inner != "uri") return;
                if (const auto uri = reading.text(what, "embed.type")) take_quote(reading, *uri);
            });
        }
    });
}

// Told apart by their members, not by $type: what a client shows depends on those too.
void read_embed(Reading& reading, od::value value, int depth = 1) {
    Media video{"video", {}, {}};
    reading.members(value, "embed.type", [&](std::string_view key, od::value member) {
        if (key == "images" || key == "items") {
            reading.elements(member, "embed.type",
                             [&](od::value picture) { read_picture(reading, picture); });
        } else if (key == "external") {
            read_card(reading, member);
        } else if (key == "record") {
            read_quote(reading, member);
        } else if (key == "media" && depth < deepest_embed) {
            read_embed(reading, member, depth + 1);
        } else if (key == "video") {
            video.ref = read_blob(reading, member);
        } else if (key == "alt") {
            reading.copy(member, video.alt, alt_bytes, "media.alt");
        }
    });
    add_media(reading.item, std::move(video));
}

// {"uri": …} of a strong reference.
std::string read_reference(Reading& reading, od::value value, std::string_view code) {
    std::string out;
    reading.members(value, code, [&](std::string_view key, od::value member) {
        if (key != "uri") return;
        const auto uri = reading.text(member, code);
        if (!uri) return;
        if (uri->starts_with("at://") && uri->size() <= limits::name_bytes) {
            out = *uri;
        } else {
            reading.warn(code);
        }
    });
    return out;
}

}  // namespace

void read_post(Reading& reading, od::object& record) {
    auto& item = reading.item;
    std::optional<std::string_view> text;
    bool has_text = false;
    std::vector<Facet> facets;
    reading.each(record, [&](std::string_view key, od::value value) {
        if (key == "text") {
            has_text = true;
            text = reading.text(value, "text.type");
        } else if (key == "createdAt") {
            read_created_at(reading, value);
        } else if (key == "facets") {
            facets = read_facets(reading, value);
        } else if (key == "embed") {
            read_embed(reading, value);
        } else if (key == "reply") {
            reading.members(value, "reply.type", [&](std::string_view end, od::value reference) {
                if (end == "parent") item.reply_to = read_reference(reading, reference, "reply.bad-uri");
            });
        } else if (key == "langs") {
            reading.elements(value, "langs.type", [&](od::value lang) {
                constexpr std::size_t longest = 35;  // RFC 5646 4.4.1
                const auto tag = reading.text(lang, "langs.type");
                if (item.lang.empty() && tag && tag->size() <= longest) item.lang = *tag;
            });
        } else if (key == "tags") {
            reading.elements(value, "tags.type", [&](od::value tag) {
                if (const auto word = reading.text(tag, "tags.type")) {
                    add_once(item.hashtags, kit::prefix_utf8(*word, limits::name_bytes));
                }
            });
        }
    });
    if (reading.broken) return;
    if (!has_text) reading.warn("text.missing");
    if (text) {
        item.text = kit::prefix_utf8(*text, limits::text_bytes);
        if (item.text.size() < text->size()) reading.warn("text.truncated");
    }
    add_richtext(reading, text.value_or(std::string_view()), facets);
    item.kind = !item.reply_to.empty()   ? ItemKind::reply
                : !item.quote_of.empty() ? ItemKind::quote
                                         : ItemKind::post;
}

void read_repost(Reading& reading, od::object& record) {
    auto& item = reading.item;
    item.kind = ItemKind::repost;
    reading.each(record, [&](std::string_view key, od::value value) {
        if (key == "createdAt") read_created_at(reading, value);
        if (key == "subject") item.repost_of = read_reference(reading, value, "subject.bad-uri");
    });
    item.url = post_page(item.repost_of);
}

void read_created_at(Reading& reading, od::value value) {
    const auto text = reading.text(value, "created_at.unreadable");
    if (!text) return;
    const auto time = parse_time(*text);
    if (!time) return reading.warn("created_at.unreadable");
    reading.item.created_at = *time;
    constexpr auto earliest = std::chrono::sys_days(std::chrono::year(2000) / 1 / 1);
    if (*time < Time(earliest) || *time > reading.item.observed_at + std::chrono::hours(24)) {
        reading.warn("created_at.implausible");
    }
}

std::string read_blob(Reading& reading, od::value value) {
    constexpr std::size_t longest = 256;
    std::string cid;
    const auto take = [&](od::value member) {
        const auto text = reading.text(member, "blob.type");
        if (text && text->size() <= longest) cid = *text;
    };
    reading.members(value, "blob.type", [&](std::string_view key, od::value member) {
        if (key == "ref") {
            reading.members(member, "blob.type", [&](std::string_view inner, od::value link) {
                if (inner == "$link") take(link);
            });
        } else if (key == "cid") {
            take(member);
        }
    });
    return cid;
}

std::string_view collection_of(std::string_view at_uri) noexcept {
    if (!at_uri.starts_with("at://")) return {};
    const auto first = at_uri.find('/', 5);
    const auto second = first == std::string_view::npos ? first : at_uri.find('/', first + 1);
    if (second == std::string_view::npos) return {};
    return at_uri.substr(first + 1, second - first - 1);
}

std::string post_page(std::string_view at_uri) {
    if (collection_of(at_uri) != post_nsid) return {};
    const auto authority = at_uri.substr(5, at_uri.find('/', 5) - 5);
    const auto rkey = at_uri.substr(at_uri.rfind('/') + 1);
    std::string out = "https://bsky.app/profile/";
    return out.append(authority).append("/post/").append(rkey);
}

}  // namespace vigie::plugins::jetstream
