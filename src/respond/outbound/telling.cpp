#include "incident/words.hpp"
#include "notify/texts.hpp"

#include <vigie/respond/telling.hpp>

#include <fmt/core.h>

namespace vigie::respond {
namespace {

constexpr std::string_view second_language = "\n---------- English ----------\n\n";

// The body is French, then English; a body in one language stays whole.
std::string_view part_in(std::string_view body, bool fr) {
    const auto at = body.find(second_language);
    if (at == std::string_view::npos) return body;
    return fr ? body.substr(0, at) : body.substr(at + second_language.size());
}

// What write_message put together, apart again: the headline's paragraph, that of the facts, the rest.
struct Parts {
    std::string_view headline;
    std::string text;
};
std::optional<Parts> parts_of(std::string_view body) {
    const auto first = body.find("\n\n");
    if (first == std::string_view::npos || !body.substr(first + 2).starts_with("Incident"))
        return std::nullopt;
    Parts out{body.substr(0, first), {}};
    if (out.headline.ends_with('.')) out.headline.remove_suffix(1);
    auto rest = body.substr(first + 2);
    const auto facts = rest.find("\n\n");
    rest = facts == std::string_view::npos ? std::string_view() : rest.substr(facts + 2);
    while (!rest.empty()) {
        const auto end = rest.find("\n\n");
        const auto paragraph = rest.substr(0, end);
        const bool link =
            paragraph.starts_with("Open the incident") || paragraph.starts_with("Ouvrir l’incident");
        if (!link) out.text += (out.text.empty() ? "" : "\n\n") + std::string(paragraph);
        if (end == std::string_view::npos) break;
        rest.remove_prefix(end + 2);
    }
    while (out.text.ends_with('\n')) out.text.pop_back();
    return out;
}

}  // namespace

Telling telling(const model::Notice& notice, const model::Incident& incident, std::string_view console_url,
                std::string_view lang) {
    const bool fr = lang == "fr";
    const std::string_view language = fr ? "fr" : "en";
    const auto body = part_in(notice.body, fr);
    Telling out;
    if (auto parts = parts_of(body)) {
        out.title = words::one_line(parts->headline);
        out.text = std::move(parts->text);
    } else {
        out.title = words::one_line(incident.title.in(language));
        out.text = body;
    }
    if (out.title.empty()) out.title = words::one_line(notice.subject);
    out.title = defang(out.title);
    out.severity = words::severity(incident.severity).in(language);
    out.headline = fmt::format("[{}] {} ({})", out.severity, out.title, incident.id.value);
    out.facts.push_back({fr ? "Gravité" : "Severity", out.severity});
    if (!incident.culprit.kind.empty())
        out.facts.push_back(
            {fr ? "En cause" : "Concerns", defang(words::subject(incident.culprit).in(language))});
    out.facts.push_back({"Incident", incident.id.value});
    out.link = incident_url(console_url, incident.id);
    out.open = fr ? "Ouvrir l’incident" : "Open the incident";
    return out;
}

std::string culprit_address(const model::Culprit& culprit) {
    if (culprit.kind == "account" && !culprit.handle.empty()) return culprit.handle;
    if (culprit.kind == "domain" || culprit.kind == "url")
        return culprit.handle.empty() ? culprit.id : culprit.handle;
    return culprit.id.empty() ? culprit.handle : culprit.id;
}

bool is_over(const model::Notice& notice, const model::Incident& incident) {
    return incident.status == model::IncidentStatus::closed || notice.event == "incident.closed" ||
           notice.event == "takedown.content_gone";
}

std::string defanged(std::string_view text) {
    return defang(text);
}

}  // namespace vigie::respond
