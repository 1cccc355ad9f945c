#include "behaviour.hpp"

#include <vigie/kit/hash.hpp>
#include <vigie/kit/text.hpp>
#include <vigie/kit/url.hpp>
#include <vigie/kit/utf8.hpp>

#include <algorithm>
#include <chrono>
#include <cmath>

namespace vigie::plugins::takeover {
namespace {

constexpr double fade = 0.995;  // a post: half of what is known is younger than 140 posts
constexpr std::size_t gram_bytes = 4;
constexpr std::size_t most_values = 40;

// What each trait counts for in the sum; the hour's is fitted, the others set by hand and no fit did better.
constexpr std::array<double, traits> weights{0.75, 1.0, 1.0, 0.3, 0.5, 1.6};

// The words of a text without links and mentions.
std::string own_words(std::string_view text) {
    std::string out;
    std::size_t at = 0;
    while (at < text.size()) {
        const auto end = std::min(text.find_first_of(" \n\r\t", at), text.size());
        const auto word = text.substr(at, end - at);
        if (word.find("://") == std::string_view::npos && !word.starts_with('@')) (out += word) += ' ';
        at = end + 1;
    }
    return out;
}

std::string small_words_language(const std::vector<kit::Token>& tokens) {
    constexpr std::array<std::string_view, 22> french{
        "le", "la", "les", "des", "et",  "est",  "pour", "dans", "que", "un",   "une",
        "du", "au", "qui", "sur", "pas", "vous", "nous", "avec", "ce",  "sont", "plus"};
    constexpr std::array<std::string_view, 22> english{
        "the", "and", "of",   "to", "is",  "for", "you",  "your", "with", "this", "in",
        "it",  "are", "that", "we", "our", "be",  "have", "from", "now",  "will", "get"};
    int fr = 0;
    int en = 0;
    for (const auto& t : tokens) {
        fr += std::ranges::find(french, t.text) != french.end() ? 1 : 0;
        en += std::ranges::find(english, t.text) != english.end() ? 1 : 0;
    }
    if (std::max(fr, en) < 2 || fr == en) return {};
    return fr > en ? "fr" : "en";
}

bool is_emoji(std::string_view character) {
    // Four bytes: U+1F000 and above; those are pictures, flags and ornaments, or mathematical letters.
    return character.size() == 4 && static_cast<unsigned char>(character[0]) == 0xF0 &&
           static_cast<unsigned char>(character[1]) == 0x9F;
}

std::array<double, 5> style_of(std::string_view text, const Habits& post) {
    double characters = 0;
    double emoji = 0;
    double letters = 0;
    double capitals = 0;
    double marks = 0;
    for (std::size_t i = 0; i < text.size();) {
        std::size_t next = i + 1;
        while (next < text.size() && (static_cast<unsigned char>(text[next]) & 0xC0U) == 0x80U) ++next;
        const auto character = text.substr(i, next - i);
        ++characters;
        if (is_emoji(character)) ++emoji;
        const char c = text[i];
        if (c >= 'A' && c <= 'Z') ++capitals;
        if ((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')) ++letters;
        if (c == '!') ++marks;
        i = next;
    }
    return {std::log1p(characters), std::log1p(emoji), letters > 0 ? capitals / letters : 0,
            std::log1p(static_cast<double>(post.hashtags.size())), std::log1p(marks)};
}

double of(const std::map<std::string, double>& table, const std::string& key) {
    const auto it = table.find(key);
    return it == table.end() ? 0 : it->second;
}

// Nats of surprise of the rarest of `values`, against a value that one post in three has; 0 without values.
double rarest(const std::map<std::string, double>& table, double posts,
              const std::vector<std::string>& values) {
    double most = 0;
    for (const auto& v : values) most = std::max(most, std::log((posts + 1) / (3 * of(table, v) + 1)));
    return std::max(most, 0.0);
}

model::Json json_of(const Running& r) {
    return {r.n, r.mean, r.variance};
}

Running running_of(const model::Json& j) {
    if (!j.is_array() || j.size() != 3) return {};
    return {j[0].get<double>(), j[1].get<double>(), j[2].get<double>()};
}

}  // namespace

Habits habits_of(const model::Item& item) {
    Habits out;
    const auto at = item.created_at.value_or(item.observed_at);
    const auto day = std::chrono::floor<std::chrono::days>(at);
    out.at = at;
    out.hour = static_cast<int>(std::chrono::floor<std::chrono::hours>(at - day).count());
    const std::chrono::weekday weekday(day);
    out.weekend = weekday == std::chrono::Saturday || weekday == std::chrono::Sunday;
    const auto words = own_words(item.text);
    const auto tokens = kit::tokens(words);
    out.lang = item.lang.empty() ? small_words_language(tokens) : item.lang.substr(0, item.lang.find('-'));
    const auto add = [](std::vector<std::string>& list, std::string value) {
        if (!value.empty() && list.size() < most_values && std::ranges::find(list, value) == list.end())
            list.push_back(std::move(value));
    };
    for (const auto& link : item.links) {
        if (const auto url = kit::parse_url(link)) add(out.hosts, url->host);
    }
    for (const auto& h : item.hashtags) add(out.hashtags, kit::fold(h));
    for (const auto& m : item.mentions) add(out.mentions, kit::fold(m));
    std::size_t at_byte = 0;
    while (at_byte < item.text.size()) {
        const auto end = std::min(item.text.find_first_of(" \n\r\t", at_byte), item.text.size());
        const auto word = std::string_view(item.text).substr(at_byte, end - at_byte);
        if (word.find("://") != std::string_view::npos) {
            if (const auto url = kit::parse_url(word)) add(out.hosts, url->host);
        } else if (word.size() > 1 && word[0] == '@') {
            add(out.mentions, kit::fold(word.substr(1)));
        } else if (word.size() > 1 && word[0] == '#') {
            add(out.hashtags, kit::fold(word.substr(1)));
        }
        at_byte = end + 1;
    }
    out.style = style_of(item.text, out);
    std::string flat = " ";
    for (const auto& t : tokens) (flat += t.text) += ' ';
    constexpr std::uint64_t mask = 2047;
    for (std::size_t i = 0; i + gram_bytes <= flat.size(); ++i)
        out.grams.push_back(
            static_cast<std::uint16_t>(kit::hash64(std::string_view(flat).substr(i, gram_bytes)) & mask));
    return out;
}

void Running::learn(double value) {
    constexpr double memory = 60;
    n = std::min(n + 1, memory);
    const double delta = value - mean;
    mean += delta / n;
    variance += (delta * (value - mean) - variance) / n;
}

double Running::z(double value, double least) const {
    return (value - mean) / std::max(std::sqrt(std::max(variance, 0.0)), least);
}

double Behaviour::gram_surprise(const Habits& post) const {
    double total = 0;
    for (const auto c : grams_) total += c;
    if (total == 0 || post.grams.empty()) return 0;
    double sum = 0;
    for (const auto g : post.grams)
        sum += std::log((total + static_cast<double>(buckets) * 0.5) / (grams_[g] + 0.5));
    // A short text says little: drawn to the account's own mean.
    constexpr double shrink = 40;
    const auto n = static_cast<double>(post.grams.size());
    return (sum + shrink * words_.mean) / (n + shrink);
}

std::array<double, traits> Behaviour::surprise(const Habits& post) const {
    std::array<double, traits> out{};
    const auto set = [&](Trait trait, double nats) { out.at(static_cast<std::size_t>(trait)) = nats; };
    // Hours, with their neighbours at half; against the flat day.
    double near = 0;
    for (const auto& [offset, part] : {std::pair{0, 0.5}, std::pair{1, 0.25}, std::pair{23, 0.25}})
        near += part * hours_.at(static_cast<std::size_t>((post.hour + offset) % 24));
    double hour = std::log((posts_ + 3) / (24 * near + 3));
    if (post.weekend) hour += std::max(0.0, std::log((posts_ + 3) / (weekend_ * 3.5 + 3))) / 2;
    set(Trait::hour, std::max(hour, 0.0));
    if (!post.lang.empty()) set(Trait::language, rarest(langs_, posts_, {post.lang}));
    set(Trait::host, rarest(hosts_, posts_, post.hosts));
    set(Trait::mention, rarest(mentions_, posts_, post.mentions));
    double style = 0;
    constexpr std::array<double, 5> least{0.35, 0.35, 0.06, 0.4, 0.4};
    for (std::size_t i = 0; i < style_.size(); ++i) {
        constexpr double most = 9;
        const double z = style_.at(i).z(post.style.at(i), least.at(i));
        style += std::min(z * z, most) / 2;
    }
    set(Trait::style, std::max(0.0, style - 2.5));
    constexpr double spread = 0.08;
    set(Trait::words, std::clamp(words_.z(gram_surprise(post), spread) - 1, 0.0, 4.0));
    return out;
}

double Behaviour::deviation(const std::array<double, traits>& surprise) const {
    double raw = 0;
    for (std::size_t i = 0; i < traits; ++i) raw += weights.at(i) * surprise.at(i);
    constexpr double least = 1.0;
    constexpr double most = 10.0;
    return std::clamp(raw_.z(raw, least), 0.0, most);
}

double Behaviour::run(Time at) const {
    return at - last_ > std::chrono::hours(24) ? 0 : run_;
}

void Behaviour::excuse(Time until) {
    if (last_ <= until) run_ = 0;
}

double Behaviour::log_odds(double deviation) {
    struct Knot {
        double deviation;
        double log_odds;
    };
    constexpr std::array<Knot, 5> knots{{{1, 0}, {2.5, 1.55}, {3.5, 2.7}, {5.5, 3.35}, {8, 4.5}}};
    if (deviation <= knots.front().deviation) return 0;
    for (std::size_t i = 1; i < knots.size(); ++i) {
        const auto& [from, low] = knots.at(i - 1);
        const auto& [to, high] = knots.at(i);
        if (deviation < to) return low + (high - low) * (deviation - from) / (to - from);
    }
    return knots.back().log_odds;
}

void Behaviour::count(Table& table, const std::vector<std::string>& values, double weight) {
    for (auto it = table.begin(); it != table.end();) {
        it->second *= fade;
        it = it->second < 0.05 ? table.erase(it) : std::next(it);
    }
    for (const auto& v : values) {
        constexpr std::size_t longest = 40;
        table[std::string(kit::prefix_utf8(v, longest))] += weight;
    }
    while (table.size() > most_values)
        table.erase(std::ranges::min_element(table, {}, [](const auto& e) { return e.second; }));
}

void Behaviour::learn(const Habits& post, double weight) {
    if (posts_ >= enough * 0.95) {
        constexpr double most = 6;  // one post alone is not a run
        run_ = (run(post.at) + std::min(deviation(surprise(post)), most)) / 2;
    }
    last_ = post.at;
    if (posts_ >= enough / 2 && weight >= 1) {
        const auto s = surprise(post);
        double raw = 0;
        for (std::size_t i = 0; i < traits; ++i) raw += weights.at(i) * s.at(i);
        raw_.learn(raw);
    }
    if (posts_ >= 3 && weight >= 1) words_.learn(gram_surprise(post));
    posts_ = posts_ * fade + weight;
    for (auto& h : hours_) h *= fade;
    hours_.at(static_cast<std::size_t>(post.hour)) += weight;
    weekend_ = weekend_ * fade + (post.weekend ? weight : 0);
    count(langs_, post.lang.empty() ? std::vector<std::string>{} : std::vector{post.lang}, weight);
    count(hosts_, post.hosts, weight);
    count(mentions_, post.mentions, weight);
    count(hashtags_, post.hashtags, weight);
    if (weight < 1) return;
    for (std::size_t i = 0; i < style_.size(); ++i) style_.at(i).learn(post.style.at(i));
    for (const auto g : post.grams) {
        if (++grams_[g] < 255) continue;
        for (auto& c : grams_) c /= 2;  // so old words fade, too
    }
}

bool Behaviour::knows_host(std::string_view host) const {
    // A found post counts a fifth: a thief's site is not known by one or two of his posts.
    constexpr double known = 0.5;
    return of(hosts_, std::string(host)) >= known;
}

model::Json Behaviour::json() const {
    auto style = model::Json::array();
    for (const auto& s : style_) style.push_back(json_of(s));
    return {{"posts", posts_},
            {"hours", hours_},
            {"weekend", weekend_},
            {"langs", langs_},
            {"hosts", hosts_},
            {"mentions", mentions_},
            {"hashtags", hashtags_},
            {"style", style},
            {"words", json_of(words_)},
            {"raw", json_of(raw_)},
            {"run", run_},
            {"last", to_us(last_)},
            {"grams", kit::base64({reinterpret_cast<const char*>(grams_.data()), grams_.size()})}};
}

Behaviour Behaviour::from(const model::Json& j) {
    Behaviour out;
    if (!j.is_object()) return out;
    try {
        out.posts_ = j.at("posts").get<double>();
        out.hours_ = j.at("hours").get<std::array<double, 24>>();
        out.weekend_ = j.at("weekend").get<double>();
        out.langs_ = j.at("langs").get<Table>();
        out.hosts_ = j.at("hosts").get<Table>();
        out.mentions_ = j.at("mentions").get<Table>();
        out.hashtags_ = j.at("hashtags").get<Table>();
        for (std::size_t i = 0; i < out.style_.size(); ++i)
            out.style_.at(i) = running_of(j.at("style").at(i));
        out.words_ = running_of(j.at("words"));
        out.raw_ = running_of(j.at("raw"));
        out.run_ = j.value("run", 0.0);
        out.last_ = from_us(j.value("last", std::int64_t{0}));
        const auto grams = kit::base64_decode(j.at("grams").get<std::string>());
        if (!grams || grams->size() != buckets) return {};
        std::ranges::transform(*grams, out.grams_.begin(),
                               [](char c) { return static_cast<std::uint8_t>(c); });
    } catch (const model::Json::exception&) {
        return {};  // written by another version: the account is learned anew
    }
    return out;
}

}  // namespace vigie::plugins::takeover
