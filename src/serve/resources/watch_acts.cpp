// Writing, changing and deleting watches of the console. Each act is one transaction with its audit line;
// then the bus tells it and the engine compiles what is in force anew.
#include "resources.hpp"
#include "watch_json.hpp"

#include <vigie/kit/utf8.hpp>

#include <algorithm>

namespace vigie::serve {
namespace {

using model::Watch;

constexpr std::size_t longest_note = 2000;
constexpr std::size_t most_tags = 20;
constexpr std::size_t longest_tag = 64;
constexpr std::size_t shown = 200;

using Refusal = std::optional<Response>;

Response refuse(const Call& call, int status, const char* code, model::Text message, model::Text help = {}) {
    return problem(call, {status, code, std::move(message), std::move(help)});
}

Response bad(const Call& call, model::Text message, model::Text help = {}) {
    return refuse(call, 422, "invalid_argument", std::move(message), std::move(help));
}

// Takes what the body says of a watch; what it leaves out stays.
Refusal read_body(const Call& call, Watch& w) {
    const auto& body = call.body;
    const auto has = [&](const char* key) { return body.contains(key); };
    if (has("note")) {
        const auto note = long_text(body, "note", longest_note);
        if (!note || !body["note"].is_string())
            return bad(call, {"note\u00A0: 2000 caractères au plus.", "note: at most 2000 characters."});
        w.note = *note;
    }
    if (has("enabled")) {
        if (!body["enabled"].is_boolean())
            return bad(call, {"enabled\u00A0: true ou false.", "enabled: true or false."});
        w.enabled = body["enabled"].get<bool>();
    }
    if (has("asset")) {
        w.asset = model::AssetId(call.text("asset"));
        if (!body["asset"].is_string() ||
            (!w.asset.empty() && call.app.parts.assets()->find(w.asset) == nullptr))
            return bad(call,
                       {"asset\u00A0: aucun actif n’a cet identifiant.", "asset: no asset has this id."},
                       {"Voyez GET /assets.", "See GET /assets."});
    }
    if (has("tags")) {
        const auto& tags = body["tags"];
        const auto good = [](const Json& tag) {
            return tag.is_string() && !tag.get_ref<const std::string&>().empty() &&
                   tag.get_ref<const std::string&>().size() <= longest_tag;
        };
        if (!tags.is_array() || tags.size() > most_tags || !std::ranges::all_of(tags, good))
            return bad(call, {"tags\u00A0: 20 mots au plus, de 64 octets au plus.",
                              "tags: at most 20 words of at most 64 bytes."});
        w.tags = tags.get<std::vector<std::string>>();
    }
    if (has("query")) {
        if (!body["query"].is_string())
            return bad(call, {"query\u00A0: il faut un texte.", "query: a text is needed."});
        w.query = call.text("query");
    }
    const auto checked = watch::check_query(watches_in_force(call.app)->options(), w.name, w.query);
    if (!checked.ok()) return invalid_query(call, checked.problems);
    return std::nullopt;
}

std::string clipped(const std::string& text) {
    return text.size() <= shown ? text : std::string(kit::prefix_utf8(text, shown)) + "…";
}

// What changed, in words.
model::Text changes(const Watch& before, const Watch& after) {
    model::Text out;
    const auto add = [&](const std::string& fr, const std::string& en) {
        out.fr += (out.fr.empty() ? "" : ", ") + fr;
        out.en += (out.en.empty() ? "" : ", ") + en;
    };
    if (before.deleted) add("rétablie", "brought back");
    if (before.query != after.query) {
        add("requête «\u00A0" + clipped(before.query) + "\u00A0» → «\u00A0" + clipped(after.query) +
                "\u00A0»",
            "query “" + clipped(before.query) + "” → “" + clipped(after.query) + "”");
    }
    if (before.enabled != after.enabled)
        add(after.enabled ? "remise en service" : "mise au repos", after.enabled ? "resumed" : "paused");
    if (before.note != after.note) add("note", "note");
    if (before.tags != after.tags) add("étiquettes", "tags");
    if (before.asset != after.asset) add("actif", "asset");
    return out;
}

Result<Json> store(const Call& call, Watch watch, const std::string& act, model::Text says,
                   const std::string& why) {
    watch.updated_by = call.user->name;
    watch.updated_at = call.now();
    Json body;
    VIGIE_TRY(call.app.parts.store->write([&](ports::Session& s) -> Result<> {
        VIGIE_TRY_ASSIGN(const auto stored, s.put_watch(watch));
        VIGIE_TRY(s.append_audit({.at = call.now(),
                                  .actor = call.user->name,
                                  .act = act,
                                  .object = watch.name,
                                  .incident = {},
                                  .says = says,
                                  .why = why}));
        VIGIE_TRY_ASSIGN(body, watch_json(call, s, stored));
        return {};
    }));
    call.app.parts.bus->publish("watch.updated", model::dump(Json{{"name", watch.name}}));
    if (call.app.parts.refresh_watches) call.app.parts.refresh_watches();
    return body;
}

Response answer(const Call& call, const Result<Json>& done) {
    if (done) return json(*done);
    if (done.error().code != Errc::conflict) return problem(call, done.error());
    return refuse(call, 409, "conflict",
                  {"Quelqu’un a changé cette veille entre-temps.", "Somebody changed this watch meanwhile."},
                  {"Rechargez-la et refaites votre modification.", "Load it again and repeat your change."});
}

// The row of the path's {name}, or why it cannot be changed here.
struct Found {
    std::optional<Watch> row;
    Refusal refusal;
};
Found find_row(const Call& call) {
    const auto& name = call.captures[0];
    const auto in_force = watches_in_force(call.app);
    const auto* entry = in_force->find(name);
    if (entry != nullptr && entry->watch.kind != model::WatchKind::console) {
        return {{},
                refuse(call, 403, "forbidden",
                       {"Cette veille ne se change pas ici.", "This watch is not changed here."},
                       entry->watch.kind == model::WatchKind::file
                           ? model::Text{"Changez-la dans " + entry->watch.place + ".",
                                         "Change it in " + entry->watch.place + "."}
                           : model::Text{"Elle découle du registre\u00A0: changez l’actif dans son fichier.",
                                         "It follows from the register: change the asset in its file."})};
    }
    Found found;
    const auto read = call.app.parts.store->read([&](ports::Session& s) -> Result<> {
        VIGIE_TRY_ASSIGN(found.row, s.watch(name));
        return {};
    });
    if (!read) {
        found.refusal = problem(call, read.error());
    } else if (!found.row) {
        found.refusal =
            refuse(call, 404, "not_found", {"Cette veille n’existe pas.", "There is no such watch."},
                   {"Vérifiez son nom.", "Check its name."});
    }
    return found;
}

bool refers_to(const query::Node& node, const std::string& reference) {
    return (node.op == query::Op::reference && node.text == reference) ||
           std::ranges::any_of(node.children, [&](const auto& child) { return refers_to(child, reference); });
}

// A watch that looks for something with the help of this one, or "".
std::string user_of(const watch::WatchSet& in_force, const std::string& name) {
    const auto reference = "watch:" + name;
    for (const auto& [watch, problems] : in_force.all()) {
        if (watch.name == name || watch.query.find(name) == std::string::npos) continue;
        const auto parsed = query::parse(watch.query);
        if (parsed.root && refers_to(*parsed.root, reference)) return watch.name;
    }
    return {};
}

std::optional<std::string> reason(const Call& call) {
    constexpr std::size_t longest = 2000;
    return long_text(call.body, "why", longest);
}

Response long_reason(const Call& call) {
    return bad(call, {"why\u00A0: 2000 caractères au plus.", "why: at most 2000 characters."});
}

}  // namespace

Response create_watch(Call& call) {
    Watch w;
    w.name = call.text("name");
    if (!model::good_watch_name(w.name)) {
        return bad(call, {"name\u00A0: ce nom ne convient pas.", "name: this is not a good name."},
                   {"64 caractères au plus\u00A0: lettres a-z, chiffres, «\u00A0-\u00A0», «\u00A0_\u00A0» et "
                    "«\u00A0.\u00A0», une lettre ou un "
                    "chiffre d’abord.",
                    "At most 64 letters a-z, digits, “-”, “_” and “.”, a letter or digit first."});
    }
    if (!call.body.contains("query"))
        return bad(call, {"query\u00A0: il faut une requête.", "query: a query is needed."});
    const auto why = reason(call);
    if (!why) return long_reason(call);
    if (auto refusal = read_body(call, w)) return *std::move(refusal);
    w.created_by = call.user->name;
    w.created_at = call.now();
    const auto* taken = watches_in_force(call.app)->find(w.name);
    auto done = taken != nullptr && taken->watch.kind != model::WatchKind::console
                    ? Result<Json>(fail(Errc::conflict, "taken"))
                    : store(call, w, "watch.created",
                            {"Veille «\u00A0" + w.name + "\u00A0» créée\u00A0: " + clipped(w.query),
                             "Watch “" + w.name + "” created: " + clipped(w.query)},
                            *why);
    if (done || done.error().code != Errc::conflict) return answer(call, done);
    return refuse(
        call, 409, "conflict",
        {"Il y a déjà une veille «\u00A0" + w.name + "\u00A0».",
         "There is already a watch named “" + w.name + "”."},
        {"Prenez un autre nom, ou changez cette veille.", "Take another name, or change that watch."});
}

Response change_watch(Call& call) {
    auto found = find_row(call);
    if (found.refusal) return *std::move(found.refusal);
    const auto version = call.body.find("version");
    if (version == call.body.end() || !version->is_number_integer())
        return bad(call, {"version\u00A0: celle que vous avez lue.", "version: the one that you read."});
    const auto why = reason(call);
    if (!why) return long_reason(call);
    auto w = *found.row;
    if (auto refusal = read_body(call, w)) return *std::move(refusal);
    w.version = version->get<std::int64_t>();
    w.deleted = false;
    auto says = changes(*found.row, w);
    if (says.en.empty()) says = {"rien", "nothing"};
    return answer(call, store(call, w, "watch.changed",
                              {"Veille «\u00A0" + w.name + "\u00A0» changée\u00A0: " + says.fr,
                               "Watch “" + w.name + "” changed: " + says.en},
                              *why));
}

Response delete_watch(Call& call) {
    auto found = find_row(call);
    if (found.refusal) return *std::move(found.refusal);
    auto w = *found.row;
    if (!w.deleted) {
        if (const auto user = user_of(*watches_in_force(call.app), w.name); !user.empty()) {
            return refuse(
                call, 409, "conflict",
                {"La veille «\u00A0" + user + "\u00A0» s’en sert.", "The watch “" + user + "” uses it."},
                {"Changez d’abord celle-là.", "Change that one first."});
        }
    }
    const auto why = reason(call);
    if (!why) return long_reason(call);
    w.deleted = true;
    return answer(
        call,
        store(call, w, "watch.deleted",
              {"Veille «\u00A0" + w.name + "\u00A0» supprimée", "Watch “" + w.name + "” deleted"}, *why));
}

}  // namespace vigie::serve
