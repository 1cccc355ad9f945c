#include <vigie/judge/rule_cases.hpp>
#include <vigie/judge/rules.hpp>
#include <vigie/ports/clock.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

namespace vigie::judge {
namespace {

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

// A small house: what the engine would bring.
struct House {
    model::AssetRegister assets{[] {
        std::vector<model::Asset> all;
        const auto add = [&](model::AssetKind kind, std::string id, std::string name) -> model::Asset& {
            model::Asset a;
            a.kind = kind;
            a.id = model::AssetId(std::move(id));
            a.name = std::move(name);
            return all.emplace_back(std::move(a));
        };
        add(model::AssetKind::brand, "brand:boussole", "Épargne Boussole");
        add(model::AssetKind::domain, "domain:own", "").value = "boussole.example";
        auto& account = add(model::AssetKind::account, "account:own", "Boussole");
        account.network = "bluesky";
        account.handle = "boussole.example";
        return all;
    }()};
    RuleSurroundings around() const {
        RuleSurroundings s;
        s.names.lists["assets.names"] = {"Épargne Boussole"};
        s.names.lists["assets.domains"] = {"boussole.example"};
        s.detectors = {"impersonation", "phishing_link"};
        s.policies = {"impersonation", "default"};
        return s;
    }
    model::ItemViewer viewer;
    RuleInput input(const model::Item& item) {
        RuleInput in;
        in.item = &item;
        in.view = &viewer.of(item);
        in.ours = &assets;
        in.assets = [] { return std::vector{model::AssetId("brand:boussole")}; };
        in.context.score = [](std::string_view) { return 0.75; };
        in.context.official = [this, &item] {
            return assets.account(item.network, item.author.id, item.author.handle) != nullptr;
        };
        return in;
    }
    std::shared_ptr<const RuleSet> rules(const std::string& content, const std::string& later = {}) const {
        std::vector<RuleFile> files{{"rules.yaml", content}};
        if (!later.empty()) files.push_back({"later.yaml", later});
        const auto read = read_rules(files, around());
        CHECK(rendered(read.diagnostics, content) == "");
        REQUIRE(read.rules);
        return read.rules;
    }
};

model::Item post(std::string text, std::string handle = "zoe.example") {
    model::Item item;
    item.network = "bluesky";
    item.id = "p1";
    item.text = std::move(text);
    item.author.network = "bluesky";
    item.author.id = "did:plc:" + handle;
    item.author.handle = std::move(handle);
    item.author.name = "Zoé";
    item.observed_at = parse_time("2026-03-01T12:00:00Z").value();
    return item;
}

const std::string coupon = R"(
- list: short
  items: [bit.ly, t.ly]
- macro: gift
  condition: coupon OR "bon d'achat"
- rule: fake-coupon
  desc: {fr: Faux bon, en: Fake coupon}
  condition: assets.names watch:gift domain:list:short
  output: {fr: '%{author.handle} dit « %{text} » sur %{asset} (%{matched})', en: '%{author.handle} says “%{text}” of %{asset} (%{matched})'}
  severity: high
  tags: [fraud]
  exceptions:
    - {name: press, condition: 'from:presse.example', why: {fr: La presse., en: The press.}}
    - {name: spring, condition: printemps, why: Une vraie offre., until: 2026-02-01}
)";

}  // namespace

TEST_CASE("wrong rules give all their errors at once, as reviewed") {
    int seen = 0;
    for (const auto& entry :
         std::filesystem::directory_iterator(VIGIE_SOURCE_DIR "/src/judge/rules/tests/cases")) {
        if (entry.path().extension() != ".yaml") continue;
        ++seen;
        const auto name = entry.path().filename().string();
        const auto content = bytes_of(entry.path());
        const auto result = read_rules({{name, content}}, House{}.around());
        auto expected = entry.path();
        expected.replace_extension(".expected");
        CAPTURE(name);
        CHECK(rendered(result.diagnostics, content) == bytes_of(expected));
        CHECK((result.rules == nullptr) == has_errors(result.diagnostics));
    }
    CHECK(seen >= 2);
}

