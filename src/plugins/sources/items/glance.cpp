#include <vigie/base/limits.hpp>
#include <vigie/kit/json_walk.hpp>
#include <vigie/kit/utf8.hpp>
#include <vigie/model/place.hpp>
#include <vigie/plugins/items_glance.hpp>

#include <cmath>
#include <string>
#include <utility>
#include <vector>

namespace vigie::plugins {
namespace {

using kit::is;
using model::ItemView;

// After a larger line the buffers are given back.
constexpr std::size_t kept_buffer = std::size_t{1} << 20;

// Never grows past its first room, so that spans into it stand.
struct List {
    List() { views.reserve(limits::list_items); }
    std::vector<std::string_view> views;
};

const ItemView nothing{};

std::string_view without(std::string_view text, char sigil) noexcept {
    return text.starts_with(sigil) ? text.substr(1) : text;
}

// Every reader answers false at anything that is not quite usual.
class Look {
public:
    explicit Look(kit::JsonWalk& walk) : walk_(walk) {}

    bool item(ItemView& view, std::string_view& kind);

private:
    // Members by number, to notice one that is said twice: which of them counts is for the decoder to say.
    bool first(unsigned number) noexcept {
        const auto bit = std::uint64_t{1} << number;
        return (std::exchange(seen_, seen_ | bit) & bit) == 0;
    }

    // A text, a whole number that is read as text, or null.
    bool text(std::string_view& out, std::size_t limit) {
        if (walk_.null()) return true;
        if (walk_.peek() != '"') return walk_.digits(out);
        if (!walk_.string(out)) return false;
        out = kit::prefix_utf8(out, limit);
        return true;
    }
    bool time(std::optional<Time>& out) {
        std::string_view text;
        if (walk_.null()) return true;
        if (!walk_.string(text)) return false;
        if (const auto parsed = parse_time(text)) out = *parsed;
        return true;
    }
    bool count(std::optional<std::int64_t>& out) {
        std::int64_t n = 0;
        if (walk_.null()) return true;
        if (!walk_.integer(n) || n < 0) return false;
        out = n;
        return true;
    }
    bool flag(std::optional<bool>& out) {
        bool value = false;
        if (walk_.null()) return true;
        if (!walk_.boolean(value)) return false;
        out = value;
        return true;
    }
    bool texts(List& list, model::Views& out, std::size_t limit, char sigil = '\0') {
        if (walk_.null()) return true;
        const bool read = walk_.elements([&] {
            std::string_view one;
            if (list.views.size() >= limits::list_items || !walk_.string(one)) return false;
            one = kit::prefix_utf8(one, limit);
            list.views.push_back(sigil == '\0' ? one : without(one, sigil));
            return true;
        });
        out = list.views;
        return read;
    }

    bool member(std::string_view key);
    bool reference(std::string_view key, bool& known);
    bool figure(std::string_view key, bool& known);
    bool author();
    bool author_member(std::string_view key);
    bool media();
    bool metrics();
    bool country();
    bool coordinates();

