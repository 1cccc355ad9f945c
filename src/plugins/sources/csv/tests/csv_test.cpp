#include <vigie/plugins/csv.hpp>

#include <doctest/doctest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace vigie::plugins {
namespace {

struct Run {
    Result<> result;
    std::vector<model::Item> items;
    std::string cursor;
};

Run run(const std::string& content, const std::string& map_yaml, const std::string& cursor = {}) {
    const auto path =
        (std::filesystem::temp_directory_path() / ("vigie-csv-" + std::to_string(::getpid()) + ".csv"))
            .string();
    std::ofstream(path, std::ios::binary) << content;
    auto map = watch::read_column_map("map.yaml", map_yaml);
    REQUIRE(map.map.has_value());
    auto source = make_csv_source({.path = path, .separator = '\0', .map = *map.map});
    ports::ManualClock clock(from_us(1));
    Run out;
    watch::SourceContext context{.name = "t", .cursor = cursor, .clock = &clock};
    context.sink = [&](watch::Batch batch) {
        for (auto& item : batch.items) out.items.push_back(std::move(item));
        out.cursor = batch.cursor;
        return true;
    };
    context.report = [](const watch::SourceHealth&) {};
    out.result = source->run(context, {});
    std::filesystem::remove(path);
    std::filesystem::remove(path);
    return out;
}

constexpr const char* map = R"(
network: x
kind: review
map:
  id: n°
  text: avis
  created_at: {column: date, format: "%d/%m/%Y"}
  author.handle: auteur
  rating: note
  lang: {value: fr}
)";

}  // namespace

TEST_CASE("a French spreadsheet becomes items") {
    const auto out =
        run("n\xb0;avis;date;auteur;note\r\n1;\"D\xe9"
            "\xe7u \x80\";06/09/2021;@u1;1.0\r\n2;Bien;bad date;u2;x\r\n",
            map);
    // The header is windows-1252 too: "n°" is found all the same.
    REQUIRE(out.result.has_value());
    REQUIRE(out.items.size() == 2);
    CHECK(out.items[0].text == "Déçu €");
    CHECK(format_time(*out.items[0].created_at) == "2021-09-06T00:00:00.000Z");
    CHECK(out.items[0].author.handle == "u1");
    CHECK(out.items[0].rating == 1.0);
    CHECK(out.items[0].lang == "fr");
    CHECK(out.items[1].warnings == std::vector<std::string>{"created_at.type", "rating.type"});
}

TEST_CASE("a column that is not there is named, with the nearest one") {
    const auto out = run("id,texts\n1,a\n", "map: {id: id, text: text}");
    REQUIRE_FALSE(out.result.has_value());
    CHECK(out.result.error().message.find("did you mean 'texts'?") != std::string::npos);
}

TEST_CASE("a table without ids gets line numbers, and resumes after the last stored record") {
    const auto all = run("text\na\nb\nc\n", "map: {text: text}");
    CHECK(all.items.back().id == "4");
    CHECK(run("text\na\nb\nc\nd\n", "map: {text: text}", all.cursor).items.size() == 1);
}

TEST_CASE("a map that names no field of an item says so") {
    const auto bad = watch::read_column_map("m.yaml", "map:\n  txet: a\n  kind: b\nkindd: post\n");
    CHECK_FALSE(bad.map.has_value());
    REQUIRE(bad.diagnostics.size() == 2);
}

}  // namespace vigie::plugins
