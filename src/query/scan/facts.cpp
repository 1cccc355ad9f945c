#include "scan/facts.hpp"

#include "set/program.hpp"

#include <vigie/kit/shapes.hpp>
#include <vigie/kit/text.hpp>
#include <vigie/kit/url.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace vigie::query {
namespace {

constexpr std::size_t most_links = 256;  // in a text; an item's own list holds no more, either
constexpr std::size_t flag_count = static_cast<std::size_t>(Flag::is_deleted) + 1;

bool letter_or_digit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (static_cast<unsigned char>(c) & 0x80U) != 0;
}

// Something like "a.b" is there: without it no address can be.
bool has_inner_dot(std::string_view text) {
    for (auto at = text.find('.'); at != std::string_view::npos; at = text.find('.', at + 1)) {
        if (at > 0 && at + 1 < text.size() && letter_or_digit(text[at - 1]) && letter_or_digit(text[at + 1]))
            return true;
    }
    return false;
}

template <class T>
std::optional<double> as_double(const std::optional<T>& value) {
    if (!value) return std::nullopt;
    return static_cast<double>(*value);
}

// Great-circle distance in km (haversine on a sphere of 6,371 km: 0.5 % off at most).
double distance(double lat1, double lon1, double lat2, double lon2) {
    constexpr double radius = 6371.0;
    constexpr double degree = std::numbers::pi / 180;
    const double a = std::sin((lat2 - lat1) * degree / 2);
    const double b = std::sin((lon2 - lon1) * degree / 2);
    const double h = a * a + std::cos(lat1 * degree) * std::cos(lat2 * degree) * b * b;
    return 2 * radius * std::asin(std::min(1.0, std::sqrt(h)));
}

double seconds_between(Time from, Time to) {
    return std::chrono::duration<double>(to - from).count();
}

// "fr" fits "fr" and "fr-CA".
bool is_language(std::string_view tag, std::string_view wanted) {
    return tag == wanted ||
           (tag.size() > wanted.size() && tag.starts_with(wanted) && tag[wanted.size()] == '-');
}

}  // namespace

std::string_view short_handle(std::string_view handle) noexcept {
    constexpr std::string_view given = ".bsky.social";
    return handle.ends_with(given) ? handle.substr(0, handle.size() - given.size()) : std::string_view();
}

void Facts::clear(const model::ItemView& item, const Context& context, const Reader& reader) {
    item_ = &item;
    context_ = &context;
    reader_ = &reader;
    has_links_ = false;
    language_.reset();
    if (!flags_.empty()) flags_.clear();
}

const std::vector<Link>& Facts::links() {
    if (has_links_) return links_;
    has_links_ = true;
    links_.clear();
    found_.clear();
    for (std::uint32_t i = 0; i < item_->links.size(); ++i)
        links_.push_back({item_->links[i], false, i, 0, 0});
    if (item_->kind == model::ItemKind::domain || item_->kind == model::ItemKind::page) {
        if (item_->links.empty() && !item_->url.empty()) links_.push_back({item_->url, false, 0, 0, 0});
    }
    if (!has_inner_dot(item_->text)) return links_;
    auto urls = kit::find_urls(item_->text);
    if (urls.size() > most_links) urls.resize(most_links);
    found_.reserve(urls.size());
    for (auto& url : urls) {
        found_.push_back(std::move(url.url));
        links_.push_back({found_.back(), true, 0, static_cast<std::uint32_t>(url.start),
                          static_cast<std::uint32_t>(url.end)});
    }
    return links_;
}

std::string Facts::host_of(std::string_view url) {
    const auto parsed = kit::parse_url(url);
    return parsed ? parsed->host : std::string();
}

std::string Facts::plain(std::string_view url) {
    if (const auto at = url.find("://"); at != std::string_view::npos) url.remove_prefix(at + 3);
    auto out = kit::fold(url);
    if (out.starts_with("www.")) out.erase(0, 4);
    return out;
}

bool Facts::said_in_text(Flag flag) const {
    const auto text = item_->text;
    switch (flag) {
        case Flag::has_phone: return kit::has_phone(text);
        case Flag::has_email: return kit::has_email(text);
        case Flag::has_iban: return kit::has_iban(text);
        case Flag::has_card: return kit::has_card(text);
        default: return false;
    }
}

