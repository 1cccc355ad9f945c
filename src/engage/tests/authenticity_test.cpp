#include <vigie/engage/authenticity.hpp>

#include <doctest/doctest.h>

namespace vigie::engage {
namespace {

using model::Asset;
using model::AssetKind;

model::AssetRegister house() {
    Asset organisation;
    organisation.id = model::AssetId("o");
    organisation.kind = AssetKind::organisation;
    organisation.name = "Exemple & Fils <SA>";
    Asset account;
    account.id = model::AssetId("a");
    account.kind = AssetKind::account;
    account.network = "bluesky";
    account.handle = "exemple.test";
    account.name = "Exemple \"officiel\"";
    Asset domain;
    domain.id = model::AssetId("d");
    domain.kind = AssetKind::domain;
    domain.value = "exemple.test";
    Asset link;
    link.id = model::AssetId("l");
    link.kind = AssetKind::link;
    link.value = "javascript:alert(1)";
    Asset term;
    term.id = model::AssetId("t");
    term.kind = AssetKind::term;
    term.value = "projet-secret";
    return model::AssetRegister({organisation, account, domain, link, term}, "1");
}

const std::string& file(const std::vector<PublicFile>& files, const std::string& path) {
    for (const auto& f : files) {
        if (f.path == path) return f.content;
    }
    FAIL(path);
    return files.front().content;
}

TEST_CASE("two languages, what is ours, how to report; nothing that is not for the public") {
    const auto files =
        authenticity_pages(house(), {"", "signaler@exemple.test", "https://exemple.test/faux", "2026-03-09"});
    REQUIRE(files.size() == 4);
    const auto& fr = file(files, "fr/index.html");
    const auto& en = file(files, "en/index.html");
    CHECK(fr.find("<html lang=\"fr\">") != std::string::npos);
    CHECK(en.find("<html lang=\"en\">") != std::string::npos);
    CHECK(fr.find("Les comptes officiels de Exemple &amp; Fils &lt;SA&gt;") != std::string::npos);
    for (const auto* page : {&fr, &en}) {
        CHECK(page->find("<strong>@exemple.test</strong> — Exemple &quot;officiel&quot;") !=
              std::string::npos);
        CHECK(page->find("<a href=\"https://exemple.test/\" rel=\"noopener\">exemple.test</a>") !=
              std::string::npos);
        CHECK(page->find("mailto:signaler@exemple.test") != std::string::npos);
        CHECK(page->find("https://exemple.test/faux") != std::string::npos);
        CHECK(page->find("2026-03-09") != std::string::npos);
        CHECK(page->find("projet-secret") == std::string::npos);
    }
}

TEST_CASE("no script, no style inside, no link but to the web and to mail") {
    for (const auto& f :
         authenticity_pages(house(), {"<script>x</script>", "a@b\"><script>", "javascript:x", ""})) {
        if (!f.path.ends_with(".html")) continue;
        CHECK(f.content.find("<script") == std::string::npos);
        CHECK(f.content.find("style=") == std::string::npos);
        CHECK(f.content.find("<style") == std::string::npos);
        CHECK(f.content.find("href=\"javascript") == std::string::npos);
        CHECK(f.content.find(" on") == f.content.find(" one"));  // no handler attribute
        CHECK(f.content.find("default-src 'none'; style-src 'self'") != std::string::npos);
        CHECK(f.content.ends_with("</html>\n"));
    }
    CHECK(authenticity_pages({}, {}).size() == 4);
}

}  // namespace
}  // namespace vigie::engage
