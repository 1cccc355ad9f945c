#include <vigie/kit/cascades.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace vigie::kit {
namespace {

constexpr std::size_t n_features = Cascade::features;
using Features = std::array<float, n_features>;
using Weights = std::array<double, n_features + 1>;

constexpr std::array<double, CascadeModel::levels> shares{0.025, 0.1, 0.2, 0.3, 0.4,  0.5,
                                                          0.6,   0.7, 0.8, 0.9, 0.975};
constexpr std::size_t low_level = 1;
constexpr std::size_t high_level = 9;
// Two regressions are averaged: a few signs with little shrinkage, and all of them with more.
constexpr std::array<std::size_t, 6> few{0, 1, 3, 6, 8, 9};
constexpr std::array<std::size_t, 10> all{0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
constexpr double few_shrinkage = 5;
constexpr double all_shrinkage = 10;
constexpr std::uint64_t least_size = 10;
constexpr std::size_t least_history = 20;
constexpr int rounds = 8;

// Gauss with pivots; the systems here are small and, through the shrinkage, never singular.
void solve(std::vector<std::vector<double>>& a, std::vector<double>& b) {
    const auto n = b.size();
    for (std::size_t i = 0; i < n; ++i) {
        std::size_t pivot = i;
        for (std::size_t j = i + 1; j < n; ++j)
            if (std::abs(a[j][i]) > std::abs(a[pivot][i])) pivot = j;
        std::swap(a[i], a[pivot]);
        std::swap(b[i], b[pivot]);
        for (std::size_t j = i + 1; j < n; ++j) {
            const double k = a[j][i] / a[i][i];
            for (std::size_t x = i; x < n; ++x) a[j][x] -= k * a[i][x];
            b[j] -= k * b[i];
        }
    }
    for (std::size_t i = n; i-- > 0;) {
        for (std::size_t x = i + 1; x < n; ++x) b[i] -= a[i][x] * b[x];
        b[i] /= a[i][i];
    }
}

struct Rows {
    std::vector<Features> features;
    std::vector<double> targets;
};

// Least absolute deviations with a ridge on standardised columns, by iterated weights (Schlossmacher 1973);
// `without` is left out. Weights come back for the raw columns, added to `into` with `share`.
void regress(const Rows& rows, std::size_t without, std::span<const std::size_t> columns, double shrinkage,
             double share, Weights& into) {
    const auto d = columns.size();
    const auto n = rows.targets.size();
    std::vector<double> mean(d);
    std::vector<double> deviation(d);
    const double used = static_cast<double>(n) - (without < n ? 1 : 0);
    const auto each = [&](auto&& visit) {
        for (std::size_t i = 0; i < n; ++i)
            if (i != without) visit(i);
    };
    const auto value = [&](std::size_t i, std::size_t k) {
        return static_cast<double>(rows.features[i][columns[k]]);
    };
    each([&](std::size_t i) {
        for (std::size_t k = 0; k < d; ++k) mean[k] += value(i, k) / used;
    });
    each([&](std::size_t i) {
        for (std::size_t k = 0; k < d; ++k)
            deviation[k] += (value(i, k) - mean[k]) * (value(i, k) - mean[k]) / used;
    });
    for (auto& s : deviation) s = s > 1e-12 ? std::sqrt(s) : 1;
    std::vector<double> weight(n, 1);
    std::vector<double> row(d + 1, 1);
    std::vector<double> b;
    const auto fill = [&](std::size_t i) {
        for (std::size_t k = 0; k < d; ++k) row[k + 1] = (value(i, k) - mean[k]) / deviation[k];
    };
    for (int round = 0; round <= rounds; ++round) {
        std::vector<std::vector<double>> a(d + 1, std::vector<double>(d + 1));
        b.assign(d + 1, 0);
        for (std::size_t k = 1; k <= d; ++k) a[k][k] = shrinkage;
        each([&](std::size_t i) {
            fill(i);
            for (std::size_t j = 0; j <= d; ++j) {
                b[j] += weight[i] * row[j] * rows.targets[i];
                for (std::size_t k = 0; k <= d; ++k) a[j][k] += weight[i] * row[j] * row[k];
            }
        });
        solve(a, b);
        double sum = 0;
        each([&](std::size_t i) {
            fill(i);
            double fit = 0;
            for (std::size_t k = 0; k <= d; ++k) fit += b[k] * row[k];
            weight[i] = 1 / std::max(0.05, std::abs(rows.targets[i] - fit));
            sum += weight[i] / used;
        });
        for (auto& w : weight) w /= sum;
    }
    into[0] += share * b[0];
    for (std::size_t k = 0; k < d; ++k) {
        into[columns[k] + 1] += share * b[k + 1] / deviation[k];
        into[0] -= share * b[k + 1] / deviation[k] * mean[k];
    }
}

Weights regress(const Rows& rows, std::size_t without) {
    Weights weights{};
    regress(rows, without, few, few_shrinkage, 0.5, weights);
    regress(rows, without, all, all_shrinkage, 0.5, weights);
    return weights;
}

double predict(const Weights& weights, const Features& features) noexcept {
    double sum = weights[0];
    for (std::size_t k = 0; k < n_features; ++k) sum += weights[k + 1] * static_cast<double>(features[k]);
    return std::max(0.0, sum);
}

// Conformal quantiles: ranks out of n + 1, so that a new cascade is among them with the probability that was
// asked.
std::array<double, CascadeModel::levels> quantiles(std::vector<double> errors) {
    std::sort(errors.begin(), errors.end());
    std::array<double, CascadeModel::levels> out{};
    const auto n = static_cast<double>(errors.size());
    for (std::size_t i = 0; i < out.size(); ++i) {
        const double rank = std::clamp(shares[i] * (n + 1) - 1, 0.0, n - 1);
        const auto below = static_cast<std::size_t>(rank);
        const auto above = std::min(below + 1, errors.size() - 1);
        out[i] = errors[below] + (rank - std::floor(rank)) * (errors[above] - errors[below]);
    }
    return out;
}

template <std::size_t N>
std::array<double, N> between(const std::array<double, N>& a, const std::array<double, N>& b,
                              double share) noexcept {
    std::array<double, N> out{};
    for (std::size_t i = 0; i < N; ++i) out[i] = a[i] + share * (b[i] - a[i]);
    return out;
}

}  // namespace

double CascadeModel::Forecast::passes(double threshold) const noexcept {
    if (quantiles[0] >= threshold) return 1 - shares[0];
    for (std::size_t i = 1; i < levels; ++i) {
        if (quantiles[i] < threshold) continue;
        const double step = quantiles[i] - quantiles[i - 1];
        const double part = step > 0 ? (threshold - quantiles[i - 1]) / step : 1;
        return 1 - (shares[i - 1] + part * (shares[i] - shares[i - 1]));
    }
    return 1 - shares[levels - 1];
}

std::optional<CascadeModel::Moment> CascadeModel::fit_moment(double seconds,
                                                             std::span<const Sample> samples) {
    if (samples.size() < least_history) return std::nullopt;
    Moment m;
    m.seconds = seconds;
    m.least.fill(1e9);
    m.most.fill(-1e9);
    Rows rows;
    std::vector<double> seismic;
    for (const auto& s : samples) {
        rows.features.push_back(s.features);
        rows.targets.push_back(s.target);
        seismic.push_back(s.target - s.seismic);
        for (std::size_t k = 0; k < n_features; ++k) {
            m.least[k] = std::min(m.least[k], static_cast<double>(s.features[k]));
            m.most[k] = std::max(m.most[k], static_cast<double>(s.features[k]));
        }
    }
    m.weights = regress(rows, rows.targets.size());
    std::vector<double> errors;
    for (std::size_t i = 0; i < samples.size(); ++i)
        errors.push_back(rows.targets[i] - predict(regress(rows, i), rows.features[i]));
    m.errors = quantiles(std::move(errors));
    m.seismic = quantiles(std::move(seismic));
    return m;
}

Result<CascadeModel> CascadeModel::fit(std::span<const Cascade> history) {
    CascadeModel model;
    // From 5 minutes to a week, by factors of the root of two.
    for (double seconds = 300; seconds < 650'000; seconds *= 1.4142135623730951) {
        std::vector<Sample> samples;
        for (const auto& cascade : history) {
            const auto so_far = cascade.size_at(seconds);
            if (so_far < least_size) continue;
            const auto size = static_cast<double>(so_far);
            samples.push_back({cascade.look(seconds), std::log(static_cast<double>(cascade.size()) / size),
                               std::log(cascade.seismic(seconds).size / size)});
        }
        if (auto moment = fit_moment(seconds, samples)) model.moments_.push_back(std::move(*moment));
    }
    if (model.moments_.empty())
        return fail(Errc::invalid_argument, "a forecast needs the history of {} cascades of {} reshares",
                    least_history, least_size);
    return model;
}

std::optional<CascadeModel::Forecast> CascadeModel::forecast(const Cascade& cascade, double seconds) const {
    const auto so_far = cascade.size_at(seconds);
    if (so_far == 0 || moments_.empty()) return std::nullopt;
    const auto size = static_cast<double>(so_far);
    const auto after = std::lower_bound(moments_.begin(), moments_.end(), seconds,
                                        [](const Moment& m, double t) { return m.seconds < t; });
    const auto& high = after == moments_.end() ? moments_.back() : *after;
    const auto& low = after == moments_.begin() ? high : *(after - 1);
    const double step = std::log(high.seconds / low.seconds);
    const double share = step > 0 ? std::clamp(std::log(seconds / low.seconds) / step, 0.0, 1.0) : 0;
    auto features = cascade.look(seconds);
    const auto least = between(low.least, high.least, share);
    const auto most = between(low.most, high.most, share);
    // Half the size of the smallest of the history is still like it; a quarter is not.
    const double trust =
        std::clamp(2 + (static_cast<double>(features[0]) - least[0]) / 0.6931471805599453, 0.0, 1.0);
    for (std::size_t k = 0; k < n_features; ++k)
        features[k] = static_cast<float>(std::clamp(static_cast<double>(features[k]), least[k], most[k]));
    double expected = predict(between(low.weights, high.weights, share), features);
    auto errors = between(low.errors, high.errors, share);
    Forecast out;
    out.history = trust > 0;
    if (trust < 1) {
        const auto seismic = cascade.seismic(seconds);
        out.explosive = seismic.explosive;
        expected = trust * expected + (1 - trust) * std::log(seismic.size / size);
        errors = between(between(low.seismic, high.seismic, share), errors, trust);
    }
    out.size = size * std::exp(expected);
    for (std::size_t i = 0; i < levels; ++i)
        out.quantiles[i] = std::max(size, out.size * std::exp(errors[i]));
    out.low = out.quantiles[low_level];
    out.high = out.quantiles[high_level];
    return out;
}

std::string CascadeModel::write() const {
    std::string out = "vigie-cascades 1\n";
    const auto line = [&out](std::string_view name, const auto& values) {
        out += name;
        for (const double v : values) out += fmt::format(" {:.6g}", v);
        out += '\n';
    };
    for (const auto& m : moments_) {
        out += fmt::format("at {:.1f}\n", m.seconds);
        line("weights", m.weights);
        line("least", m.least);
        line("most", m.most);
        line("errors", m.errors);
        line("seismic", m.seismic);
    }
    return out;
}

namespace {

bool take_line(std::string_view& text, std::string_view name, std::span<double> values) {
    const auto end = text.find('\n');
    if (end == std::string_view::npos || text.substr(0, name.size()) != name) return false;
    auto rest = text.substr(name.size(), end - name.size());
    text.remove_prefix(end + 1);
    for (auto& v : values) {
        if (rest.empty() || rest[0] != ' ') return false;
        const auto [p, ec] = std::from_chars(rest.data() + 1, rest.data() + rest.size(), v);
        if (ec != std::errc() || !std::isfinite(v) || std::abs(v) > 1e9) return false;
        rest.remove_prefix(static_cast<std::size_t>(p - rest.data()));
    }
    return rest.empty();
}

}  // namespace

Result<CascadeModel> CascadeModel::read(std::string_view text) {
    CascadeModel model;
    const auto bad = [&] {
        return fail(Errc::parse, "not a model of cascades (moment {})", model.moments_.size() + 1);
    };
    if (!take_line(text, "vigie-cascades 1", {})) return bad();
    double last = 0;
    while (!text.empty()) {
        Moment m;
        if (!take_line(text, "at", {&m.seconds, 1}) || m.seconds <= last ||
            !take_line(text, "weights", m.weights) || !take_line(text, "least", m.least) ||
            !take_line(text, "most", m.most) || !take_line(text, "errors", m.errors) ||
            !take_line(text, "seismic", m.seismic) || model.moments_.size() >= 1000)
            return bad();
        last = m.seconds;
        model.moments_.push_back(m);
    }
    if (model.moments_.empty()) return bad();
    return model;
}

}  // namespace vigie::kit
