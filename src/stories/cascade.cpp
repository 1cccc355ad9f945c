#include "forecasting.hpp"
#include "read.hpp"

#include <vigie/base/assert.hpp>
#include <vigie/base/embedded.hpp>
#include <vigie/kit/cascades.hpp>
#include <vigie/stories/figures.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace vigie::embedded {
std::vector<EmbeddedFile> cascade_model_files();
}  // namespace vigie::embedded

namespace vigie::stories {
namespace {

using model::Json;

struct Event {
    double time = 0;
    double followers = 0;
};

struct Moment {
    double time = 0;
    std::string given;
};

struct Line {
    Json id;
    std::vector<Event> events;
    std::vector<Moment> at;
    double threshold = 0;
};

bool read_event(kit::JsonWalk& walk, Event& event) {
    std::size_t n = 0;
    const bool whole = walk.elements([&] {
        switch (n++) {
            case 0: return read_time(walk, event.time);
            case 1: return walk.number(event.followers) && event.followers >= 0 && event.followers <= 1e10;
            default: return walk.skip();
        }
    });
    return whole && n >= 1;
}

bool read_moment(kit::JsonWalk& walk, Moment& moment) {
    Json given;
    if (!read_time(walk, moment.time, &given)) return false;
    moment.given = given.is_string() ? given.get<std::string>() : given.dump();
    return true;
}

Result<Line> read(std::string_view text) {
    kit::JsonWalk walk;
    Line line;
    std::size_t bad_event = 0;
    bool seen = false;
    const bool fine = walk.open(text) && walk.members([&](std::string_view key) {
        if (kit::is(key, "id")) return read_id(walk, line.id);
        if (kit::is(key, "threshold"))
            return walk.number(line.threshold) && line.threshold > 0 && line.threshold <= 1e12;
        if (kit::is(key, "at")) {
            line.at.clear();
            return walk.elements([&] {
                return line.at.size() < cascade_moments && read_moment(walk, line.at.emplace_back());
            });
        }
        if (!kit::is(key, "events")) return walk.skip();
        seen = true;
        line.events.clear();
        return walk.elements([&] {
            bad_event = line.events.size() + 1;
            if (bad_event > cascade_events || !read_event(walk, line.events.emplace_back())) return false;
            bad_event = 0;
            return true;
        });
    });
    if (bad_event > cascade_events)
        return fail(Errc::parse, "more than {} events in one cascade", cascade_events);
    if (bad_event > 0) return fail(Errc::parse, "event {}: write [second, followers]", bad_event);
    if (!fine || !walk.at_end())
        return fail(Errc::parse, "not a JSON object of id, events, at (at most {} times) and threshold",
                    cascade_moments);
    if (!seen || line.at.empty())
        return fail(Errc::parse,
                    "no events or no times: write {{\"id\": …, \"events\": [[second, followers], …], \"at\": "
                    "[3600]}}");
    return line;
}

}  // namespace

const kit::CascadeModel& cascade_model() {
    static const auto model = [] {
        for (const auto& file : embedded::cascade_model_files())
            if (file.path == "cascade.model") return kit::CascadeModel::read(file.content);
        return Result<kit::CascadeModel>(fail(Errc::not_found, "no cascade.model"));
    }();
    VIGIE_ASSERT(model.has_value());
    return *model;
}

Result<Json> cascade(std::string_view text) {
    VIGIE_TRY_ASSIGN(auto line, read(text));
    std::stable_sort(line.events.begin(), line.events.end(),
                     [](const Event& a, const Event& b) { return a.time < b.time; });
    const double origin = !line.events.empty() && line.events[0].time > 1e8 ? line.events[0].time : 0;
    std::vector<std::size_t> order(line.at.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return line.at[a].time < line.at[b].time; });
    std::vector<Json> answers(line.at.size());
    kit::Cascade cascade;
    auto next = line.events.begin();
    for (const auto i : order) {
        // What comes after this moment is not known yet.
        for (; next != line.events.end() && next->time <= line.at[i].time; ++next)
            cascade.add(next->time - origin, next->followers);
        const auto forecast = cascade_model().forecast(cascade, std::max(1.0, line.at[i].time - origin));
        auto& one = answers[i];
        if (!forecast) {
            one = {{"size", nullptr}, {"low", nullptr}, {"high", nullptr}, {"so_far", 0}};
            continue;
        }
        one = {{"size", std::round(forecast->size)},
               {"low", std::floor(forecast->low)},
               {"high", std::ceil(forecast->high)},
               {"so_far", cascade.size()},
               {"method", forecast->history ? "history" : "seismic"}};
        if (forecast->explosive) one["explosive"] = true;
        if (line.threshold > 0) one["passes"] = forecast->passes(line.threshold);
    }
    auto by_time = Json::object();
    for (std::size_t i = 0; i < answers.size(); ++i) by_time[line.at[i].given] = std::move(answers[i]);
    return Json{{"id", std::move(line.id)}, {"forecast", std::move(by_time)}};
}

}  // namespace vigie::stories
