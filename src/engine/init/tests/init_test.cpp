#include <vigie/engine/config.hpp>
#include <vigie/engine/init.hpp>
#include <vigie/respond/policy.hpp>
#include <vigie/watch/register.hpp>
#include <vigie/watch/watches.hpp>

#include <doctest/doctest.h>
#include <fmt/core.h>

namespace vigie::engine {
namespace {

// Reads back all files as `vigie check` does; what is complained about, as text.
std::string complaints(const std::map<std::string, std::string>& files) {
    std::string out;
    const auto add = [&](const Diagnostics& diagnostics, const char* file) {
        for (const auto& d : diagnostics) out += render(d, files.at(file));
    };
    const auto config = read_config("vigie.yaml", files.at("vigie.yaml"), {});
    add(config.diagnostics, "vigie.yaml");
    const auto assets = watch::read_register({{"assets.yaml", files.at("assets.yaml")}});
    add(assets.diagnostics, "assets.yaml");
    const auto ours = assets.assets ? *assets.assets : model::AssetRegister();
    add(watch::read_watches({{"watches.yaml", files.at("watches.yaml")}}, ours).diagnostics, "watches.yaml");
    const auto channels = config.config ? config.config->channel_names() : std::vector<std::string>{};
    add(respond::read_policies({{"policies.yaml", files.at("policies.yaml")}}, channels, {}).diagnostics,
        "policies.yaml");
    return out;
}

InitAnswers meridien(std::string language) {
    return {.organisation = "Méridien Patrimoine SA",
            .brands = {"Méridien Patrimoine", "Boussole : l'épargne", "MP"},
            .domains = {"https://www.Meridien-Patrimoine.example/accueil", "meridien.example"},
            .accounts = {{"", "@meridien-patrimoine.example"},
                         {"X", "MeridienPatrim"},
                         {"mastodon", "@meridien@social.example"}},
            .emails = {"securite@meridien-patrimoine.example", "o'neil+vigie@meridien.example"},
            .language = std::move(language)};
}

}  // namespace

TEST_CASE("what init writes reads back without a word, in both languages") {
    for (const auto* language : {"fr", "en"}) {
        const auto files = init_files(meridien(language));
        CHECK(files.size() == 4);
        CHECK(complaints(files) == "");
        const auto config = read_config("vigie.yaml", files.at("vigie.yaml"), {});
        REQUIRE(config.config);
        CHECK(config.config->language == language);
        CHECK(config.config->assets == std::vector<std::string>{"assets.yaml"});
        REQUIRE(config.config->sources.size() == 1);
        const auto& live = std::get<JetstreamSource>(config.config->sources[0].settings);
        CHECK(live.hosts == JetstreamSource{}.hosts);
        CHECK(live.collections == JetstreamSource{}.collections);
        CHECK(live.hydrate == JetstreamSource{}.hydrate);

        const auto assets = watch::read_register({{"assets.yaml", files.at("assets.yaml")}}).assets;
        REQUIRE(assets);
        CHECK(assets->owns_host("meridien-patrimoine.example"));
        CHECK(assets->account("mastodon", "", "meridien@social.example") != nullptr);
        CHECK(assets->find(model::AssetId("brand:boussole-l-epargne"))->name == "Boussole : l'épargne");
        CHECK(assets->find(model::AssetId("brand:mp"))->common_word);

        const auto policies =
            respond::read_policies({{"p", files.at("policies.yaml")}}, {"mail"}, {}).policies;
        REQUIRE(policies);
        CHECK(policies->departments.at("security").to.size() == 2);
        CHECK(policies->policies.size() == 3);
    }
    CHECK(init_files(meridien("fr")).at("vigie.yaml").find("Aucun compte n’est nécessaire") !=
          std::string::npos);
    CHECK(init_files(meridien("en")).at("vigie.yaml").find("No account is needed") != std::string::npos);
}

TEST_CASE("the fewest answers still make a working configuration") {
    const auto files = init_files(
        {.organisation = "Exemple", .accounts = {{"bluesky", "exemple.example"}}, .language = "fr"});
    CHECK(complaints(files) == "");
    const auto nothing = init_files({});
    CHECK(complaints(nothing).find("error") == std::string::npos);
    CHECK(complaints(nothing).find("assets.no-accounts") != std::string::npos);
}

TEST_CASE("strange answers cannot break the files") {
    InitAnswers odd = meridien("fr");
    odd.organisation = "A\n\"B\": # {c} \\d \x01\xff";
    odd.brands = {"null", "- x", "#tag", "*star", "&and", "yes", "12", "日本語", " ", "Null"};
    CHECK(complaints(init_files(odd)) == "");
    odd.domains = {"pas un domaine"};
    CHECK(complaints(init_files(odd)).find("assets.bad-value") != std::string::npos);
}

TEST_CASE("what is commented out for later works once the mark is removed") {
    const auto files = init_files({.organisation = "Exemple", .accounts = {{"bluesky", "exemple.example"}}});
    std::string assets = files.at("assets.yaml");
    for (const auto* key : {"domains", "hashtags", "phones", "links", "channels", "places", "products",
                            "images", "confidential_terms"}) {
        const auto at = assets.find(fmt::format("\n# {}:", key));
        REQUIRE(at != std::string::npos);
        assets.erase(at + 1, 2);
    }
    const auto read = watch::read_register({{"assets.yaml", assets}});
    std::string said;
    for (const auto& d : read.diagnostics) said += render(d, assets);
    CHECK(said == "");

    for (const auto* language : {"fr", "en"}) {
        auto watches = init_files({.organisation = "Exemple", .language = language}).at("watches.yaml");
        for (const auto* key : {"- watch", "- list", "  query", "  items", "  enabled", "  tags"}) {
            for (auto at = watches.find(fmt::format("\n# {}:", key)); at != std::string::npos;
                 at = watches.find(fmt::format("\n# {}:", key))) {
                watches.erase(at + 1, 2);
            }
        }
        const auto all = watch::read_watches({{"watches.yaml", watches}}, *read.assets);
        said.clear();
        for (const auto& d : all.diagnostics) said += render(d, watches);
        CHECK(said == "");
        REQUIRE(all.read);
        CHECK(all.read->watches.size() == 3);
    }
}

}  // namespace vigie::engine
