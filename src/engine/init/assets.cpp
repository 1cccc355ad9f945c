#include "init/files.hpp"
#include "init/writer.hpp"

#include <vigie/watch/register.hpp>

#include <fmt/core.h>

namespace vigie::engine {
namespace {

void names(Writer& out, const InitAnswers& answers) {
    out.line("organisation:").line(fmt::format("  name: {}", scalar(answers.organisation)));
    if (watch::ambiguity_of(answers.organisation)) out.line("  common_word: true");
    out.line(fmt::format("  # aliases: [{}]",
                         out.pick("autre orthographe, sigle", "another spelling, initials")))
        .line();
    out.say(
        "Les noms que le public connaît. « common_word: true » : le nom est aussi un mot ordinaire, il faut "
        "alors un second\n"
        "indice (un lien, un autre nom) pour qu’il compte.",
        "The names that people know. 'common_word: true': the name is also an ordinary word, so it counts "
        "only with a\n"
        "second sign (a link, another name).");
    if (answers.brands.empty()) {
        out.line("# brands:")
            .line(fmt::format("#   - name: {}", out.pick("Ma marque", "My brand")))
            .line("#     common_word: true");
    } else {
        out.line("brands:");
        for (const auto& brand : answers.brands) {
            out.line(fmt::format("  - name: {}", scalar(brand)));
            if (watch::ambiguity_of(brand)) out.line("    common_word: true");
        }
    }
    out.line();
}

void people_and_accounts(Writer& out, const InitAnswers& answers) {
    out.say(
        "Ceux qui parlent pour vous : dirigeants, conseillers, ambassadeurs. Un compte qui imite l’un d’eux "
        "est un imposteur.",
        "Those who speak for you: directors, advisers, ambassadors. An account that imitates one of them is "
        "an impostor.");
    out.line("# people:").line(fmt::format("#   - name: {}", "Claire Martin"));
    out.line(fmt::format("#     role: {}", out.pick("Présidente", "Chair"))).line();
    out.say(
        "Comptes officiels : jamais signalés, et la mesure à laquelle les sosies sont comparés. Donnez aussi "
        "« name », « bio »\n"
        "et « avatar » : plus le compte est décrit, mieux ses copies se voient.\n"
        "role : head_office (siège), shop (magasin), ambassador (ambassadeur) ou partner (partenaire).",
        "Official accounts: never reported, and the measure that look-alikes are held against. Give 'name', "
        "'bio' and\n"
        "'avatar' too: the better an account is described, the better its copies show.\n"
        "role: head_office, shop, ambassador or partner.");
    if (answers.accounts.empty()) {
        out.line("# accounts:")
            .line("#   - network: bluesky")
            .line("#     handle: exemple.bsky.social")
            .line("#     role: head_office");
    } else {
        out.line("accounts:");
        for (const auto& account : answers.accounts) {
            out.line(fmt::format("  - network: {}", scalar(account.network)));
            out.line(fmt::format("    handle: {}", scalar(account.handle)));
            out.line(fmt::format("    name: {}", scalar(answers.brands.empty() ? answers.organisation
                                                                               : answers.brands.front())));
            out.line("    role: head_office");
        }
    }
    out.line();
}

void the_rest(Writer& out, const InitAnswers& answers) {
    out.say("Vos noms de domaine, avec tout ce qui se trouve dessous.",
            "Your domains, with everything below them.");
    if (answers.domains.empty()) {
        out.line("# domains: [exemple.fr]");
    } else {
        out.line("domains:");
        for (const auto& domain : answers.domains) out.line(fmt::format("  - {}", scalar(domain)));
    }
    out.line().say("Facultatif, et utile. Retirez le « # » devant ce que vous remplissez.",
                   "Optional, and useful. Remove the '#' before what you fill in.");
    out.line(fmt::format("# hashtags: [{}]", out.pick("MaMarque", "MyBrand")));
    out.line("# phones: [01 99 00 12 34]");
    out.line("# links: [https://partenaire.example/page/]");
    out.line("# channels: [\"telegram:mon_canal\"]");
    out.line("# places: [{name: Agence de Lyon, city: Lyon, latitude: 45.7640, longitude: 4.8357}]");
    out.line(fmt::format("# products: [{}]", out.pick("Mon produit", "My product")));
    out.line("# images: [images/logo.png]");
    out.line(fmt::format("# confidential_terms: [{}]", out.pick("Projet Ancre", "Project Anchor")));
}

}  // namespace

std::string init_assets(const InitAnswers& answers) {
    Writer out(answers.language == "fr");
    out.say(
        "Ce que Vigie protège. Après une modification : vigie check. Format : schemas/assets.schema.json.",
        "What Vigie protects. After a change: vigie check. Format: schemas/assets.schema.json.");
    out.line();
    names(out, answers);
    people_and_accounts(out, answers);
    the_rest(out, answers);
    return out.text();
}

}  // namespace vigie::engine
