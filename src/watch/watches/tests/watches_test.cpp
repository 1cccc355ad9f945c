#include <vigie/kit/text.hpp>
#include <vigie/watch/beyond.hpp>
#include <vigie/watch/register.hpp>
#include <vigie/watch/watches.hpp>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

namespace vigie::watch {
namespace {

std::string bytes_of(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

const std::string root = VIGIE_SOURCE_DIR;

std::shared_ptr<const model::AssetRegister> example_register() {
    static const auto assets =
        read_register({{"assets.yaml", bytes_of(root + "/content/examples/assets.yaml")}}).assets;
    REQUIRE(assets);
    return assets;
}

std::string rendered(const Diagnostics& diagnostics, const std::string& content) {
    std::string out;
    for (const auto& d : diagnostics) out += render(d, content);
    return out;
}

model::Watch row(const std::string& name, const std::string& query) {
    model::Watch w;
    w.name = name;
    w.query = query;
    w.version = 1;
    return w;
}

std::string query_of(const std::string& yaml, const std::string& id) {
    const auto read = read_register({{"a.yaml", yaml}});
    CAPTURE(rendered(read.diagnostics, yaml));
    REQUIRE(read.assets);
    for (const auto& w : asset_watches(*read.assets)) {
        if (w.asset.value == id) return w.query;
    }
    return {};
}

std::set<std::string> hits(const WatchSet& set, const model::Item& item) {
    query::Scanner scanner(set.compiled());
    model::ItemViewer viewer;
    std::set<std::string> out;
    for (const auto q : scanner.match(viewer.of(item))) out.insert(set.compiled()->name(q));
    return out;
}

}  // namespace

TEST_CASE("a file of watches is told all its errors at once, at their places") {
    const auto content = bytes_of(root + "/src/watch/watches/tests/cases/everything_wrong.yaml");
    const auto result = read_watches({{"everything_wrong.yaml", content}}, *example_register());
    CHECK_FALSE(result.read);
    CHECK(rendered(result.diagnostics, content) ==
          bytes_of(root + "/src/watch/watches/tests/cases/everything_wrong.expected"));
}

TEST_CASE("the example watches read without a word and are in force") {
    const auto content = bytes_of(root + "/content/examples/watches.yaml");
    auto result = read_watches({{"watches.yaml", content}}, *example_register());
    CHECK(rendered(result.diagnostics, content) == "");
    REQUIRE(result.read);
    CHECK(result.read->watches.size() == 5);
    CHECK(result.read->watches[0].place == "watches.yaml:9");
    const auto set = WatchSet::make(*example_register(), *std::move(result.read), {});
    CHECK(set->compiled()->size() == 4);
    model::Item item;
    item.network = "bluesky";
    item.text = "Votre conseillère chez MERIDIEN : écrivez-moi sur Telegram, rendement garanti !";
    item.lang = "fr";
    item.author.handle = "someone.example";
    CHECK(hits(*set, item) ==
          std::set<std::string>{"promesses", "faux-conseillers", "conseillers-insistants"});
    item.author.handle = "lesechos.example";
    CHECK(hits(*set, item) == std::set<std::string>{"faux-conseillers", "conseillers-insistants"});
}

TEST_CASE("every asset that words can name yields a query that reads") {
    const auto assets = example_register();
    const auto set = WatchSet::make(*assets, {}, {});
    std::size_t images = 0;
    for (const auto& a : assets->all()) images += a.kind == model::AssetKind::image ? 1 : 0;
    CHECK(set->all().size() + images == assets->all().size());
    for (const auto& [watch, problems] : set->all()) {
        CAPTURE(watch.name);
        CAPTURE(watch.query);
        const auto checked = check_query(set->options(), watch.name, watch.query);
        CHECK(checked.ok());
        for (const auto& p : checked.problems) MESSAGE(p.code << " " << p.says.en);
    }
}

TEST_CASE("what the register looks for, in words") {
    CHECK(query_of("brands: [Méridien Patrimoine]\naccounts: bluesky:a.example\n",
                   "brand:meridien-patrimoine") ==
          "\"Méridien Patrimoine\" OR #meridienpatrimoine OR name:\"Méridien Patrimoine\"");
    CHECK(query_of("brands: [{name: Zénith, aliases: [Zenith, Zénith Banque]}]\n", "brand:zenith") ==
          "Zénith OR \"Zénith Banque\" OR #zenith OR #zenithbanque OR name:(Zénith OR \"Zénith Banque\")");
    CHECK(query_of("accounts: [{network: bluesky, handle: Maison.example, id: 'did:plc:x'}]\n",
                   "account:bluesky:maison.example") ==
          "network:bluesky (from:Maison.example OR to:Maison.example OR from:did:plc:x OR to:did:plc:x) OR "
          "@Maison.example");
    CHECK(query_of("domains: [exemple.fr]\n", "domain:exemple.fr") == "domain:exemple.fr");
    CHECK(query_of("hashtags: [GardezLeCap]\n", "hashtag:gardezlecap") == "#gardezlecap");
    CHECK(query_of("phones: [01 99 00 12 34]\n", "phone:+33199001234") ==
          "\"01 99 00 12 34\" OR 0199001234 OR \"33 1 99 00 12 34\" OR 33199001234");
    CHECK(query_of("links: ['https://partenaire.example/page/']\n",
                   "link:https://partenaire.example/page/") == "url:partenaire.example/page/");
    CHECK(query_of("confidential_terms: [Projet Ancre]\n", "term:projet-ancre") ==
          "\"Projet Ancre\" OR #projetancre");
    CHECK(query_of("brands: ['OR', 'a*b \"c\\d\"']\n", "brand:or") == "\"OR\" OR #or OR name:\"OR\"");
}

TEST_CASE("a name that is also a word wants a second sign beside it") {
    CHECK(query_of("brands: [{name: Orange, common_word: true, domains: [orange.example]}]\n"
                   "products: [{name: Livebox, of: Orange}]\naccounts: bluesky:orange.example\n",
                   "brand:orange") ==
          "(Orange OR #orange OR name:Orange) (Livebox OR domain:assets.domains OR from:assets.handles OR "
          "to:assets.handles)");
    CHECK(query_of("places: [{name: Opéra, common_word: true, city: Paris}]\n", "place:opera") ==
          "(Opéra OR #opera) Paris");
}

TEST_CASE("a short or everyday name that stands alone earns a warning") {
    const auto warnings = [](const std::string& yaml) {
        std::string out;
        for (const auto& d : read_register({{"a.yaml", yaml}}).diagnostics) {
            if (d.code == "assets.ambiguous-name")
                out += fmt::format("{}:{} {}\n", d.line, d.column, d.message);
        }
        return out;
    };
    CHECK(warnings("brands:\n  - name: Orange\n") ==
          "2:11 'Orange' alone will match about 1 post in 1,300, of yours or not\n");
    CHECK(warnings("brands: [{name: Orange, common_word: true}]\n") == "");
    CHECK(warnings("brands: [Orange Bank, Montclar]\n") == "");
    CHECK(warnings("brands: [{name: Montclar, aliases: [Total]}]\n") ==
          "1:10 'Total' alone will match about 1 post in 750, of yours or not\n");
    CHECK(warnings("products: [Q5]\n") == "1:12 'Q5' alone will match whatever else is called so\n");
}

TEST_CASE("what is broken in the console is kept out, the rest is in force") {
    const auto set =
        WatchSet::make(*example_register(), {},
                       {row("good", "bonus"), row("broken", "\"bonus"), row("lost", "watch:gone"),
                        row("on-broken", "watch:broken x"), row("loop", "watch:pool"),
                        row("pool", "watch:loop"), row("builds", "watch:good x")});
    CHECK(set->compiled()->size() == 2);
    CHECK(set->find("good")->problems.empty());
    for (const auto* name : {"broken", "lost", "on-broken", "loop", "pool"}) {
        CAPTURE(name);
        REQUIRE(set->find(name));
        CHECK_FALSE(set->find(name)->problems.empty());
    }
    CHECK(set->find("nobody") == nullptr);
}

TEST_CASE("watches that rest or were deleted match nothing; a file's name counts before the console's") {
    auto off = row("off", "bonus");
    off.enabled = false;
    auto deleted = row("deleted", "bonus");
    deleted.deleted = true;
    FileWatches files;
    files.watches = {row("both", "cadeau")};
    files.watches[0].kind = model::WatchKind::file;
    const auto set = WatchSet::make(*example_register(), files,
                                    {off, deleted, row("both", "bonus"), row("uses", "watch:off")});
    model::Item item;
    item.text = "bonus";
    CHECK(hits(*set, item) == std::set<std::string>{"uses"});
    CHECK(set->find("both")->watch.kind == model::WatchKind::file);
    CHECK(set->find("deleted") == nullptr);
}

TEST_CASE("a query that would lead back to itself is an error before it is saved") {
    const auto set = WatchSet::make(*example_register(), {}, {row("a", "x"), row("b", "watch:a y")});
    CHECK(check_query(set->options(), "a", "watch:b z").problems.front().code == "query.cycle");
    CHECK(check_query(set->options(), "a", "watch:a z").problems.front().code == "query.cycle");
    CHECK(check_query(set->options(), "c", "watch:b z").ok());
    CHECK(check_query(set->options(), "", "watch:asset:brand:patrimoine z").ok());
    CHECK(check_query(set->options(), "", "domain:assets.domains from:assets.handles assets.names").ok());
}

TEST_CASE("what an item concerns and who wrote it is found out once, when a query asks") {
    const auto assets = example_register();
    const auto matcher = make_matcher(assets);
    const auto set = WatchSet::make(
        *assets, {}, {row("ours", "asset:domain:meridien.example"), row("official", "is:official")});
    Beyond beyond(*matcher, *assets);
    query::Scanner scanner(set->compiled());
    model::ItemViewer viewer;
    model::Item item;
    item.network = "bluesky";
    item.text = "voir meridien.example";
    const auto names = [&] {
        std::set<std::string> out;
        const auto& view = viewer.of(item);
        for (const auto q : scanner.match(view, beyond.of(view))) out.insert(set->compiled()->name(q));
        return out;
    };
    CHECK(names() == std::set<std::string>{"ours"});
    item.text = "bonjour";
    item.author.handle = "meridien-patrimoine.example";
    CHECK(names() == std::set<std::string>{"official"});
}

}  // namespace vigie::watch
