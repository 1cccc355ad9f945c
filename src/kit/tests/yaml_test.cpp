#include "fuzz/yaml_fuzz.hpp"

#include <vigie/kit/yaml.hpp>

#include <doctest/doctest.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace vigie::kit {
namespace {

struct Wanted {
    std::string what;
    std::string source;
    std::string code;
    int line;
    int column;
    std::string says;  // part of message or help
};

std::string all_of(const Diagnostics& diagnostics) {
    std::string out;
    for (const auto& d : diagnostics) out += d.code + " " + d.message + " / " + d.help + "\n";
    return out;
}

void check_first(const Wanted& wanted) {
    const YamlFile file("f.yaml", wanted.source, "t");
    CAPTURE(wanted.what);
    CAPTURE(all_of(file.diagnostics()));
    REQUIRE(file.diagnostics().size() == 1);
    const auto& d = file.diagnostics().front();
    CHECK(d.code == "t." + wanted.code);
    CHECK(d.file == "f.yaml");
    CHECK(d.line == wanted.line);
    CHECK(d.column == wanted.column);
    CHECK((d.message + " / " + d.help).find(wanted.says) != std::string::npos);
}

}  // namespace

TEST_CASE("what is not YAML is said with its place and what to do") {
    const std::string open_flow = "a: [1, 2\nb: 3\n";
    for (const auto& wanted : {
             Wanted{"tab", "a:\n\tb: 1\n", "tab", 2, 1, "indent with spaces"},
             Wanted{"tab before a list", "a:\n\t- b\n", "tab", 2, 1, "indent with spaces"},
             Wanted{"latin-1", "a: x\nname: caf\xe9\n", "encoding", 2, 10, "UTF-8"},
             Wanted{"cut sequence", "é: \xc3", "encoding", 1, 4, "0xC3"},
             Wanted{"surrogate", "a: \xed\xa0\x80", "encoding", 1, 4, "UTF-8"},
             Wanted{"UTF-16",
                    std::string("\xff\xfe"
                                "a\0",
                                4),
                    "encoding", 0, 0, "UTF-16"},
             Wanted{"NUL", std::string("a: \0b", 5), "encoding", 1, 4, "U+0000"},
             Wanted{"end of transmission", "a: 1\nb: \x04\n", "encoding", 2, 4, "U+0004"},
             Wanted{"open quote", "a: \"open\nb: 2\n", "syntax", 1, 4, "closing quote"},
             Wanted{"open quote at the end", "é: 'x'\nb: \"y", "syntax", 2, 4, "never closed"},
             Wanted{"open quote in a list", "a: [\"x\", 'it''s]\n", "syntax", 1, 10, "apostrophe"},
             Wanted{"colon in text", "title: Alerte: compte\n", "syntax", 1, 14, "quotes"},
             Wanted{"bad indentation", "a:\n  b: 1\n c: 2\n", "syntax", 3, 2, "indented"},
             Wanted{"at sign", "handle: @meridien\n", "syntax", 1, 9, "quotes"},
             Wanted{"open bracket", open_flow, "syntax", 2, 2, "']'"},
             Wanted{"two documents", "a: 1\n---\nb: 2\n", "syntax", 2, 1, "one document"},
             Wanted{"unknown alias", "a: *nobody\n", "syntax", 1, 4, "quotes"},
             Wanted{"alias inside itself", "a: &x [1, *x]\n", "aliases", 1, 11, "write the part out"},
             Wanted{"duplicate key", "é: 1\nb: 2\nb: 3\n", "duplicate-key", 3, 1, "first on line 2"},
             Wanted{"list as key", "? [a, b]\n: c\n", "syntax", 1, 3, "must be a word"},
         }) {
        check_first(wanted);
    }
}

TEST_CASE("tabs are welcome where YAML allows them") {
    const YamlFile file("f.yaml", "flow: {\n\t\"a\": 1\n}\ntext: |\n  x\n  \ty\nb: 1\t# comment\n", "t");
    CHECK(all_of(file.diagnostics()).empty());
    CHECK(file.root().get("text").text().value() == "x\n\ty\n");
    CHECK(file.root().get("flow").get("a").integer(0, 9) == 1);
}

