#include <vigie/kit/yaml.hpp>
#include <vigie/query/set.hpp>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <sstream>

using namespace vigie;
using namespace vigie::query;

namespace {

std::string slurp(const std::string& path) {
    std::ifstream file(path);
    std::stringstream out;
    out << file.rdbuf();
    return out.str();
}

struct Expected {
    model::Item item;
    bool match = false;
    std::vector<std::string> marked;  // the words between « and »
    bool check_marks = false;
};

// "un «mot»" → the text "un mot", and what was marked.
Expected from_text(const std::string& text, bool match) {
    Expected out;
    out.match = match;
    out.item.network = "web";
    std::string mark;
    bool inside = false;
    for (std::size_t i = 0; i < text.size();) {
        const bool open = text.compare(i, 2, "«") == 0;
        const bool close = text.compare(i, 2, "»") == 0;
        if (match && (open || close)) {
            if (close) out.marked.push_back(mark);
            mark.clear();
            inside = open;
            out.check_marks = true;
            i += 2;
            continue;
        }
        if (inside) mark += text[i];
        out.item.text += text[i++];
    }
    return out;
}

Expected from_item(const kit::YamlNode& n, bool match) {
    Expected out;
    out.match = match;
    auto& i = out.item;
    const auto text = [](const kit::YamlNode& from, const char* key) {
        return from.get(key).text().value_or("");
    };
    i.network = "web";
    if (const auto network = text(n, "network"); !network.empty()) i.network = network;
    if (const auto kind = text(n, "kind"); !kind.empty()) i.kind = *model::item_kind_of(kind);
    i.text = text(n, "text");
    i.lang = text(n, "lang");
    i.reply_to = text(n, "reply_to");
    i.country = text(n, "country");
    i.links = n.get("links").texts();
    i.hashtags = n.get("hashtags").texts();
    i.mentions = n.get("mentions").texts();
    i.rating = n.get("rating").number(0, 10);
    if (const auto at = text(n, "observed_at"); !at.empty()) i.observed_at = *parse_time(at);
    for (const auto& m : n.get("media").items())
        i.media.push_back({text(m, "type"), text(m, "ref"), text(m, "alt")});
    i.metrics.likes = n.get("metrics").get("likes").integer(0, 1'000'000);
    if (const auto c = n.get("coordinates"))
        i.coordinates =
            model::Coordinates{*c.get("latitude").number(-90, 90), *c.get("longitude").number(-180, 180)};
    const auto a = n.get("author");
    i.author.handle = text(a, "handle");
    i.author.id = text(a, "id");
    i.author.name = text(a, "name");
    i.author.bio = text(a, "bio");
    i.author.followers = a.get("followers").integer(0, 1'000'000);
    if (const auto at = text(a, "created_at"); !at.empty()) i.author.created_at = *parse_time(at);
    return out;
}

struct Case {
    std::string query;
    std::vector<Expected> items;
};

std::vector<Case> cases() {
    const std::string path = VIGIE_SOURCE_DIR "/src/query/tests/cases/match.yaml";
    const kit::YamlFile file(path, slurp(path), "case");
    std::vector<Case> out;
    for (const auto& n : file.root().items()) {
        Case c;
        c.query = *n.get("query").text();
        for (const bool match : {true, false}) {
            for (const auto& e : n.get(match ? "yes" : "no").items()) {
                const bool is_item = e.type() == kit::YamlNode::Type::map;
                c.items.push_back(is_item ? from_item(e, match) : from_text(*e.text(), match));
            }
        }
        out.push_back(std::move(c));
    }
    REQUIRE(file.diagnostics().empty());
    return out;
}

std::vector<std::string> marked(const Expected& e, std::vector<Highlight> highlights) {
    std::vector<std::string> out;
    for (const auto& h : highlights) {
        if (h.field == "text") out.push_back(e.item.text.substr(h.start, h.end - h.start));
    }
    return out;
}

}  // namespace

TEST_CASE("queries match what their cases say, alone and in one set, and say where") {
    const auto all = cases();
    CHECK(all.size() > 60);
    std::vector<Source> sources;
    for (const auto& c : all) sources.push_back({c.query, c.query});
    const auto whole = compile(sources);
    for (const auto& p : whole.problems) {
        if (p.problem.level == Diagnostic::Level::error)
            FAIL_CHECK(sources[p.source].text << ": " << p.problem.says.en);
    }
    REQUIRE(whole.set);
    Scanner together(whole.set);
    model::ItemViewer viewer;
    for (std::uint32_t q = 0; q < all.size(); ++q) {
        Scanner alone(compile(std::vector<Source>{sources[q]}).set);
        for (const auto& e : all[q].items) {
            INFO(all[q].query << "  on  " << e.item.text << " " << e.item.author.handle
                              << e.item.author.name);
            const auto& view = viewer.of(e.item);
            CHECK(alone.match(view).empty() != e.match);
            if (e.match && e.check_marks)
                CHECK(fmt::format("{}", fmt::join(marked(e, alone.highlights(0)), "|")) ==
                      fmt::format("{}", fmt::join(e.marked, "|")));
            const auto found = together.match(view);
            CHECK(std::binary_search(found.begin(), found.end(), q) == e.match);
        }
    }
}

TEST_CASE("a watch may name another, a list may be long, and a circle is refused") {
    CompileOptions options;
    options.names.lists["bad"] = {"evil.test", "worse.test"};
    options.names.lists["names"] = {"Acme", "Acme France", "#acme"};
    const std::vector<Source> good{
        {"brand", "list:names"}, {"angry", "watch:brand (nul OR mauvais)"}, {"bad", "domain:list:bad"}};
    const auto set = compile(good, options);
    REQUIRE(set.set);
    Scanner scanner(set.set);
    model::Item item;
    item.text = "Acme France est nul, voir https://x.evil.test";
    model::ItemViewer viewer;
    CHECK(scanner.match(viewer.of(item)).size() == 3);

    options.names.lists["shops"] = {"https://www.Boutique-Été.example/", "*.promo.example",
                                    "acme.example/offer"};
    const auto values =
        compile(std::vector<Source>{{"d", "domain:list:shops"}, {"u", "url:list:shops"}}, options);
    REQUIRE(values.set);
    Scanner links(values.set);
    for (const auto* url :
         {"https://boutique-été.example/x", "https://a.promo.example", "https://acme.example/offer/1"}) {
        item.text = "voir";
        item.links = {url};
        INFO(url);
        CHECK(!links.match(viewer.of(item)).empty());
    }

    const auto circle = compile(std::vector<Source>{{"a", "watch:b x"}, {"b", "watch:a y"}});
    CHECK(!circle.set);
    CHECK(circle.problems.at(0).problem.code == "query.cycle");
    const auto unknown = compile(std::vector<Source>{{"brands", "acme"}, {"b", "watch:brand y"}});
    CHECK(!unknown.set);
    CHECK(unknown.problems.at(0).problem.instead == "brands");
}
