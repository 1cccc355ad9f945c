#include <vigie/plugins/leak_document.hpp>
#include <vigie/vault/vault.hpp>

#include <doctest/doctest.h>

#include <filesystem>

using namespace vigie;

TEST_CASE("An excerpt of a registered text is found, with the document's name and without its words") {
    const auto folder = std::filesystem::temp_directory_path() / "vigie-leak-document";
    std::filesystem::remove_all(folder);
    auto editor = vault::Editor::open(folder.string()).value();
    vault::Entry entry;
    entry.name = "Plan Horizon";
    CHECK(editor
              .add_text(entry,
                        "Le groupe cédera son usine de Saint-Priest à la fin du premier trimestre, contre un "
                        "prix qui "
                        "reste à fixer avec le repreneur.")
              .has_value());
    entry.name = "clients";
    entry.columns = {"nom", "contrat"};
    CHECK(editor.add_table(entry, {{"Anne Roux", "CT-884213"}, {"Paul Petit", "CT-884214"}}).has_value());
    judge::Shared shared(std::make_shared<model::AssetRegister>());
    shared.vault = vault::Vault::read(editor.bytes(), editor.key()).value();
    const auto detector = plugins::make_leak_document(shared).value();
    model::Item item;
    item.text = "Vu hier : le groupe cedera son USINE de saint priest a la fin du premier trimestre !";
    auto opinion = detector->examine(item);
    REQUIRE(opinion.findings.size() == 1);
    CHECK(opinion.score > 0.9);
    const auto& evidence = opinion.findings[0].evidence[0];
    CHECK(evidence.code == "document.excerpt");
    CHECK(evidence.says.fr.find("Plan Horizon") != std::string::npos);
    CHECK(evidence.spans[0].text.find("usine") == std::string::npos);
    item.text = "Mme Anne ROUX, contrat CT 884213, attend";
    opinion = detector->examine(item);
    REQUIRE(opinion.findings.size() == 1);
    CHECK(opinion.findings[0].evidence[0].code == "document.row");
    item.text = "Le groupe cédera son usine, dit-on. Anne Roux en doute.";
    CHECK(detector->examine(item).findings.empty());
    shared.vault = nullptr;
    CHECK(plugins::make_leak_document(shared).value()->examine(item).findings.empty());
}
