#include "sight.hpp"

#include "records.hpp"
#include "richtext.hpp"

#include <vigie/base/time.hpp>

namespace vigie::plugins::jetstream {
namespace {

using kit::is;

constexpr std::size_t alt_bytes = 8192;
constexpr std::size_t cid_bytes = 256;
constexpr std::size_t lang_bytes = 35;
constexpr int deepest_embed = 2;
constexpr std::size_t most_features = 4096;

}  // namespace

void Sight::begin(model::ItemView& view) {
    view_ = &view;
    links_.clear();
    hashtags_.clear();
    mentions_.clear();
    alts_.clear();
    media_ = 0;
    facets_.clear();
    features_.clear();
    found_.clear();
}

bool Sight::text_of(std::string_view& out, std::size_t limit) {
    return walk_.string(out) && out.size() <= limit;
}

bool Sight::post() {
    auto& view = *view_;
    const bool read = walk_.members([&](std::string_view key) {
        if (is(key, "text")) return text_of(view.text, limits::text_bytes);
        if (is(key, "createdAt")) return created_at();
        if (is(key, "facets")) return facets();
        if (is(key, "embed")) return embed(1);
        if (is(key, "reply")) return reply();
        if (is(key, "langs")) return langs();
        if (is(key, "tags")) return tags();
        return walk_.skip();
    });
    if (!read || !rich_text()) return false;
    view.kind = !view.reply_to.empty()   ? model::ItemKind::reply
                : !view.quote_of.empty() ? model::ItemKind::quote
                                         : model::ItemKind::post;
    view.links = links_.views();
    view.hashtags = hashtags_.views();
    view.mentions = mentions_.views();
    view.alts = alts_.views();
    return true;
}

bool Sight::repost() {
    return walk_.members([&](std::string_view key) {
        if (is(key, "createdAt")) return created_at();
        if (is(key, "subject")) return reference(view_->repost_of);
        return walk_.skip();
    });
}

bool Sight::profile() {
    auto& view = *view_;
    std::string_view website;
    std::string_view avatar;
    const bool read = walk_.members([&](std::string_view key) {
        if (is(key, "displayName")) return text_of(view.author_name, limits::name_bytes);
        if (is(key, "description")) return text_of(view.author_bio, limits::bio_bytes);
        if (is(key, "website")) return text_of(website, limits::url_bytes);
        if (is(key, "avatar")) return blob(avatar);
        if (is(key, "createdAt")) return created_at();
        return walk_.skip();
    });
    if (!read) return false;
    view.author_created_at = view.created_at;
    links_.add_once(website);
    if (kit::may_hold_url(view.author_bio)) found_ = kit::find_urls(view.author_bio);
    for (const auto& found : found_) links_.add_once(found.url);
    view.author_links = links_.views();
    return true;
}

bool Sight::created_at() {
    std::string_view text;
    if (!walk_.string(text)) return false;
    // Unreadable: as if it were not there.
    if (const auto time = parse_time(text)) view_->created_at = *time;
    return true;
}

bool Sight::langs() {
    std::size_t count = 0;
    return walk_.elements([&] {
        std::string_view lang;
        if (++count > limits::list_items || !walk_.string(lang)) return false;
        if (view_->lang.empty() && lang.size() <= lang_bytes) view_->lang = lang;
        return true;
    });
}

bool Sight::tags() {
    std::size_t count = 0;
    return walk_.elements([&] {
        std::string_view tag;
        if (++count > limits::list_items || !text_of(tag, limits::name_bytes)) return false;
        hashtags_.add_once(tag);
        return true;
    });
}

bool Sight::reply() {
    return walk_.members(
        [&](std::string_view key) { return is(key, "parent") ? reference(view_->reply_to) : walk_.skip(); });
}

// {"uri": …} of a strong reference; what is none leaves it empty.
bool Sight::reference(std::string_view& out) {
    out = {};
    return walk_.members([&](std::string_view key) {
        if (!is(key, "uri")) return walk_.skip();
        std::string_view uri;
        if (!walk_.string(uri)) return false;
        if (uri.starts_with("at://") && uri.size() <= limits::name_bytes) out = uri;
        return true;
    });
}

bool Sight::facets() {
    facets_.clear();
    features_.clear();
    return walk_.elements([&] {
        if (facets_.size() >= limits::list_items) return false;
        Facet one{-1, -1, features_.size(), 0};
        if (!facet(one)) return false;
        one.last = features_.size();
        facets_.push_back(one);
        return true;
    });
}

bool Sight::facet(Facet& facet) {
    return walk_.members([&](std::string_view key) {
        if (is(key, "index")) {
            return walk_.members([&](std::string_view side) {
                if (is(side, "byteStart")) return walk_.integer(facet.start);
                if (is(side, "byteEnd")) return walk_.integer(facet.end);
                return walk_.skip();
            });
        }
        if (!is(key, "features")) return walk_.skip();
        std::size_t count = 0;
        return walk_.elements([&] { return ++count <= limits::list_items && feature(); });
    });
}

bool Sight::feature() {
    return walk_.members([&](std::string_view key) {
        What what{};
        std::size_t limit = limits::name_bytes;
        if (is(key, "uri")) {
            what = What::link;
            limit = limits::url_bytes;
        } else if (is(key, "did")) {
            what = What::mention;
        } else if (is(key, "tag")) {
            what = What::tag;
        } else {
            return walk_.skip();
        }
        std::string_view value;
        if (features_.size() >= most_features || !text_of(value, limit)) return false;
        features_.push_back({what, value});
        return true;
    });
}

bool Sight::embed(int depth) {
    std::string_view video;
    std::string_view alt;
    const bool read = walk_.members([&](std::string_view key) {
        if (is(key, "images") || is(key, "items")) return pictures();
        if (is(key, "external")) return card();
        if (is(key, "record")) return quote();
        if (is(key, "media") && depth < deepest_embed) return embed(depth + 1);
        if (is(key, "video")) return blob(video);
        if (is(key, "alt")) return text_of(alt, alt_bytes);
        return walk_.skip();
    });
    return read && media(model::MediaKind::video, video, alt);
}

bool Sight::pictures() {
    std::size_t count = 0;
    return walk_.elements([&] { return ++count <= limits::list_items && picture(); });
}

bool Sight::picture() {
    auto kind = model::MediaKind::image;
    std::string_view ref;
    std::string_view alt;
    const bool read = walk_.members([&](std::string_view key) {
        if (is(key, "image") || is(key, "video")) {
            kind = is(key, "image") ? model::MediaKind::image : model::MediaKind::video;
            return blob(ref);
        }
        return is(key, "alt") ? text_of(alt, alt_bytes) : walk_.skip();
    });
    return read && media(kind, ref, alt);
}

bool Sight::card() {
    std::string_view uri;
    std::string_view title;
    const bool read = walk_.members([&](std::string_view key) {
        if (is(key, "uri")) return text_of(uri, limits::url_bytes);
        if (is(key, "title")) return text_of(title, alt_bytes);
        return walk_.skip();
    });
    if (!read) return false;
    links_.add_once(uri);
    return media(model::MediaKind::link, uri, title);
}

bool Sight::quote() {
    std::string_view uri;
    return walk_.members([&](std::string_view key) {
        if (is(key, "uri")) return walk_.string(uri) && quoted(uri);
        if (!is(key, "record")) return walk_.skip();
        return walk_.members([&](std::string_view inner) {
            return is(inner, "uri") ? walk_.string(uri) && quoted(uri) : walk_.skip();
        });
    });
}

bool Sight::quoted(std::string_view uri) {
    if (!uri.starts_with("at://")) return true;
    if (uri.size() > limits::name_bytes) return false;
    if (collection_of(uri) != post_nsid) return media(model::MediaKind::other, uri, {});
    view_->quote_of = uri;
    return true;
}

// The content id of {"ref": {"$link": …}} or of the old {"cid": …}.
bool Sight::blob(std::string_view& cid) {
    cid = {};
    return walk_.members([&](std::string_view key) {
        if (is(key, "cid")) return text_of(cid, cid_bytes);
        if (!is(key, "ref")) return walk_.skip();
        return walk_.members([&](std::string_view inner) {
            return is(inner, "$link") ? text_of(cid, cid_bytes) : walk_.skip();
        });
    });
}

bool Sight::media(model::MediaKind kind, std::string_view ref, std::string_view alt) {
    if (ref.empty()) return true;
    if (++media_ > limits::list_items) return false;
    view_->media |= static_cast<std::uint8_t>(kind);
    if (!alt.empty()) alts_.add(alt);
    return true;
}

// Links, mentions and hashtags: first what facets mark, then what stands bare in the text.
bool Sight::rich_text() {
    const auto text = view_->text;
    const auto before = [](const Facet& a, const Facet& b) { return a.start < b.start; };
    if (!std::is_sorted(facets_.begin(), facets_.end(), before)) {
        constexpr std::size_t few = 16;  // more, and out of order: nobody writes that
        if (facets_.size() > few) return false;
        for (std::size_t i = 1; i < facets_.size(); ++i) {  // stable, and needs no memory
            for (auto k = i; k > 0 && before(facets_[k], facets_[k - 1]); --k)
                std::swap(facets_[k], facets_[k - 1]);
        }
    }
    std::int64_t covered = 0;
    for (const auto& facet : facets_) {
        if (!span_fits(facet.start, facet.end, text) || facet.start < covered) return false;
        covered = facet.end;
    }
    add_facets();
    add_bare_urls();
    bare_tags(text, [&](std::string_view tag) { hashtags_.add_once(tag); });
    return true;
}

void Sight::add_facets() {
    for (const auto& facet : facets_) {
        for (auto i = facet.first; i < facet.last; ++i) {
            const auto& [what, value] = features_[i];
            auto& list = what == What::link ? links_ : what == What::mention ? mentions_ : hashtags_;
            list.add_once(value);
        }
    }
}

// A URL that touches no facet lies between two of them: mostly there is none, which a look at the bytes
// shows.
void Sight::add_bare_urls() {
    const auto text = view_->text;
    std::size_t from = 0;
    bool possible = false;
    for (const auto& facet : facets_) {
        const auto start = static_cast<std::size_t>(facet.start);
        possible = possible || kit::may_hold_url(text.substr(from, start - from));
        from = static_cast<std::size_t>(facet.end);
    }
    if (!possible && !kit::may_hold_url(text.substr(from))) return;
    found_ = kit::find_urls(text);
    for (const auto& found : found_) {
        const bool marked = std::any_of(facets_.begin(), facets_.end(), [&](const Facet& f) {
            return static_cast<std::size_t>(f.start) < found.end &&
                   found.start < static_cast<std::size_t>(f.end);
        });
        if (!marked) links_.add_once(found.url);
    }
}

}  // namespace vigie::plugins::jetstream
