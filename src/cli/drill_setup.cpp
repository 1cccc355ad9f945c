#include "drill_setup.hpp"

#include "loaded.hpp"

#include <vigie/base/assert.hpp>
#include <vigie/drivers/sqlite.hpp>
#include <vigie/engine/assemble.hpp>
#include <vigie/respond/policy.hpp>
#include <vigie/watch/register.hpp>

#include <stdlib.h>  // NOLINT(modernize-deprecated-headers): mkdtemp is POSIX

#include <filesystem>

namespace vigie::cli {
namespace {

// Channels and desks of every exercise: the real ones, with the exercise's platform at the other end.
engine::Config outside() {
    engine::Config config;
    const auto mail = [&](const char* name) {
        engine::EmailChannel c;
        c.server = "smtp://mail.drill.test:25";
        c.from = "Vigie <vigie@drill.test>";
        c.require_tls = false;
        config.channels.push_back({.name = name, .settings = c});
    };
    mail("soc-mail");
    mail("com-mail");
    engine::WebhookChannel hook;
    hook.url = "https://hooks.drill.test/vigie";
    hook.secrets.emplace_back("whsec_ZHJpbGwtZHJpbGwtZHJpbGwtZHJpbGwtZHJpbGw=");
    config.channels.push_back({.name = "soc-hook", .settings = hook});
    engine::BlueskyDesk desk;
    desk.service = "https://pds.drill.test";
    desk.identifier = "house.drill.test";
    desk.password = engine::Secret("drill-drill-drill");
    desk.appview = "https://appview.drill.test";
    config.desks.push_back({.name = "bluesky", .settings = desk});
    return config;
}

}  // namespace

Result<std::unique_ptr<DrillSetup>> DrillSetup::make(const std::string& name, std::uint64_t seed) {
    const auto* info = drill::find_scenario(name);
    if (info == nullptr)
        return fail(Errc::not_found, "there is no drill '{}': `vigie drill list` shows them", name);
    VIGIE_TRY_ASSIGN(auto scenario, info->make(seed));
    auto setup = std::make_unique<DrillSetup>();
    const auto assets = watch::read_register({{name + "/assets.yaml", scenario.assets_yaml}});
    if (!assets.assets)
        return fail(Errc::parse, "{}", render(assets.diagnostics.front(), scenario.assets_yaml));
    VIGIE_TRY_ASSIGN(setup->judgement, engine::Judgement::make(assets.assets));
    const auto config = outside();
    const auto policies = respond::read_policies({{name + "/policies.yaml", scenario.policies_yaml}},
                                                 config.channel_names(), config.desk_names());
    if (!policies.policies)
        return fail(Errc::parse, "{}", render(policies.diagnostics.front(), scenario.policies_yaml));
    setup->policies = policies.policies;
    const auto rules = judge::read_rules({{name + "/rules.yaml", scenario.rules_yaml}},
                                         rule_surroundings(*setup->judgement, policies.policies.get()));
    if (!rules.rules) return fail(Errc::parse, "{}", render(rules.diagnostics.front(), scenario.rules_yaml));
    setup->judgement = setup->judgement->with(rules.rules);
    if (!scenario.facts_yaml.empty()) {
        auto facts = stories::read_facts(name + "/facts.yaml", scenario.facts_yaml);
        if (!facts.facts)
            return fail(Errc::parse, "{}", render(facts.diagnostics.front(), scenario.facts_yaml));
        setup->stories.facts = std::make_shared<const std::vector<stories::Fact>>(*std::move(facts.facts));
    }
    if (scenario.rumour) setup->stories.crisis_posts = scenario.rumour->crisis_posts;
    setup->scenario = std::make_shared<const drill::Scenario>(std::move(scenario));
    return setup;
}

DrillSetup::~DrillSetup() {
    std::error_code ignored;
    if (!temporary.empty()) std::filesystem::remove_all(temporary, ignored);
}

Result<std::unique_ptr<ports::Store>> DrillSetup::open_store(const std::string& folder) {
    auto where = folder;
    if (where.empty()) {
        auto pattern = (std::filesystem::temp_directory_path() / "vigie-drill-XXXXXX").string();
        if (::mkdtemp(pattern.data()) == nullptr)
            return fail(Errc::io, "cannot make a temporary folder {}", pattern);
        temporary = where = pattern;
    }
    std::error_code error;
    std::filesystem::create_directories(where, error);
    const auto file = (std::filesystem::path(where) / "vigie.db").string();
    if (std::filesystem::exists(file, error))
        return fail(Errc::conflict, "{} exists: an exercise starts with a fresh store; choose another folder",
                    file);
    // An exercise may be lost with the power.
    return drivers::open_sqlite({.path = file, .durable = false});
}

std::vector<std::unique_ptr<respond::Channel>> DrillSetup::channels(drill::Platform& platform,
                                                                    ports::Clock& clock) {
    auto made = engine::make_channels(outside(), platform, platform, clock);
    VIGIE_ASSERT(made.has_value());
    return *std::move(made);
}

std::vector<std::unique_ptr<respond::Desk>> DrillSetup::desks(drill::Platform& platform, ports::Clock& clock,
                                                              ports::Store& store) {
    auto made = engine::make_desks(outside(), platform, clock, store);
    VIGIE_ASSERT(made.has_value());
    return *std::move(made);
}

}  // namespace vigie::cli
