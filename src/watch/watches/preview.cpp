#include <vigie/ports/store_rules.hpp>
#include <vigie/watch/preview.hpp>

#include <algorithm>
#include <cmath>
#include <deque>
#include <set>
#include <utility>

namespace vigie::watch {
namespace {

// 95 % bounds of a Poisson count of which `k` was seen (Byar's approximation, good within 2 % from k = 2 on).
std::pair<double, double> bounds(double k) {
    constexpr double z = 1.96;
    const auto cube = [](double x) { return x * x * x; };
    const double low = k < 1 ? 0 : k * cube(1 - 1 / (9 * k) - z / (3 * std::sqrt(k)));
    const double up = k + 1;
    return {std::max(low, 0.0), up * cube(1 - 1 / (9 * up) + z / (3 * std::sqrt(up)))};
}

Preview::Estimate estimate(std::int64_t matched, double days, bool from_stream) {
    const auto [low, high] = bounds(static_cast<double>(matched));
    return {static_cast<double>(matched) / days, low / days, high / days, from_stream};
}

class Previewer {
public:
    Previewer(const std::shared_ptr<const query::Set>& set, Beyond& beyond, const PreviewOptions& options)
        : scanner_(set), beyond_(beyond), o_(options) {}

    void stream(const Recent& recent) {
        const auto most = static_cast<std::size_t>(std::max(o_.limit, 0));
        Preview::Stream s;
        const auto span = recent.visit(o_.now, [&](const model::ItemView& view) {
            if (!hits(view)) return true;
            ++s.matched;
            newest_.push_back({item_of(view), scanner_.highlights(0), false});
            if (newest_.size() > most) newest_.pop_front();
            return true;
        });
        if (span.posts == 0) return;
        constexpr double us_a_minute = 60e6;
        s.looked_at = span.posts;
        s.since = span.since;
        s.minutes = static_cast<double>((std::max(o_.now, span.until) - span.since).count()) / us_a_minute;
        out_.stream = s;
    }

    Result<> stored(ports::Session& session) {
        const auto first = ports::hour_of(o_.now) - o_.hours + 1;
        const auto from = Time(std::chrono::hours(first));
        out_.per_hour.assign(static_cast<std::size_t>(o_.hours), 0);
        show_stream(session);
        model::ItemViewer viewer;
        VIGIE_TRY_ASSIGN(out_.looked_at, session.visit_items(from, o_.most_items, [&](const auto& item) {
            const auto& view = viewer.of(item);
            if (!hits(view)) return true;
            ++out_.matched;
            const auto hour = ports::hour_of(item.observed_at) - first;
            if (hour >= 0 && hour < o_.hours) ++out_.per_hour[static_cast<std::size_t>(hour)];
            const bool room = static_cast<int>(out_.rows.size()) < o_.limit;
            if (room && !shown_.contains(item.key()))
                out_.rows.push_back({item, scanner_.highlights(0), true});
            return true;
        }));
        out_.truncated = out_.looked_at >= o_.most_items;
        return {};
    }

    Preview finish() {
        constexpr double shortest = 1;  // minute
        constexpr double minutes_a_day = 1440;
        if (out_.stream)
            out_.estimate = estimate(out_.stream->matched,
                                     std::max(out_.stream->minutes, shortest) / minutes_a_day, true);
        else
            out_.estimate = estimate(out_.matched, static_cast<double>(o_.hours) / 24, false);
        return std::move(out_);
    }

private:
    bool hits(const model::ItemView& view) { return scanner_.any(view, beyond_.of(view)); }

    void show_stream(ports::Session& session) {
        while (!newest_.empty()) {
            auto row = std::move(newest_.back());
            newest_.pop_back();
            if (!shown_.insert(row.item.key()).second) continue;
            const auto kept = session.item(row.item.key());
            row.stored = kept && kept->has_value();
            out_.rows.push_back(std::move(row));
        }
    }

    query::Scanner scanner_;
    Beyond& beyond_;
    PreviewOptions o_;
    Preview out_;
    std::deque<PreviewRow> newest_;  // of the stream, the newest last
    std::set<model::ItemKey> shown_;
};

}  // namespace

Result<Preview> preview(const std::shared_ptr<const query::Set>& set, ports::Session& session,
                        const Recent* recent, Beyond& beyond, const PreviewOptions& options) {
    Previewer previewer(set, beyond, options);
    if (recent != nullptr && recent->on()) previewer.stream(*recent);
    VIGIE_TRY(previewer.stored(session));
    return previewer.finish();
}

}  // namespace vigie::watch