bool Facts::flag(Flag flag) {
    const auto& i = *item_;
    const auto marked = [&](char sign) {
        return std::any_of(reader_->marked().begin(), reader_->marked().end(),
                           [&](const Marked& m) { return m.sign == sign && m.field == 0; });
    };
    switch (flag) {
        case Flag::has_link: return i.has(model::MediaKind::link) || !links().empty();
        case Flag::has_image: return i.has(model::MediaKind::image);
        case Flag::has_video: return i.has(model::MediaKind::video);
        case Flag::has_mention: return !i.mentions.empty() || marked('@');
        case Flag::has_hashtag: return !i.hashtags.empty() || marked('#');
        case Flag::has_geo: return i.coordinates.has_value() || !i.place.empty();
        case Flag::has_qr: return i.has(model::MediaKind::qr);
        case Flag::is_reply:
            return i.kind == model::ItemKind::reply || i.kind == model::ItemKind::comment ||
                   !i.reply_to.empty();
        case Flag::is_repost: return i.kind == model::ItemKind::repost || !i.repost_of.empty();
        case Flag::is_quote: return i.kind == model::ItemKind::quote || !i.quote_of.empty();
        case Flag::is_review: return i.kind == model::ItemKind::review;
        case Flag::is_official: return context_->official && context_->official();
        case Flag::is_verified: return i.verified.value_or(false);
        case Flag::is_deleted: return i.deleted;
        default: break;
    }
    if (flags_.empty()) flags_.assign(flag_count, -1);
    auto& known = flags_[static_cast<std::size_t>(flag)];
    if (known < 0) known = said_in_text(flag) ? 1 : 0;
    return known == 1;
}

std::optional<double> Facts::number(Field field, std::string_view name) const {
    const auto& i = *item_;
    switch (field) {
        case Field::followers: return as_double(i.followers);
        case Field::following: return as_double(i.following);
        case Field::posts: return as_double(i.posts);
        case Field::likes: return as_double(i.likes);
        case Field::reposts: return as_double(i.reposts);
        case Field::replies: return as_double(i.replies);
        case Field::views: return as_double(i.views);
        case Field::rating: return i.rating;
        case Field::age: {
            if (!i.author_created_at) return std::nullopt;
            const auto seen = i.observed_at != Time{} ? i.observed_at : i.created_at.value_or(Time{});
            if (seen == Time{}) return std::nullopt;
            return seconds_between(*i.author_created_at, seen);
        }
        case Field::hour: {
            const auto at = i.created_at.value_or(i.observed_at);
            const auto day = std::chrono::floor<std::chrono::days>(at);
            return std::floor(seconds_between(day, at) / 3600);
        }
        case Field::score: {
            if (!context_->score) return std::nullopt;
            return context_->score(name);
        }
        default: return std::nullopt;
    }
}

const std::string& Facts::language() {
    if (!language_) {
        language_ = kit::fold(item_->lang);
        std::replace(language_->begin(), language_->end(), '_', '-');
        if (language_->empty() && context_->language) language_ = context_->language(item_->text);
    }
    return *language_;
}

bool Facts::value(Field field, std::string_view text, bool glob) {
    const auto& i = *item_;
    const auto fits = [&](std::string_view other) { return glob ? glob_fits(text, other) : text == other; };
    const auto folded = [&](std::string_view other) { return fits(kit::fold(other)); };
    const auto account = [&](std::string_view who) {
        const auto name = kit::fold(who);
        const auto shorter = short_handle(name);
        return fits(name) || (!shorter.empty() && fits(shorter));
    };
    switch (field) {
        case Field::from:
            return (!i.author_handle.empty() && account(i.author_handle)) || folded(i.author_id);
        case Field::to:
            return std::any_of(i.mentions.begin(), i.mentions.end(), account) || folded(i.reply_to);
        case Field::lang: return glob ? fits(language()) : is_language(language(), text);
        case Field::network: return folded(i.network);
        case Field::kind: return fits(model::name(i.kind));
        case Field::country: return folded(i.country);
        case Field::asset: return !glob && context_->concerns && context_->concerns(text);
        case Field::url:
            return std::any_of(links().begin(), links().end(), [&](const Link& l) {
                const auto link = plain(l.url);
                return glob ? glob_fits(text, link) : link.find(text) != std::string::npos;
            });
        case Field::domain:
            return std::any_of(links().begin(), links().end(),
                               [&](const Link& l) { return fits(host_of(l.url)); });
        default: return false;
    }
}

bool Facts::within(double latitude, double longitude, double km) const {
    const auto& at = item_->coordinates;
    return at && distance(at->latitude, at->longitude, latitude, longitude) <= km;
}

}  // namespace vigie::query
