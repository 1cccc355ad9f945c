#include <vigie/watch/match.hpp>

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

namespace vigie::watch {
namespace {

using model::Asset;
using model::AssetKind;
using model::Item;

Asset named(std::string id, AssetKind kind, std::string name, std::vector<std::string> aliases = {}) {
    Asset asset;
    asset.id = model::AssetId(std::move(id));
    asset.kind = kind;
    asset.name = std::move(name);
    asset.aliases = std::move(aliases);
    return asset;
}

Asset valued(std::string id, AssetKind kind, std::string value) {
    Asset asset;
    asset.id = model::AssetId(std::move(id));
    asset.kind = kind;
    asset.value = std::move(value);
    return asset;
}

std::shared_ptr<const model::AssetRegister> our_assets() {
    std::vector<Asset> assets{
        named("org", AssetKind::organisation, "Méridien Patrimoine", {"MP Conseil"}),
        named("claire", AssetKind::person, "Claire Martin"),
        named("apple", AssetKind::brand, "Apple"),
        named("orange", AssetKind::brand, "Orange"),
        named("oreal", AssetKind::brand, "L'Oréal"),
        named("hm", AssetKind::brand, "H&M"),
        named("livret", AssetKind::product, "Livret Horizon 3"),
        valued("domain", AssetKind::domain, "meridien.example"),
        valued("tag", AssetKind::hashtag, "MeridienEtMoi"),
        valued("phone", AssetKind::phone, "+33612345678"),
        valued("link", AssetKind::link, "https://linktr.example/meridien/"),
        valued("term", AssetKind::term, "projet Atlas"),
        named("account", AssetKind::account, "Claire Martin | Méridien"),
    };
    assets[3].common_word = true;
    assets[3].place = "Saint-Étienne";
    assets.back().network = "bluesky";
    assets.back().handle = "claire.meridien.example";
    assets.back().account_id = "did:plc:claire";
    return std::make_shared<model::AssetRegister>(std::move(assets));
}

const Matcher& matcher() {
    static const auto made = make_matcher(our_assets());
    return *made;
}

// "org:text.name claire:author.name", and concerns() must say the same as match().
std::string hits(const Item& item) {
    std::string out;
    for (const auto& hit : matcher().match(item)) {
        if (!out.empty()) out += ' ';
        out += hit.asset.value + ':' + hit.why;
    }
    CHECK(matcher().concerns(item) == !out.empty());
    return out;
}

Item post(std::string text) {
    Item item;
    item.network = "bluesky";
    item.id = "1";
    item.text = std::move(text);
    return item;
}

Item by(std::string name, std::string handle) {
    auto item = post("Bonjour");
    item.author.name = std::move(name);
    item.author.handle = std::move(handle);
    return item;
}

using Cases = std::vector<std::pair<std::string, std::string>>;

}  // namespace

TEST_CASE("names are found as people write them, and only them") {
    const Cases cases{
        {"J'ai vu Méridien Patrimoine hier", "org:text.name"},
        {"MERIDIEN PATRIMOINE !!", "org:text.name"},
        {"meridien-patrimoine, c'est bien", "org:text.name"},
        {"chez MéridienPatrimoine", "org:text.name"},
        {"𝐌𝐞𝐫𝐢𝐝𝐢𝐞𝐧 𝐏𝐚𝐭𝐫𝐢𝐦𝐨𝐢𝐧𝐞", "org:text.name"},
        {"merci à Claire\u00A0Martin d’être venue", "claire:text.name"},
        {"la crème L’Oréal", "oreal:text.name"},
        {"j'adore L'OREAL", "oreal:text.name"},
        {"Martin seul, ou Claire seule", ""},
        {"Invités : Claire, Martin et Paul", ""},
        {"C'était Claire. Martin est parti.", ""},
        {"pineapple juice", ""},
        {"Apple et pineapple", "apple:text.name"},
        {"apples", ""},
        {"Le Livret Horizon 3 rapporte", "livret:text.name"},
        {"Le Livret Horizon 4 rapporte", ""},
        {"soldes chez H&M", "hm:text.name"},
        {"il est 10 h m'a-t-il dit, H. M. et h m", ""},
        {"note interne : Projet Atlas", "term:text.term"},
        {"#ProjetAtlas", "term:text.term"},
        {"", ""},
        {"Méridien", ""},
    };
    for (const auto& [text, expected] : cases) {
        CAPTURE(text);
        CHECK(hits(post(text)) == expected);
    }
}

TEST_CASE("hashtags and handles are read as words") {
    const Cases cases{
        {"#MeridienPatrimoine", "org:text.hashtag"},
        {"#meridienpatrimoine arnaque", "org:text.hashtag"},
        {"#JusticePourMeridienPatrimoine2024", "org:text.hashtag"},
        {"＃meridien_patrimoine", "org:text.hashtag"},
        {"#HSBCClaireMartin", "claire:text.hashtag"},
        {"#Martin #Claire", ""},
        {"#pineapple", ""},
        {"#AppleFan", "apple:text.hashtag"},
        {"#MeridienEtMoi", "tag:text.hashtag"},
        {"#MeridienEtMoiAussi", ""},
        {"@meridien_patrimoine bonjour", "org:text.handle"},
        {"@claire-martin.bsky.social", "claire:text.handle"},
        {"@claire.meridien.example", "domain:text.domain account:mention.official"},
        {"écris à meridien@patrimoine.test", "org:text.name"},
        {"@pineapple", ""},
    };
    for (const auto& [text, expected] : cases) {
        CAPTURE(text);
        const auto got = hits(post(text));
        if (text == "@claire.meridien.example") {
            CHECK(got.find("account:mention.official") != std::string::npos);
        } else {
            CHECK(got == expected);
        }
    }
    auto item = post("sans rien");
    item.hashtags = {"MeridienPatrimoine"};
    CHECK(hits(item) == "org:text.hashtag");
    item.hashtags = {};
    item.mentions = {"did:plc:claire"};
    CHECK(hits(item) == "account:mention.official");
    item.mentions = {"Claire.Meridien.Example"};
    CHECK(hits(item) == "account:mention.official");
    item.network = "x";
    CHECK(hits(item) == "account:text.handle");
}

TEST_CASE("a name that is an ordinary word needs a second sign") {
    CHECK(hits(post("je mange une orange")).empty());
    CHECK(hits(post("#orange")).empty());
    CHECK(hits(post("une orange à https://www.meridien.example/x")) == "orange:text.name domain:text.domain");
    CHECK(hits(post("Orange et Apple")) == "apple:text.name orange:text.name");
    CHECK(hits(post("la boutique Orange de Saint-Etienne")) == "orange:text.name");
    CHECK(hits(post("Saint-Étienne")).empty());
    CHECK(hits(by("Orange", "jus.bsky.social")).empty());
    auto item = by("Orange Support", "jus.bsky.social");
    item.text = "votre facture Orange";
    CHECK(hits(item) == "orange:author.name");
}

TEST_CASE("links: ours, approved, and the look-alikes") {
    const Cases cases{
        {"https://meridien.example", "domain:link.domain"},
        {"https://www.meridien.example/a?b", "domain:link.domain"},
        {"HTTPS://WWW.MERIDIEN.EXAMPLE/", "domain:link.domain"},
        {"https://linktr.example/meridien/x", "link:link.approved"},
        {"https://linktr.example/autre", ""},
        {"https://meridlen.test/login", "domain:link.lookalike"},
        {"https://meridien-securite.test", "domain:link.lookalike"},
        {"https://meridien.evil.test", "domain:link.lookalike"},
        {"https://xn--mridien-bya.test", "domain:link.lookalike"},
        {"https://meridein.test", "domain:link.lookalike"},
        {"https://app1e-id.test", "apple:link.lookalike"},
        {"https://meridien.example@evil.test/", "domain:link.lookalike"},
        {"https://presse.test/claire-martin-quitte-son-poste", "claire:link.name"},
        {"https://www.youtube.com/watch?v=1", ""},
        {"pas une adresse", ""},
    };
    for (const auto& [url, expected] : cases) {
        CAPTURE(url);
        auto item = post("voir");
        item.links = {url};
        CHECK(hits(item) == expected);
    }
    CHECK(hits(post("hxxps://meridlen[.]test")) == "domain:link.lookalike");
    CHECK(hits(post("sur meridien.example/promo…")) == "domain:text.domain");
    CHECK(hits(post("meridlen[dot]test")) == "domain:link.lookalike");
}

TEST_CASE("phone numbers are found however they are written") {
    for (const std::string number :
         {"06 12 34 56 78", "06.12.34.56.78", "0612345678", "+33 6 12 34 56 78", "+33612345678",
          "0033 6 12 34 56 78", "+33 (0)6 12 34 56 78", "06\u00A012\u00A034\u00A056\u00A078",
          "06-12-34-56-78", "tél.06/12/34/56/78", "75008 06 12 34 56 78 merci"}) {
        CAPTURE(number);
        CHECK(hits(post("Appelez le " + number)) == "phone:text.phone");
    }
    for (const std::string number : {"06 12 34 56 79", "6 12 34 56 78", "06 12 34 56",
                                     "1234567890123456789012345678", "06, 12, 34, 56, 78"}) {
        CAPTURE(number);
        CHECK(hits(post("Appelez le " + number)).empty());
    }
}

TEST_CASE("authors are compared as they look") {
    for (const auto& [name, handle] :
         std::vector<std::pair<std::string, std::string>>{{"C1aire Martin", "x.bsky.social"},
                                                          {"Claire Martin – Support", "x.bsky.social"},
                                                          {"CLAIRE MARTIN ✨", "x.bsky.social"},
                                                          {"Сlаirе Маrtin", "x.bsky.social"},
                                                          {"Claire Martn", "x.bsky.social"},
                                                          {"Claire Martn Officiel", "x.bsky.social"},
                                                          {"MARTIN Claire", "x.bsky.social"},
                                                          {"", "clairemartin75.bsky.social"},
                                                          {"", "ClaireMartinOfficiel"},
                                                          {"", "lavraieclairemartin.bsky.social"},
                                                          {"", "claire-martin.evil.test"}}) {
        CAPTURE(name);
        CAPTURE(handle);
        CHECK(hits(by(name, handle)).find("claire:author") == 0);
    }
    CHECK(hits(by("", "meridlen-patrimoine.bsky.social")) == "org:author.handle");
    CHECK(hits(by("", "applesupport.bsky.social")) == "apple:author.handle");
    CHECK(hits(by("", "apple-fan.bsky.social")) == "apple:author.handle");
    for (const auto& [name, handle] :
         std::vector<std::pair<std::string, std::string>>{{"Martin", "martin.bsky.social"},
                                                          {"Claire", "claire75.bsky.social"},
                                                          {"Paul Durand", "pdurand.bsky.social"},
                                                          {"Pineapple", "pineapple.bsky.social"},
                                                          {"Marie Martin", "marie.bsky.social"},
                                                          {"日本語", "nihon.bsky.social"},
                                                          {"", ""}}) {
        CAPTURE(name);
        CHECK(hits(by(name, handle)).empty());
    }
}

TEST_CASE("official accounts are known by id, and by handle while nobody took it over") {
    auto item = by("Claire", "claire.meridien.example");
    CHECK(hits(item).find("account:author.official") != std::string::npos);
    item = by("", "");
    item.author.id = "did:plc:claire";
    CHECK(hits(item) == "account:author.official");
    item = by("", "claire.meridien.example");
    item.author.id = "did:plc:other";
    CHECK(hits(item).find("author.official") == std::string::npos);
    item = post("bien dit");
    item.reply_to = "at://did:plc:claire/app.bsky.feed.post/3k";
    CHECK(hits(item) == "account:mention.official");
    item.reply_to = "at://did:plc:clair/app.bsky.feed.post/3k";
    CHECK(hits(item).empty());
    item.quote_of = "at://did:plc:claire/app.bsky.feed.post/3k";
    CHECK(hits(item) == "account:mention.official");
}

TEST_CASE("an account's profile is read as well") {
    auto item = by("Conseiller", "conseiller.bsky.social");
    item.author.bio = "Conseiller chez Méridien Patrimoine";
    CHECK(hits(item).empty());
    item.kind = model::ItemKind::account;
    CHECK(hits(item) == "org:text.name");
    item.author.bio.clear();
    item.author.links = {"https://meridlen.test"};
    CHECK(hits(item) == "domain:link.lookalike");
}

TEST_CASE("an empty register concerns nobody") {
    const auto empty = make_matcher(std::make_shared<model::AssetRegister>());
    auto item = by("Claire Martin", "claire.bsky.social");
    item.text = "Méridien 06 12 34 56 78 https://exemple.fr #x @y";
    item.links = {"https://exemple.fr"};
    CHECK_FALSE(empty->concerns(item));
    CHECK(empty->match(item).empty());
}

}  // namespace vigie::watch
