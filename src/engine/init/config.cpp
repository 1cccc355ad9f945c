#include "init/files.hpp"
#include "init/writer.hpp"

#include <fmt/core.h>

namespace vigie::engine {
namespace {

void sources(Writer& out) {
    out.say(
        "Ce que Vigie regarde. Ici : toutes les publications et tous les profils publics de Bluesky, à "
        "mesure qu’ils arrivent.\n"
        "Aucun compte n’est nécessaire.",
        "What Vigie watches. Here: all public posts and profiles of Bluesky as they come. No account is "
        "needed.");
    out.line("sources:").line("  - type: jetstream").line("    name: bluesky").line("    hosts:");
    for (const auto* host :
         {"jetstream1.us-east", "jetstream2.us-east", "jetstream1.us-west", "jetstream2.us-west"}) {
        out.line(fmt::format("      - {}.bsky.network", host));
    }
    out.line("    collections: [app.bsky.feed.post, app.bsky.actor.profile]");
    out.line("    hydrate: https://public.api.bsky.app").line();
    out.say(
        "Autres sources possibles : un fichier au format de Vigie (une ligne JSON par élément), l’export "
        "d’un autre outil.",
        "Other sources: a file in Vigie's own form (one JSON object a line), an export of another tool.");
    out.line("#  - {type: items, path: inbox/items.jsonl, follow: true}");
    out.line("#  - {type: csv, path: inbox/export.csv, network: forum, map: {id: post_id, text: body}}")
        .line();
}

void channels(Writer& out, const InitAnswers& answers) {
    out.say(
        "Comment prévenir. Les secrets s’écrivent {file: chemin} ou {env: NOM} : ils ne s’affichent jamais.",
        "How people are told. Write secrets as {file: path} or {env: NAME}: they are never shown.");
    const auto from =
        fmt::format("vigie@{}", answers.domains.empty() ? "localhost" : answers.domains.front());
    if (answers.emails.empty()) {
        out.line("channels: {}");
        out.line("#  mail:").line("#    type: email").line("#    server: smtp://localhost:25");
        out.line(fmt::format("#    from: {}", from));
    } else {
        out.line("channels:").line("  mail:").line("    type: email");
        out.say(
            "Le serveur d’envoi. S’il demande un mot de passe : smtp://hôte:587 avec « user » et « "
            "password ».",
            "The server that sends. If it wants a password: smtp://host:587 with 'user' and 'password'.", 4);
        out.line("    server: smtp://localhost:25")
            .line("    # user: vigie")
            .line("    # password: {file: secrets/smtp-password}");
        out.line(fmt::format("    from: {}", scalar(from)));
    }
    out.say(
        "Un programme, par appel signé (Standard Webhooks). Secret : echo whsec_$(openssl rand -base64 32)",
        "A program, by a signed call (Standard Webhooks). Secret: echo whsec_$(openssl rand -base64 32)");
    out.line("#  webhook:").line("#    type: webhook").line("#    url: https://soc.exemple.fr/hooks/vigie");
    out.line("#    secret: {file: secrets/webhook-secret}").line();
}

void desks(Writer& out) {
    out.say(
        "Où demander un retrait. Bluesky : un compte à vous et un mot de passe d’application (Paramètres, "
        "Confidentialité et\n"
        "sécurité, Mots de passe d’application). Sans cela, la demande reste à faire à la main.",
        "Where removal is requested. Bluesky: an account of yours and an app password (Settings, Privacy and "
        "security,\n"
        "App passwords). Without that, the request is left to be made by hand.");
    out.line("# desks:").line("#  bluesky:").line("#    identifier: vigie.exemple.fr");
    out.line("#    password: {file: secrets/bluesky-app-password}").line();
}

}  // namespace

std::string init_config(const InitAnswers& answers) {
    Writer out(answers.language == "fr");
    out.say(
        "Configuration de Vigie. Vérifier : vigie check. Lancer : vigie run. Format : "
        "schemas/config.schema.json.\n"
        "Les chemins partent du dossier de ce fichier.",
        "Configuration of Vigie. Check: vigie check. Start: vigie run. Format: schemas/config.schema.json.\n"
        "Paths are seen from the folder of this file.");
    out.line().line(
        fmt::format("data: data               # {}", out.pick("dossier des données", "folder of the store")));
    out.line(fmt::format("language: {}             # {}", answers.language,
                         out.pick("des messages envoyés : fr ou en", "of notices: fr or en")));
    out.line(fmt::format("retention_days: 365      # {}",
                         out.pick("au-delà, ce qui n’appartient à aucun incident est oublié",
                                  "after that, what belongs to no incident is forgotten")));
    out.line("assets: [assets.yaml]")
        .line("policies: [policies.yaml]")
        .line("watches: [watches.yaml]")
        .line();
    sources(out);
    channels(out, answers);
    desks(out);
    out.say(
        "Ce que le flux garde en mémoire, jamais sur disque, pour essayer une veille avant de l’enregistrer. "
        "0 : rien.",
        "What is kept of the stream in memory, never on disk, to try a watch before it is saved. 0: "
        "nothing.");
    out.line("preview:").line("  minutes: 60").line();
    out.say(
        "La console. Pour l’ouvrir à d’autres machines, placez devant un serveur HTTPS et donnez « "
        "public_url ».",
        "The console. To open it to other machines, put an HTTPS server in front and give 'public_url'.");
    out.line("serve:")
        .line("  listen: 127.0.0.1:8600")
        .line("  # public_url: https://vigie.exemple.fr")
        .line();
    out.line("log:")
        .line(fmt::format("  level: info            # debug, info, warn, error"))
        .line("  json: false");
    return out.text();
}

}  // namespace vigie::engine