    kit::JsonWalk& walk_;
    ItemView* view_ = nullptr;
    std::string_view* kind_ = nullptr;
    std::uint64_t seen_ = 0;
    List links_;
    List hashtags_;
    List mentions_;
    List author_links_;
    List alts_;
    std::string country_;
};

bool Look::item(ItemView& view, std::string_view& kind) {
    view_ = &view;
    kind_ = &kind;
    seen_ = 0;
    for (auto* list : {&links_, &hashtags_, &mentions_, &author_links_, &alts_}) list->views.clear();
    return walk_.members([&](std::string_view key) { return member(key); }) && walk_.at_end();
}

bool Look::member(std::string_view key) {
    auto& v = *view_;
    if (is(key, "id")) return first(0) && text(v.id, limits::name_bytes);
    if (is(key, "network")) return first(1) && text(v.network, limits::name_bytes);
    if (is(key, "kind")) return first(2) && text(*kind_, limits::name_bytes);
    if (is(key, "url")) return first(3) && text(v.url, limits::url_bytes);
    if (is(key, "created_at")) return first(4) && time(v.created_at);
    if (is(key, "lang")) return first(5) && text(v.lang, limits::name_bytes);
    if (is(key, "text")) return first(6) && text(v.text, limits::text_bytes);
    if (is(key, "author")) return first(7) && (walk_.null() || author());
    if (is(key, "links")) return first(8) && texts(links_, v.links, limits::url_bytes);
    if (is(key, "hashtags")) return first(9) && texts(hashtags_, v.hashtags, limits::name_bytes, '#');
    if (is(key, "mentions")) return first(10) && texts(mentions_, v.mentions, limits::name_bytes, '@');
    if (is(key, "media")) return first(11) && (walk_.null() || media());
    if (is(key, "metrics")) return first(12) && (walk_.null() || metrics());
    bool known = false;
    if (const bool read = reference(key, known); known) return read;
    if (const bool read = figure(key, known); known) return read;
    // A key with escapes may be one of ours in disguise.
    return key.find('\\') == std::string_view::npos && walk_.check();
}

bool Look::reference(std::string_view key, bool& known) {
    auto& v = *view_;
    std::string_view unused;
    known = true;
    if (is(key, "reply_to")) return first(13) && text(v.reply_to, limits::url_bytes);
    if (is(key, "repost_of")) return first(14) && text(v.repost_of, limits::url_bytes);
    if (is(key, "quote_of")) return first(15) && text(v.quote_of, limits::url_bytes);
    if (is(key, "place")) return first(16) && text(v.place, limits::name_bytes);
    if (is(key, "cid")) return text(unused, limits::name_bytes);
    if (is(key, "account_status")) return first(17) && text(v.account_status, limits::name_bytes);
    known = false;
    return true;
}

bool Look::figure(std::string_view key, bool& known) {
    auto& v = *view_;
    known = true;
    if (is(key, "observed_at")) {
        std::optional<Time> at;
        if (!first(18) || !time(at)) return false;
        v.observed_at = at.value_or(Time{});
        return true;
    }
    if (is(key, "rating")) {
        double value = 0;
        if (!first(19)) return false;
        if (walk_.null()) return true;
        if (!walk_.number(value) || !std::isfinite(value)) return false;
        v.rating = value;
        return true;
    }
    if (is(key, "deleted")) {
        std::optional<bool> value;
        if (!first(20) || !flag(value)) return false;
        v.deleted = value.value_or(false);
        return true;
    }
    if (is(key, "country")) return first(21) && country();
    if (is(key, "coordinates")) return first(22) && (walk_.null() || coordinates());
    known = false;
    return true;
}

bool Look::author() {
    return walk_.members([&](std::string_view key) { return author_member(key); });
}

bool Look::author_member(std::string_view key) {
    auto& v = *view_;
    std::string_view unused;
    if (is(key, "network")) return first(32) && text(v.author_network, limits::name_bytes);
    if (is(key, "id")) return first(33) && text(v.author_id, limits::name_bytes);
    if (is(key, "handle")) {
        if (!first(34) || !text(v.author_handle, limits::name_bytes)) return false;
        v.author_handle = without(v.author_handle, '@');
        return true;
    }
    if (is(key, "name")) return first(35) && text(v.author_name, limits::name_bytes);
    if (is(key, "bio")) return first(36) && text(v.author_bio, limits::bio_bytes);
    if (is(key, "avatar")) return text(unused, limits::url_bytes);
    if (is(key, "links")) return first(37) && texts(author_links_, v.author_links, limits::url_bytes);
    if (is(key, "followers")) return first(38) && count(v.followers);
    if (is(key, "following")) return first(39) && count(v.following);
    if (is(key, "posts")) return first(40) && count(v.posts);
    if (is(key, "created_at")) return first(41) && time(v.author_created_at);
    if (is(key, "verified")) return first(42) && flag(v.verified);
    return key.find('\\') == std::string_view::npos && walk_.check();
}

bool Look::media() {
    std::size_t number = 0;
    const bool read = walk_.elements([&] {
        std::string_view type;
        std::string_view alt;
        std::string_view ref;
        unsigned said = 0;
        if (++number > limits::list_items) return false;
        const auto once = [&](unsigned bit) { return (std::exchange(said, said | bit) & bit) == 0; };
        const bool one = walk_.members([&](std::string_view key) {
            if (is(key, "type")) return once(1) && text(type, limits::name_bytes);
            if (is(key, "ref")) return once(2) && text(ref, limits::url_bytes);
            if (is(key, "alt")) return once(4) && text(alt, limits::bio_bytes);
            return key.find('\\') == std::string_view::npos && walk_.check();
        });
        view_->media |= static_cast<std::uint8_t>(model::media_kind_of(type));
        if (!alt.empty()) alts_.views.push_back(alt);
        return one;
    });
    view_->alts = alts_.views;
    return read;
}

bool Look::metrics() {
    auto& v = *view_;
    return walk_.members([&](std::string_view key) {
        if (is(key, "likes")) return first(48) && count(v.likes);
        if (is(key, "reposts")) return first(49) && count(v.reposts);
        if (is(key, "replies")) return first(50) && count(v.replies);
        if (is(key, "views")) return first(51) && count(v.views);
        return key.find('\\') == std::string_view::npos && walk_.check();
    });
}

bool Look::country() {
    std::string_view text;
    if (walk_.null()) return true;
    if (!walk_.string(text)) return false;
    if (const auto code = model::country_code(text)) {
        country_ = *code;
        view_->country = country_;
    }
    return true;
}

bool Look::coordinates() {
    double latitude = 0;
    double longitude = 0;
    const bool read = walk_.members([&](std::string_view key) {
        if (is(key, "latitude")) return first(56) && walk_.number(latitude);
        if (is(key, "longitude")) return first(57) && walk_.number(longitude);
        return key.find('\\') == std::string_view::npos && walk_.check();
    });
    const bool both = !first(56) && !first(57);
    if (!read || !both) return false;
    view_->coordinates = model::coordinates(latitude, longitude);
    return true;
}

}  // namespace

struct ItemGlance::State {
    explicit State(ItemDefaults from) : defaults(std::move(from)), decoder(defaults) {}