TEST_CASE("aliases may repeat but not multiply, and depth is bounded") {
    std::string laughs = "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n";
    for (int i = 1; i < 30; ++i) {
        laughs += fmt::format("a{0}: &a{0} [*a{1},*a{1},*a{1},*a{1},*a{1},*a{1},*a{1},*a{1},*a{1},*a{1}]\n",
                              i, i - 1);
    }
    const YamlFile bomb("f.yaml", laughs, "t");
    REQUIRE(bomb.diagnostics().size() == 1);
    CHECK(bomb.diagnostics().front().code == "t.aliases");
    CHECK_FALSE(bomb.root());

    const YamlFile deep("f.yaml", std::string(100'000, '['), "t");
    REQUIRE(deep.diagnostics().size() == 1);
    CHECK(deep.diagnostics().front().code == "t.too-deep");
    const YamlFile closed("f.yaml", std::string(70, '[') + std::string(70, ']'), "t");
    REQUIRE(closed.diagnostics().size() == 1);
    CHECK(closed.diagnostics().front().column == 65);

    std::string chain = "a0: &a0 [[[[[[[[[[[[[[[[[[[[x]]]]]]]]]]]]]]]]]]]]\n";
    for (int i = 1; i < 9; ++i) chain += fmt::format("a{0}: &a{0} [[[[[[[[[[*a{1}]]]]]]]]]]\n", i, i - 1);
    CHECK(YamlFile("f.yaml", chain, "t").diagnostics().front().code == "t.too-deep");
}

TEST_CASE("anchors, aliases and merge keys give what they name") {
    const YamlFile file("f.yaml",
                        "base: &base {network: bluesky, role: shop}\n"
                        "one: {<<: *base, role: partner}\n"
                        "two:\n  <<: [*base, {place: Lyon}]\n"
                        "bad: {<<: [x]}\n",
                        "t");
    CHECK(file.root().get("one").get("role").text() == "partner");
    CHECK(file.root().get("one").get("network").text() == "bluesky");
    CHECK(file.root().get("two").get("place").text() == "Lyon");
    CHECK(all_of(file.diagnostics()) == "t.syntax '<<' takes an alias to a map / write '<<: *name'\n");
}

TEST_CASE("columns count characters, not bytes") {
    const YamlFile file("f.yaml", "\xef\xbb\xbf{é: 1, 名前: x, 😀: y}\r\nz", "t");
    const YamlFile crlf("f.yaml", "\xef\xbb\xbf{é: 1, 名前: x, 😀: y}\r\n", "t");
    CHECK(file.diagnostics().size() == 1);
    crlf.root().get("😀").error("here", "x");
    REQUIRE(crlf.diagnostics().size() == 1);
    CHECK(crlf.diagnostics().front().line == 1);
    CHECK(crlf.diagnostics().front().column == 18);
}

TEST_CASE("every wrong value is said at once, and reading goes on") {
    const YamlFile file("f.yaml",
                        "hanlde: x\n"        // 1
                        "count: many\n"      // 2
                        "low: -3\n"          // 3
                        "lat: 48,85\n"       // 4
                        "on: perhaps\n"      // 5
                        "wait: 5 minutes\n"  // 6
                        "role: Shop\n"       // 7
                        "name: [a, b]\n"     // 8
                        "esc: \"\\0\"\n"     // 9
                        "big: 99999999999999999999\n",
                        "t");
    const auto root = file.root();
    root.known({"handle", "count", "low", "lat", "on", "wait", "role", "name", "esc", "big"});
    CHECK_FALSE(root.require("handle"));
    CHECK_FALSE(root.get("count").integer(0, 10));
    CHECK_FALSE(root.get("low").integer(0, 10));
    CHECK_FALSE(root.get("lat").number(-90, 90));
    CHECK_FALSE(root.get("on").flag());
    CHECK_FALSE(root.get("wait").duration());
    CHECK_FALSE(root.get("role").one_of({"shop", "partner"}));
    CHECK_FALSE(root.get("name").text());
    CHECK_FALSE(root.get("esc").text());
    CHECK_FALSE(root.get("big").integer(0, 10));
    std::string codes;
    for (const auto& d : file.diagnostics())
        codes += fmt::format("{}:{}:{} ", d.line, d.column, d.code.substr(2));
    CHECK(codes ==
          "1:1:unknown-field 1:1:missing-field 2:8:wrong-type 3:6:out-of-range 4:6:wrong-type 5:5:wrong-type "
          "6:7:wrong-type 7:7:unknown-value 8:7:wrong-type 9:6:wrong-type 10:6:out-of-range ");
    CHECK(file.diagnostics()[0].help == "did you mean 'handle'?");
    CHECK(file.diagnostics()[4].help == "write the decimals after a point: 48.85");
    CHECK(file.diagnostics()[7].help == "did you mean 'shop'?");
}

TEST_CASE("absent, null and single values read the natural way") {
    const YamlFile file(
        "f.yaml", "empty:\nnil: ~\none: x\nmany: [a, 'b']\nno: no\nyes: yes\nd: 1h30m\nquoted: \"~\"\n", "t");
    const auto root = file.root();
    CHECK(root.get("empty").type() == YamlNode::Type::null);
    CHECK(root.get("nothing").type() == YamlNode::Type::absent);
    CHECK_FALSE(root.get("nothing").get("deeper").text());
    CHECK(root.get("empty").items().empty());
    CHECK(root.get("one").texts() == std::vector<std::string>{"x"});
    CHECK(root.get("many").texts() == std::vector<std::string>{"a", "b"});
    CHECK(root.get("no").text() == "no");  // the country is not false
    CHECK(root.get("yes").flag() == true);
    CHECK(root.get("d").duration() == std::chrono::minutes(90));
    CHECK(root.get("quoted").text() == "~");
    CHECK(file.diagnostics().empty());

    for (const auto* nothing : {"", "\n", "# only a comment\n", "---\n"}) {
        const YamlFile empty("f.yaml", nothing, "t");
        CHECK(empty.diagnostics().empty());
        CHECK(empty.root().items().empty());
    }
    CHECK(YamlNode().type() == YamlNode::Type::absent);
    YamlNode().error("x", "said to nobody");
}

TEST_CASE("a file of another kind does not drown its reader") {
    std::string rows;
    for (int i = 0; i < 5000; ++i) rows += fmt::format("k{}: 1\n", i);
    const YamlFile file("f.yaml", rows, "t");
    file.root().known({"name"});
    CHECK(file.diagnostics().size() == 1001);
    CHECK(file.diagnostics().back().code == "t.too-many");
}

TEST_CASE("the fuzzer's seeds are read without harm") {
    int seeds = 0;
    for (const auto& entry :
         std::filesystem::directory_iterator(VIGIE_SOURCE_DIR "/src/kit/fuzz/seeds/yaml")) {
        CAPTURE(entry.path().string());
        std::ifstream in(entry.path(), std::ios::binary);
        std::ostringstream bytes;
        bytes << in.rdbuf();
        fuzz_yaml(bytes.str());
        ++seeds;
    }
    CHECK(seeds >= 10);
}

}  // namespace vigie::kit