TEST_CASE("a live rule raises a finding that says who, what and where") {
    House house;
    const auto rules = house.rules(coupon);
    const auto item = post("Un bon d’achat Épargne Boussole : https://bit.ly/x", "faux.example");
    const auto out = rules->examine(house.input(item));
    REQUIRE(out.findings.size() == 1);
    const auto& f = out.findings.front();
    CHECK(f.detector == "rule:fake-coupon");
    CHECK(f.kind == "rule");
    CHECK(f.severity == model::Severity::high);
    CHECK(f.score == doctest::Approx(0.85));
    CHECK(f.asset.value == "brand:boussole");
    CHECK(f.title == model::Text{"Faux bon", "Fake coupon"});
    CHECK(f.culprit.kind == "account");
    CHECK(f.culprit.id == "did:plc:faux.example");
    REQUIRE(f.evidence.size() == 1);
    CHECK(f.evidence[0].code == "rule.matched");
    CHECK(f.evidence[0].says.fr.starts_with("faux.example dit « Un bon d’achat"));
    CHECK(f.evidence[0].says.en.find("of Épargne Boussole") != std::string::npos);
    REQUIRE_FALSE(f.evidence[0].spans.empty());
    for (const auto& span : f.evidence[0].spans) {
        if (span.field == "text") CHECK(item.text.substr(span.start, span.end - span.start) == span.text);
    }
    CHECK(std::ranges::find(f.indicators, model::Indicator{"account", "bluesky:did:plc:faux.example"}) !=
          f.indicators.end());
    CHECK(rules->examine(house.input(item)).findings == out.findings);
}

TEST_CASE("an exception takes items away until its date, and is counted") {
    House house;
    const auto rules = house.rules(coupon);
    auto item = post("Un coupon Épargne Boussole de printemps https://t.ly/x", "presse.example");
    auto out = rules->examine(house.input(item));
    CHECK(out.findings.empty());
    CHECK(out.hits.empty());
    REQUIRE(out.suppressed.size() == 1);
    CHECK(rules->rules()[0].exceptions[out.suppressed[0].exception].name == "press");
    item.author.handle = "faux.example";
    item.author.id = "f";
    CHECK(rules->examine(house.input(item)).findings.size() == 1);  // the offer of spring is over
    item.observed_at = parse_time("2026-01-31").value();
    CHECK(rules->examine(house.input(item)).suppressed.size() == 1);
}

TEST_CASE("a shadow rule only counts, and one that is off is not looked at") {
    House house;
    const auto item = post("Un coupon Épargne Boussole https://t.ly/x");
    auto out = house.rules(coupon, "- {override: fake-coupon, enabled: shadow}")->examine(house.input(item));
    CHECK(out.findings.empty());
    CHECK(out.hits.size() == 1);
    const auto off = house.rules(coupon, "- {override: fake-coupon, enabled: off}");
    CHECK(off->examine(house.input(item)).hits.empty());
    CHECK(off->look(0, house.input(item), false).matched);
}

TEST_CASE("the effective rule says which file and line set each part") {
    House house;
    const auto rules = house.rules(coupon, R"(- override: fake-coupon
  severity: critical
  and: NOT is:reply
  or: '"chèque cadeau" assets.names'
  tags: [coupon, fraud]
  exceptions:
    - {name: zoe, fields: [author.handle, lang], values: [[zoe.example, fr], [z.example, en]], why: Zoé est à nous.}
)");
    const auto& rule = rules->rules()[0];
    CHECK(rule.severity == model::Severity::critical);
    CHECK(rule.score == doctest::Approx(0.95));
    CHECK(rule.tags == std::vector<std::string>{"fraud", "coupon"});
    CHECK(rule.written == "assets.names watch:gift domain:list:short");
    CHECK(rule.effective() ==
          "(((assets.names watch:gift domain:list:short) AND (NOT is:reply)) OR (\"chèque cadeau\" "
          "assets.names)) "
          "AND NOT (from:presse.example) AND NOT (printemps) "
          "AND NOT ((from:zoe.example lang:fr) OR (from:z.example lang:en))");
    CHECK(rule.set_by.at("severity").text() == "later.yaml:2:13");
    CHECK(rule.set_by.at("condition").text() == "later.yaml:4:7");
    CHECK(rule.set_by.at("output").file == "rules.yaml");
    std::string kinds;
    for (const auto& c : rule.changes) {
        kinds += c.kind + " ";
        CHECK(!c.says.fr.empty());
        CHECK(!c.says.en.empty());
    }
    CHECK(kinds == "macro list exception exception override override exception override override ");
    CHECK(
        rules->examine(house.input(post("un chèque cadeau Épargne Boussole", "x.example"))).findings.size() ==
        1);
}

