#include "publishing.hpp"

#include "common.hpp"
#include "loaded.hpp"
#include "open_store.hpp"

#include <vigie/drivers/system.hpp>
#include <vigie/engage/publish.hpp>
#include <vigie/model/json.hpp>
#include <vigie/watch/register.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>

namespace vigie::cli {
namespace {

using model::Json;
using Register = std::shared_ptr<const model::AssetRegister>;

// What one command works with.
struct Desk {
    std::unique_ptr<ports::Store> store;
    Register assets;  // null: --data without a configuration
    Time now{};
    engage::PublishBy by;
};

// The register that the configuration names; null where there is no configuration.
Result<Register> register_of(const PublishingOptions& options) {
    const auto path = options.config.empty() ? std::string("vigie.yaml") : options.config;
    std::error_code error;
    if (options.config.empty() && !std::filesystem::exists(path, error)) return Register();
    VIGIE_TRY_ASSIGN(const auto content, read_file(path));
    const auto config = engine::read_config(path, content, secret_lookup());
    if (!config.config) return fail(Errc::invalid_argument, "{} has errors: try `vigie check`", path);
    std::vector<watch::RegisterFile> files;
    for (const auto& file : config.config->assets) {
        VIGIE_TRY_ASSIGN(auto text, read_file(file));
        files.push_back({file, std::move(text)});
    }
    auto read = watch::read_register(files);
    if (!read.assets) return fail(Errc::invalid_argument, "the asset register has errors: try `vigie check`");
    return read.assets;
}

std::string shell_user() {
    const char* user = std::getenv("USER");  // NOLINT(concurrency-mt-unsafe)
    return fmt::format("shell:{}", user == nullptr || *user == '\0' ? "unknown" : user);
}

Result<Desk> sit_down(const PublishingOptions& options) {
    Desk desk;
    VIGIE_TRY_ASSIGN(desk.store, open_configured_store(options.config, options.data));
    VIGIE_TRY_ASSIGN(desk.assets, register_of(options));
    desk.now = drivers::make_system_clock()->now();
    desk.by = {.actor = options.by.empty() ? shell_user() : options.by, .why = options.why, .at = desk.now};
    return desk;
}

// An asset id or network:handle of the register; without a register the id as it stands.
Result<model::AssetId> account_of(const Desk& desk, const std::string& text) {
    const model::AssetId id(text);
    if (desk.assets == nullptr) return id;
    const auto* asset = desk.assets->find(id);
    if (asset == nullptr) {
        const auto colon = text.find(':');
        if (colon != std::string::npos)
            asset = desk.assets->account(text.substr(0, colon), {}, text.substr(colon + 1));
    }
    if (asset == nullptr || asset->kind != model::AssetKind::account)
        return fail(Errc::not_found, "'{}' is no account of the register", text);
    return asset->id;
}

Result<model::AssetId> whom(const Desk& desk, const PublishingOptions& options) {
    if (options.all == !options.account.empty())
        return fail(Errc::invalid_argument, "name one account, or --all");
    if (options.all) return model::AssetId();
    return account_of(desk, options.account);
}

Result<Time> time_of(const std::string& text, Time now) {
    if (const auto time = parse_time(text)) return *time;
    const auto duration = parse_duration(text);
    if (!duration)
        return fail(Errc::invalid_argument, "'{}' is neither a time nor a duration (6h, 3d)", text);
    return now + *duration;
}

std::string shown(const Desk& desk, const model::AssetId& id) {
    if (id.empty()) return language() == "fr" ? "tous les comptes" : "all accounts";
    const auto* asset = desk.assets == nullptr ? nullptr : desk.assets->find(id);
    return asset == nullptr ? id.value : fmt::format("{}:{}", asset->network, asset->handle);
}

void print(const Desk& desk, const model::Publication& p, bool as_json) {
    if (as_json) {
        out(model::dump(p));
        return;
    }
    constexpr std::size_t most = 60;
    const auto text = p.text.empty() ? p.digest.substr(0, 12) : p.text;
    fmt::print("{}  {:<9}  {}  {} – {}  {}  {}\n", p.id.value, model::name(p.state), shown(desk, p.asset),
               format_time(p.opens).substr(0, 16), format_time(p.closes).substr(0, 16), p.created_by,
               text.size() > most ? text.substr(0, most) + "…" : text);
}

void print(const Desk& desk, const engage::Freeze& freeze, bool as_json) {
    const auto& f = freeze.decision;
    const auto& [until, speakers, incident] = freeze.terms;
    if (as_json) {
        Json row = f;
        if (f.asset.empty()) row["asset"] = "*";
        row["in_force"] = freeze.in_force(desk.now);
        if (until) row["until"] = format_time(*until);
        if (!speakers.empty()) row["speakers"] = speakers;
        out(model::dump(row));
        return;
    }
    fmt::print("{}  {}  {}{}{}  {}\n", shown(desk, f.asset), format_time(f.at).substr(0, 16), f.by,
               until ? fmt::format("  → {}", format_time(*until).substr(0, 16)) : "",
               speakers.empty() ? "" : fmt::format("  ({})", fmt::join(speakers, ", ")), f.why);
}

int refused(const Error& error) {
    return complain(error.message, error.code == Errc::invalid_argument ? exit_usage : exit_no);
}

}  // namespace

int publications_list(const PublishingOptions& options) {
    auto desk = sit_down(options);
    if (!desk) return complain(desk.error().message);
    std::vector<model::PublicationState> states;
    for (const auto& name : options.states) {
        const auto state = model::publication_state_of(name);
        if (!state) return complain(fmt::format("'{}' is not a state of a publication", name));
        states.push_back(*state);
    }
    const auto done = desk->store->read([&](ports::Session& s) -> Result<> {
        model::AssetId account;
        if (!options.account.empty()) {
            VIGIE_TRY_ASSIGN(account, account_of(*desk, options.account));
        }
        constexpr int most = 500;
        VIGIE_TRY_ASSIGN(const auto all, s.publications(account, states, most));
        for (const auto& p : all) print(*desk, p, options.json);
        return {};
    });
    return done ? exit_ok : refused(done.error());
}

int publications_add(const PublishingOptions& options) {
    auto desk = sit_down(options);
    if (!desk) return complain(desk.error().message);
    model::Publication made;
    const auto done = desk->store->write([&](ports::Session& s) -> Result<> {
        engage::TicketDraft draft;
        VIGIE_TRY_ASSIGN(draft.asset, account_of(*desk, options.account));
        draft.text = options.text;
        draft.digest = options.digest;
        VIGIE_TRY_ASSIGN(draft.closes, time_of(options.until, desk->now));
        draft.opens = desk->now;
        if (!options.from.empty()) {
            VIGIE_TRY_ASSIGN(draft.opens, time_of(options.from, desk->now));
        }
        VIGIE_TRY_ASSIGN(made, engage::create_ticket(s, draft, options.approve, desk->by));
        return {};
    });
    if (!done) return refused(done.error());
    print(*desk, made, options.json);
    return exit_ok;
}

int publications_act(const PublishingOptions& options, const std::string& act) {
    auto desk = sit_down(options);
    if (!desk) return complain(desk.error().message);
    const model::PublicationId id(options.id);
    model::Publication changed;
    const auto done = desk->store->write([&](ports::Session& s) -> Result<> {
        if (act == "approve") {
            VIGIE_TRY_ASSIGN(changed, engage::approve_ticket(s, id, desk->by));
        } else if (act == "cancel") {
            VIGIE_TRY_ASSIGN(changed, engage::cancel_ticket(s, id, desk->by));
        } else {
            VIGIE_TRY_ASSIGN(changed, engage::reopen_ticket(s, id, desk->by));
        }
        return {};
    });
    if (!done) return refused(done.error());
    print(*desk, changed, options.json);
    return exit_ok;
}

int freeze_list(const PublishingOptions& options) {
    auto desk = sit_down(options);
    if (!desk) return complain(desk.error().message);
    bool any = false;
    const auto done = desk->store->read([&](ports::Session& s) -> Result<> {
        VIGIE_TRY_ASSIGN(const auto all, engage::freezes(s));
        for (const auto& f : all) {
            if (!f.in_force(desk->now)) continue;
            any = true;
            print(*desk, f, options.json);
        }
        return {};
    });
    if (!done) return refused(done.error());
    return any ? exit_no : exit_ok;
}

int freeze_set(const PublishingOptions& options) {
    auto desk = sit_down(options);
    if (!desk) return complain(desk.error().message);
    std::optional<engage::Freeze> now;
    const auto done = desk->store->write([&](ports::Session& s) -> Result<> {
        VIGIE_TRY_ASSIGN(const auto account, whom(*desk, options));
        engage::FreezeTerms terms;
        if (!options.until.empty()) {
            VIGIE_TRY_ASSIGN(terms.until, time_of(options.until, desk->now));
        }
        for (const auto& name : options.speakers) {
            VIGIE_TRY_ASSIGN(const auto user, s.user(name));
            if (!user) return fail(Errc::invalid_argument, "there is no user '{}'", name);
        }
        terms.speakers = options.speakers;
        VIGIE_TRY(engage::freeze_account(s, account, terms, desk->by));
        VIGIE_TRY_ASSIGN(now, engage::freeze_of(s, account));
        return {};
    });
    if (!done) return refused(done.error());
    print(*desk, *now, options.json);
    return exit_ok;
}

int freeze_lift(const PublishingOptions& options) {
    auto desk = sit_down(options);
    if (!desk) return complain(desk.error().message);
    engage::Freeze lifted;
    const auto done = desk->store->write([&](ports::Session& s) -> Result<> {
        VIGIE_TRY_ASSIGN(const auto account, whom(*desk, options));
        VIGIE_TRY_ASSIGN(lifted, engage::unfreeze_account(s, account, desk->by));
        return {};
    });
    if (!done) return refused(done.error());
    print(*desk, lifted, options.json);
    return exit_ok;
}

}  // namespace vigie::cli
