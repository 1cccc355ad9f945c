#include "resources.hpp"

namespace vigie::serve {

Response list_takedowns(Call& call) {
    std::vector<model::TakedownState> states;
    for (const auto& name : split(call.request.parameter("state"))) {
        const auto state = model::takedown_state_of(name);
        if (!state) {
            return problem(call,
                           {422,
                            "invalid_argument",
                            {"state : « " + name + " » est inconnu.", "state: “" + name + "” is unknown."},
                            {"Voyez schemas/openapi.yaml.", "See schemas/openapi.yaml."}});
        }
        states.push_back(*state);
    }
    if (states.empty()) {
        using enum model::TakedownState;
        states = {drafted, approved, sent, acknowledged, refused, gone, back_again, cancelled, appealed};
    }
    const auto limit = number(call.request, "limit", 1, 500, 50);
    if (!limit)
        return problem(call, {422, "invalid_argument", {"limit : 1 à 500.", "limit: 1 to 500."}, {"", ""}});
    Json body{{"now", format_time(call.now())}};
    const auto done = call.app.parts.store->read([&](ports::Session& s) -> Result<> {
        VIGIE_TRY_ASSIGN(const auto rows, s.takedowns(states, static_cast<int>(*limit)));
        body["rows"] = rows;
        return {};
    });
    return done ? json(body) : problem(call, done.error());
}

Response get_dossier(Call& call) {
    const auto lang = call.request.parameter("lang") == "fr" ? "fr" : "en";
    std::optional<model::Takedown> takedown;
    const auto done = call.app.parts.store->read([&](ports::Session& s) -> Result<> {
        VIGIE_TRY_ASSIGN(takedown, s.takedown(model::TakedownId(call.captures[0])));
        return {};
    });
    if (!done) return problem(call, done.error());
    if (!takedown) {
        return problem(
            call, {404, "not_found", {"Cette demande n’existe pas.", "There is no such request."}, {"", ""}});
    }
    auto text = call.app.parts.responder->dossier(*takedown, lang);
    const bool by_hand = !text.empty();
    // A desk that asks by itself: what it tells the platform.
    if (!by_hand) text = takedown->text;
    return json(
        {{"id", takedown->id.value}, {"lang", lang}, {"by_hand", by_hand}, {"text", std::move(text)}});
}

Response list_dead_notices(Call& call) {
    const auto limit = number(call.request, "limit", 1, 500, 50);
    if (!limit)
        return problem(call, {422, "invalid_argument", {"limit : 1 à 500.", "limit: 1 to 500."}, {"", ""}});
    Json body{{"now", format_time(call.now())}};
    const auto done = call.app.parts.store->read([&](ports::Session& s) -> Result<> {
        VIGIE_TRY_ASSIGN(const auto rows, s.dead_notices(static_cast<int>(*limit)));
        body["rows"] = rows;
        return {};
    });
    return done ? json(body) : problem(call, done.error());
}

}  // namespace vigie::serve
