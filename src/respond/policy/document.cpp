#include <vigie/respond/document.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <vector>

namespace vigie::respond {
namespace {

std::string escape(std::string_view text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '"': out += "&quot;"; break;
            default: out += c;
        }
    }
    return out;
}

std::string join(const std::vector<std::string>& words, std::string_view between) {
    std::string out;
    for (const auto& w : words) out += (out.empty() ? "" : std::string(between)) + w;
    return out;
}

class Writer {
public:
    Writer(const model::PolicySet& set, bool french, bool html) : set_(set), french_(french), html_(html) {}

    std::string write() {
        head();
        std::vector<const model::Policy*> order;
        for (const auto& p : set_.policies) order.push_back(&p);
        std::ranges::stable_sort(order, std::greater<>(), [](const auto* p) { return p->priority; });
        int number = 0;
        for (const auto* p : order) article(++number, *p);
        people();
        signatures();
        if (html_) out_ += "</html>\n";
        return std::move(out_);
    }

private:
    [[nodiscard]] std::string say(const char* fr, const char* en) const { return french_ ? fr : en; }
    [[nodiscard]] const std::string& of(const model::Text& t) const { return french_ ? t.fr : t.en; }

    [[nodiscard]] std::string person(const std::string& key) const {
        const auto found = set_.departments.find(key);
        return found == set_.departments.end() ? key : of(found->second.title);
    }

    // A length of time in the words of the language: "4 heures", "15 minutes".
    [[nodiscard]] std::string length(Duration d) const {
        const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(d).count();
        const auto counted = [](auto n, const std::string& one, const std::string& many) {
            return fmt::format("{} {}", n, n == 1 ? one : many);
        };
        if (minutes < 60) return counted(minutes, "minute", "minutes");
        const auto hours = counted(minutes / 60, say("heure", "hour"), say("heures", "hours"));
        if (minutes % 60 == 0) return hours;
        return fmt::format("{} {} {}", hours, say("et", "and"), counted(minutes % 60, "minute", "minutes"));
    }

    [[nodiscard]] std::string severity(model::Severity s) const {
        if (!french_) return std::string(model::name(s));
        switch (s) {
            case model::Severity::info: return "information";
            case model::Severity::low: return "faible";
            case model::Severity::medium: return "moyenne";
            case model::Severity::high: return "élevée";
            case model::Severity::critical: return "critique";
        }
        return {};
    }

    void title(int level, const std::string& text) {
        if (html_)
            out_ += fmt::format("<h{0}>{1}</h{0}>\n", level, escape(text));
        else
            out_ += fmt::format("\n{} {}\n\n", std::string(static_cast<std::size_t>(level), '#'), text);
    }
    void paragraph(const std::string& text) {
        out_ += html_ ? fmt::format("<p>{}</p>\n", escape(text)) : text + "\n";
    }

    void head() {
        const auto name = say("Politique de réponse sur les réseaux", "Policy of response on networks");
        if (html_) {
            out_ += fmt::format(
                "<!doctype html>\n<html lang=\"{}\"><meta charset=\"utf-8\"><title>{}</title>"
                "<style>body{{font:11pt/1.45 Georgia,serif;max-width:48em;margin:2em auto;padding:0 1em}}"
                "li{{margin:.35em 0}}.line{{border-bottom:1px solid #000;height:2.5em}}</style>\n",
                french_ ? "fr" : "en", escape(name));
        }
        title(1, name);
        paragraph(fmt::format("{} {}.", say("Version", "Version"), set_.version));
        paragraph(
            say("Un incident est traité selon le premier article, dans l’ordre ci-dessous, dont les "
                "conditions sont remplies. Les délais courent depuis l’ouverture de l’incident, jour et "
                "nuit.",
                "An incident is handled by the first article below whose conditions it meets. Deadlines run "
                "from the opening of the incident, day and night."));
        paragraph(fmt::format(
            fmt::runtime(say("Sans accord d’une personne, Vigie demande au plus {} retraits par jour.",
                             "Without a person’s consent, Vigie asks for at most {} removals a "
                             "day.")),
            set_.automatic_takedowns_per_day));
    }

