// What is looked for: reading it. Changing it: watch_acts.cpp.
#include "resources.hpp"
#include "watch_json.hpp"

#include <vigie/kit/text.hpp>
#include <vigie/ports/store_rules.hpp>

#include <algorithm>
#include <numeric>

namespace vigie::serve {
namespace {

using model::Watch;
using model::WatchKind;

constexpr std::size_t longest_text = 200;

Response bad_filter(const Call& call) {
    return problem(call, {422,
                          "invalid_argument",
                          {"Ce filtre n’existe pas.", "There is no such filter."},
                          {"Voyez schemas/openapi.yaml.", "See schemas/openapi.yaml."}});
}

bool says(const Watch& w, const std::string& needle) {
    const auto has = [&](const std::string& s) { return contains_folded(s, needle); };
    return needle.empty() || has(w.name) || has(w.query) || has(w.note) || std::ranges::any_of(w.tags, has);
}

// Those of assets and files as they are in force, those of the console as they are stored.
std::vector<Watch> all_watches(const watch::WatchSet& in_force, std::vector<Watch> rows, bool deleted) {
    std::vector<Watch> out;
    for (const auto& entry : in_force.all()) {
        if (entry.watch.kind != WatchKind::console) out.push_back(entry.watch);
    }
    for (auto& row : rows) {
        if (deleted || !row.deleted) out.push_back(std::move(row));
    }
    return out;
}

Result<> sort_by(std::vector<Watch>& rows, const std::string& order, ports::Session& session, Time now) {
    if (order == "newest") {
        std::ranges::stable_sort(rows, std::greater{}, &Watch::created_at);
        return {};
    }
    if (order == "name" || order.empty()) {
        std::ranges::stable_sort(rows, {}, &Watch::name);
        return {};
    }
    constexpr auto hour = std::chrono::hours(1);
    VIGIE_TRY_ASSIGN(const auto day, session.volumes(now - 23 * hour, now + hour));
    VIGIE_TRY_ASSIGN(const auto before, session.volumes(now - 47 * hour, now - 23 * hour));
    const auto of = [](const auto& counts, const std::string& name) {
        const auto it = counts.find(name);
        return it == counts.end() ? std::int64_t{0} : it->second;
    };
    const auto key = [&](const Watch& w) {
        return of(day, w.name) - (order == "change" ? of(before, w.name) : 0);
    };
    std::ranges::stable_sort(rows, std::greater{}, key);
    return {};
}

Response no_such_watch(const Call& call) {
    return problem(call, {404,
                          "not_found",
                          {"Cette veille n’existe pas.", "There is no such watch."},
                          {"Vérifiez son nom\u00A0; elle a peut-être été supprimée.",
                           "Check its name; it may have been deleted."}});
}

// Of the path's {name}: a row counts only where no file has the name.
Result<std::optional<Watch>> named(const Call& call, const watch::WatchSet& in_force,
                                   ports::Session& session) {
    const auto& name = call.captures[0];
    const auto* entry = in_force.find(name);
    if (entry != nullptr && entry->watch.kind != WatchKind::console) return entry->watch;
    VIGIE_TRY_ASSIGN(auto row, session.watch(name));
    return row;
}

}  // namespace

Response list_watches(Call& call) {
    const auto& request = call.request;
    const auto limit = number(request, "limit", 1, 500, 50);
    const auto offset = number(request, "offset", 0, 1'000'000'000, 0);
    const auto order = request.parameter("sort");
    static const std::vector<std::string> orders{"", "name", "volume", "change", "newest"};
    std::vector<WatchKind> kinds;
    for (const auto& name : split(request.parameter("kind"))) {
        const auto kind = model::watch_kind_of(name);
        if (!kind) return bad_filter(call);
        kinds.push_back(*kind);
    }
    if (!limit || !offset || std::ranges::find(orders, order) == orders.end()) return bad_filter(call);
    const auto needle = kit::fold(request.parameter("text").substr(0, longest_text));
    const auto in_force = watches_in_force(call.app);
    Json body{{"now", format_time(call.now())}, {"rows", Json::array()}};
    const auto done = call.app.parts.store->read([&](ports::Session& s) -> Result<> {
        VIGIE_TRY_ASSIGN(auto rows, s.watches());
        auto all = all_watches(*in_force, std::move(rows), request.parameter("deleted") == "true");
        std::erase_if(all, [&](const Watch& w) { return !says(w, needle); });
        body["by_kind"] = {{"asset", 0}, {"file", 0}, {"console", 0}};
        for (const auto& w : all) {
            auto& count = body["by_kind"][std::string(model::name(w.kind))];
            count = count.get<std::int64_t>() + 1;
        }
        if (!kinds.empty())
            std::erase_if(all,
                          [&](const Watch& w) { return std::ranges::find(kinds, w.kind) == kinds.end(); });
        VIGIE_TRY(sort_by(all, order, s, call.now()));
        body["total"] = all.size();
        const auto first = std::min<std::size_t>(static_cast<std::size_t>(*offset), all.size());
        const auto last = std::min<std::size_t>(first + static_cast<std::size_t>(*limit), all.size());
        for (auto i = first; i < last; ++i) {
            VIGIE_TRY_ASSIGN(auto one, watch_json(call, s, all[i]));
            body["rows"].push_back(std::move(one));
        }
        return {};
    });
    return done ? json(body) : problem(call, done.error());
}

Result<Json> watch_json(const Call& call, ports::Session& session, const Watch& w) {
    const auto in_force = watches_in_force(call.app);
    auto out = to_json(w, watch::check_query(in_force->options(), w.name, w.query));
    VIGIE_TRY(add_volumes(out, session, w.name, call.now()));
    return out;
}

Response get_watch(Call& call) {
    const auto in_force = watches_in_force(call.app);
    std::optional<Json> body;
    const auto done = call.app.parts.store->read([&](ports::Session& s) -> Result<> {
        VIGIE_TRY_ASSIGN(const auto found, named(call, *in_force, s));
        if (!found) return {};
        VIGIE_TRY_ASSIGN(body, watch_json(call, s, *found));
        return {};
    });
    if (!done) return problem(call, done.error());
    return body ? json(*body) : no_such_watch(call);
}

Response list_watch_items(Call& call) {
    const auto limit = number(call.request, "limit", 1, 500, 50);
    if (!limit) return bad_filter(call);
    const auto in_force = watches_in_force(call.app);
    Present present(call.app);
    bool known = false;
    auto rows = Json::array();
    const auto done = call.app.parts.store->read([&](ports::Session& s) -> Result<> {
        VIGIE_TRY_ASSIGN(const auto found, named(call, *in_force, s));
        if (!found) return {};
        known = true;
        const auto checked = watch::check_query(in_force->options(), found->name, found->query);
        const auto set = checked.ok() ? compile_one(in_force->options(), checked, found->query) : nullptr;
        std::optional<query::Scanner> scanner;
        if (set) scanner.emplace(set);
        VIGIE_TRY_ASSIGN(const auto items, s.items_of_watch(found->name, static_cast<int>(*limit)));
        model::ItemViewer viewer;
        for (const auto& item : items) {
            const auto& view = viewer.of(item);
            std::vector<query::Highlight> highlights;
            if (scanner && scanner->any(view, present.beyond().of(view))) highlights = scanner->highlights(0);
            rows.push_back({{"item", item}, {"highlights", to_json(highlights, item)}});
        }
        return {};
    });
    if (!done) return problem(call, done.error());
    return known ? json({{"now", format_time(call.now())}, {"rows", std::move(rows)}}) : no_such_watch(call);
}

Response get_watch_volume(Call& call) {
    constexpr std::int64_t longest = 2160;
    const auto asked = number(call.request, "hours", 1, longest, 168);
    if (!asked) return bad_filter(call);
    const auto hours = static_cast<int>(*asked);
    const auto in_force = watches_in_force(call.app);
    std::optional<std::vector<std::int64_t>> series;
    const auto done = call.app.parts.store->read([&](ports::Session& s) -> Result<> {
        VIGIE_TRY_ASSIGN(const auto found, named(call, *in_force, s));
        if (!found) return {};
        VIGIE_TRY_ASSIGN(series,
                         s.volume(found->name, call.now() - std::chrono::hours(2 * hours - 1), 2 * hours));
        return {};
    });
    if (!done) return problem(call, done.error());
    if (!series) return no_such_watch(call);
    const auto middle = series->begin() + hours;
    const auto total = [](auto first, auto last) { return std::accumulate(first, last, std::int64_t{0}); };
    const auto from = Time(std::chrono::hours(ports::hour_of(call.now()) - hours + 1));
    return json({{"now", format_time(call.now())},
                 {"from", format_time(from)},
                 {"hours", hours},
                 {"total", total(middle, series->end())},
                 {"total_before", total(series->begin(), middle)},
                 {"per_hour", std::vector(middle, series->end())},
                 {"per_hour_before", std::vector(series->begin(), middle)}});
}

}  // namespace vigie::serve
