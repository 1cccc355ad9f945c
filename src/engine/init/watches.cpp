#include "init/files.hpp"
#include "init/writer.hpp"

#include <fmt/core.h>

namespace vigie::engine {

std::string init_watches(const InitAnswers& answers) {
    Writer out(answers.language == "fr");
    out.say(
        "Ce que Vigie cherche en plus du registre : vos requêtes. Les noms du registre n’ont pas besoin "
        "d’être répétés.\n"
        "Après une modification : vigie check. Format : schemas/watches.schema.json.\n"
        "Langage : mots, \"expressions\", mot*, #motdièse, @compte ; OU, SAUF, (…) ; a NEAR/5 b ; "
        "lang:fr has:link is:review…\n"
        "La console a un éditeur avec aperçu ; ce fichier est pour ce qui doit être relu et versionné.",
        "What Vigie looks for beside the register: your queries. Names of the register need not be "
        "repeated.\n"
        "After a change: vigie check. Format: schemas/watches.schema.json.\n"
        "Language: words, \"phrases\", word*, #hashtag, @handle; OR, NOT, (…); a NEAR/5 b; lang:en has:link "
        "is:review…\n"
        "The console has an editor with a preview; this file is for what is to be reviewed and versioned.");
    out.line();
    out.say("Un de vos noms à côté de promesses d’escroc, vos propres comptes mis à part.",
            "A name of yours beside what swindlers promise, your own accounts left out.");
    out.line(fmt::format("- watch: {}", out.pick("promesses", "promises")));
    out.line(fmt::format(
        "  query: {}",
        out.pick("assets.names (garanti OU \"sans risque\" OU \"gagnez de l’argent\") SAUF is:official",
                 "assets.names (guaranteed OR \"risk free\" OR \"make money\") NOT is:official")));
    out.line(fmt::format("  note: {}", out.pick("À montrer à la sécurité.", "Show these to security.")));
    out.line();
    out.say(
        "Autres exemples. Retirez le « # » devant ce qui vous sert. « enabled: false » met une veille au "
        "repos.",
        "More examples. Remove the '#' before what you use. 'enabled: false' lets a watch rest.");
    out.line(fmt::format("# - watch: {}", out.pick("mecontents", "unhappy")));
    out.line(fmt::format("#   query: {}", out.pick("assets.names (arnaque OU boycott OU remboursez*) lang:fr",
                                                   "assets.names (scam OR boycott OR refund*) lang:en")));
    out.line(fmt::format("#   tags: [{}]", out.pick("clients", "customers")));
    out.line("#");
    out.line(fmt::format("# - list: {}", out.pick("presse", "press")));
    out.line("#   items: [lemonde.example, afp.example]");
    out.line(fmt::format("# - watch: {}", out.pick("vu-par-la-presse", "in-the-press")));
    out.line(fmt::format("#   query: from:list:{} assets.names", out.pick("presse", "press")));
    out.line("#   enabled: false");
    return out.text();
}

}  // namespace vigie::engine
