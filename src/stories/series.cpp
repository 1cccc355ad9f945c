#include "read.hpp"

#include <vigie/kit/bursts.hpp>
#include <vigie/stories/figures.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace vigie::stories {
namespace {

using model::Json;

struct Point {
    double time = 0;
    double count = 0;
    double authors = -1;
    std::uint32_t place = 0;  // among the points that came
};

struct Line {
    Json id;
    double bin = 0;
    std::vector<Point> points;
};

// The text of the time at `place` is read a second time, for the few that become alerts.
struct Given {
    std::uint32_t place;
    Json time;
};

bool read_point(kit::JsonWalk& walk, Point& point, Json* given) {
    std::size_t n = 0;
    const bool whole = walk.elements([&] {
        switch (n++) {
            case 0: return read_time(walk, point.time, given);
            case 1: return walk.number(point.count) && point.count >= 0 && point.count <= 1e12;
            case 2: return walk.number(point.authors) && point.authors >= 0 && point.authors <= 1e12;
            default: return walk.skip();
        }
    });
    return whole && n >= 2;
}

Result<Line> read(std::string_view text) {
    kit::JsonWalk walk;
    Line line;
    std::size_t bad = 0;
    bool seen = false;
    const auto point = [&] {
        auto& p = line.points.emplace_back();
        p.place = static_cast<std::uint32_t>(line.points.size() - 1);
        bad = line.points.size();
        if (bad > series_points || !read_point(walk, p, nullptr)) return false;
        bad = 0;
        return true;
    };
    const bool fine = walk.open(text) && walk.members([&](std::string_view key) {
        if (kit::is(key, "id")) return read_id(walk, line.id);
        if (kit::is(key, "bin")) return walk.number(line.bin) && line.bin >= 1 && line.bin <= 31 * 86400;
        if (!kit::is(key, "points")) return walk.skip();
        seen = true;
        line.points.clear();
        return walk.elements(point);
    });
    if (bad > series_points) return fail(Errc::parse, "more than {} points in one series", series_points);
    if (bad > 0) return fail(Errc::parse, "point {}: write [time, count] or [time, count, authors]", bad);
    if (!fine || !walk.at_end())
        return fail(Errc::parse, "not a JSON object of id, points and bin (1 second to 31 days)");
    if (!seen) return fail(Errc::parse, "no points: write {{\"id\": …, \"points\": [[time, count], …]}}");
    return line;
}

// The times of these points (ascending places), as they were written. The line was read once, so it can be
// read.
std::vector<Given> given(std::string_view text, const std::vector<std::uint32_t>& places) {
    std::vector<Given> out;
    kit::JsonWalk walk;
    std::uint32_t at = 0;
    auto next = places.begin();
    const auto point = [&] {
        if (next == places.end() || *next != at++) return walk.skip();
        ++next;
        Point unused;
        Json time;
        const bool fine = read_point(walk, unused, &time);
        out.push_back({at - 1, std::move(time)});
        return fine;
    };
    static_cast<void>(walk.open(text) && walk.members([&](std::string_view key) {
        if (!kit::is(key, "points")) return walk.skip();
        at = 0;
        next = places.begin();
        out.clear();
        return walk.elements(point);
    }));
    return out;
}

// In the order of time, one point a time.
void put_in_order(std::vector<Point>& points) {
    std::stable_sort(points.begin(), points.end(),
                     [](const Point& a, const Point& b) { return a.time < b.time; });
    std::size_t kept = 0;
    for (std::size_t i = 0; i < points.size(); ++i) {
        if (kept > 0 && std::floor(points[kept - 1].time) == std::floor(points[i].time)) {
            auto& same = points[kept - 1];
            same.count += points[i].count;
            if (points[i].authors >= 0) same.authors = std::max(0.0, same.authors) + points[i].authors;
        } else {
            points[kept++] = points[i];
        }
    }
    points.resize(kept);
}

double usual_distance(const std::vector<Point>& points) {
    std::vector<double> gaps;
    for (std::size_t i = 1; i < points.size(); ++i) gaps.push_back(points[i].time - points[i - 1].time);
    if (gaps.empty()) return 300;
    const auto middle = gaps.begin() + static_cast<std::ptrdiff_t>(gaps.size() / 2);
    std::nth_element(gaps.begin(), middle, gaps.end());
    return std::clamp(std::round(*middle), 1.0, 31.0 * 86400);
}

std::string number(double value) {
    return value >= 9.5 ? fmt::format("{:.0f}", value) : fmt::format("{:.1f}", value);
}

model::Text why(const kit::Burst& b, double bin) {
    const auto minutes = number(bin / 60);
    model::Text text;
    text.en = fmt::format(
        "{} posts in {} minutes where {} are usual at this hour; over half an hour {} and over three hours "
        "{} in "
        "{} minutes.",
        number(b.count), minutes, number(b.usual), number(b.half_hour), number(b.three_hours), minutes);
    text.fr = fmt::format(
        "{} publications en {} minutes au lieu de {} d’ordinaire à cette heure ; sur une demi-heure {} et "
        "sur trois "
        "heures {} par {} minutes.",
        number(b.count), minutes, number(b.usual), number(b.half_hour), number(b.three_hours), minutes);
    if (b.young) {
        text.en += " The series is younger than two days: held against its level only.";
        text.fr += " La série a moins de deux jours : comparée à son seul niveau.";
    } else {
        const auto rare = fmt::format("{:.0f}", std::pow(10.0, std::min(b.rarity, 9.0)));
        text.en += fmt::format(" Rarer than one in {} of what this series has seen.", rare);
        text.fr += fmt::format(" Plus rare qu’une fois sur {} de ce que cette série a connu.", rare);
    }
    return text;
}

}  // namespace

Result<Json> series(std::string_view text) {
    VIGIE_TRY_ASSIGN(auto line, read(text));
    auto& points = line.points;
    put_in_order(points);
    kit::BurstSettings settings;
    settings.bin_seconds = line.bin > 0 ? line.bin : usual_distance(points);
    const kit::BurstScales scales(settings);
    kit::BurstSeries counts;
    std::vector<std::pair<std::uint32_t, kit::Burst>> bursts;
    for (const auto& p : points) {
        const auto seconds = static_cast<std::int64_t>(std::floor(p.time));
        if (const auto burst = counts.observe(scales, seconds, p.count, p.authors))
            bursts.emplace_back(p.place, *burst);
    }
    std::vector<std::uint32_t> places;
    for (const auto& [place, burst] : bursts) places.push_back(place);
    std::sort(places.begin(), places.end());
    const auto times = given(text, places);
    auto alerts = Json::array();
    for (const auto& [place, burst] : bursts) {
        const auto time = std::lower_bound(times.begin(), times.end(), place,
                                           [](const Given& g, std::uint32_t at) { return g.place < at; });
        Json alert{{"at", time != times.end() && time->place == place ? time->time : Json(burst.at)},
                   {"score", burst.score},
                   {"why", why(burst, settings.bin_seconds)},
                   {"count", burst.count},
                   {"usual", burst.usual}};
        alerts.push_back(std::move(alert));
    }
    return Json{{"id", std::move(line.id)}, {"alerts", std::move(alerts)}, {"bin", settings.bin_seconds}};
}

}  // namespace vigie::stories
