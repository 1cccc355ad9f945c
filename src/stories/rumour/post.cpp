#include "model.hpp"
#include "words.hpp"

#include <vigie/base/assert.hpp>
#include <vigie/kit/near_copies.hpp>
#include <vigie/kit/scaled_linear.hpp>
#include <vigie/stories/rumour.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>

namespace vigie::stories {
namespace {

using model::Item;

constexpr float unknown = std::numeric_limits<float>::quiet_NaN();

constexpr std::array<Figure, 35> figures{{
    {"breaking", "annonce en direct", "breaking news"},
    {"source", "attribué à une source", "attributed to a source"},
    {"hedge", "dit avec réserve", "said with a reserve"},
    {"denial", "démenti", "denial"},
    {"harm", "parle de victimes", "speaks of harm"},
    {"own", "parle de soi", "speaks of oneself"},
    {"you", "s’adresse à quelqu’un", "speaks to somebody"},
    {"opinion", "donne un avis", "gives an opinion"},
    {"look", "montre quelque chose", "shows something"},
    {"third", "parle d’un tiers", "speaks of others"},
    {"past", "récit au passé", "told in the past"},
    {"coming", "parle de l’avenir", "speaks of what comes"},
    {"question", "pose une question", "asks a question"},
    {"begins_breaking", "commence comme une dépêche", "begins like a news flash"},
    {"words", "nombre de mots", "number of words"},
    {"word_length", "longueur des mots", "length of the words"},
    {"upper", "part de majuscules", "share of capitals"},
    {"capital", "mots en capitales", "words in capitals"},
    {"names", "noms propres", "proper names"},
    {"exclamations", "points d’exclamation", "exclamation marks"},
    {"numbers", "nombres", "numbers"},
    {"colon", "deux-points", "colon"},
    {"quote", "citation", "quotation"},
    {"dots", "points de suspension", "dots"},
    {"hashtags", "mots-dièse", "hashtags"},
    {"mentions", "mentions", "mentions"},
    {"links", "liens", "links"},
    {"followers", "abonnés de l’auteur", "followers of the author"},
    {"follow_ratio", "abonnés par abonnement de l’auteur", "followers for each account followed"},
    {"rate", "publications par jour de l’auteur", "posts a day of the author"},
    {"age", "ancienneté du compte", "age of the account"},
    {"reposts", "partages", "reposts"},
    {"likes", "mentions j’aime", "likes"},
    {"repost_ratio", "partages par j’aime", "reposts for each like"},
    {"repost_reach", "partages par abonné", "reposts for each follower"},
}};

bool upper(char c) noexcept {
    return c >= 'A' && c <= 'Z';
}
bool lower(char c) noexcept {
    return c >= 'a' && c <= 'z';
}
bool digit(char c) noexcept {
    return c >= '0' && c <= '9';
}

// What the signs of a text say, addresses left out. One pass.
struct Signs {
    unsigned upper = 0, letters = 0, shouted = 0, named = 0, exclamations = 0, numbers = 0, dots = 0,
             hashtags = 0, mentions = 0, links = 0;
    bool question = false, colon = false, quote = false;
};

Signs signs_of(std::string_view text) {
    Signs s;
    for (std::size_t i = 0; i < text.size();) {
        const auto rest = text.substr(i);
        if (rest.starts_with("http://") || rest.starts_with("https://")) {
            ++s.links;
            while (i < text.size() && static_cast<unsigned char>(text[i]) > ' ') ++i;
            continue;
        }
        const char c = text[i];
        if (upper(c) || lower(c) || digit(c)) {  // a word of ASCII; of others only the ASCII part
            const auto from = i;
            unsigned capitals = 0, small = 0, digits = 0;
            for (; i < text.size() && (upper(text[i]) || lower(text[i]) || digit(text[i])); ++i) {
                capitals += upper(text[i]) ? 1U : 0U;
                small += lower(text[i]) ? 1U : 0U;
                digits += digit(text[i]) ? 1U : 0U;
            }
            const bool tag = from > 0 && (text[from - 1] == '#' || text[from - 1] == '@');
            s.upper += capitals;
            s.letters += capitals + small;
            s.shouted += capitals >= 3 && small == 0 ? 1U : 0U;
            s.named += !tag && upper(text[from]) && small > 0 ? 1U : 0U;
            s.numbers += digits > 0 && capitals + small == 0 ? 1U : 0U;
            continue;
        }
        const bool before_word = i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) > ' ';
        s.question = s.question || c == '?';
        s.colon = s.colon || c == ':';
        s.exclamations += c == '!' ? 1U : 0U;
        s.hashtags += c == '#' && before_word ? 1U : 0U;
        s.mentions += c == '@' && before_word ? 1U : 0U;
        s.quote =
            s.quote || c == '"' || rest.starts_with("“") || rest.starts_with("”") || rest.starts_with("«");
        if (rest.starts_with("...") || rest.starts_with("…")) {
            ++s.dots;
            i += 3;
            continue;
        }
        ++i;
    }
    return s;
}

float logarithm(double x) {
    return static_cast<float>(std::log1p(std::max(0.0, x)));
}
float logarithm(std::optional<std::int64_t> x) {
    return x ? logarithm(static_cast<double>(*x)) : unknown;
}

float days_old(const Item& post) {
    if (!post.author.created_at) return unknown;
    const auto at = post.created_at.value_or(post.observed_at);
    if (at == Time{}) return unknown;
    const auto days = static_cast<double>(to_us(at) - to_us(*post.author.created_at)) / 86'400e6;
    return static_cast<float>(std::log(std::max(1.0, days)));
}

const kit::ScaledLinear& post_model() {
    static const auto model = [] {
        auto read = kit::ScaledLinear::read(rumour_model_file("post.model"));
        VIGIE_ASSERT(read.has_value());
        VIGIE_ASSERT(std::ranges::equal(read->features(), figures, {}, {}, &Figure::name));
        return *std::move(read);
    }();
    return model;
}

}  // namespace

