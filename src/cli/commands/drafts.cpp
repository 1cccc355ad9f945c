#include "drafts.hpp"

#include "common.hpp"
#include "loaded.hpp"
#include "open_store.hpp"

#include <vigie/drivers/system.hpp>
#include <vigie/engage/drafts.hpp>
#include <vigie/engine/config.hpp>
#include <vigie/engine/screen.hpp>
#include <vigie/model/json.hpp>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <utility>

namespace vigie::cli {
namespace {

using model::Draft;

struct Room {
    std::unique_ptr<ports::Store> store;
    std::shared_ptr<const engine::Judgement> judgement;
    engage::PublishBy by;
};

// The register of the configuration; an empty one where there is none.
Result<std::vector<std::string>> registers(const DraftOptions& o) {
    const auto path = o.config.empty() ? std::string("vigie.yaml") : o.config;
    std::error_code error;
    if (o.config.empty() && !std::filesystem::exists(path, error)) return std::vector<std::string>{};
    VIGIE_TRY_ASSIGN(const auto content, read_file(path));
    const auto config = engine::read_config(path, content, secret_lookup());
    if (!config.config) return fail(Errc::invalid_argument, "{} has errors: try `vigie check`", path);
    return config.config->assets;
}

Result<Room> enter(const DraftOptions& o) {
    Room room;
    VIGIE_TRY_ASSIGN(room.store, open_configured_store(o.config, o.data));
    VIGIE_TRY_ASSIGN(const auto files, registers(o));
    VIGIE_TRY_ASSIGN(room.judgement, judgement_of(files));
    const char* user = std::getenv("USER");  // NOLINT(concurrency-mt-unsafe)
    room.by = {.actor = o.by.empty() ? fmt::format("shell:{}", user == nullptr ? "unknown" : user) : o.by,
               .why = o.why,
               .at = drivers::make_system_clock()->now()};
    return room;
}

Result<model::AssetId> account_of(const Room& room, const std::string& text) {
    const auto& assets = room.judgement->assets();
    const auto* asset = assets.find(model::AssetId(text));
    const auto colon = text.find(':');
    if (asset == nullptr && colon != std::string::npos)
        asset = assets.account(text.substr(0, colon), {}, text.substr(colon + 1));
    if (asset == nullptr || asset->kind != model::AssetKind::account)
        return fail(Errc::not_found, "'{}' is no account of the register", text);
    return asset->id;
}

model::DraftTier tier_of(std::string_view text) {
    model::DraftTier tier;
    if (text == "any") return tier;
    tier.all = text.starts_with("all:");
    if (tier.all) text.remove_prefix(4);
    while (!text.empty()) {
        const auto end = std::min(text.find(','), text.size());
        if (end > 0) tier.who.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return tier;
}

void print(const Draft& d, bool as_json) {
    if (as_json) {
        out(model::dump(model::Json(d)));
        return;
    }
    constexpr std::size_t most = 60;
    const auto& text = d.now().text;
    const auto when = d.publish_at ? fmt::format("{} {}", d.local, d.zone) : std::string("–");
    fmt::print("{}  {:<9}  v{}  {}  {}  {}\n", d.id.value, name(d.state), d.now().number, when, d.created_by,
               text.size() > most ? text.substr(0, most) + "…" : text);
    for (const auto& each : d.deliveries)
        fmt::print("    {:<8} {}  {}{}\n", name(each.state), each.asset.value, each.url, each.error);
}

int refused(const Error& error) {
    return complain(error.message, error.code == Errc::invalid_argument ? exit_usage : exit_no);
}

int list(const DraftOptions& o) {
    auto room = enter(o);
    if (!room) return complain(room.error().message);
    std::vector<model::DraftState> states;
    for (const auto& name : o.states) {
        const auto state = model::draft_state_of(name);
        if (!state) return complain(fmt::format("'{}' is no state of a draft", name));
        states.push_back(*state);
    }
    constexpr int most = 500;
    const auto done = room->store->read([&](ports::Session& s) -> Result<> {
        VIGIE_TRY_ASSIGN(const auto all, engage::drafts(s, states, most));
        for (const auto& each : all) print(each, o.json);
        return {};
    });
    return done ? exit_ok : refused(done.error());
}

int show(const DraftOptions& o) {
    auto room = enter(o);
    if (!room) return complain(room.error().message);
    Draft d;
    const auto done = room->store->read([&](ports::Session& s) -> Result<> {
        VIGIE_TRY_ASSIGN(d, engage::draft(s, model::DraftId(o.id)));
        return {};
    });
    if (!done) return refused(done.error());
    print(d, o.json);
    if (o.json) return exit_ok;
    for (std::size_t i = 1; i < d.versions.size(); ++i) {
        fmt::print("v{} → v{} ({}): ", i, i + 1, d.versions[i].by);
        for (const auto& change : engage::changes(d.versions[i - 1].text, d.versions[i].text)) {
            using Kind = engage::Change::Kind;
            fmt::print("{}{}{}",
                       change.kind == Kind::gone   ? "[-"
                       : change.kind == Kind::made ? "{+"
                                                   : "",
                       change.text,
                       change.kind == Kind::gone   ? "-]"
                       : change.kind == Kind::made ? "+}"
                                                   : "");
        }
        fmt::print("\n");
    }
    for (const auto& v : d.votes)
        fmt::print("{} v{} {}: {} {}\n", format_time(v.at).substr(0, 16), v.version, v.by,
                   v.yes ? "yes" : "no", v.why);
    for (const auto& c : d.comments)
        fmt::print("{} v{} {}: {}\n", format_time(c.at).substr(0, 16), c.version, c.by, c.text);
    return exit_ok;
}

Result<Draft> make(ports::Session& s, const Room& room, const DraftOptions& o) {
    engage::DraftWish wish{.accounts = {},
                           .text = o.text,
                           .lang = o.lang,
                           .tiers = {},
                           .hour = {o.zone, o.at},
                           .expires_at = {}};
    for (const auto& account : o.accounts) {
        VIGIE_TRY_ASSIGN(auto id, account_of(room, account));
        wish.accounts.push_back(std::move(id));
    }
    for (const auto& tier : o.tiers) wish.tiers.push_back(tier_of(tier));
    return engage::create_draft(s, wish, room.by);
}

Result<Draft> submit(ports::Session& s, const Room& room, const model::DraftId& id) {
    VIGIE_TRY_ASSIGN(const auto d, engage::draft(s, id));
    model::Item item;
    item.network = "draft";
    item.id = id.value;
    item.lang = d.lang;
    item.text = d.now().text;
    item.observed_at = room.by.at;
    return engage::submit_draft(s, id, engine::screen(*room.judgement, std::move(item)), room.by);
}

int act(const DraftOptions& o, const std::string& what) {
    auto room = enter(o);
    if (!room) return complain(room.error().message);
    const model::DraftId id(o.id);
    Draft d;
    const auto done = room->store->write([&](ports::Session& s) -> Result<> {
        auto changed = what == "add"        ? make(s, *room, o)
                       : what == "edit"     ? engage::edit_draft(s, id, o.text, room->by)
                       : what == "submit"   ? submit(s, *room, id)
                       : what == "approve"  ? engage::vote_on_draft(s, id, true, room->by)
                       : what == "refuse"   ? engage::vote_on_draft(s, id, false, room->by)
                       : what == "schedule" ? engage::schedule_draft(s, id, {o.zone, o.at}, room->by)
                       : what == "comment"  ? engage::comment_draft(s, id, o.text, room->by)
                                            : engage::cancel_draft(s, id, room->by);
        VIGIE_TRY_ASSIGN(d, std::move(changed));
        return {};
    });
    if (!done) return refused(done.error());
    print(d, o.json);
    return exit_ok;
}

}  // namespace

void add_drafts(CLI::App& app, std::function<int()>& action) {
    static DraftOptions o;
    auto* drafts =
        app.add_subcommand("drafts", "Write, screen, approve and plan what goes out on our accounts");
    drafts->footer(
        "Examples:\n"
        "  vigie drafts add bluesky:acme.example --text 'Open day' --at 2026-12-01T09:00 --zone Europe/Paris "
        "\\\n"
        "      --tier noor,alix --tier all:camille,sacha\n"
        "  vigie drafts submit d0e0… && vigie drafts approve d0e0… --by noor\n");
    drafts->require_subcommand(1);
    const auto common = [](CLI::App* sub) {
        sub->add_option("-c,--config", o.config, "Configuration file (default vigie.yaml)");
        sub->add_option("--data", o.data, "Folder of the store, instead of the configuration's");
        sub->add_flag("--json", o.json, "JSON lines");
    };
    auto* sub = drafts->add_subcommand("list", "The newest first");
    sub->add_option("--state", o.states, "editing, review, approved, late, published, cancelled, expired")
        ->delimiter(',');
    common(sub);
    sub->callback([&action] { action = [] { return list(o); }; });
    sub = drafts->add_subcommand("show", "One draft: what each version changed, who said what");
    sub->add_option("id", o.id, "Id of the draft")->required();
    common(sub);
    sub->callback([&action] { action = [] { return show(o); }; });
    for (const auto& [name, says] :
         {std::pair{"add", "Begin a draft"}, std::pair{"edit", "A new version"},
          std::pair{"submit", "Screen it and ask for approval"}, std::pair{"approve", "Say yes"},
          std::pair{"refuse", "Send it back to its authors"}, std::pair{"schedule", "Name another hour"},
          std::pair{"comment", "Tell its authors something"}, std::pair{"cancel", "Abandon it"}}) {
        const std::string what = name;
        sub = drafts->add_subcommand(what, says);
        if (what == "add") {
            sub->add_option("account", o.accounts, "Asset ids, or network:handle")->required();
            sub->add_option("--lang", o.lang, "Language of the text: fr, en");
            sub->add_option(
                "--tier", o.tiers,
                "A round of approval: 'noor,alix' (one of them), 'all:noor,alix', 'any'; up to three");
        } else {
            sub->add_option("id", o.id, "Id of the draft")->required();
        }
        if (what == "add" || what == "edit" || what == "comment")
            sub->add_option("--text", o.text, "What it says")->required();
        if (what == "add" || what == "schedule") {
            sub->add_option("--at", o.at, "Local time: 2026-12-01T09:00 (default: once it is approved)");
            sub->add_option("--zone", o.zone, "Time zone: Europe/Paris");
        }
        sub->add_option("--why", o.why, "The reason, for the audit");
        sub->add_option("--by", o.by, "Who acts, for the audit (default: the user of this shell)");
        common(sub);
        sub->callback([&action, what] { action = [what] { return act(o, what); }; });
    }
}

}  // namespace vigie::cli