    ItemDefaults defaults;
    kit::JsonWalk walk;
    Look look{walk};
    bool large = false;  // the last line was
    // For what is not quite usual.
    ItemDecoder decoder;
    model::Item item;
    model::ItemViewer viewer;
    Error error{Errc::parse, "nothing was bad yet"};

    bool read(std::string_view json, ItemView& view) {
        if (std::exchange(large, json.size() > kept_buffer)) walk.shrink();
        std::string_view kind;
        if (json.size() > limits::line_bytes || !walk.open(json) || !look.item(view, kind) || view.id.empty())
            return false;
        if (view.network.empty()) view.network = defaults.network;
        if (view.author_network.empty()) view.author_network = view.network;
        view.kind = model::item_kind_of(kind).value_or(defaults.kind);
        return true;
    }
};

ItemGlance::ItemGlance(ItemDefaults defaults) : state_(std::make_unique<State>(std::move(defaults))) {}
ItemGlance::~ItemGlance() = default;

const Error& ItemGlance::error() const noexcept {
    return state_->error;
}

bool ItemGlance::of(std::string_view json, ItemView& out) {
    auto& state = *state_;
    out = nothing;
    if (state.read(json, out)) return true;
    auto item = state.decoder.item(json);
    if (!item) {
        state.error = std::move(item).error();
        return false;
    }
    state.item = *std::move(item);
    out = state.viewer.of(state.item);
    return true;
}

}  // namespace vigie::plugins
