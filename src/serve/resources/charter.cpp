// The charter: what is in force, who has read it, who is late; and whether the employee module may be on.
#include "resources.hpp"

#include <vigie/engage/charter.hpp>

#include <algorithm>

namespace vigie::serve {
namespace {

constexpr std::size_t longest_charter = 200'000;

engage::PublishBy by(const Call& call) {
    return {.actor = call.user->name, .why = {}, .at = call.now()};
}

}  // namespace

Response get_charter(Call& call) {
    Json out{{"now", format_time(call.now())}, {"charter", nullptr}};
    const auto done = call.app.parts.store->read([&](ports::Session& s) -> Result<> {
        VIGIE_TRY_ASSIGN(const auto all, engage::charters(s));
        auto versions = Json::array();
        for (const auto& each : all)
            versions.push_back({{"version", each.number},
                                {"digest", each.digest},
                                {"by", each.by},
                                {"at", format_time(each.at)},
                                {"due", format_time(each.due)}});
        out["versions"] = std::move(versions);
        if (all.empty()) return {};
        out["charter"] = all.front();
        auto articles = Json::array();
        for (const auto& article : engage::articles_of(all.front().text))
            articles.push_back({{"title", article.title}, {"codes", article.codes}});
        out["articles"] = std::move(articles);
        VIGIE_TRY_ASSIGN(const auto people, engage::standings(s, call.now()));
        for (const auto& each : people)
            if (each.user == call.user->name) out["mine"] = each;
        return {};
    });
    return done ? json(out) : problem(call, done.error());
}

Response publish_charter(Call& call) {
    const auto text = long_text(call.body, "text", longest_charter);
    const auto due = parse_time(call.text("due"));
    if (!text || !due)
        return problem(call, {422,
                              "invalid_argument",
                              {"Il faut un texte, et une date comme 2026-12-01.",
                               "A text is needed, and a date such as 2026-12-01."},
                              {"", ""}});
    engage::Charter made;
    const auto done = call.app.parts.store->write([&](ports::Session& s) -> Result<> {
        VIGIE_TRY_ASSIGN(made, engage::publish_charter(s, *text, *due, by(call)));
        return {};
    });
    if (!done) return problem(call, done.error());
    call.app.parts.bus->publish("charter.updated", model::dump(Json{{"version", made.number}}));
    return json(made);
}

Response acknowledge_charter(Call& call) {
    const auto it = call.body.find("version");
    if (it == call.body.end() || !it->is_number_integer())
        return problem(call, {422,
                              "invalid_argument",
                              {"version\u00A0: celle que vous avez lue.", "version: the one you have read."},
                              {"", ""}});
    const auto version = std::clamp<std::int64_t>(it->get<std::int64_t>(), 0, 100'000);
    engage::Acknowledgement read;
    const auto done = call.app.parts.store->write([&](ports::Session& s) -> Result<> {
        VIGIE_TRY_ASSIGN(read, engage::acknowledge_charter(s, static_cast<int>(version), by(call)));
        return {};
    });
    if (!done) return problem(call, done.error());
    call.app.parts.bus->publish("charter.updated", model::dump(Json{{"version", read.version}}));
    return json(read);
}

Response list_charter_standing(Call& call) {
    auto rows = Json::array();
    const auto done = call.app.parts.store->read([&](ports::Session& s) -> Result<> {
        VIGIE_TRY_ASSIGN(const auto people, engage::standings(s, call.now()));
        for (const auto& each : people) rows.push_back(each);
        return {};
    });
    return done ? json({{"now", format_time(call.now())}, {"rows", std::move(rows)}})
                : problem(call, done.error());
}

Response list_charter_proof(Call& call) {
    auto rows = Json::array();
    const auto done = call.app.parts.store->read([&](ports::Session& s) -> Result<> {
        VIGIE_TRY_ASSIGN(const auto all, engage::acknowledgements(s));
        for (const auto& each : all) rows.push_back(each);
        return {};
    });
    return done ? json({{"now", format_time(call.now())}, {"rows", std::move(rows)}})
                : problem(call, done.error());
}

}  // namespace vigie::serve
