#include <vigie/engage/reputation.hpp>
#include <vigie/kit/hash.hpp>
#include <vigie/kit/text.hpp>

#include <algorithm>
#include <cmath>
#include <set>
#include <unordered_map>
#include <unordered_set>

namespace vigie::engage {
namespace {

constexpr std::size_t most_authors = 2'000'000;
constexpr std::size_t most_terms = 200'000;
constexpr std::size_t most_keys = 20'000;
constexpr std::size_t most_terms_of_a_post = 64;
constexpr std::size_t longest_list = 20;
constexpr std::size_t shortest_word = 4;
constexpr std::int64_t fewest_for_a_theme = 3;
constexpr std::int64_t most_days = 400;
constexpr auto day = std::chrono::hours(24);

struct Tally {
    Compared mentions;
    Tones tones;
};
using Tallies = std::unordered_map<std::string, Tally>;

struct Stars {
    std::int64_t count = 0;
    double sum = 0;
    std::array<std::int64_t, 5> each{};
};

struct Snapshot {
    Time at{};
    std::int64_t followers = 0;
};

struct Growth {
    std::optional<Snapshot> first_within;
    std::optional<Snapshot> last_within;
    std::optional<Snapshot> last_before;
    std::int64_t posts = 0;
    Compared interactions;
};

std::string author_of(const model::Item& item) {
    const auto& a = item.author;
    return item.network + '\n' + (a.id.empty() ? kit::fold(a.handle) : a.id);
}

std::int64_t interactions_of(const model::Item& item) {
    const auto& m = item.metrics;
    return m.likes.value_or(0) + m.reposts.value_or(0) + m.replies.value_or(0);
}

// x · ln(x / expected), 0 for x = 0.
double part(double x, double expected) {
    return x > 0 && expected > 0 ? x * std::log(x / expected) : 0;
}

// How surprising it is that `now` of `all_now` posts hold a term that `before` of `all_before` held.
double likelihood_ratio(Compared term, Compared all) {
    const auto a = static_cast<double>(term.now);
    const auto b = static_cast<double>(term.before);
    const auto c = static_cast<double>(all.now);
    const auto d = static_cast<double>(all.before);
    if (c + d <= 0) return 0;
    const auto share = (a + b) / (c + d);
    return 2 * (part(a, c * share) + part(b, d * share) + part(c - a, c * (1 - share)) +
                part(d - b, d * (1 - share)));
}

void count(Tallies& tallies, const std::string& key, bool now, std::optional<Tone> tone, std::size_t most,
           bool& truncated) {
    auto it = tallies.find(key);
    if (it == tallies.end()) {
        if (tallies.size() >= most) {
            truncated = true;
            return;
        }
        it = tallies.emplace(key, Tally{}).first;
    }
    auto& t = it->second;
    ++(now ? t.mentions.now : t.mentions.before);
    if (now && tone) ++t.tones.counts[static_cast<std::size_t>(*tone)];
}

std::vector<Share> sorted(const Tallies& tallies) {
    std::vector<Share> out;
    out.reserve(tallies.size());
    for (const auto& [key, tally] : tallies) out.push_back({key, tally.mentions, tally.tones});
    std::ranges::sort(out, [](const Share& a, const Share& b) {
        return a.mentions.now != b.mentions.now ? a.mentions.now > b.mentions.now : a.key < b.key;
    });
    if (out.size() > longest_list) out.resize(longest_list);
    return out;
}

std::optional<double> mean(const Stars& stars) {
    if (stars.count == 0) return std::nullopt;
    return stars.sum / static_cast<double>(stars.count);
}

}  // namespace

std::optional<double> Tones::balance() const {
    if (read() == 0) return std::nullopt;
    return static_cast<double>(of(Tone::positive) - of(Tone::negative)) / static_cast<double>(read());
}

Time said_at(const model::Item& item) noexcept {
    return item.created_at && *item.created_at < item.observed_at ? *item.created_at : item.observed_at;
}

struct ReputationCount::State {
    Reputation sums;
    std::array<std::unordered_map<std::uint64_t, std::int64_t>, 2> authors;  // hash → followers; before, now
    Tallies assets;
    Tallies networks;
    Tallies places;
    Tallies terms;
    std::array<Stars, 2> stars;
    std::unordered_map<std::string, Growth> accounts;
    bool truncated = false;

