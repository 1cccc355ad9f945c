// Where a story goes: the cascade model (kit/cascades.hpp) on what people do of their own accord, held
// against the relaxation that follows a peak of attention, a rate that falls like time^−1.4 (Crane &
// Sornette, PNAS 2008). Posts of accounts that act together are counted, but excite nothing.
#include "state.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace vigie::stories {
namespace {

constexpr double hour = 3600;
constexpr double day = 24 * hour;
constexpr double falls = 1.4;
constexpr double spread = 0.715;  // of the logarithm of what is to come: ln 2.5 at the tenth
// Of the quantiles 2.5, 10, 20 … 90, 97.5 %.
constexpr std::array<double, kit::CascadeModel::levels> deviates{-1.96, -1.282, -0.842, -0.524, -0.253, 0,
                                                                 0.253, 0.524,  0.842,  1.282,  1.96};

// Posts of the next 24 hours, when the rate of the last two falls from the peak on.
double relaxation(const std::vector<std::int64_t>& seconds, std::int64_t now) {
    std::map<std::int64_t, std::size_t> hours;
    std::size_t lately = 0;
    for (const auto s : seconds) {
        ++hours[s / 3600];
        lately += static_cast<double>(now - s) <= 2 * hour ? 1U : 0U;
    }
    const auto peak = std::ranges::max_element(hours, {}, [](const auto& h) { return h.second; });
    const double since =
        std::max(hour, static_cast<double>(now) - (static_cast<double>(peak->first) + 0.5) * hour);
    const double rate = static_cast<double>(lately) / (2 * hour);
    return rate * since / (falls - 1) * (1 - std::pow(1 + day / since, 1 - falls));
}

}  // namespace

std::optional<Outlook> outlook(const LiveStory& s, const std::vector<std::string>& together, std::int64_t now,
                               double crisis) {
    std::vector<std::int64_t> seconds;
    kit::Cascade own;
    for (const auto& kept : s.posts) {
        const auto& a = kept.item.author;
        if (std::ranges::binary_search(together, a.handle.empty() ? a.id : a.handle)) continue;
        seconds.push_back(kept.second);
        own.add(static_cast<double>(kept.second - s.first), static_cast<double>(a.followers.value_or(0)));
    }
    if (seconds.empty()) return std::nullopt;
    // Of a story too large to be kept whole the cascade alone knows all posts.
    const auto& cascade = together.empty() || s.total > s.posts.size() ? s.cascade : own;
    auto forecast = cascade_model().forecast(cascade, std::max(1.0, static_cast<double>(now - s.first)));
    if (!forecast) return std::nullopt;
    const auto so_far = static_cast<double>(cascade.size());
    double slower = 1;
    if (static_cast<double>(now - s.first) >= 2 * hour && forecast->size > so_far) {
        const double share = static_cast<double>(cascade.size()) / static_cast<double>(seconds.size());
        slower = std::min(1.0, share * relaxation(seconds, now) / (forecast->size - so_far));
    }
    const auto beside = static_cast<double>(s.total) - so_far;
    if (slower < 1) {
        // How far attention falls is known within a factor of two and a half, four times of five.
        const double left = (forecast->size - so_far) * slower;
        const double blur = std::sqrt(so_far + left);
        const auto at = [&](double z) {
            return so_far + std::max(0.0, left * std::exp(z * spread) + std::min(z, 0.0) * blur / 2);
        };
        for (std::size_t i = 0; i < deviates.size(); ++i) forecast->quantiles[i] = at(deviates[i]);
        forecast->size = so_far + left;
        forecast->low = at(deviates[1]);
        forecast->high = at(deviates[deviates.size() - 2]);
    }
    const auto moved = [&](double size) { return beside + std::max(so_far, size); };
    for (auto& q : forecast->quantiles) q = moved(q);
    Outlook out;
    out.size = moved(forecast->size);
    out.low = moved(forecast->low);
    out.high = moved(forecast->high);
    out.passes = static_cast<double>(s.total) >= crisis ? 1 : forecast->passes(crisis);
    return out;
}

}  // namespace vigie::stories
