#include "made.hpp"

#include <vigie/drivers/files.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

using namespace vigie;
using drivers::read_file_content;
namespace made = drivers::made;

namespace {

std::unique_ptr<ports::Files> reader() {
    return drivers::make_files(sandbox::start_fork(drivers::file_job(), drivers::file_handler));
}
bool has(const std::vector<std::string>& list, std::string_view one) {
    return std::ranges::find(list, one) != list.end();
}
bool inside(const std::string& text, std::string_view words) {
    return text.find(words) != std::string::npos;
}

}  // namespace

TEST_CASE("text in a picture is read with its places, upright or on its side, and can be painted over") {
    const auto files = reader();
    const auto page =
        made::page({"Telephone 06 12 34 56 78", "Rendez-vous mardi prochain", "Merci de votre appel"});
    const auto whole = files->read(made::png(page.get()), "note.png");
    REQUIRE(whole);
    CHECK(whole->type == "png");
    INFO(whole->text);
    CHECK(inside(whole->text, "06 12 34 56 78"));
    CHECK(whole->text_confidence > 0.7);
    std::vector<model::PixelBox> masks;
    for (const auto& word : whole->words) {
        CHECK(word.end <= whole->text.size());
        CHECK(word.box.left >= 0);
        CHECK(word.box.left + word.box.width <= 1805);
        const auto text = whole->text.substr(word.start, word.end - word.start);
        if (text.find_first_of("0123456789") != std::string::npos) masks.push_back(word.box);
    }
    CHECK(masks.size() >= 1);
    const auto copy = files->clean_picture(made::png(page.get()), masks);
    REQUIRE(copy);
    const auto again = files->read(*copy, "note.png");
    REQUIRE(again);
    CHECK(!inside(again->text, "34 56"));
    INFO(again->text);
    CHECK(inside(again->text, "Rendez"));

    const drivers::Pix side(pixRotateOrth(page.get(), 1));
    const auto turned = files->read(made::png(side.get()), "note.png");
    REQUIRE(turned);
    CHECK(inside(turned->text, "06 12 34 56 78"));
    for (const auto& word : turned->words) CHECK(word.box.height >= word.box.width / 4);
}

TEST_CASE("a picture gives its place, device, owner and the small picture from before it was cropped") {
    const auto picture = made::waves(800, 600, 1.0);
    const auto small = made::waves(160, 120, 1.0);
    const auto other = made::waves(160, 120, 2.3);
    const auto file =
        read_file_content(made::with_exif(made::jpeg(picture.get()), made::jpeg(small.get())), "a.jpg");
    REQUIRE(file);
    REQUIRE(file->coordinates);
    CHECK(std::abs(file->coordinates->latitude - 45.76) < 1e-12);
    CHECK(std::abs(file->coordinates->longitude + 4.5) < 1e-12);
    CHECK(file->device == "Optique 3");
    CHECK(file->owner == "Marie Roux");
    CHECK(file->taken == "2025-06-01T10:20:30");
    REQUIRE(file->thumbnail);
    CHECK(!file->thumbnail->differs);
    const auto bytes = made::with_exif(made::jpeg(picture.get()), made::jpeg(other.get()));
    const auto cropped = read_file_content(bytes, "a.jpg");
    REQUIRE(cropped);
    REQUIRE(cropped->thumbnail);
    CHECK(cropped->thumbnail->differs);
    const auto clean = drivers::cleaned_picture(bytes, {});
    REQUIRE(clean);
    const auto bare = read_file_content(*clean, "a.jpg");
    REQUIRE(bare);
    CHECK(!bare->coordinates);
    CHECK(!bare->thumbnail);
    CHECK(bare->owner.empty());
}

TEST_CASE("a Word file gives its text, what was deleted, hidden and commented, and who wrote it") {
    const auto bytes = made::archive(
        {{"word/document.xml",
          R"(<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>Bonjour</w:t></w:r></w:p>)"
          R"(<w:p><w:del><w:r><w:delText>ancien prix 300</w:delText></w:r></w:del></w:p>)"
          R"(<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r></w:p></w:body></w:document>)"},
         {"word/comments.xml",
          R"(<w:comments xmlns:w="w"><w:comment><w:p><w:r><w:t>à revoir</w:t></w:r></w:p></w:comment></w:comments>)"},
         {"docProps/core.xml",
          R"(<cp:coreProperties xmlns:cp="c" xmlns:dc="d"><dc:creator>Marie Roux</dc:creator>)"
          R"(<cp:lastModifiedBy>Paul Blanc</cp:lastModifiedBy></cp:coreProperties>)"}});
    const auto file = read_file_content(bytes, "lettre.docx");
    REQUIRE(file);
    CHECK(file->type == "docx");
    CHECK(file->claims.empty());
    CHECK(file->owner == "Marie Roux");
    CHECK(file->properties.at("last_author") == "Paul Blanc");
    CHECK(has(file->remarks, "tracked_changes"));
    CHECK(has(file->remarks, "hidden_text"));
    CHECK(has(file->remarks, "comments"));
    std::string kinds;
    for (const auto& part : file->parts) kinds += part.kind + " ";
    CHECK(kinds == "body deleted hidden comment ");
    CHECK(inside(file->text, "ancien prix 300"));
}