    void article(int number, const model::Policy& p) {
        title(2, fmt::format("Article {} – {}", number, of(p.title)));
        std::vector<std::string> when;
        if (!p.kinds.empty())
            when.push_back(
                fmt::format("{} {}", say("nature :", "kind:"), join(p.kinds, say(" ou ", " or "))));
        if (p.min_severity > model::Severity::info)
            when.push_back(
                fmt::format("{} {}", say("gravité au moins", "severity at least"), severity(p.min_severity)));
        if (p.min_score > 0)
            when.push_back(fmt::format("{} {:.2f}", say("score au moins", "score at least"), p.min_score));
        if (!p.networks.empty())
            when.push_back(
                fmt::format("{} {}", say("réseau :", "network:"), join(p.networks, say(" ou ", " or "))));
        paragraph(when.empty() ? say("S’applique à tout incident.", "Applies to every incident.")
                               : fmt::format("{} {}.", say("S’applique quand –", "Applies when –"),
                                             join(when, " ; ")));
        if (html_) out_ += "<ol>\n";
        int n = 0;
        for (const auto& step : p.steps) {
            const auto text = sentence(p, step);
            out_ +=
                html_ ? fmt::format("<li>{}</li>\n", escape(text)) : fmt::format("{:>3}. {}\n", ++n, text);
        }
        if (html_) out_ += "</ol>\n";
    }

    [[nodiscard]] std::string sentence(const model::Policy& p, const model::PolicyStep& step) const {
        auto out = of(step.title) + ".";
        if (!step.owner.empty())
            out += fmt::format(" {} {}.", say("Responsable :", "Owner:"), person(step.owner));
        switch (step.mode) {
            case model::StepMode::automatic:
                out += say(" Vigie le fait d’elle-même.", " Vigie does it by itself.");
                break;
            case model::StepMode::approval:
                out += say(" Vigie le fait après l’accord d’une personne.",
                           " Vigie does it once a person has agreed.");
                break;
            case model::StepMode::manual: out += say(" Fait par une personne.", " Done by a person."); break;
        }
        if (step.deadline && step.action == model::StepAction::escalate) {
            out += fmt::format(fmt::runtime(say(" Au bout de {}, si l’incident n’est pas clos.",
                                                " After {}, unless the incident is closed.")),
                               length(*step.deadline));
        } else if (step.deadline) {
            out += fmt::format(" {} {}.", say("Délai :", "Within"), length(*step.deadline));
        }
        if (!step.after.empty()) {
            std::vector<std::string> before;
            for (const auto& key : step.after) {
                const auto found = std::ranges::find(p.steps, key, &model::PolicyStep::key);
                before.push_back(found == p.steps.end() ? key : quoted(of(found->title)));
            }
            out += fmt::format(" {} {}.", say("Après :", "After:"), join(before, ", "));
        }
        if (!step.channels.empty())
            out += fmt::format(" {} {}.", say("Par :", "By:"), join(step.channels, ", "));
        if (step.every)
            out += fmt::format(" {} {}.", say("D’abord toutes les", "At first every"), length(*step.every));
        if (!step.escalate_to.empty())
            out += fmt::format(" {} {}.", say("En cas de retard, prévenir :", "When late, tell:"),
                               person(step.escalate_to));
        return out;
    }

    [[nodiscard]] std::string quoted(const std::string& text) const {
        return french_ ? "« " + text + " »" : "“" + text + "”";
    }

    void people() {
        title(2, say("Services", "Departments"));
        if (html_) out_ += "<ul>\n";
        for (const auto& [key, d] : set_.departments) {
            const auto text =
                fmt::format("{} – {} {}", of(d.title), join(d.channels, ", "), join(d.to, ", "));
            out_ += html_ ? fmt::format("<li>{}</li>\n", escape(text)) : "  - " + text + "\n";
        }
        if (html_) out_ += "</ul>\n";
    }

    void signatures() {
        title(2, say("Signatures", "Signatures"));
        for (const auto& [key, d] : set_.departments) {
            paragraph(fmt::format("{} – {}", of(d.title), say("nom, date :", "name, date:")));
            out_ += html_ ? "<div class=\"line\"></div>\n" : "\n";
        }
    }

    const model::PolicySet& set_;
    bool french_;
    bool html_;
    std::string out_;
};

}  // namespace

std::string policy_document(const model::PolicySet& policies, bool french, DocumentForm form) {
    return Writer(policies, french, form == DocumentForm::html).write();
}

}  // namespace vigie::respond
