#include "model.hpp"

#include <vigie/base/assert.hpp>
#include <vigie/kit/trees.hpp>
#include <vigie/stories/rumour.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace vigie::stories {
namespace {

constexpr float unknown = std::numeric_limits<float>::quiet_NaN();
constexpr double most_replies = 0.65;  // share of the replies: the largest that training saw

constexpr std::array<Figure, 36> figures{{
    {"size", "taille", "size"},
    {"replies", "réponses", "replies"},
    {"reply_share", "part des réponses", "share of replies"},
    {"depth", "profondeur", "depth"},
    {"depth_mean", "profondeur moyenne", "mean depth"},
    {"breadth", "part du niveau le plus large", "share of the widest level"},
    {"deep", "part au-delà du premier niveau", "share below the first level"},
    {"root", "part directe de la source", "share right from the source"},
    {"second_hub", "second relais", "second hub"},
    {"carriers", "part de ceux que d’autres suivent", "share of those whom others follow"},
    {"reply_chains", "réponses à des réponses", "replies to replies"},
    {"n5", "en 5 minutes", "within 5 minutes"},
    {"n15", "en 15 minutes", "within 15 minutes"},
    {"n60", "en une heure", "within an hour"},
    {"n240", "en quatre heures", "within four hours"},
    {"r5", "part des réponses en 5 minutes", "share of replies within 5 minutes"},
    {"r15", "part des réponses en 15 minutes", "share of replies within 15 minutes"},
    {"r60", "part des réponses en une heure", "share of replies within an hour"},
    {"r240", "part des réponses en quatre heures", "share of replies within four hours"},
    {"share15", "part des 15 premières minutes", "share of the first 15 minutes"},
    {"share60", "part de la première heure", "share of the first hour"},
    {"q10", "temps du premier dixième", "time of the first tenth"},
    {"q25", "temps du premier quart", "time of the first quarter"},
    {"q50", "temps de la moitié", "time of the half"},
    {"q75", "temps des trois quarts", "time of three quarters"},
    {"q90", "temps des neuf dixièmes", "time of nine tenths"},
    {"first", "temps du premier relais", "time of the first relay"},
    {"first_reply", "temps de la première réponse", "time of the first reply"},
    {"reply_median", "temps médian des réponses", "median time of the replies"},
    {"last", "durée", "duration"},
    {"gap_mean", "écart moyen", "mean gap"},
    {"gap_max", "plus grand écart", "largest gap"},
    {"burstiness", "irrégularité", "burstiness"},
    {"same_second", "à la même seconde", "within the same second"},
    {"late", "part après un jour", "share after a day"},
    {"entropy", "étalement dans le temps", "spread over time"},
}};

float logarithm(double x) {
    return static_cast<float>(std::log1p(std::max(0.0, x)));
}

struct Shape {
    std::vector<std::uint32_t> depth;
    std::vector<std::uint32_t> children;
    std::vector<double> minutes;  // of all but the source
    std::vector<double> replies;
    std::size_t reply_chains = 0;
};

Shape shape_of(std::span<const SpreadPost> posts) {
    Shape s;
    s.depth.resize(posts.size());
    s.children.resize(posts.size());
    for (std::size_t i = 1; i < posts.size(); ++i) {
        const auto parent = posts[i].parent < i ? posts[i].parent : 0;
        s.depth[i] = s.depth[parent] + 1;
        ++s.children[parent];
        // A clock may say that an answer came first.
        const auto minute =
            static_cast<double>(std::max<std::int64_t>(0, posts[i].second - posts[0].second)) / 60;
        s.minutes.push_back(minute);
        if (posts[i].repost) continue;
        s.replies.push_back(minute);
        s.reply_chains += parent != 0 ? 1U : 0U;
    }
    std::ranges::sort(s.minutes);
    std::ranges::sort(s.replies);
    return s;
}

std::size_t within(const std::vector<double>& minutes, double limit) {
    return static_cast<std::size_t>(std::ranges::upper_bound(minutes, limit) - minutes.begin());
}

void add_gaps(const std::vector<double>& minutes, std::vector<float>& out) {
    if (minutes.empty()) {
        out.insert(out.end(), 4, unknown);
        return;
    }
    double sum = 0;
    double squares = 0;
    double largest = 0;
    std::size_t none = 0;
    double before = 0;
    for (const auto m : minutes) {
        const double gap = m - before;
        sum += gap;
        squares += gap * gap;
        largest = std::max(largest, gap);
        none += gap == 0 ? 1U : 0U;
        before = m;
    }
    const auto n = static_cast<double>(minutes.size());
    const double mean = sum / n;
    const double deviation = std::sqrt(std::max(0.0, squares / n - mean * mean));
    out.push_back(logarithm(mean));
    out.push_back(logarithm(largest));
    out.push_back(mean + deviation > 0 ? static_cast<float>((deviation - mean) / (deviation + mean))
                                       : unknown);
    out.push_back(static_cast<float>(static_cast<double>(none) / n));
}

float entropy(const std::vector<double>& minutes) {
    if (minutes.empty()) return unknown;
    double sum = 0;
    std::size_t before = 0;
    for (const double end : {15.0, 60.0, 240.0, 1440.0, 10'080.0, 1e12}) {
        const auto now = within(minutes, end);
        const auto p = static_cast<double>(now - before) / static_cast<double>(minutes.size());
        if (p > 0) sum -= p * std::log(p);
        before = now;
    }
    return static_cast<float>(sum);
}

const kit::TreeEnsemble& tree_model() {
    static const auto model = [] {
        auto read = kit::TreeEnsemble::read(rumour_model_file("tree.trees"));
        VIGIE_ASSERT(read.has_value());
        VIGIE_ASSERT(std::ranges::equal(read->features(), figures, {}, {}, &Figure::name));
        return *std::move(read);
    }();
    return model;
}

}  // namespace

std::vector<std::string_view> tree_figure_names() {
    std::vector<std::string_view> out;
    for (const auto& f : figures) out.push_back(f.name);
    return out;
}

std::vector<float> tree_figures(std::span<const SpreadPost> posts) {
    const auto s = shape_of(posts);
    const auto n = s.minutes.size();
    const auto part = [](std::size_t some, std::size_t all) {
        return static_cast<float>(static_cast<double>(some) /
                                  static_cast<double>(std::max<std::size_t>(1, all)));
    };
    std::vector<float> out;
    out.reserve(figures.size());
    out.push_back(logarithm(static_cast<double>(n)));
    out.push_back(logarithm(static_cast<double>(s.replies.size())));
    out.push_back(part(s.replies.size(), n));
    std::uint32_t deepest = 0;
    std::size_t sum = 0;
    std::size_t below = 0;
    for (const auto d : s.depth) {
        deepest = std::max(deepest, d);
        sum += d;
        below += d >= 2 ? 1U : 0U;
    }
    std::vector<std::size_t> levels(std::size_t{deepest} + 1);
    for (std::size_t i = 1; i < s.depth.size(); ++i) ++levels[s.depth[i]];
    std::size_t second_hub = 0;
    std::size_t carriers = 0;
    for (std::size_t i = 0; i < s.children.size(); ++i) {
        carriers += s.children[i] > 0 ? 1U : 0U;
        if (i > 0) second_hub = std::max<std::size_t>(second_hub, s.children[i]);
    }
    out.push_back(static_cast<float>(deepest));
    out.push_back(part(sum, n));
    out.push_back(part(*std::ranges::max_element(levels), n));
    out.push_back(part(below, n));
    out.push_back(part(s.children.empty() ? 0 : s.children[0], n));
    out.push_back(part(second_hub, n));
    out.push_back(part(carriers, posts.size()));
    out.push_back(part(s.reply_chains, s.replies.size()));
    constexpr std::array<double, 4> early{5, 15, 60, 240};
    for (const auto m : early) out.push_back(logarithm(static_cast<double>(within(s.minutes, m))));
    for (const auto m : early) {
        const auto some = within(s.minutes, m);
        out.push_back(some == 0 ? unknown : part(within(s.replies, m), some));
    }
    out.push_back(part(within(s.minutes, 15), n));
    out.push_back(part(within(s.minutes, 60), n));
    for (const double q : {0.1, 0.25, 0.5, 0.75, 0.9})
        out.push_back(n == 0
                          ? unknown
                          : logarithm(s.minutes[static_cast<std::size_t>(q * static_cast<double>(n - 1))]));
    out.push_back(n == 0 ? unknown : logarithm(s.minutes.front()));
    out.push_back(s.replies.empty() ? unknown : logarithm(s.replies.front()));
    out.push_back(s.replies.empty() ? unknown : logarithm(s.replies[s.replies.size() / 2]));
    out.push_back(n == 0 ? unknown : logarithm(s.minutes.back()));
    add_gaps(s.minutes, out);
    out.push_back(part(n - within(s.minutes, 1440), n));
    out.push_back(entropy(s.minutes));
    return out;
}

RumourScore rumour_of_tree(std::span<const SpreadPost> posts) {
    RumourScore out;
    if (posts.empty()) return out;
    const auto values = tree_figures(posts);
    const auto& model = tree_model();
    std::vector<double> parts(values.size());
    out.score = model.probability(model.explain(values, parts));
    out.known_shape = posts.size() >= 5 && double{values[2]} <= most_replies;
    out.parts = told_parts(figures, values, parts);
    return out;
}

}  // namespace vigie::stories
