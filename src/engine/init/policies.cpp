#include "init/files.hpp"
#include "init/writer.hpp"

#include <fmt/core.h>

#include <string_view>

namespace vigie::engine {
namespace {

struct Kind {
    std::string_view id;
    std::string_view detector;
    std::string_view reason;
    std::string_view title;
    std::string_view takedown;
    std::string_view gone;
    std::string_view gone_deadline;
    int priority;
};

void alert(Writer& out) {
    out.line("      - key: alert");
    out.line("        action: notify");
    out.line("        title: {fr: Prévenir la sécurité, en: Tell security}");
    out.line("        owner: security");
    out.line("        deadline: 15m");
}

void answer(Writer& out, const Kind& kind, bool mail) {
    const std::string_view escalate = "        escalate_to: communication";
    out.line(fmt::format("  - id: {}", kind.id)).line(fmt::format("    title: {}", kind.title));
    out.line(fmt::format("    when: {{kinds: [{}], min_severity: medium}}", kind.detector));
    out.line(fmt::format("    priority: {}", kind.priority)).line("    steps:");
    if (mail) alert(out);
    out.line("      - key: takedown")
        .line("        action: request_takedown")
        .line(fmt::format("        title: {}", kind.takedown));
    out.line("        owner: security");
    out.line(fmt::format(
        "        mode: approval      # {}",
        out.pick("une personne donne son accord dans la console", "a person says yes in the console")));
    out.line(fmt::format("        reason: {}", kind.reason)).line("        deadline: 4h");
    if (mail) out.line(escalate);
    out.line("      - key: gone")
        .line("        action: recheck")
        .line(fmt::format("        title: {}", kind.gone));
    out.line("        after: takedown");
    out.line(fmt::format(
        "        every: 5m           # {}",
        out.pick("puis plus espacé, jusqu’à une fois par heure", "then less often, up to once an hour")));
    out.line(fmt::format("        deadline: {}", kind.gone_deadline));
    if (mail) {
        out.line(escalate);
        out.line("      - key: late").line("        action: escalate");
        out.line(
            "        title: {fr: Avertir la communication du retard, en: Tell communications that it is "
            "late}");
        out.line("        owner: communication").line("        deadline: 8h");
    }
    out.line("      - key: close")
        .line("        action: close")
        .line("        title: {fr: Clore l’incident, en: Close the incident}");
    out.line("        after: gone").line();
}

void departments(Writer& out, const InitAnswers& answers) {
    out.say("Services ou rôles, et comment chacun est prévenu. « channels » : des noms de vigie.yaml.",
            "Departments or roles, and how each is told. 'channels' are names from vigie.yaml.");
    std::string to;
    for (const auto& email : answers.emails) to += (to.empty() ? "" : ", ") + scalar(email);
    out.line("departments:");
    for (const auto* row : {"security:\n    title: {fr: Sécurité, en: Security}",
                            "communication:\n    title: {fr: Communication, en: Communications}"}) {
        out.line(fmt::format("  {}", row));
        if (to.empty()) {
            out.line("    # channels: [mail]").line("    # to: [securite@exemple.fr]");
        } else {
            out.line("    channels: [mail]").line(fmt::format("    to: [{}]", to));
        }
    }
    out.line();
}

}  // namespace

std::string init_policies(const InitAnswers& answers) {
    Writer out(answers.language == "fr");
    const bool mail = !answers.emails.empty();
    out.say(
        "Qui fait quoi, dans quel délai, jusqu’à disparition. Après une modification : vigie check.\n"
        "Format : schemas/policies.schema.json. Les titres s’affichent dans la langue de chacun.",
        "Who does what, by when, until it is gone. After a change: vigie check.\n"
        "Format: schemas/policies.schema.json. Titles are shown in the language of each reader.");
    out.line();
    departments(out, answers);
    out.say(
        "Ce que Vigie peut demander en un jour sans personne (étapes « mode: automatic »). Les demandes "
        "approuvées ne\n"
        "comptent pas.",
        "What Vigie may ask in a day without a person (steps with 'mode: automatic'). Approved requests are "
        "not counted.");
    out.line("budget:").line("  automatic_takedowns_per_day: 20").line();
    out.say(
        "La politique retenue est celle qui convient et dont « priority » est la plus haute, puis la "
        "première du fichier.\n"
        "Les délais courent depuis l’ouverture de l’incident. « after » nomme les étapes à attendre.",
        "For an incident, the matching policy with the highest 'priority' is chosen, then the first in the "
        "file.\n"
        "Deadlines run from the opening of the incident. 'after' names the steps to wait for.");
    out.line("policies:");
    answer(out,
           {.id = "impersonation",
            .detector = "impersonation",
            .reason = "impersonation",
            .title = "{fr: Usurpation d’identité, en: Impersonation}",
            .takedown = "{fr: Demander le retrait du compte, en: Request removal of the account}",
            .gone = "{fr: Vérifier que le compte a disparu, en: Check that the account is gone}",
            .gone_deadline = "48h",
            .priority = 10},
           mail);
    answer(out,
           {.id = "phishing-link",
            .detector = "phishing_link",
            .reason = "phishing",
            .title = "{fr: Lien d’hameçonnage, en: Phishing link}",
            .takedown = "{fr: Demander le retrait de la publication, en: Request removal of the post}",
            .gone = "{fr: Vérifier que la publication a disparu, en: Check that the post is gone}",
            .gone_deadline = "24h",
            .priority = 20},
           mail);
    out.say("Tout le reste.", "Anything else.", 2);
    out.line("  - id: default")
        .line("    title: {fr: Tout autre incident, en: Any other incident}")
        .line("    steps:");
    if (mail) alert(out);
    out.line("      - key: look")
        .line("        action: task")
        .line("        title: {fr: Examiner et décider, en: Look and decide}");
    out.line("        owner: security").line("        deadline: 24h");
    out.line("      - key: close")
        .line("        action: close")
        .line("        title: {fr: Clore l’incident, en: Close the incident}");
    out.line("        after: look");
    return out.text();
}

}  // namespace vigie::engine
