#include <vigie/kit/yaml.hpp>
#include <vigie/kit/yaml_place.hpp>

#include <doctest/doctest.h>

#include <string>

namespace vigie::kit {
namespace {

// The line and column of '¤' in a file whose key `q` holds it.
void finds(const std::string& content) {
    CAPTURE(content);
    const YamlFile file("f.yaml", content, "f");
    const auto node = file.root().get("q");
    const auto value = node.text().value();
    const auto place = place_in_scalar(file.content(), node.line(), node.column(), value, value.find("¤"));
    int line = 1;
    int column = 1;
    for (const char c : content.substr(0, content.find("¤"))) {
        if (c == '\n')
            ++line, column = 1;
        else if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80)
            ++column;
    }
    CHECK(place.line == line);
    CHECK(place.column == column);
}

}  // namespace

TEST_CASE("a byte of a scalar is found in its file, however the scalar is written") {
    finds("q: ab¤\n");
    finds("q: été ¤ c\n");
    finds("q: \"éa\\\"b\\u00e9\\t\\x41¤\"\n");
    finds("q: 'it''s ''so'' ¤'\n");
    finds("a: 1\nq: |\n  one\n  two ¤ x\n  three\n");
    finds("q: >-\n  one\n  two\n\n  ¤ x\n");
    finds("q: one\n   two   \n   ¤\n");
    finds("q: \"one\n   two \\\n   th¤\"\n");
    finds("{a: 1, q: x ¤}\n");
    finds("q: |\n\n  one\n    ¤\n");
}

TEST_CASE("a place that is not in the file is put somewhere in it") {
    CHECK(place_in_scalar("q: a", 9, 9, "zzz", 2).line == 1);
    CHECK(place_in_scalar("", 1, 1, "a", 1).line == 1);
    CHECK(place_in_scalar("q: \"\\", 1, 4, "abc", 3).line == 1);
}

}  // namespace vigie::kit
