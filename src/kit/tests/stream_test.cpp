#include <vigie/kit/csv.hpp>
#include <vigie/kit/json_mend.hpp>
#include <vigie/kit/lines.hpp>

#include <doctest/doctest.h>

#include <algorithm>

namespace vigie::kit {
namespace {

std::vector<std::string> lines(std::string_view text, std::size_t piece, std::size_t limit = 10) {
    LineSplitter splitter(limit);
    std::vector<std::string> out;
    const auto visit = [&](std::size_t n, std::string_view line, bool whole) {
        out.push_back(std::to_string(n) + (whole ? ":" : "!") + std::string(line));
    };
    for (std::size_t i = 0; i < text.size(); i += piece) splitter.feed(text.substr(i, piece), visit);
    splitter.finish(visit);
    return out;
}

std::vector<CsvRow> rows(std::string_view text, std::size_t piece) {
    CsvReader reader;
    std::vector<CsvRow> out;
    const auto row = [&](std::size_t, CsvRow r) { out.push_back(std::move(r)); };
    for (std::size_t i = 0; i < text.size(); i += piece) REQUIRE(reader.feed(text.substr(i, piece), row));
    REQUIRE(reader.finish(row));
    return out;
}

}  // namespace

TEST_CASE("lines are the same however the bytes are cut") {
    const std::string_view text =
        "\xef\xbb\xbf"
        "a\r\n\n  \nbb\nabcdefghijklmnop\nlast";
    const std::vector<std::string> expected{"1:a", "4:bb", "5!abcdefghij", "6:last"};
    for (std::size_t piece = 1; piece <= text.size(); ++piece) CHECK(lines(text, piece) == expected);
}

TEST_CASE("CSV as people send it is read, however the bytes are cut") {
    const std::string_view text = "\xef\xbb\xbfid;texte\r\n1;\"a \"\"b\"\"; c\nd\"\r\n\r\n2;\"\"\n3;x";
    const std::vector<CsvRow> expected{{"id", "texte"}, {"1", "a \"b\"; c\nd"}, {"2", ""}, {"3", "x"}};
    for (std::size_t piece = 1; piece <= text.size(); ++piece) CHECK(rows(text, piece) == expected);
    CHECK(rows("a\tb\n1\t2", 100) == std::vector<CsvRow>{{"a", "b"}, {"1", "2"}});
    CHECK(rows("a,b\n1,2", 1) == std::vector<CsvRow>{{"a", "b"}, {"1", "2"}});
}

TEST_CASE("a quote left open is an error that names its line") {
    CsvReader reader;
    const auto ignore = [](std::size_t, const CsvRow&) {};
    REQUIRE(reader.feed("a,b\n1,\"never closed\n", ignore));
    const auto r = reader.finish(ignore);
    REQUIRE_FALSE(r.has_value());
    CHECK(r.error().message.find("line 2") != std::string::npos);
}

TEST_CASE("lone surrogates and broken bytes are replaced, all else is kept") {
    CHECK(mend_json(R"({"t":"\ud83d\ude00 \ud83d x \ude00"})") == R"({"t":"\ud83d\ude00 \ufffd x \ufffd"})");
    CHECK(mend_json(R"("\\ud83d")") == R"("\\ud83d")");
    CHECK(mend_json("\"a\xff\"") == "\"a\xef\xbf\xbd\"");
    CHECK(mend_json("\"\\") == "\"\\");
}

}  // namespace vigie::kit
