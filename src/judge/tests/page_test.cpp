#include <vigie/judge/page.hpp>

#include <doctest/doctest.h>

#include <set>

using namespace vigie;
using model::PageVisit;

namespace {

model::Asset asset(const char* id, model::AssetKind kind, const char* name, const char* value = "") {
    model::Asset a;
    a.id = model::AssetId(id);
    a.kind = kind;
    a.name = name;
    a.value = value;
    return a;
}

judge::Pages pages() {
    using enum model::AssetKind;
    auto orange = asset("orange", brand, "Orange");
    orange.common_word = true;
    return judge::Pages(std::make_shared<model::AssetRegister>(
        std::vector{asset("brand", brand, "Banque Méridien"), asset("domain", domain, "", "meridien.example"),
                    orange, asset("link", link, "", "https://partenaire.test/meridien/")}));
}

PageVisit login(const char* url, const char* title, const char* text = "") {
    PageVisit v;
    v.visitor = "desktop";
    v.url = url;
    v.final_url = url;
    v.hops = {{url, "asked", 200}};
    v.status = 200;
    v.title = title;
    v.text = text;
    v.forms = {{url, "post", {"text:user", "password:pw"}}};
    v.asks_password = true;
    return v;
}

double score(const std::vector<PageVisit>& visits) {
    return pages().examine(visits).score;
}

}  // namespace

TEST_CASE("a page that asks for a password in our name on a house that is not ours is told, with its name") {
    const auto v = pages().examine(
        {login("https://acces-clients.test/x", "Banque Meridien – Connexion", "Identifiez-vous")});
    CHECK(v.score >= 0.5);
    CHECK(v.asset == model::AssetId("brand"));
    CHECK(v.harm == judge::Harm::credential);
    REQUIRE_FALSE(v.evidence.empty());
    CHECK(v.evidence.front().code == "page.asks-in-your-name");
    CHECK(v.evidence.front().says.fr.find("un mot de passe") != std::string::npos);
    CHECK(v.evidence.front().says.en.find("acces-clients.test") != std::string::npos);
}

TEST_CASE("our own pages, approved links, and pages in their own name are no phishing") {
    CHECK(pages().examine({login("https://www.meridien.example/login", "Banque Méridien")}).own);
    CHECK(pages().examine({login("https://partenaire.test/meridien/login", "Banque Méridien")}).own);
    CHECK(score({login("https://forum-epargne.test/", "Forum Epargne – Connexion",
                       "Avis sur Banque Méridien et d'autres")}) < 0.5);
    CHECK(score({login("https://jus.test/", "Connexion", "Orange pressée, pomme et orange")}) < 0.5);
    CHECK(score({login("https://acme.test/", "Acme", "Bienvenue chez Acme")}) < 0.2);
    auto article = login("https://journal.test/a", "La Banque Méridien victime de phishing",
                         "Attention au phishing, prévient la banque");
    article.asks_password = false;
    CHECK(score({article}) < 0.2);
}

TEST_CASE("cloaking, a foreign target and borrowed pictures each add to it") {
    const auto page = login("https://x.test/", "Connexion", "Banque Méridien");
    auto more = page;
    more.forms[0].action = "https://collect.test/p";
    CHECK(score({more}) > score({page}));
    auto borrowed = page;
    borrowed.hosts = {"www.meridien.example"};
    CHECK(score({borrowed}) > score({page}) + 0.2);
    PageVisit refused;
    refused.visitor = "mobile";
    refused.status = 404;
    refused.final_url = "https://x.test/";
    CHECK(score({page, refused}) > score({page}));
    PageVisit broken;
    broken.error = "unreachable";
    CHECK(score({broken}) == 0);
    CHECK(score({}) == 0);
}

TEST_CASE("all evidence that pages give is declared") {
    const std::set<std::string> declared(judge::page_codes().begin(), judge::page_codes().end());
    CHECK(declared.size() == judge::page_codes().size());
    auto v = login("http://203.0.113.7/", "Banque Méridien");
    v.asks_card = v.asks_code = true;
    for (const auto& e : pages().examine({v}).evidence) CHECK_MESSAGE(declared.contains(e.code), e.code);
}
