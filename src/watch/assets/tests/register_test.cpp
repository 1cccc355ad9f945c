#include <vigie/watch/register.hpp>

#include <doctest/doctest.h>
#include <fmt/core.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace vigie::watch {
namespace {

const std::filesystem::path cases = VIGIE_SOURCE_DIR "/src/watch/assets/tests/cases";

std::string bytes_of(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

std::string rendered(const Diagnostics& diagnostics, std::string_view source) {
    std::string out;
    for (const auto& d : diagnostics) out += render(d, source);
    return out;
}

RegisterResult read_one(const std::string& content) {
    auto result = read_register({{"assets.yaml", content}});
    INFO(rendered(result.diagnostics, content));
    return result;
}

std::string problems(const std::string& content) {
    std::string out;
    for (const auto& d : read_register({{"assets.yaml", content}}).diagnostics) {
        out += fmt::format("{}:{}:{} ", d.line, d.column, d.code.substr(7));
    }
    return out;
}

}  // namespace

TEST_CASE("wrong registers give all their errors at once, as reviewed") {
    int seen = 0;
    for (const auto& entry : std::filesystem::directory_iterator(cases)) {
        if (entry.path().extension() != ".yaml") continue;
        ++seen;
        const auto name = entry.path().filename().string();
        const auto content = bytes_of(entry.path());
        const auto result = read_register({{name, content}});
        auto expected = entry.path();
        expected.replace_extension(".expected");
        CAPTURE(name);
        CHECK(rendered(result.diagnostics, content) == bytes_of(expected));
        CHECK((result.assets == nullptr) == has_errors(result.diagnostics));
    }
    CHECK(seen >= 6);
}

TEST_CASE("the example register reads without a word") {
    const auto content = bytes_of(VIGIE_SOURCE_DIR "/content/examples/assets.yaml");
    const auto result = read_register({{"content/examples/assets.yaml", content}});
    CHECK(rendered(result.diagnostics, content) == "");
    REQUIRE(result.assets);
    const auto& assets = *result.assets;
    CHECK(assets.version().size() == 16);
    CHECK(assets.owns_host("www.meridien.example"));
    CHECK_FALSE(assets.owns_host("notmeridien.example"));
    CHECK(assets.approves_link("https://rendez-vous.example/meridien-patrimoine/lyon"));

    const auto* thomas = assets.account("bluesky", "", "Thomas-Leroy.meridien-patrimoine.example");
    REQUIRE(thomas != nullptr);
    CHECK(thomas->id.value == "account:bluesky:thomas-leroy.meridien-patrimoine.example");
    CHECK(thomas->belongs_to.value == "person:thomas-leroy");
    CHECK(thomas->role == "ambassador");
    CHECK(thomas->avatar == "content/examples/images/thomas-leroy.png");
    CHECK(assets.find(model::AssetId("person:ines-benali"))->name == "Inès Benali");
    CHECK(assets.find(model::AssetId("domain:meridien.example"))->belongs_to.value == "brand:patrimoine");
    CHECK(assets.find(model::AssetId("account:x:meridienpatrim"))->handle == "MeridienPatrim");
    CHECK(assets.find(model::AssetId("phone:+33465710010"))->belongs_to.value == "place:agence-de-lyon");
    CHECK(assets.find(model::AssetId("channel:telegram:meridien_patrimoine")) != nullptr);
}

TEST_CASE("plain values stand for maps wherever one value is enough") {
    const auto result = read_one(
        "organisation: Exemple\nbrands: Exemple Banque\npeople: [Ana]\naccounts: bluesky:exemple.example\n"
        "domains: exemple.example\nhashtags: '#Exemple'\nphones: 0612345678\nlinks: exemple.test/page\n"
        "channels: telegram:exemple\nplaces: Lyon\nproducts: Livret\nimages: logo.png\nconfidential_terms: "
        "Projet X\n");
    REQUIRE(result.assets);
    std::string ids;
    for (const auto& a : result.assets->all()) ids += a.id.value + " ";
    CHECK(ids ==
          "organisation:exemple brand:exemple-banque person:ana account:bluesky:exemple.example "
          "domain:exemple.example "
          "hashtag:exemple phone:+33612345678 link:https://exemple.test/page channel:telegram:exemple "
          "place:lyon "
          "product:livret image:logo-png term:projet-x ");
    CHECK(result.assets->all().front().line == 1);
}

TEST_CASE("phone numbers come to one form, whatever their writing") {
    struct Case {
        const char* written;
        const char* normal;  // "" = refused
    };
    for (const auto& [written, normal] : {
             Case{"06 12 34 56 78", "+33612345678"},
             Case{"06.12.34.56.78", "+33612345678"},
             Case{"+33 6 12 34 56 78", "+33612345678"},
             Case{"+33 (0)6 12 34 56 78", "+33612345678"},
             Case{"+33 06 12 34 56 78", "+33612345678"},
             Case{"0033612345678", "+33612345678"},
             Case{"06\xC2\xA0"
                  "12\xE2\x80\xAF"
                  "34 56 78",
                  "+33612345678"},
             Case{"tel:+33-6-12-34-56-78", "+33612345678"},
             Case{"+44 20 7946 0958", "+442079460958"},
             Case{"001 (202) 555-0123", "+12025550123"},
             Case{"36 39", ""},
             Case{"+33 1 2", ""},
             Case{"+33 6 12 34 56 78 9", ""},
             Case{"00 00", ""},
             Case{"5550123", ""},
             Case{"+1234567890123456", ""},
             Case{"un numéro", ""},
         }) {
        CAPTURE(written);
        const auto result = read_register({{"a.yaml", fmt::format("phones: [\"{}\"]\n", written)}});
        if (*normal == '\0') {
            REQUIRE(result.diagnostics.size() == 1);
            CHECK(result.diagnostics.front().code == "assets.bad-value");
            CHECK_FALSE(result.diagnostics.front().help.empty());
        } else {
            REQUIRE(result.assets);
            CHECK(result.assets->all().front().value == normal);
        }
    }
}

TEST_CASE("'of' finds its owner by id, name or alias, the person first") {
    const auto result = read_one(
        "people: [{name: Louis Blanc, aliases: [Loulou]}]\nbrands: [Louis Blanc, {name: B, common_word: "
        "true}]\n"
        "accounts:\n  - {network: x, handle: a, of: louis blanc}\n  - {network: x, handle: b, of: "
        "'brand:louis-blanc'}\n"
        "  - {network: x, handle: c, of: LOULOU}\n  - {network: x, handle: d, of: b}\n");
    REQUIRE(result.assets);
    std::string owners;
    for (const auto& a : result.assets->all()) {
        if (a.kind == model::AssetKind::account)
            owners += fmt::format("{}>{}({}) ", a.handle, a.belongs_to.value, a.role);
    }
    CHECK(
        owners ==
        "a>person:louis-blanc(ambassador) b>brand:louis-blanc(head_office) c>person:louis-blanc(ambassador) "
        "d>brand:b(head_office) ");
    CHECK(problems("domains: [{domain: a.example, of: 'domain:a.example'}]\n") == "1:35:unknown-owner ");
}

TEST_CASE("several files make one register, and duplicates across them are found") {
    const RegisterFile one{"one.yaml", "brands: [Exemplia]\naccounts: [bluesky:a.example]\n"};
    const auto both = read_register(
        {one, {"two.yaml", "accounts: [{network: bluesky, handle: b.example, of: Exemplia}]\n"}});
    REQUIRE(both.assets);
    CHECK(both.assets->all().size() == 3);
    CHECK(both.assets->version() != read_register({one}).assets->version());

    const auto twice = read_register({one, {"two.yaml", "\n\naccounts: [bluesky:A.example]\n"}});
    REQUIRE(twice.diagnostics.size() == 1);
    CHECK(twice.diagnostics.front().file == "two.yaml");
    CHECK(twice.diagnostics.front().message.find("one.yaml:2") != std::string::npos);
    CHECK(read_register({}).diagnostics.front().code == "assets.empty");
}

TEST_CASE("one permanent id may not stand for two handles") {
    CHECK(problems("accounts:\n  - {network: x, id: '12', handle: a}\n  - {network: x, id: '12', handle: b}\n"
                   "  - {network: bluesky, id: '12', handle: b}\n") == "3:5:duplicate ");
}

TEST_CASE("a register of fifty thousand assets reads") {
    std::string content = "people:\n";
    for (int i = 0; i < 12'500; ++i)
        content += fmt::format("  - name: Conseiller Numéro {}\n    role: Conseiller\n", i);
    content += "accounts:\n";
    for (int i = 0; i < 25'000; ++i) {
        content += fmt::format(
            "  - network: bluesky\n    handle: conseiller-{}.exemple.example\n    name: Conseiller {}\n    "
            "of: "
            "Conseiller Numéro {}\n    place: Lyon\n",
            i, i, i % 12'500);
    }
    content += "domains:\n";
    for (int i = 0; i < 12'500; ++i) content += fmt::format("  - site-{}.example\n", i);
    const auto result = read_one(content);
    REQUIRE(result.assets);
    CHECK(result.assets->all().size() == 50'000);
    CHECK(result.assets->find(model::AssetId("account:bluesky:conseiller-24999.exemple.example"))
              ->belongs_to.value == "person:conseiller-numero-12499");
}

}  // namespace vigie::watch
