#include "notify/texts.hpp"

#include "incident/words.hpp"

#include <vigie/kit/url.hpp>

#include <fmt/core.h>

#include <algorithm>
#include <set>

namespace vigie::respond {
namespace {

using model::Text;

constexpr std::size_t subject_bytes = 300;

std::string minute(Time t) {  // "2026-03-09 09:01 UTC"
    auto text = format_time(t).substr(0, 16);
    text[10] = ' ';
    return text + " UTC";
}

void put_list(std::string& out, std::string_view title, const std::vector<Text>& lines,
              std::string_view lang) {
    if (lines.empty()) return;
    out += fmt::format("\n{}\n", title);
    for (const auto& line : lines) out += fmt::format("- {}\n", defang(line.in(lang)));
}

std::string body_in(std::string_view lang, const model::Incident& incident, const Letter& letter,
                    std::string_view console_url) {
    const bool fr = lang == "fr";
    const auto severity = words::severity(incident.severity);
    const auto subject = words::subject(incident.culprit);
    std::string out = defang(words::one_line(letter.headline.in(lang))) + ".\n\n";
    out += fr ? fmt::format("Incident\u00a0: {}\nGravité\u00a0: {}\nEn cause\u00a0: {}\n", incident.id.value,
                            severity.fr, defang(subject.fr))
              : fmt::format("Incident: {}\nSeverity: {}\nConcerns: {}\n", incident.id.value, severity.en,
                            defang(subject.en));
    put_list(out, fr ? "Ce qui s’est passé\u00a0:" : "What happened:", letter.facts, lang);
    put_list(out, fr ? "Pourquoi\u00a0:" : "Why:", letter.why, lang);
    put_list(out, fr ? "À faire maintenant\u00a0:" : "What to do now:", letter.todo, lang);
    if (const auto url = incident_url(console_url, incident.id); !url.empty()) {
        out += fr ? fmt::format("\nOuvrir l’incident\u00a0: {}\n", url)
                  : fmt::format("\nOpen the incident: {}\n", url);
    }
    return out;
}

Text task_line(const model::Step& step, const model::PolicySet& policies) {
    const bool approval = step.state == model::StepState::awaiting_approval;
    const auto what = words::step(step);
    Text line{approval ? "Approuver ou refuser\u00a0: " + what.fr : what.fr,
              approval ? "Approve or refuse: " + what.en : what.en};
    if (const auto it = policies.departments.find(step.plan.owner); it != policies.departments.end()) {
        line.fr += " — " + it->second.title.fr;
        line.en += " — " + it->second.title.en;
    }
    if (step.due_at) {
        line.fr += ", avant le " + minute(*step.due_at);
        line.en += ", before " + minute(*step.due_at);
    }
    return line;
}

}  // namespace

Message write_message(const model::Incident& incident, const Letter& letter, std::string_view console_url,
                      std::string_view lang) {
    const bool both = lang != "fr" && lang != "en";
    const std::string_view first = both ? "fr" : lang;
    Message out;
    out.subject =
        words::one_line(fmt::format("[Vigie] [{}] {} {}", words::severity(incident.severity).in(first),
                                    incident.id.value, letter.headline.in(first)),
                        subject_bytes);
    out.body = body_in(first, incident, letter, console_url);
    if (both)
        out.body += "\n---------- English ----------\n\n" + body_in("en", incident, letter, console_url);
    return out;
}

std::vector<Text> evidence_of(const std::vector<model::Finding>& findings, std::size_t limit) {
    std::vector<const model::Evidence*> all;
    for (const auto& f : findings) {
        for (const auto& e : f.evidence) {
            if (e.weight >= 0) all.push_back(&e);
        }
    }
    std::ranges::stable_sort(all, [](const auto* a, const auto* b) { return a->weight > b->weight; });
    std::vector<Text> out;
    std::set<std::string> said;
    for (const auto* e : all) {
        if (out.size() == limit) break;
        if (said.insert(e->says.en).second)
            out.push_back({words::one_line(e->says.fr), words::one_line(e->says.en)});
    }
    return out;
}

std::vector<Text> open_tasks(const std::vector<model::Step>& steps, const model::PolicySet& policies,
                             std::string_view policy) {
    std::vector<Text> out;
    for (const auto& step : steps) {
        const bool task =
            step.state == model::StepState::ready &&
            (step.plan.mode == model::StepMode::manual || step.plan.action == model::StepAction::task);
        if (task || step.state == model::StepState::awaiting_approval ||
            step.state == model::StepState::failed) {
            out.push_back(task_line(step, policies));
        }
    }
    if (!out.empty()) return out;
    if (policy.empty())
        return {{"Lire l’incident et décider de la suite.", "Read the incident and decide what to do."}};
    const auto name = words::quoted(policy);
    return {{fmt::format("Rien pour l’instant\u00a0: Vigie applique la règle {}.", name.fr),
             fmt::format("Nothing for now: Vigie follows policy {}.", name.en)}};
}

std::string defang(std::string_view text) {
    std::string out;
    std::size_t done = 0;
    for (const auto& found : kit::find_urls(text)) {
        if (found.start < done || found.end > text.size()) continue;
        out += text.substr(done, found.start - done);
        auto url = text.substr(found.start, found.end - found.start);
        if (const auto scheme = url.find("://"); scheme != std::string_view::npos) {
            out += url.starts_with("https") || url.starts_with("HTTPS") ? "hxxps://" : "hxxp://";
            url.remove_prefix(scheme + 3);
        }
        const auto host = std::min(url.find_first_of("/?#"), url.size());
        for (const char c : url.substr(0, host)) {
            if (c == '.') {
                out += "[.]";
            } else {
                out += c;
            }
        }
        out += url.substr(host);
        done = found.end;
    }
    out += text.substr(done);
    return out;
}

std::string incident_url(std::string_view console_url, const model::IncidentId& id) {
    if (console_url.empty()) return {};
    while (console_url.ends_with('/')) console_url.remove_suffix(1);
    return fmt::format("{}/incidents/{}", console_url, id.value);
}

}  // namespace vigie::respond
