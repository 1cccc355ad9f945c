#include "../dicom.hpp"
#include "../office.hpp"
#include "made.hpp"

#include <vigie/drivers/files.hpp>

#include <doctest/doctest.h>
#include <zlib.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

using namespace vigie;
namespace made = drivers::made;

namespace {

std::unique_ptr<ports::Files> reader() {
    return drivers::make_files(sandbox::start_fork(drivers::file_job(), drivers::file_handler));
}

std::string deflated(const std::string& bytes) {
    auto size = compressBound(bytes.size());
    std::string out(size, '\0');
    compress2(reinterpret_cast<Bytef*>(out.data()), &size,
              reinterpret_cast<const Bytef*>(bytes.data()),  // NOLINT
              bytes.size(), 9);
    out.resize(size);
    return out;
}

std::string png_that_says(unsigned width, unsigned height) {
    auto bytes = made::png(made::waves(16, 16, 1).get());
    for (int i = 0; i < 4; ++i) {
        bytes[16 + static_cast<std::size_t>(i)] = static_cast<char>(width >> (24 - 8 * i) & 255U);
        bytes[20 + static_cast<std::size_t>(i)] = static_cast<char>(height >> (24 - 8 * i) & 255U);
    }
    const auto sum = crc32(0, reinterpret_cast<const Bytef*>(bytes.data() + 12), 17);  // NOLINT
    for (int i = 0; i < 4; ++i)
        bytes[29 + static_cast<std::size_t>(i)] = static_cast<char>(sum >> (24 - 8 * i) & 255U);
    return bytes;
}

std::string word(const std::string& document) {
    return made::archive({{"word/document.xml", document}});
}

}  // namespace

TEST_CASE("bombs and broken files are refused or read in part with a reason, and the next file is read") {
    const auto files = reader();
    const auto refused = [&](const std::string& bytes, const char* name, std::string_view why) {
        const auto answer = files->read(bytes, name);
        INFO(name);
        REQUIRE(!answer);
        INFO(answer.error().message);
        CHECK(answer.error().message.find(why) != std::string::npos);
    };
    refused(png_that_says(10'000, 10'000), "100-megapixels.png", "50 megapixels");
    refused(png_that_says(70'000, 100), "wide.png", "megapixels");
    refused(word(std::string(40U << 20U, ' ')), "bomb.docx", "bomb");
    refused(word("<!DOCTYPE a [<!ENTITY b \"bbbb\">]><a>&b;</a>"), "entities.docx", "entities");
    refused(word("<a><b></a>"), "broken.docx", "broken");
    refused(std::string("PK\3\4") + std::string(100, 'x'), "broken.zip", "broken");
    refused("%PDF-1.7\nnothing", "broken.pdf", "broken");
    refused(std::string("\xFF\xD8\xFF\xE1", 4) + std::string(30, '\0'), "broken.jpg", "broken");
    made::Parts many;
    for (int i = 0; i < 6000; ++i) many.emplace_back("a" + std::to_string(i), "");
    refused(made::archive(many), "many.zip", "entries");

    // A truncated photo still tells its place, whether or not its pixels can be read.
    const auto whole = made::with_exif(made::jpeg(made::waves(640, 480, 1).get()), "");
    for (const auto kept : {std::size_t{1000}, whole.size() / 2, whole.size() - 10}) {
        const auto cut = files->read(whole.substr(0, kept), "cut.jpg");
        REQUIRE(cut);
        CHECK(cut->coordinates);
    }
    const auto good = files->read("Bonjour", "a.txt");
    REQUIRE(good);
    CHECK(good->text == "Bonjour\n");
}

TEST_CASE("a PDF whose pages go round in a circle, or that unpacks without end, costs one file") {
    const auto files = reader();
    const auto circle = made::pdf(
        {"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 1000000 >>"});
    const auto round = files->read(circle, "circle.pdf");
    if (round) CHECK(round->text.size() < 100);
    // A stream that calls itself as a form, and one of 300 MB of zeros packed twice.
    const std::string self = "/X Do /X Do";
    const auto loop =
        made::pdf({"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                   "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << "
                   "/XObject << /X 4 0 R >> >> >>",
                   "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 4 0 R >> "
                   ">> /Length 11 >>\nstream\n" +
                       self + "\nendstream"});
    (void)files->read(loop, "loop.pdf");
    const auto packed = deflated(deflated(std::string(200U << 20U, ' ')));
    const auto bomb =
        made::pdf({"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                   "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R >>",
                   "<< /Filter [/FlateDecode /FlateDecode] /Length " + std::to_string(packed.size()) +
                       " >>\nstream\n" + packed + "\nendstream"});
    const auto answer = files->read(bomb, "bomb.pdf");
    if (!answer) CHECK(!answer.error().message.empty());
    CHECK(files->read("Bonjour", "a.txt"));
}

TEST_CASE("EXIF that points at itself ends") {
    auto bytes = made::with_exif(made::jpeg(made::waves(64, 64, 1).get()), "");
    const auto tiff = bytes.find("Exif") + 6;
    // The next directory is the first one again.
    const auto count = static_cast<unsigned char>(bytes[tiff + 8]);
    const auto next = tiff + 10 + 12U * count;
    bytes[next] = 8;
    const auto files = reader();
    const auto answer = files->read(bytes, "loop.jpg");
    if (!answer) CHECK(!answer.error().message.empty());
    CHECK(files->read("Bonjour", "a.txt"));
}

TEST_CASE("deep XML and deep DICOM sequences are walked without recursion") {
    std::string deep;
    for (int i = 0; i < 100'000; ++i) deep += "<a>";
    deep += "<t>x</t>";
    for (int i = 0; i < 100'000; ++i) deep += "</a>";
    CHECK(drivers::word_text(deep));
    CHECK(drivers::slide_text(deep));
    std::string sequences;
    const char item[] = "\x08\0\x40\x11SQ\0\0\xFF\xFF\xFF\xFF\xFE\xFF\0\xE0\xFF\xFF\xFF\xFF";
    for (int i = 0; i < 200'000; ++i) sequences.append(item, sizeof item - 1);
    const auto file = drivers::parse_dicom(made::dicom({}, true) + sequences);
    REQUIRE(file);
    CHECK(!file->complete);
}

TEST_CASE("seeds of the fuzz targets") {
    std::size_t count = 0;
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(VIGIE_SOURCE_DIR "/src/drivers/files/fuzz/seeds")) {
        if (!entry.is_regular_file()) continue;
        std::ifstream in(entry.path(), std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>(in), {}};
        (void)drivers::parse_dicom(bytes);
        (void)drivers::word_text(bytes);
        (void)drivers::slide_text(bytes);
        (void)drivers::sheet_text(bytes, {"a"});
        (void)drivers::shared_strings(bytes);
        (void)drivers::sheets_of_workbook(bytes);
        (void)drivers::relations_of(bytes);
        ++count;
    }
    CHECK(count >= 6);
}