TEST_CASE("a workbook gives its cells and says which sheets are hidden; a show its hidden slides") {
    const auto book = made::archive(
        {{"xl/workbook.xml", R"(<workbook xmlns:r="r"><sheets><sheet name="A" r:id="r1"/>)"
                             R"(<sheet name="Paie" state="veryHidden" r:id="r2"/></sheets></workbook>)"},
         {"xl/_rels/workbook.xml.rels",
          R"(<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/>)"
          R"(<Relationship Id="r2" Target="/xl/worksheets/sheet2.xml"/></Relationships>)"},
         {"xl/sharedStrings.xml",
          "<sst><si><t>Nom</t></si><si><r><t>Sal</t></r><r><t>aire</t></r></si></sst>"},
         {"xl/worksheets/sheet1.xml",
          R"(<worksheet><sheetData><row><c t="s"><v>0</v></c><c><v>7</v></c></row></sheetData></worksheet>)"},
         {"xl/worksheets/sheet2.xml",
          R"(<worksheet><sheetData><row><c t="s"><v>1</v></c><c t="s"><v>99</v></c></row></sheetData></worksheet>)"}});
    const auto file = read_file_content(book, "table.xlsx");
    REQUIRE(file);
    CHECK(file->type == "xlsx");
    CHECK(file->text == "Nom\t7\n\nSalaire\n\n");
    CHECK(has(file->remarks, "hidden_sheet"));
    const auto show = made::archive(
        {{"ppt/presentation.xml", "<p/>"},
         {"ppt/slides/slide2.xml",
          R"(<p:sld xmlns:p="p" xmlns:a="a" show="0"><a:p><a:t>Deux</a:t></a:p></p:sld>)"},
         {"ppt/slides/slide1.xml", R"(<p:sld xmlns:p="p" xmlns:a="a"><a:p><a:t>Un</a:t></a:p></p:sld>)"}});
    const auto slides = read_file_content(show, "a.pptx");
    REQUIRE(slides);
    CHECK(slides->text == "Un\n\nDeux\n\n");
    CHECK(has(slides->remarks, "hidden_slide"));
}

TEST_CASE("a PDF gives text and metadata; text files in any encoding; a name that lies is told") {
    const std::string stream = "BT /F1 12 Tf 72 700 Td (IBAN FR76 3000 6000 0112 3456 7890 189) Tj ET";
    const auto pdf = made::pdf(
        {"<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >> >>",
         "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
         "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 "
         "0 R >> >> >>",
         "<< /Length " + std::to_string(stream.size()) + " >>\nstream\n" + stream + "\nendstream",
         "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"});
    const auto file = read_file_content(pdf, "a.pdf");
    REQUIRE(file);
    CHECK(inside(file->text, "FR76 3000 6000 0112"));
    CHECK(file->pages == 1);
    CHECK(has(file->remarks, "script"));

    CHECK(read_file_content("caf\xE9 noir", "a.txt")->text == "café noir\n");
    CHECK(read_file_content(std::string("\xFF\xFE\xE9\0t\0\xE9\0", 8), "a.txt")->text == "été\n");
    CHECK(read_file_content("a;b\n1;2", "a.csv")->type == "csv");
    const auto program =
        read_file_content(std::string("MZ\x90\0\3\0\0\0", 8) + std::string(100, '\0'), "photo.jpg");
    REQUIRE(program);
    CHECK(program->type == "program");
    CHECK(program->claims == "jpeg");
    CHECK(!read_file_content(std::string(64, '\1'), "photo.jpg"));
    CHECK(!read_file_content("", "a.txt"));
}

TEST_CASE("a DICOM file names its patient, in both ways to write one") {
    for (const bool with_form : {true, false}) {
        const auto bytes = made::dicom({{0x10, 0x10, "PN", "LEFEVRE^CAMILLE"},
                                        {0x10, 0x20, "LO", "A12345"},
                                        {0x10, 0x30, "DA", "19610312"},
                                        {0x7FE0, 0x10, "OW", std::string(64, '\0')}},
                                       with_form);
        const auto file = read_file_content(bytes, "a.dcm");
        REQUIRE(file);
        CHECK(file->type == "dicom");
        CHECK(file->properties.at("patient_name") == "LEFEVRE CAMILLE");
        CHECK(file->properties.at("birth_date") == "12/03/1961");
        CHECK(file->remarks.empty());
        for (std::size_t cut = 0; cut < bytes.size(); ++cut)
            (void)read_file_content(bytes.substr(0, cut), "a.dcm");
    }
}