std::vector<std::string_view> post_figure_names() {
    std::vector<std::string_view> out;
    for (const auto& f : figures) out.push_back(f.name);
    return out;
}

std::vector<float> post_figures(const Item& post) {
    const auto words = count_words(kit::canonical_text(post.text));
    const auto s = signs_of(post.text);
    const auto n = static_cast<float>(std::max(1U, words.words));
    std::vector<float> out;
    out.reserve(figures.size());
    for (const auto count : words.count) out.push_back(static_cast<float>(count));
    const auto add = [&](auto value) { out.push_back(static_cast<float>(value)); };
    add(s.question ? 1 : 0);
    add(words.begins_breaking ? 1 : 0);
    add(words.words);
    add(static_cast<float>(words.letters) / n);
    add(static_cast<float>(s.upper) / static_cast<float>(std::max(1U, s.letters)));
    add(s.shouted);
    add(static_cast<float>(s.named) / n);
    add(s.exclamations);
    add(s.numbers);
    add(s.colon ? 1 : 0);
    add(s.quote ? 1 : 0);
    add(s.dots);
    add(std::max<std::size_t>(s.hashtags, post.hashtags.size()));
    add(std::max<std::size_t>(s.mentions, post.mentions.size()));
    add(std::max<std::size_t>(s.links, post.links.size()));
    const auto& author = post.author;
    const auto followers = logarithm(author.followers);
    const auto age = days_old(post);
    add(followers);
    add(followers - logarithm(author.following));
    add(logarithm(author.posts) - age);
    add(age);
    const auto reposts = logarithm(post.metrics.reposts);
    add(reposts);
    add(logarithm(post.metrics.likes));
    add(reposts - logarithm(post.metrics.likes));
    add(reposts - followers);
    return out;
}

RumourScore rumour_of_post(const Item& post, bool explained) {
    RumourScore out;
    if (kit::canonical_text(post.text).empty()) return out;
    const auto values = post_figures(post);
    const auto& model = post_model();
    out.score = model.probability(model.margin(values));
    if (!explained) return out;
    std::vector<double> parts(values.size());
    for (std::size_t f = 0; f < values.size(); ++f) parts[f] = model.part(f, values[f]);
    out.parts = told_parts(figures, values, parts);
    return out;
}

}  // namespace vigie::stories
