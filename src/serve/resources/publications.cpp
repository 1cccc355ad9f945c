// Vigie's own queue: what may be published on our accounts, and what is frozen. The acts themselves:
// engage/publish.hpp.
#include "resources.hpp"

#include <vigie/engage/publish.hpp>

#include <algorithm>

namespace vigie::serve {
namespace {

using model::Publication;

constexpr std::size_t longest_why = 2000;
constexpr std::size_t longest_text = 20'000;
constexpr std::string_view everything = "*";  // in the place of an asset: all of our accounts

Response bad(const Call& call, model::Text message) {
    return problem(call, {422, "invalid_argument", std::move(message), {"", ""}});
}

const model::Asset* account(const Call& call, const model::AssetId& id) {
    const auto assets = call.app.parts.assets();
    const auto* asset = assets->find(id);
    return asset != nullptr && asset->kind == model::AssetKind::account ? asset : nullptr;
}

// How people call the account; absent when the register does not know it any more.
void add_account(const Call& call, const model::AssetId& id, Json& row) {
    const auto assets = call.app.parts.assets();
    const auto* asset = assets->find(id);
    if (asset == nullptr) return;
    row["account"] = {{"network", asset->network}, {"handle", asset->handle}, {"name", asset->name}};
}

Json json_of(const Call& call, const Publication& publication) {
    Json row = publication;
    add_account(call, publication.asset, row);
    return row;
}

Json json_of(const Call& call, const engage::Freeze& freeze) {
    Json row = freeze.decision;
    row["in_force"] = freeze.in_force(call.now());
    if (freeze.terms.until) row["until"] = format_time(*freeze.terms.until);
    if (!freeze.terms.speakers.empty()) row["speakers"] = freeze.terms.speakers;
    if (freeze.decision.asset.empty()) {
        row["asset"] = everything;
    } else {
        add_account(call, freeze.decision.asset, row);
    }
    return row;
}

Result<engage::PublishBy> by(const Call& call) {
    auto why = long_text(call.body, "why", longest_why);
    if (!why) return fail(Errc::invalid_argument, "why: at most {} characters", longest_why);
    return engage::PublishBy{.actor = call.user->name, .why = *std::move(why), .at = call.now()};
}

// A time of the body; nothing when it is absent, an error when it is none.
Result<std::optional<Time>> time_of(const Call& call, const char* key) {
    if (!call.body.contains(key) || call.body[key].is_null()) return std::optional<Time>{};
    const auto time = parse_time(call.text(key));
    if (!time) return fail(Errc::invalid_argument, "{}: a time such as 2026-03-09T18:00:00Z", key);
    return std::optional(*time);
}

Result<std::vector<std::string>> speakers_of(ports::Session& session, const Call& call) {
    std::vector<std::string> out;
    const auto it = call.body.find("speakers");
    if (it == call.body.end()) return out;
    if (!it->is_array()) return fail(Errc::invalid_argument, "speakers: a list of users");
    for (const auto& each : *it) {
        if (!each.is_string()) return fail(Errc::invalid_argument, "speakers: a list of users");
        const auto name = each.get<std::string>();
        VIGIE_TRY_ASSIGN(const auto user, session.user(name));
        if (!user) return fail(Errc::invalid_argument, "speakers: there is no user '{}'", name.substr(0, 40));
        if (std::ranges::find(out, name) == out.end()) out.push_back(name);
    }
    return out;
}

Response answer(const Call& call, const Result<>& done, const Publication& publication) {
    if (!done) return problem(call, done.error());
    call.app.parts.bus->publish("publication.updated", model::dump(Json{{"id", publication.id.value}}));
    return json(json_of(call, publication));
}

Response answer(const Call& call, const Result<>& done, const engage::Freeze& freeze) {
    if (!done) return problem(call, done.error());
    const auto& id = freeze.decision.asset;
    const auto asset = id.empty() ? std::string(everything) : id.value;
    call.app.parts.bus->publish("freeze.updated", model::dump(Json{{"asset", asset}}));
    return json(json_of(call, freeze));
}

}  // namespace

Response list_publications(Call& call) {
    std::vector<model::PublicationState> states;
    for (const auto& name : split(call.request.parameter("state"))) {
        const auto state = model::publication_state_of(name);
        if (!state)
            return bad(call, {"state\u00A0: «\u00A0" + name + "\u00A0» est inconnu.",
                              "state: “" + name + "” is unknown."});
        states.push_back(*state);
    }
    const auto limit = number(call.request, "limit", 1, 500, 100);
    if (!limit) return bad(call, {"limit\u00A0: 1 à 500.", "limit: 1 to 500."});
    auto rows = Json::array();
    const auto done = call.app.parts.store->read([&](ports::Session& s) -> Result<> {
        const model::AssetId asset(call.request.parameter("asset"));
        VIGIE_TRY_ASSIGN(const auto all, s.publications(asset, states, static_cast<int>(*limit)));
        for (const auto& each : all) rows.push_back(json_of(call, each));
        return {};
    });
    return done ? json({{"now", format_time(call.now())}, {"rows", std::move(rows)}})
                : problem(call, done.error());
}

Response create_publication(Call& call) {
    const model::AssetId asset(call.text("asset"));
    if (account(call, asset) == nullptr)
        return bad(call, {"asset\u00A0: ce n’est pas un compte du registre.",
                          "asset: this is no account of the register."});
    const auto text = long_text(call.body, "text", longest_text);
    if (!text)
        return bad(call, {"text\u00A0: 20\u00A0000 caractères au plus.", "text: at most 20,000 characters."});
    const auto who = by(call);
    if (!who) return problem(call, who.error());
    const auto opens = time_of(call, "opens_at");
    if (!opens) return problem(call, opens.error());
    const auto closes = time_of(call, "closes_at");
    if (!closes) return problem(call, closes.error());
    if (!*closes) return bad(call, {"closes_at\u00A0: il faut une fin.", "closes_at: an end is needed."});
    Publication made;
    const auto done = call.app.parts.store->write([&](ports::Session& s) -> Result<> {
        VIGIE_TRY_ASSIGN(made, engage::create_ticket(s,
                                                     {.asset = asset,
                                                      .text = *text,
                                                      .digest = call.text("digest"),
                                                      .opens = opens->value_or(call.now()),
                                                      .closes = **closes},
                                                     false, *who));
        return {};
    });
    return answer(call, done, made);
}

Response act_on_publication(Call& call) {
    using Act =
        Result<Publication> (*)(ports::Session&, const model::PublicationId&, const engage::PublishBy&);
    static const std::map<std::string, Act, std::less<>> table{{"approve", &engage::approve_ticket},
                                                               {"cancel", &engage::cancel_ticket},
                                                               {"reopen", &engage::reopen_ticket}};
    const auto act = table.find(call.captures[1]);
    if (act == table.end())
        return problem(call,
                       {404, "not_found", {"Cet acte n’existe pas.", "There is no such act."}, {"", ""}});
    const auto who = by(call);
    if (!who) return problem(call, who.error());
    const model::PublicationId id(call.captures[0]);
    Publication changed;
    bool own = false;
    const auto done = call.app.parts.store->write([&](ports::Session& s) -> Result<> {
        VIGIE_TRY_ASSIGN(const auto before, s.publication(id));
        own = before && before->created_by == call.user->name && call.user->role < model::Role::admin;
        if (act->first == "approve" && own)
            return fail(Errc::unauthorised, "who wrote a publication does not approve it");
        VIGIE_TRY_ASSIGN(changed, act->second(s, id, *who));
        return {};
    });
    return answer(call, done, changed);
}

Response list_freezes(Call& call) {
    auto rows = Json::array();
    const auto done = call.app.parts.store->read([&](ports::Session& s) -> Result<> {
        VIGIE_TRY_ASSIGN(const auto all, engage::freezes(s));
        for (const auto& each : all) rows.push_back(json_of(call, each));
        return {};
    });
    return done ? json({{"now", format_time(call.now())}, {"rows", std::move(rows)}})
                : problem(call, done.error());
}

Response freeze(Call& call) {
    const auto named = call.text("asset");
    const model::AssetId asset(named == everything ? std::string() : named);
    if (named != everything && account(call, asset) == nullptr)
        return bad(call, {"asset\u00A0: un compte du registre, ou * pour tous.",
                          "asset: an account of the register, or * for all."});
    const auto who = by(call);
    if (!who) return problem(call, who.error());
    const auto until = time_of(call, "until");
    if (!until) return problem(call, until.error());
    std::optional<engage::Freeze> now;
    const auto done = call.app.parts.store->write([&](ports::Session& s) -> Result<> {
        const model::IncidentId incident(call.text("incident"));
        if (!incident.empty()) {
            VIGIE_TRY_ASSIGN(const auto found, s.incident(incident));
            if (!found) return fail(Errc::not_found, "there is no incident {}", incident.value.substr(0, 40));
        }
        VIGIE_TRY_ASSIGN(auto speakers, speakers_of(s, call));
        VIGIE_TRY(engage::freeze_account(s, asset, {*until, std::move(speakers), incident}, *who));
        VIGIE_TRY_ASSIGN(now, engage::freeze_of(s, asset));
        return {};
    });
    return answer(call, done, now.value_or(engage::Freeze{}));
}

Response lift_freeze(Call& call) {
    const auto who = by(call);
    if (!who) return problem(call, who.error());
    const model::AssetId asset(call.captures[0] == everything ? std::string() : call.captures[0]);
    engage::Freeze lifted;
    const auto done = call.app.parts.store->write([&](ports::Session& s) -> Result<> {
        VIGIE_TRY_ASSIGN(lifted, engage::unfreeze_account(s, asset, *who));
        return {};
    });
    return answer(call, done, lifted);
}

}  // namespace vigie::serve
