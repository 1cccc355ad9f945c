#include <vigie/judge/files.hpp>

#include <doctest/doctest.h>

#include <algorithm>

using namespace vigie;

namespace {

std::string kinds(const model::FileContent& file) {
    std::string out;
    for (const auto& f : judge::examine_file(file, judge::item_of_file(file, "1")).findings)
        if (f.score >= 0.5) out += f.kind + " ";
    return out;
}
model::FileContent recognised(std::string text) {
    model::FileContent file;
    file.type = "png";
    file.text = std::move(text);
    file.parts.push_back({"recognised", "picture", 0, file.text.size()});
    return file;
}

}  // namespace

TEST_CASE("what a file tells beside its text, one finding for each kind of harm") {
    model::FileContent file;
    file.type = "jpeg";
    file.picture = model::PictureFacts{};
    CHECK(kinds(file).empty());
    file.coordinates = model::Coordinates{45.76, -4.5};
    CHECK(kinds(file) == "file_place ");
    file.owner = "Marie Roux";
    file.thumbnail = model::Thumbnail{160, 120, 110, true};
    file.claims = "png";
    CHECK(kinds(file) == "file_place file_person file_before file_type ");
    file.thumbnail->differs = false;
    CHECK(kinds(file) == "file_place file_person file_type ");
    // Nearly every document names its author: said, but no reason to stop alone.
    model::FileContent letter;
    letter.type = "docx";
    letter.owner = "Marie Roux";
    const auto opinion = judge::examine_file(letter, judge::item_of_file(letter, "1"));
    REQUIRE(opinion.findings.size() == 1);
    CHECK(opinion.score < 0.5);
}

TEST_CASE("hidden sheets are shown where they stand in the text") {
    model::FileContent book;
    book.type = "xlsx";
    book.text = "Nom\nSalaire 3000\n";
    book.parts = {{"body", "A", 0, 3}, {"hidden", "Paie", 4, 16}};
    book.remarks = {"hidden_sheet"};
    const auto opinion = judge::examine_file(book, judge::item_of_file(book, "1"));
    REQUIRE(opinion.findings.size() == 1);
    REQUIRE(opinion.findings[0].evidence.size() == 1);
    REQUIRE(opinion.findings[0].evidence[0].spans.size() == 1);
    CHECK(opinion.findings[0].evidence[0].spans[0].text == "Salaire 3000");
}

TEST_CASE("screens of records and internal tools are told by their words, and a menu is none") {
    CHECK(kinds(recognised("DOSSIER PATIENT\nIPP : 8012\nDate de naissance : 12/03/1961\nAllergies : aucune\n"
                           "Antécédents : HTA\nMédecin traitant : Dr Blanc\n")) == "screen_medical ");
    CHECK(kinds(recognised(
              "Back-office  Tableau de bord  Se déconnecter\nRechercher un client\nSolde : 300\n")) ==
          "screen_internal ");
    CHECK(kinds(recognised("Menu du jour\nSoupe à l’oignon\nService compris\nMerci de votre visite\n"))
              .empty());
    CHECK(kinds(recognised("Soldes d’été : moins 30 % sur tout le magasin\nLivraison offerte\n")).empty());
    // The same words in a text that people wrote are no screen.
    auto letter = recognised("dossier patient ipp date de naissance allergies antécédents");
    letter.parts[0].kind = "body";
    CHECK(kinds(letter).empty());
}
