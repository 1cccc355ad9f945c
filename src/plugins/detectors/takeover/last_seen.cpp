#include "last_seen.hpp"

#include <vigie/kit/text.hpp>
#include <vigie/kit/url.hpp>
#include <vigie/kit/utf8.hpp>

#include <algorithm>
#include <array>
#include <chrono>

namespace vigie::plugins::takeover {
namespace {

constexpr std::array<std::string_view, 4> fields{"name", "avatar", "bio", "link"};
constexpr std::size_t longest = 300;
constexpr std::size_t most_changes = 8;
constexpr std::size_t most_seen = 64;
constexpr auto day = std::chrono::hours(24);

std::string clipped(const std::string& text) {
    return std::string(kit::prefix_utf8(text, longest));
}

std::vector<std::string> hosts_of(const std::vector<std::string>& links) {
    constexpr std::size_t most = 8;
    std::vector<std::string> out;
    for (const auto& link : links) {
        const auto url = kit::parse_url(link);
        if (url && out.size() < most && std::ranges::find(out, url->host) == out.end())
            out.push_back(url->host);
    }
    std::ranges::sort(out);
    return out;
}

bool same(const std::string& a, const std::string& b) {
    return kit::fold(a) == kit::fold(b);
}

}  // namespace

std::string_view name(Field field) noexcept {
    return fields.at(static_cast<std::size_t>(field));
}

void LastSeen::look(const model::Account& account, const model::Asset& registered, Time at) {
    std::erase_if(changes, [&](const Change& c) { return at - c.at > day || c.at - at > day; });
    const auto note = [&](Field field, std::string& known, const std::string& now, const std::string& ours) {
        if (now.empty()) return;
        const auto shown = clipped(now);
        if (!known.empty() && !same(known, shown) && (ours.empty() || !same(clipped(ours), shown)))
            changes.push_back({field, known, shown, at});
        known = shown;
    };
    // Before anything was seen, the register knows what the account is called.
    if (name.empty()) name = clipped(registered.name);
    if (bio.empty()) bio = clipped(registered.bio);
    note(Field::name, name, account.name, registered.name);
    note(Field::avatar, avatar, account.avatar, registered.avatar);
    note(Field::bio, bio, account.bio, registered.bio);
    const auto now = hosts_of(account.links);
    for (const auto& host : now) {
        if (links.empty() || std::ranges::find(links, host) != links.end()) continue;
        changes.push_back({Field::link, links.front(), host, at});
    }
    if (!now.empty()) links = now;
    if (changes.size() > most_changes)
        changes.erase(changes.begin(), changes.end() - static_cast<std::ptrdiff_t>(most_changes));
}

void LastSeen::excuse(Time until) {
    std::erase_if(changes, [&](const Change& c) { return c.at <= until; });
    const auto second = std::chrono::floor<std::chrono::seconds>(until).time_since_epoch().count();
    std::erase_if(deletions, [&](std::int64_t t) { return t <= second; });
}

bool LastSeen::knows(const std::string& item_digest) const {
    return std::ranges::find(seen, item_digest) != seen.end();
}

void LastSeen::remember(const std::string& item_digest) {
    seen.push_back(item_digest);
    if (seen.size() > most_seen) seen.erase(seen.begin());
}

model::Json LastSeen::json() const {
    auto changed = model::Json::array();
    for (const auto& c : changes)
        changed.push_back({static_cast<int>(c.field), c.before, c.after, to_us(c.at)});
    return {{"name", name},       {"avatar", avatar},       {"bio", bio},   {"links", links},
            {"changes", changed}, {"deletions", deletions}, {"seen", seen}, {"per_hour", posts_per_hour},
            {"covered", covered}, {"uncovered", uncovered}};
}

LastSeen LastSeen::from(const model::Json& j) {
    LastSeen out;
    if (!j.is_object()) return out;
    try {
        out.name = j.at("name").get<std::string>();
        out.avatar = j.at("avatar").get<std::string>();
        out.bio = j.at("bio").get<std::string>();
        out.links = j.at("links").get<std::vector<std::string>>();
        for (const auto& c : j.at("changes")) {
            out.changes.push_back({static_cast<Field>(std::clamp(c.at(0).get<int>(), 0, 3)),
                                   c.at(1).get<std::string>(), c.at(2).get<std::string>(),
                                   from_us(c.at(3).get<std::int64_t>())});
        }
        out.deletions = j.at("deletions").get<std::vector<std::int64_t>>();
        out.seen = j.at("seen").get<std::vector<std::string>>();
        out.posts_per_hour = j.at("per_hour").get<double>();
        out.covered = j.at("covered").get<double>();
        out.uncovered = j.at("uncovered").get<double>();
    } catch (const model::Json::exception&) {
        return {};  // written by another version
    }
    return out;
}

}  // namespace vigie::plugins::takeover
