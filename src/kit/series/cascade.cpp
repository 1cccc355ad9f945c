#include <vigie/kit/cascades.hpp>

#include <algorithm>
#include <cmath>

namespace vigie::kit {
namespace {

constexpr std::size_t kept_entries = 65'536;
constexpr double ten_years = 315'576'000;
constexpr std::size_t groups = 512;

// SEISMIC's memory kernel φ, and how it is observed: constant to s0, then a power law.
constexpr double theta = 0.242;
constexpr double s0 = 300;
constexpr double c = 6.265e-4;
constexpr double mean_degree = 100;

struct Kernel {
    double area = 0;    // ∫ φ from 0 to x
    double moment = 0;  // ∫ x φ
};

Kernel kernel(double x) noexcept {
    if (x <= 0) return {};
    if (x <= s0) return {c * x, c * x * x / 2};
    const double fall = std::exp(-theta * std::log(x / s0));
    return {c * s0 + c * s0 / theta * (1 - fall), c * s0 * s0 / 2 + c * s0 / (1 - theta) * (x * fall - s0)};
}

}  // namespace

void Cascade::add(double seconds, double followers) {
    if (!(seconds >= 0)) seconds = 0;
    if (!(followers >= 0)) followers = 0;
    seconds = std::min(seconds, ten_years);
    followers = std::min(followers, 1e10);
    if (entries_.empty()) {
        first_followers_ = followers;
        entries_.push_back({});
        entries_.back().seconds = seconds;
        pending_ = stride_ - 1;
    } else if (pending_ == 0) {
        auto next = entries_.back();
        next.seconds = std::max(next.seconds, seconds);
        if (entries_.size() >= kept_entries) {
            // Sums stay right when every other entry goes.
            for (std::size_t i = 0; 2 * i + 1 < entries_.size(); ++i) entries_[i] = entries_[2 * i + 1];
            entries_.resize(entries_.size() / 2);
            stride_ *= 2;
        }
        entries_.push_back(next);
        pending_ = stride_ - 1;
    } else {
        entries_.back().seconds = std::max(entries_.back().seconds, seconds);
        --pending_;
    }
    auto& last = entries_.back();
    ++last.count;
    last.followers += followers;
    last.log_followers += std::log1p(followers);
}

std::size_t Cascade::entries_by(double seconds) const noexcept {
    const auto after = std::upper_bound(entries_.begin(), entries_.end(), seconds,
                                        [](double t, const Entry& e) { return t < e.seconds; });
    return static_cast<std::size_t>(after - entries_.begin());
}

std::uint64_t Cascade::size_at(double seconds) const noexcept {
    const auto n = entries_by(seconds);
    return n == 0 ? 0 : entries_[n - 1].count;
}

double Cascade::time_of(double rank) const noexcept {
    const auto at = std::lower_bound(entries_.begin(), entries_.end(), rank, [](const Entry& e, double r) {
        return static_cast<double>(e.count) < r;
    });
    return at == entries_.end() ? last() : at->seconds;
}

std::array<float, Cascade::features> Cascade::look(double seconds) const noexcept {
    const auto n = entries_by(seconds);
    if (n == 0) return {};
    const auto& now = entries_[n - 1];
    const auto size = static_cast<double>(now.count);
    const auto by = [&](double share) { return static_cast<double>(size_at(seconds * share)); };
    const auto recent = [&](double share) { return std::log((size - by(share) + 1) / size); };
    const double others = (now.followers - first_followers_) / std::max(1.0, size - 1);
    const std::array<double, features> values{
        std::log(size),
        recent(0.5),
        recent(0.75),
        recent(0.9),
        std::log((by(0.25) + 1) / size),
        std::log((by(0.125) + 1) / size),
        std::log1p(first_followers_),
        now.log_followers / size,
        std::log((time_of((size + 1) / 2) + 60) / std::max(1.0, seconds)),
        std::log1p(std::max(0.0, others))};
    std::array<float, features> out{};
    for (std::size_t i = 0; i < features; ++i) out[i] = static_cast<float>(values[i]);
    return out;
}

Cascade::Seismic Cascade::seismic(double seconds) const {
    const auto n = entries_by(seconds);
    if (n == 0) return {};
    const double width = std::max(s0, seconds / 2);
    const std::size_t step = (n + groups - 1) / groups;
    double came = 0;
    double exposed = 0;
    double reached = 0;
    std::uint64_t count_before = 0;
    double followers_before = 0;
    for (std::size_t i = 0; i < n;) {
        // The post itself is a group of its own.
        const auto end = i == 0 ? std::size_t{1} : std::min(n, i + step);
        const auto& middle = entries_[i + (end - i) / 2];
        const auto& last = entries_[end - 1];
        const auto count = static_cast<double>(last.count - count_before);
        const double followers = last.followers - followers_before;
        const double age = std::max(0.0, seconds - middle.seconds);
        if (i > 0) came += count * std::max(0.0, 1 - age / width);
        const auto young = kernel(std::max(0.0, age - width));
        const auto old = kernel(age);
        exposed +=
            followers * ((1 - age / width) * (old.area - young.area) + (old.moment - young.moment) / width);
        reached += followers * old.area;
        count_before = last.count;
        followers_before = last.followers;
        i = end;
    }
    const auto size = static_cast<double>(entries_[n - 1].count);
    const double infectiousness = exposed > 0 ? came / exposed : 0;
    const double still = std::max(0.0, infectiousness * (entries_[n - 1].followers - reached));
    const bool explosive = infectiousness * mean_degree >= 1;
    const double more = explosive ? 19 * size : still / (1 - infectiousness * mean_degree);
    return {size + std::min(more, 19 * size), explosive};
}

}  // namespace vigie::kit
