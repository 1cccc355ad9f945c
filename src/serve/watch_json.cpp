#include "watch_json.hpp"

#include <algorithm>
#include <charconv>
#include <numeric>

namespace vigie::serve {
namespace {

Json place(const query::Place& p) {
    return {{"begin", p.begin}, {"end", p.end}};
}

const char* kind_of(const query::Node& node) {
    using query::Form;
    using query::Op;
    using query::Sigil;
    switch (node.op) {
        case Op::phrase: return "phrase";
        case Op::flag: return "flag";
        case Op::reference: return "reference";
        case Op::value:
        case Op::number:
        case Op::geo: return "field";
        case Op::term: break;
        default: return nullptr;
    }
    if (node.form == Form::regex) return "regex";
    if (node.sigil == Sigil::tag) return "tag";
    if (node.sigil == Sigil::handle) return "handle";
    if (node.sigil == Sigil::cash) return "cash";
    return node.form == Form::prefix || node.form == Form::glob ? "pattern" : "word";
}

void collect(const query::Node& node, Json& out) {
    if (const auto* kind = kind_of(node)) {
        out.push_back({{"place", place(node.place)}, {"kind", kind}});
        return;
    }
    for (const auto& child : node.children) collect(child, out);
}

// "alts.1" is the second picture that has a description.
std::string field_of(const std::string& field, const model::Item& item) {
    constexpr std::string_view head = "alts.";
    if (!field.starts_with(head)) return field;
    std::size_t wanted = 0;
    std::from_chars(field.data() + head.size(), field.data() + field.size(), wanted);
    for (std::size_t i = 0; i < item.media.size(); ++i) {
        if (!item.media[i].alt.empty() && wanted-- == 0) return fmt::format("media.{}.alt", i);
    }
    return field;
}

std::int64_t sum(std::span<const std::int64_t> hours) {
    return std::accumulate(hours.begin(), hours.end(), std::int64_t{0});
}

}  // namespace

Json to_json(const query::Problem& p) {
    return {{"level", p.level == Diagnostic::Level::error ? "error" : "warning"},
            {"code", p.code},
            {"place", place(p.place)},
            {"says", p.says},
            {"help", p.help},
            {"instead", p.instead}};
}

Json to_json(std::span<const query::Problem> problems) {
    auto out = Json::array();
    for (const auto& p : problems) out.push_back(to_json(p));
    return out;
}

Json to_json(const query::Plan& plan) {
    auto clauses = Json::array();
    for (const auto& c : plan.clauses)
        clauses.push_back({{"place", place(c.place)}, {"share", c.share}, {"cost_ns", c.cost_ns}});
    return {{"anchors", plan.anchors},
            {"touched", plan.touched},
            {"cost_ns", plan.cost_ns},
            {"clauses", std::move(clauses)}};
}

Json marks_of(const query::Node& written) {
    auto out = Json::array();
    collect(written, out);
    std::ranges::sort(out.get_ref<Json::array_t&>(), {},
                      [](const Json& mark) { return mark["place"]["begin"].get<std::uint32_t>(); });
    return out;
}

Json to_json(const std::vector<query::Highlight>& highlights, const model::Item& item) {
    auto out = Json::array();
    for (const auto& h : highlights) {
        out.push_back({{"field", field_of(h.field, item)},
                       {"start", h.start},
                       {"end", h.end},
                       {"clause", place(h.clause)}});
    }
    return out;
}

Json to_json(const model::Watch& w, const watch::Checked& checked) {
    Json out{{"name", w.name},       {"kind", model::name(w.kind)},
             {"query", w.query},     {"says", checked.ok() ? query::say(*checked.written) : model::Text{}},
             {"note", w.note},       {"enabled", w.enabled},
             {"tags", w.tags},       {"problems", to_json(checked.problems)},
             {"version", w.version}, {"deleted", w.deleted}};
    if (!w.asset.empty()) out["asset"] = w.asset.value;
    if (!w.place.empty()) out["place"] = w.place;
    if (w.kind != model::WatchKind::console) return out;
    out["created_by"] = w.created_by;
    out["created_at"] = format_time(w.created_at);
    out["updated_by"] = w.updated_by;
    out["updated_at"] = format_time(w.updated_at);
    return out;
}

Result<> add_volumes(Json& watch, ports::Session& session, const std::string& name, Time now) {
    constexpr int day = 24;
    constexpr int week = 7 * day;
    VIGIE_TRY_ASSIGN(const auto series,
                     session.volume(name, now - std::chrono::hours(2 * week - 1), 2 * week));
    const auto all = std::span(series);
    watch["hits"] = {{"hour", all.back()},          {"hour_before", all[all.size() - 2]},
                     {"day", sum(all.last(day))},   {"day_before", sum(all.last(2 * day).first(day))},
                     {"week", sum(all.last(week))}, {"week_before", sum(all.first(week))}};
    const auto list = [](std::span<const std::int64_t> hours) {
        return Json(std::vector<std::int64_t>(hours.begin(), hours.end()));
    };
    watch["per_hour"] = list(all.last(day));
    watch["per_hour_before"] = list(all.last(2 * day).first(day));
    return {};
}

std::shared_ptr<const watch::WatchSet> watches_in_force(const App& app) {
    return app.parts.watches ? app.parts.watches() : watch::WatchSet::make({}, {}, {});
}

Response invalid_query(const Call& call, std::span<const query::Problem> problems) {
    auto out = problem(call, {422,
                              "invalid_query",
                              {"Cette requête contient une erreur.", "This query has an error."},
                              {"Voyez les problèmes signalés.", "See problems."}});
    auto body = Json::parse(out.body);
    body["problems"] = to_json(problems);
    out.body = model::dump(body);
    return out;
}

std::shared_ptr<const query::Set> compile_one(const query::CompileOptions& options,
                                              const watch::Checked& checked, const std::string& text) {
    // Names are copied for a query that refers to some: most do not.
    static const query::CompileOptions none;
    const std::vector<query::Source> sources{{"query", text}};
    const bool refers = checked.written && query::refers(*checked.written);
    return query::compile(sources, refers ? options : none).set;
}

Present::Present(const App& app)
    : assets_(app.parts.assets()),
      matcher_(app.parts.matcher ? app.parts.matcher() : watch::make_matcher(assets_)),
      beyond_(*matcher_, *assets_, app.parts.language) {}

}  // namespace vigie::serve
