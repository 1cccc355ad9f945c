// Drafts: written, screened, approved, planned. The acts themselves: engage/drafts.hpp.
#include "resources.hpp"

#include <vigie/engage/drafts.hpp>

#include <algorithm>
#include <map>

namespace vigie::serve {
namespace {

using model::Draft;

constexpr std::size_t longest_why = 2000;

const engage::Dispatcher* dispatcher(const Call& call) {
    return call.app.parts.publishers ? call.app.parts.publishers() : nullptr;
}

// The draft with what a reader of it needs: how accounts are called, how long the text is for each of them,
// whose turn it is.
Json json_of(const Call& call, const Draft& draft) {
    Json row = draft;
    const auto assets = call.app.parts.assets();
    for (auto& delivery : row["deliveries"]) {
        const model::AssetId id(delivery["asset"].get<std::string>());
        if (const auto* asset = assets->find(id))
            delivery["account"] = {
                {"network", asset->network}, {"handle", asset->handle}, {"name", asset->name}};
        const auto* all = dispatcher(call);
        const auto* publisher = all == nullptr ? nullptr : all->publisher_of(id);
        delivery["published_here"] = publisher != nullptr;
        if (publisher == nullptr) continue;
        const auto length = publisher->length(draft.now().text);
        delivery["length"] = {{"used", length.used}, {"most", length.most}};
    }
    if (const auto tier = engage::open_tier(draft)) row["open_tier"] = *tier;
    row["may_vote"] = call.user->role >= model::Role::analyst && engage::may_vote(draft, call.user->name);
    return row;
}

Result<engage::PublishBy> by(const Call& call) {
    auto why = long_text(call.body, "why", longest_why);
    if (!why) return fail(Errc::invalid_argument, "why: at most {} characters", longest_why);
    return engage::PublishBy{.actor = call.user->name, .why = *std::move(why), .at = call.now()};
}

engage::Hour hour_of(const Call& call) {
    auto zone = call.text("zone");
    return {.zone = zone.empty() ? std::string("UTC") : std::move(zone), .local = call.text("local")};
}

Result<std::vector<model::AssetId>> accounts_of(const Call& call) {
    std::vector<model::AssetId> out;
    const auto assets = call.app.parts.assets();
    const auto it = call.body.find("accounts");
    if (it == call.body.end() || !it->is_array())
        return fail(Errc::invalid_argument, "accounts: a list of accounts of the register");
    for (const auto& each : *it) {
        const model::AssetId id(each.is_string() ? each.get<std::string>() : std::string());
        const auto* asset = assets->find(id);
        if (asset == nullptr || asset->kind != model::AssetKind::account)
            return fail(Errc::invalid_argument, "accounts: '{}' is no account of the register",
                        id.value.substr(0, 80));
        out.push_back(id);
    }
    return out;
}

Result<std::vector<model::DraftTier>> tiers_of(ports::Session& s, const Call& call) {
    std::vector<model::DraftTier> out;
    const auto it = call.body.find("tiers");
    if (it == call.body.end()) return out;
    if (!it->is_array()) return fail(Errc::invalid_argument, "tiers: a list");
    for (const auto& each : *it) {
        model::DraftTier tier;
        const bool good = each.is_object() && each.contains("who") && each["who"].is_array() &&
                          each.value("all", Json(false)).is_boolean();
        if (!good) return fail(Errc::invalid_argument, "tiers: each has 'who' (users) and 'all'");
        tier.all = each.value("all", false);
        for (const auto& one : each["who"]) {
            const auto name = one.is_string() ? one.get<std::string>() : std::string();
            VIGIE_TRY_ASSIGN(const auto user, s.user(name));
            if (!user)
                return fail(Errc::invalid_argument, "tiers: there is no user '{}'", name.substr(0, 40));
            tier.who.push_back(name);
        }
        out.push_back(std::move(tier));
    }
    return out;
}

Response answer(const Call& call, const Result<>& done, const Draft& draft) {
    if (!done) return problem(call, done.error());
    call.app.parts.bus->publish("draft.updated", model::dump(Json{{"id", draft.id.value}}));
    return json(json_of(call, draft));
}

// The screen reads the version in force, in no transaction: it takes milliseconds.
Result<engage::Screening> screened(const Call& call, const model::DraftId& id) {
    if (!call.app.parts.screen_draft) return fail(Errc::unavailable, "nothing screens drafts here");
    model::Item item;
    VIGIE_TRY(call.app.parts.store->read([&](ports::Session& s) -> Result<> {
        VIGIE_TRY_ASSIGN(const auto draft, engage::draft(s, id));
        item.text = draft.now().text;
        item.lang = draft.lang;
        return {};
    }));
    item.network = "draft";
    item.id = id.value;
    item.observed_at = call.now();
    return call.app.parts.screen_draft(item);
}

using Act = Result<Draft> (*)(ports::Session&, const Call&, const model::DraftId&, const engage::PublishBy&,
                              const engage::Screening&);

const std::map<std::string, Act, std::less<>>& acts() {
    using S = ports::Session;
    using Id = model::DraftId;
    using By = engage::PublishBy;
    using Seen = engage::Screening;
    static const std::map<std::string, Act, std::less<>> table{
        {"edit", [](S& s, const Call& c, const Id& id, const By& b,
                    const Seen&) { return engage::edit_draft(s, id, c.text("text"), b); }},
        {"submit", [](S& s, const Call&, const Id& id, const By& b,
                      const Seen& seen) { return engage::submit_draft(s, id, seen, b); }},
        {"approve", [](S& s, const Call&, const Id& id, const By& b,
                       const Seen&) { return engage::vote_on_draft(s, id, true, b); }},
        {"refuse", [](S& s, const Call&, const Id& id, const By& b,
                      const Seen&) { return engage::vote_on_draft(s, id, false, b); }},
        {"schedule", [](S& s, const Call& c, const Id& id, const By& b,
                        const Seen&) { return engage::schedule_draft(s, id, hour_of(c), b); }},
        {"comment", [](S& s, const Call& c, const Id& id, const By& b,
                       const Seen&) { return engage::comment_draft(s, id, c.text("text"), b); }},
        {"cancel", [](S& s, const Call&, const Id& id, const By& b, const Seen&) {
             return engage::cancel_draft(s, id, b);
         }}};
    return table;
}

}  // namespace

Response list_drafts(Call& call) {
    std::vector<model::DraftState> states;
    for (const auto& name : split(call.request.parameter("state"))) {
        const auto state = model::draft_state_of(name);
        if (!state)
            return problem(call, {422,
                                  "invalid_argument",
                                  {"state\u00A0: «\u00A0" + name + "\u00A0» est inconnu.",
                                   "state: “" + name + "” is unknown."},
                                  {"", ""}});
        states.push_back(*state);
    }
    const auto limit = number(call.request, "limit", 1, 500, 100);
    if (!limit)
        return problem(call,
                       {422, "invalid_argument", {"limit\u00A0: 1 à 500.", "limit: 1 to 500."}, {"", ""}});
    auto rows = Json::array();
    const auto done = call.app.parts.store->read([&](ports::Session& s) -> Result<> {
        VIGIE_TRY_ASSIGN(const auto all, engage::drafts(s, states, static_cast<int>(*limit)));
        for (const auto& each : all) rows.push_back(json_of(call, each));
        return {};
    });
    return done ? json({{"now", format_time(call.now())}, {"rows", std::move(rows)}})
                : problem(call, done.error());
}

Response get_draft(Call& call) {
    Draft draft;
    const auto done = call.app.parts.store->read([&](ports::Session& s) -> Result<> {
        VIGIE_TRY_ASSIGN(draft, engage::draft(s, model::DraftId(call.captures[0])));
        return {};
    });
    if (!done) return problem(call, done.error());
    auto out = json_of(call, draft);
    // What each version changed.
    auto differences = Json::array();
    for (std::size_t i = 1; i < draft.versions.size(); ++i) {
        auto list = Json::array();
        for (const auto& change : engage::changes(draft.versions[i - 1].text, draft.versions[i].text)) {
            const auto* kind = change.kind == engage::Change::Kind::same   ? "same"
                               : change.kind == engage::Change::Kind::gone ? "gone"
                                                                           : "made";
            list.push_back({{"kind", kind}, {"text", change.text}});
        }
        differences.push_back({{"version", draft.versions[i].number}, {"changes", std::move(list)}});
    }
    out["differences"] = std::move(differences);
    return json(out);
}

Response create_draft(Call& call) {
    const auto who = by(call);
    if (!who) return problem(call, who.error());
    const auto accounts = accounts_of(call);
    if (!accounts) return problem(call, accounts.error());
    Draft made;
    const auto done = call.app.parts.store->write([&](ports::Session& s) -> Result<> {
        VIGIE_TRY_ASSIGN(auto tiers, tiers_of(s, call));
        VIGIE_TRY_ASSIGN(made, engage::create_draft(s,
                                                    {.accounts = *accounts,
                                                     .text = call.text("text"),
                                                     .lang = call.text("lang"),
                                                     .tiers = std::move(tiers),
                                                     .hour = hour_of(call),
                                                     .expires_at = {}},
                                                    *who));
        return {};
    });
    return answer(call, done, made);
}

Response act_on_draft(Call& call) {
    const auto act = acts().find(call.captures[1]);
    if (act == acts().end())
        return problem(call,
                       {404, "not_found", {"Cet acte n’existe pas.", "There is no such act."}, {"", ""}});
    const auto who = by(call);
    if (!who) return problem(call, who.error());
    const model::DraftId id(call.captures[0]);
    engage::Screening seen;
    if (act->first == "submit") {
        auto screening = screened(call, id);
        if (!screening) return problem(call, screening.error());
        seen = *std::move(screening);
    }
    Draft changed;
    const auto done = call.app.parts.store->write([&](ports::Session& s) -> Result<> {
        VIGIE_TRY_ASSIGN(changed, act->second(s, call, id, *who, seen));
        return {};
    });
    return answer(call, done, changed);
}

Response list_publishers(Call& call) {
    auto rows = Json::array();
    const auto* all = dispatcher(call);
    if (all != nullptr) {
        for (const auto& each : all->publishers()) {
            const auto access = each->access();
            Json row{{"name", each->name()},
                     {"network", each->network()},
                     {"handle", each->handle()},
                     {"configured", access.configured}};
            if (access.expires_at) row["expires_at"] = format_time(*access.expires_at);
            rows.push_back(std::move(row));
        }
    }
    return json({{"now", format_time(call.now())}, {"rows", std::move(rows)}});
}

}  // namespace vigie::serve
