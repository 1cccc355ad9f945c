#include "incident/words.hpp"

#include <fmt/core.h>

#include <array>

namespace vigie::respond::words {
namespace {

using model::Text;

struct Word {
    std::string_view key, fr, en;
};

template <std::size_t N>
Text look_up(const std::array<Word, N>& table, std::string_view key) {
    for (const auto& word : table) {
        if (word.key == key) return {std::string(word.fr), std::string(word.en)};
    }
    return {std::string(key), std::string(key)};
}

constexpr std::array severities{Word{"info", "Information", "Info"}, Word{"low", "Faible", "Low"},
                                Word{"medium", "Moyen", "Medium"}, Word{"high", "Élevé", "High"},
                                Word{"critical", "Critique", "Critical"}};
constexpr std::array causes{
    Word{"content_gone", "le contenu a disparu", "the content is gone"},
    Word{"false_alarm", "fausse alerte", "false alarm"}, Word{"harmless", "sans danger", "harmless"},
    Word{"resolved", "problème résolu", "resolved"},
    Word{"duplicate", "doublon d’un autre incident", "duplicate of another incident"}};
constexpr std::array reasons{Word{"impersonation", "usurpation d’identité", "impersonation"},
                             Word{"scam", "arnaque", "scam"}, Word{"phishing", "hameçonnage", "phishing"},
                             Word{"leak", "fuite de données personnelles", "leak of personal data"},
                             Word{"other", "autre motif", "other reason"}};
constexpr std::array actions{Word{"notify", "Message", "Notice"},
                             Word{"request_takedown", "Demande de retrait", "Takedown request"},
                             Word{"recheck", "Vérification du retrait", "Takedown check"},
                             Word{"escalate", "Alerte de la hiérarchie", "Escalation"},
                             Word{"close", "Clôture", "Closing"},
                             Word{"task", "Tâche", "Task"}};

}  // namespace

Text severity(model::Severity severity) {
    return look_up(severities, model::name(severity));
}
Text cause(std::string_view close_cause) {
    return look_up(causes, close_cause);
}
Text reason(std::string_view reason) {
    return look_up(reasons, reason);
}

Text quoted(std::string_view text) {
    const auto line = one_line(text);
    return {fmt::format("«\u00a0{}\u00a0»", line), fmt::format("“{}”", line)};
}

Text step(const model::Step& step) {
    auto text = look_up(actions, model::name(step.plan.action));
    if (!step.plan.title.fr.empty()) text.fr = quoted(step.plan.title.fr).fr;
    if (!step.plan.title.en.empty()) text.en = quoted(step.plan.title.en).en;
    return text;
}

Text subject(const model::Culprit& culprit) {
    const auto name = one_line(culprit.handle.empty() ? culprit.id : culprit.handle);
    if (culprit.kind == "account") {
        const auto who = culprit.handle.empty() ? name : "@" + name;
        return {"le compte " + who, "account " + who};
    }
    if (culprit.kind == "post") {
        if (culprit.handle.empty()) return {"la publication " + name, "post " + name};
        return {"une publication de @" + name, "a post by @" + name};
    }
    if (culprit.kind == "story") return {"l’histoire " + name, "story " + name};
    if (culprit.kind == "domain") return {"le domaine " + name, "domain " + name};
    return {"la page " + name, "page " + name};
}

Text by(std::string_view actor) {
    if (actor.empty() || actor == "policy" || actor == "vigie") return {};
    return {fmt::format(" par {}", one_line(actor)), fmt::format(" by {}", one_line(actor))};
}

std::string one_line(std::string_view text, std::size_t limit) {
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        out += byte < 0x20 || byte == 0x7f ? ' ' : c;
    }
    if (out.size() > limit) {
        std::size_t end = limit;
        while (end > 0 && (static_cast<unsigned char>(out[end]) & 0xc0U) == 0x80U) --end;
        out.resize(end);
        out += "…";
    }
    return out;
}

}  // namespace vigie::respond::words