    void add_ours(const Mention& mention, Time at, bool now);
    void add_author(const model::Item& item, bool now);
    void add_terms(const Mention& mention, bool now);
};

void ReputationCount::State::add_author(const model::Item& item, bool now) {
    auto& known = authors[now ? 1 : 0];
    const auto key = kit::hash64(author_of(item));
    const auto it = known.find(key);
    const auto followers = std::max<std::int64_t>(item.author.followers.value_or(0), 0);
    if (it != known.end()) {
        it->second = std::max(it->second, followers);
    } else if (known.size() < most_authors) {
        known.emplace(key, followers);
    } else {
        truncated = true;
    }
}

void ReputationCount::State::add_terms(const Mention& mention, bool now) {
    std::set<std::string> held;
    for (const auto& tag : mention.item.hashtags)
        if (held.size() < most_terms_of_a_post) held.insert("#" + kit::fold(tag));
    for (const auto& token : kit::tokens(mention.item.text)) {
        if (held.size() >= most_terms_of_a_post) break;
        if (token.text.size() >= shortest_word &&
            token.text.find_first_not_of("0123456789") != std::string::npos)
            held.insert(std::string(token.text));
    }
    for (const auto& term : held) count(terms, term, now, mention.tone, most_terms, truncated);
}

void ReputationCount::State::add_ours(const Mention& mention, Time at, bool now) {
    auto& growth = accounts[mention.ours->id.value];
    if (mention.item.author.followers) {
        const Snapshot seen{at, *mention.item.author.followers};
        if (now) {
            if (!growth.first_within || at < growth.first_within->at) growth.first_within = seen;
            if (!growth.last_within || at >= growth.last_within->at) growth.last_within = seen;
        } else if (!growth.last_before || at >= growth.last_before->at) {
            growth.last_before = seen;
        }
    }
    if (mention.item.kind == model::ItemKind::account) return;
    growth.posts += now ? 1 : 0;
    (now ? growth.interactions.now : growth.interactions.before) += interactions_of(mention.item);
}

ReputationCount::ReputationCount(Time from, Time to) : state_(std::make_unique<State>()) {
    state_->sums.from = from;
    state_->sums.to = std::min(std::max(to, from + std::chrono::hours(1)), from + most_days * day);
    const auto length = state_->sums.to - from;
    const auto days = static_cast<std::size_t>((length + day - Duration(1)) / day);
    state_->sums.per_day.resize(days);
    state_->sums.negative_per_day.resize(days);
}
ReputationCount::~ReputationCount() = default;
ReputationCount::ReputationCount(ReputationCount&&) noexcept = default;
ReputationCount& ReputationCount::operator=(ReputationCount&&) noexcept = default;

void ReputationCount::add(const Mention& mention) {
    auto& s = *state_;
    const auto at = said_at(mention.item);
    if (at >= s.sums.to || at < s.sums.from - (s.sums.to - s.sums.from)) return;
    const bool now = at >= s.sums.from;
    if (mention.ours != nullptr) s.add_ours(mention, at, now);
    // What we say ourselves is not what is said of us.
    if (mention.assets.empty() || mention.ours != nullptr || mention.item.kind == model::ItemKind::account ||
        mention.item.kind == model::ItemKind::domain)
        return;
    ++(now ? s.sums.mentions.now : s.sums.mentions.before);
    if (mention.tone)
        ++(now ? s.sums.tones : s.sums.tones_before).counts[static_cast<std::size_t>(*mention.tone)];
    if (now) {
        const auto index = static_cast<std::size_t>((at - s.sums.from) / day);
        ++s.sums.per_day[index];
        if (mention.tone == Tone::negative) ++s.sums.negative_per_day[index];
    }
    s.add_author(mention.item, now);
    for (const auto& asset : mention.assets)
        count(s.assets, asset.value, now, mention.tone, most_keys, s.truncated);
    count(s.networks, mention.item.network, now, mention.tone, most_keys, s.truncated);
    const auto& where = mention.item.place.empty() ? mention.item.country : mention.item.place;
    if (!where.empty()) count(s.places, where, now, mention.tone, most_keys, s.truncated);
    if (mention.item.rating && std::isfinite(*mention.item.rating)) {
        auto& stars = s.stars[now ? 1 : 0];
        const auto value = std::clamp(*mention.item.rating, 1.0, 5.0);
        ++stars.count;
        stars.sum += value;
        ++stars.each[static_cast<std::size_t>(std::lround(value)) - 1];
    }
    s.add_terms(mention, now);
}

Reputation ReputationCount::result() const {
    const auto& s = *state_;
    auto out = s.sums;
    out.truncated = s.truncated;
    out.authors = {static_cast<std::int64_t>(s.authors[1].size()),
                   static_cast<std::int64_t>(s.authors[0].size())};
    for (const auto& [hash, followers] : s.authors[1]) out.reach.now += followers;
    for (const auto& [hash, followers] : s.authors[0]) out.reach.before += followers;
    out.assets = sorted(s.assets);
    out.networks = sorted(s.networks);
    out.places = sorted(s.places);
    for (const auto& [term, tally] : s.terms) {
        const auto& m = tally.mentions;
        if (m.now < fewest_for_a_theme || out.mentions.now == 0) continue;
        // Without a past every ordinary word would be new: tags alone say a theme then.
        if (out.mentions.before == 0 && !term.starts_with('#')) continue;
        // More than before, measured against all that is said.
        const auto rate_before = static_cast<double>(m.before) /
                                 static_cast<double>(std::max<std::int64_t>(out.mentions.before, 1));
        if (static_cast<double>(m.now) / static_cast<double>(out.mentions.now) <= rate_before) continue;
        out.themes.push_back({term, m, likelihood_ratio(m, out.mentions), tally.tones});
    }
    std::ranges::sort(out.themes, [](const Theme& a, const Theme& b) {
        if (a.weight != b.weight) return a.weight > b.weight;
        return a.mentions.now != b.mentions.now ? a.mentions.now > b.mentions.now : a.term < b.term;
    });
    if (out.themes.size() > longest_list) out.themes.resize(longest_list);
    out.reviews = {s.stars[1].count, s.stars[0].count, mean(s.stars[1]), mean(s.stars[0]), s.stars[1].each};
    for (const auto& [id, growth] : s.accounts) {
        Gain gain{.account = model::AssetId(id),
                  .followers = {},
                  .followers_before = {},
                  .posts = growth.posts,
                  .interactions = growth.interactions};
        if (growth.last_within) gain.followers = growth.last_within->followers;
        const auto& base = growth.last_before ? growth.last_before : growth.first_within;
        if (base) gain.followers_before = base->followers;
        out.gains.push_back(std::move(gain));
    }
    std::ranges::sort(out.gains, [](const Gain& a, const Gain& b) {
        const auto gained = [](const Gain& g) {
            return g.followers.value_or(0) - g.followers_before.value_or(0);
        };
        return gained(a) != gained(b) ? gained(a) > gained(b) : a.account.value < b.account.value;
    });
    return out;
}

}  // namespace vigie::engage
