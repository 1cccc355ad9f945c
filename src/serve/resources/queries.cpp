// Queries while they are written: read, explained, tried.
#include "resources.hpp"
#include "watch_json.hpp"

#include <vigie/base/limits.hpp>

namespace vigie::serve {
namespace {

// The query in the body; nothing when there is none.
std::optional<std::string> query_text(const Call& call) {
    const auto it = call.body.find("query");
    if (it == call.body.end() || !it->is_string()) return std::nullopt;
    return it->get<std::string>();
}

Response no_query(const Call& call) {
    return problem(call,
                   {422,
                    "invalid_argument",
                    {"query\u00A0: il faut le texte d’une requête.", "query: the text of a query is needed."},
                    {"", ""}});
}

// A whole number in the body within bounds, or `standard`; nothing when it is something else.
std::optional<int> whole(const Json& body, const char* key, int low, int high, int standard) {
    const auto it = body.find(key);
    if (it == body.end()) return standard;
    if (!it->is_number_integer()) return std::nullopt;
    const auto value = it->get<std::int64_t>();
    return value < low || value > high ? std::nullopt : std::optional(static_cast<int>(value));
}

Json to_json(const watch::Preview& p, const watch::PreviewOptions& o) {
    auto rows = Json::array();
    for (const auto& row : p.rows) {
        rows.push_back({{"item", row.item},
                        {"highlights", serve::to_json(row.highlights, row.item)},
                        {"stored", row.stored}});
    }
    Json out{{"now", format_time(o.now)},
             {"hours", o.hours},
             {"looked_at", p.looked_at},
             {"matched", p.matched},
             {"truncated", p.truncated},
             {"per_hour", p.per_hour},
             {"from_stream", nullptr},
             {"estimate",
              {{"per_day", p.estimate.per_day},
               {"low", p.estimate.low},
               {"high", p.estimate.high},
               {"basis", p.estimate.from_stream ? "stream" : "stored"}}},
             {"rows", std::move(rows)}};
    if (const auto& s = p.stream) {
        out["from_stream"] = {{"looked_at", s->looked_at},
                              {"matched", s->matched},
                              {"minutes", s->minutes},
                              {"since", format_time(s->since)}};
    }
    return out;
}

}  // namespace

Response check_query(Call& call) {
    const auto text = query_text(call);
    if (!text) return no_query(call);
    const auto in_force = watches_in_force(call.app);
    const auto checked = watch::check_query(in_force->options(), call.text("name"), *text);
    Json body{{"problems", to_json(std::span(checked.problems))},
              {"marks", checked.written ? marks_of(*checked.written) : Json::array()}};
    if (checked.ok()) {
        body["canonical"] = query::to_text(*checked.written);
        body["says"] = query::say(*checked.written);
        body["plan"] = to_json(query::plan(*checked.resolved));
    }
    return json(body);
}

Response preview_query(Call& call) {
    constexpr int longest = 168;
    constexpr int most_rows = 100;
    const auto text = query_text(call);
    if (!text) return no_query(call);
    const auto hours = whole(call.body, "hours", 1, longest, 24);
    const auto limit = whole(call.body, "limit", 1, most_rows, 20);
    if (!hours || !limit) {
        return problem(
            call, {422,
                   "invalid_argument",
                   {"hours\u00A0: 1 à 168\u00A0; limit\u00A0: 1 à 100.", "hours: 1 to 168; limit: 1 to 100."},
                   {"", ""}});
    }
    const auto in_force = watches_in_force(call.app);
    const auto checked = watch::check_query(in_force->options(), call.text("name"), *text);
    if (!checked.ok()) return invalid_query(call, checked.problems);
    const auto set = compile_one(in_force->options(), checked, *text);
    if (!set) return invalid_query(call, checked.problems);
    const watch::PreviewOptions options{.now = call.now(), .hours = *hours, .limit = *limit};
    Present present(call.app);
    Json body;
    const auto done = call.app.parts.store->read([&](ports::Session& s) -> Result<> {
        VIGIE_TRY_ASSIGN(const auto p,
                         watch::preview(set, s, call.app.parts.recent, present.beyond(), options));
        body = to_json(p, options);
        return {};
    });
    return done ? json(body) : problem(call, done.error());
}

}  // namespace vigie::serve
