#include "decode_page.hpp"
#include "members.hpp"

#include <vigie/kit/json_mend.hpp>
#include <vigie/plugins/items.hpp>

namespace vigie::plugins {
namespace {

namespace dom = simdjson::dom;
using items::Members;
using items::read_picture;
using items::read_visits;
using model::Item;

void strip_at(std::string& handle) {
    if (handle.starts_with('@')) handle.erase(0, 1);
}

void read_author(Members& m, model::Account& a) {
    m.text("network", a.network, limits::name_bytes);
    m.text("id", a.id, limits::name_bytes);
    m.text("handle", a.handle, limits::name_bytes);
    m.text("name", a.name, limits::name_bytes);
    m.text("bio", a.bio, limits::bio_bytes);
    m.text("avatar", a.avatar, limits::url_bytes);
    m.texts("links", a.links, limits::url_bytes);
    m.number("followers", a.followers);
    m.number("following", a.following);
    m.number("posts", a.posts);
    m.time("created_at", a.created_at);
    m.flag("verified", a.verified);
    read_picture(m, a.picture);
    strip_at(a.handle);
}

void read_media(Members& m, Item& item) {
    const auto list = m.array("media");
    if (!list) return;
    for (const auto entry : *list) {
        dom::object o;
        if (item.media.size() >= limits::list_items || entry.get(o) != simdjson::SUCCESS) continue;
        Members fields(o, item, "media.");
        model::Media media;
        fields.text("type", media.type, limits::name_bytes);
        fields.text("ref", media.ref, limits::url_bytes);
        fields.text("alt", media.alt, limits::bio_bytes);
        read_picture(fields, media.picture);
        item.media.push_back(std::move(media));
    }
}

void read_kind(Members& m, Item& item, const ItemDefaults& defaults) {
    std::string kind;
    m.text("kind", kind, limits::name_bytes);
    item.kind = defaults.kind;
    if (kind.empty()) return;
    if (const auto known = model::item_kind_of(kind))
        item.kind = *known;
    else
        item.warnings.push_back("kind.unknown");
}

void read_metrics(Members& m, Item& item) {
    const auto object = m.object("metrics");
    if (!object) return;
    Members fields(*object, item, "metrics.");
    fields.number("likes", item.metrics.likes);
    fields.number("reposts", item.metrics.reposts);
    fields.number("replies", item.metrics.replies);
    fields.number("views", item.metrics.views);
}

Item read_item(dom::object object, const ItemDefaults& defaults) {
    Item item;
    Members m(object, item, "");
    m.text("id", item.id, limits::name_bytes);
    m.text("network", item.network, limits::name_bytes);
    if (item.network.empty()) item.network = defaults.network;
    read_kind(m, item, defaults);
    m.text("url", item.url, limits::url_bytes);
    m.time("created_at", item.created_at);
    std::optional<Time> observed;
    m.time("observed_at", observed);
    if (observed) item.observed_at = *observed;
    m.text("lang", item.lang, limits::name_bytes);
    m.text("text", item.text, limits::text_bytes);
    if (const auto author = m.object("author")) {
        Members fields(*author, item, "author.");
        read_author(fields, item.author);
    }
    if (item.author.network.empty()) item.author.network = item.network;
    m.texts("links", item.links, limits::url_bytes);
    m.texts("hashtags", item.hashtags, limits::name_bytes);
    m.texts("mentions", item.mentions, limits::name_bytes);
    for (auto& mention : item.mentions) strip_at(mention);
    for (auto& tag : item.hashtags) {
        if (tag.starts_with('#')) tag.erase(0, 1);
    }
    read_media(m, item);
    m.text("reply_to", item.reply_to, limits::url_bytes);
    m.text("repost_of", item.repost_of, limits::url_bytes);
    m.text("quote_of", item.quote_of, limits::url_bytes);
    read_metrics(m, item);
    m.real("rating", item.rating);
    m.text("place", item.place, limits::name_bytes);
    m.country("country", item.country);
    m.coordinates("coordinates", item.coordinates);
    m.text("cid", item.cid, limits::name_bytes);
    std::optional<bool> deleted;
    m.flag("deleted", deleted);
    item.deleted = deleted.value_or(false);
    m.text("account_status", item.account_status, limits::name_bytes);
    read_visits(m, item);
    return item;
}

// A scalar as text; a list as its scalars joined by blanks.
std::optional<std::string> as_text(dom::element e) {
    std::string_view s;
    if (e.get(s) == simdjson::SUCCESS) return std::string(s);
    if (e.is_null() || e.is<dom::object>()) return std::nullopt;
    dom::array array;
    if (e.get(array) != simdjson::SUCCESS) return simdjson::minify(e);
    std::string out;
    for (const auto entry : array) {
        if (entry.is<dom::array>()) continue;
        if (const auto one = as_text(entry)) out += (out.empty() ? "" : " ") + *one;
    }
    return out;
}

}  // namespace

struct ItemDecoder::State {
    ItemDefaults defaults;
    dom::parser parser{limits::line_bytes * 4};