TEST_CASE("what the console switched holds until the rule is written anew") {
    House house;
    const auto rules = house.rules(coupon);
    const auto digest = rules->rules()[0].digest;
    const model::RuleSwitch off{"fake-coupon", model::RuleMode::shadow, digest, "Trop de bruit.", "marie",
                                Time{}};
    const auto switched = rules->with({off});
    CHECK(switched->rules()[0].mode == model::RuleMode::shadow);
    CHECK(switched->rules()[0].changes.back().kind == "mode");
    CHECK(switched->rules()[0].changes.back().says.fr.find("marie") == 0);
    CHECK(switched->with({})->rules()[0].mode == model::RuleMode::live);
    const auto changed = house.rules(coupon, "- {override: fake-coupon, and: 'lang:fr'}");
    CHECK(changed->rules()[0].digest != digest);
    CHECK(changed->with({off})->rules()[0].mode == model::RuleMode::live);
}

TEST_CASE("an account of ours is never the one acted against") {
    House house;
    const auto rules = house.rules("- {rule: x, desc: X, condition: bonjour, output: '%{author}'}");
    const auto out = rules->examine(house.input(post("bonjour", "boussole.example")));
    REQUIRE(out.findings.size() == 1);
    CHECK(out.findings[0].culprit.kind == "post");
}

TEST_CASE("another condition of a rule is a set of its own, or its problems") {
    House house;
    const auto rules = house.rules(coupon);
    const auto wider = rules->variant("fake-coupon", "watch:gift");
    REQUIRE(wider.rules);
    const auto item = post("un coupon");
    CHECK(wider.rules->look(0, house.input(item), false).matched);
    CHECK_FALSE(rules->look(0, house.input(item), false).matched);
    CHECK_FALSE(rules->variant("fake-coupon", "watch:gift (").problems.empty());
    CHECK_FALSE(rules->variant("fake-coupon", "watch:gitf").problems.empty());
}

TEST_CASE("the starter rules read without a word, and each says what its cases want") {
    const auto content = bytes_of(VIGIE_SOURCE_DIR "/content/rules/starter.yaml");
    House house;
    auto around = house.around();
    auto& lists = around.names.lists;
    lists["assets.names"] = {"Méridien Patrimoine", "Épargne Boussole", "Boussole Vie"};
    lists["assets.hashtags"] = {"#EpargneBoussole"};
    lists["assets.handles"] = {"meridien-patrimoine.example"};
    lists["assets.products"] = {"Boussole Vie", "Livret Cap Nord"};
    lists["assets.places"] = {"Agence de Lyon"};
    lists["assets.people"] = {"Claire Martin", "Thomas Leroy"};
    const auto read = read_rules({{"starter.yaml", content}}, around);
    CHECK(rendered(read.diagnostics, content) == "");
    REQUIRE(read.rules);
    CHECK(read.rules->rules().size() >= 12);
    const auto written = bytes_of(VIGIE_SOURCE_DIR "/content/rules/starter.test.yaml");
    const auto cases = read_rule_cases("starter.test.yaml", written, read.rules.get());
    CHECK(rendered(cases.diagnostics, written) == "");
    std::set<std::string> raised;
    std::set<std::string> left_alone;
    for (const auto& c : cases.cases) {
        const auto result = run_case(*read.rules, c, [&](const model::Item& item) {
            auto input = house.input(item);
            input.context.score = [](std::string_view) { return 0.0; };
            input.context.official = [&item] { return item.author.handle == "meridien-patrimoine.example"; };
            return input;
        });
        CAPTURE(c.rule);
        CAPTURE(c.name);
        CAPTURE(result.says);
        CHECK(result.passed);
        (c.raises ? raised : left_alone).insert(c.rule);
    }
    CHECK(raised.size() == read.rules->rules().size());
    CHECK(left_alone.size() == read.rules->rules().size());
}

TEST_CASE("scores of detectors are asked only as a condition names them") {
    House house;
    const auto rules = house.rules(
        "- {rule: x, desc: X, condition: 'score:impersonation>0.7 virement', output: "
        "'%{score.impersonation}'}");
    const auto item = post("un virement");
    auto input = house.input(item);
    CHECK(rules->examine(input).findings.size() == 1);
    input.context.score = [](std::string_view) { return 0.6; };
    CHECK(rules->examine(input).findings.empty());
}

}  // namespace vigie::judge
