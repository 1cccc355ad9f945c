#include <vigie/judge/page.hpp>

#include <doctest/doctest.h>

#include <algorithm>
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

TEST_CASE("a name that stands alone speaks; in a sentence it is spoken of") {
    const auto with_voice = [](const char* voice) {
        auto v = login("https://srv-12.test/", "Connexion", "Identifiez-vous");
        v.voice = voice;
        return score({v});
    };
    CHECK(with_voice("Banque Méridien") >= 0.5);
    CHECK(with_voice("Votre espace Banque Méridien | Mentions légales") >= 0.5);
    CHECK(with_voice("© Banque Méridien 2026, tous droits réservés") >= 0.5);
    CHECK(with_voice("La Banque Méridien ferme douze agences") < with_voice("Banque Méridien"));

    CHECK(score({login("https://srv-12.test/", "Mise à jour obligatoire - Banque Méridien")}) >= 0.5);
    auto press =
        login("https://le-phare.test/a", "Banque Méridien : bénéfice en hausse – Le Phare", "Abonnez-vous");
    CHECK(score({press}) < 0.2);
    press = login("https://lp-info.test/a", "La Banque Méridien ferme douze agences", "Réservé aux abonnés");
    press.article = true;
    CHECK(score({press}) < 0.5);
}

TEST_CASE("the own name of a house is what its host is called, not the words of service in it") {
    const auto scored = [](const char* url, const char* title) {
        return score({login(url, title, "Banque Méridien")});
    };
    CHECK(scored("https://cine-club.test/", "Ciné-club – Entrer") < 0.2);
    CHECK(scored("https://secure-login.test/", "Secure login") >
          scored("https://cine-club.test/", "Ciné-club"));
    // Four letters of the host within a word of the page are no name.
    CHECK(scored("https://asse.test/", "Mot de passe") > scored("https://asse.test/", "ASSE – mot de passe"));
    CHECK(scored("https://meridien-club.test/", "Meridien Club") >= 0.5);
    // Where titles have the name of the site.
    CHECK(scored("https://srv-12.test/", "Mon compte – Téléphones Lyon") < 0.5);
    CHECK(scored("https://lequotidien.test/", "Le Quotidien") < 0.2);
    CHECK(scored("https://boussoles-et-cartes.test/", "Boussoles & cartes") < 0.2);
}

TEST_CASE("unseen marks and foreign letters hide a name from nobody") {
    for (const auto* title :
         {"Ban\u200bque Méri\u200bdien", "B\u0430nque M\u0435ridien", "Banque Mérid1en"}) {
        const auto v = pages().examine({login("https://srv-12.test/", title)});
        CAPTURE(title);
        CHECK(v.score >= 0.8);
        CHECK(std::ranges::any_of(v.evidence, [](const auto& e) { return e.code == "page.disguised-name"; }));
    }
}

TEST_CASE("the telephone layout of one house is no cloaking, another story is") {
    auto desktop = login("https://www.revue.test/x", "Revue : les banques",
                         "Les taux de Banque Méridien montent en mai");
    auto phone = desktop;
    phone.visitor = "mobile";
    phone.final_url = "https://m.revue.test/x";
    phone.asks_password = false;
    phone.forms.clear();
    const auto cloaks = [](const std::vector<PageVisit>& visits) {
        const auto v = pages().examine(visits);
        return std::ranges::any_of(v.evidence, [](const auto& e) { return e.code == "page.cloaking"; });
    };
    CHECK_FALSE(cloaks({desktop, phone}));
    phone.title = "Jardin";
    phone.text = "Semez les carottes en lignes claires";
    CHECK(cloaks({desktop, phone}));
    phone = desktop;
    phone.status = 429;
    CHECK_FALSE(cloaks({desktop, phone}));
}

TEST_CASE("a domain for sale is no page of ours, whatever it lists") {
    PageVisit v = login("https://banquemeridien-info.test/", "banquemeridien-info is for sale",
                        "This domain name is for sale. Related: Banque Méridien login");
    v.asks_password = false;
    v.forms = {{"https://banquemeridien-info.test/offer", "post", {"text:name", "text:email", "text:phone"}}};
    CHECK(score({v}) < 0.5);
}

TEST_CASE("all evidence that pages give is declared") {
    const std::set<std::string> declared(judge::page_codes().begin(), judge::page_codes().end());
    CHECK(declared.size() == judge::page_codes().size());
    auto v = login("http://203.0.113.7/", "Banque Méridien");
    v.asks_card = v.asks_code = true;
    for (const auto& e : pages().examine({v}).evidence) CHECK_MESSAGE(declared.contains(e.code), e.code);
}