    // The line as an object; text that is broken inside its strings is mended once.
    Result<dom::object> parse(std::string_view json, bool& mended) {
        dom::element root;
        auto error = parser.parse(json.data(), json.size()).get(root);
        if (error == simdjson::UTF8_ERROR || error == simdjson::STRING_ERROR) {
            mended = true;
            const auto text = kit::mend_json(json);
            error = parser.parse(text).get(root);
        }
        if (error != simdjson::SUCCESS)
            return fail(Errc::parse, "not JSON: {}", simdjson::error_message(error));
        dom::object object;
        if (root.get(object) != simdjson::SUCCESS)
            return fail(Errc::parse, "not a JSON object: expected {{\"id\": …}}");
        return object;
    }
};

ItemDecoder::ItemDecoder(ItemDefaults defaults) : state_(std::make_unique<State>()) {
    state_->defaults = std::move(defaults);
}
ItemDecoder::~ItemDecoder() = default;

Result<Item> ItemDecoder::item(std::string_view json) {
    bool mended = false;
    VIGIE_TRY_ASSIGN(const auto object, state_->parse(json, mended));
    auto item = read_item(object, state_->defaults);
    if (mended) item.warnings.emplace_back("bytes.replaced");
    if (item.id.empty()) return fail(Errc::parse, "no 'id': every item needs one, a text or a whole number");
    return item;
}

Result<Item> ItemDecoder::account(std::string_view json) {
    bool mended = false;
    VIGIE_TRY_ASSIGN(const auto object, state_->parse(json, mended));
    Item item;
    item.kind = model::ItemKind::account;
    Members m(object, item, "");
    read_author(m, item.author);
    if (mended) item.warnings.emplace_back("bytes.replaced");
    if (item.author.network.empty()) item.author.network = state_->defaults.network;
    item.network = item.author.network;
    item.id = item.author.id.empty() ? item.author.handle : item.author.id;
    if (item.id.empty()) return fail(Errc::parse, "no 'id' and no 'handle': an account needs one of them");
    m.text("text", item.text, limits::text_bytes);  // first posts, where the caller has them
    return item;
}

Result<Item> ItemDecoder::domain(std::string_view json) {
    VIGIE_TRY_ASSIGN(auto item, this->item(json));
    bool mended = false;
    VIGIE_TRY_ASSIGN(const auto object, state_->parse(json, mended));
    std::string value;
    Members(object, item, "").text("domain", value, limits::url_bytes);
    if (value.empty())
        return fail(Errc::parse, "no 'domain': expected {{\"id\": …, \"domain\": \"exemple.fr\"}}");
    item.kind = model::ItemKind::domain;
    item.links = {std::move(value)};
    return item;
}

Result<Item> ItemDecoder::mapped(std::string_view json, const watch::ColumnMap& map, std::size_t line) {
    bool mended = false;
    VIGIE_TRY_ASSIGN(const auto object, state_->parse(json, mended));
    const auto cell = [&](const std::string& column) -> std::optional<std::string> {
        std::string pointer = "/" + column;
        for (auto& c : pointer) c = c == '.' ? '/' : c;
        dom::element e;
        return object.at_pointer(pointer).get(e) == simdjson::SUCCESS ? as_text(e) : std::nullopt;
    };
    VIGIE_TRY_ASSIGN(auto item, watch::apply(map, cell, line));
    if (mended) item.warnings.emplace_back("bytes.replaced");
    return item;
}

Result<Item> ItemDecoder::url(std::string_view json) {
    VIGIE_TRY_ASSIGN(auto item, this->item(json));
    if (item.url.empty())
        return fail(Errc::parse, "no 'url': expected {{\"id\": …, \"url\": \"https://…\"}}");
    item.kind = model::ItemKind::page;
    item.links = {item.url};
    return item;
}

}  // namespace vigie::plugins
