// For tests of channels and desks: a service that answers what it is told, and one case with its notice.
#pragma once

#include <vigie/model/incident.hpp>
#include <vigie/ports/clock.hpp>
#include <vigie/ports/http.hpp>

#include <deque>
#include <string>
#include <vector>

namespace vigie::respond::testing {

// Gives `answers` in order, then `answer` for ever.
class ScriptedHttp final : public ports::Http {
public:
    Result<ports::HttpResponse> send(const ports::HttpRequest& request) override {
        sent.push_back(request);
        if (answers.empty()) return answer;
        auto next = std::move(answers.front());
        answers.pop_front();
        return next;
    }
    void push(int status, std::string body, ports::Headers headers = {}) {
        answers.emplace_back(ports::HttpResponse{status, std::move(headers), std::move(body)});
    }
    std::vector<ports::HttpRequest> sent;
    std::deque<Result<ports::HttpResponse>> answers;
    Result<ports::HttpResponse> answer{ports::HttpResponse{200, {}, "ok"}};
};

[[nodiscard]] inline std::string header(const ports::HttpRequest& request, std::string_view name) {
    for (const auto& [key, value] : request.headers) {
        if (key == name) return value;
    }
    return {};
}

[[nodiscard]] inline model::Incident incident() {
    model::Incident i;
    i.id = model::IncidentId("VG-2025-0042");
    i.kind = "phishing_link";
    i.severity = model::Severity::high;
    i.score = 0.97;
    i.title = {"Hameçonnage imitant Exemple", "Phishing imitating Exemple"};
    i.culprit = {"url", "web", "https://login-exemple.test/a", "https://login-exemple.test/a", ""};
    i.first_seen = *parse_time("2025-10-09T08:53:20Z");
    i.opened_at = *parse_time("2025-10-09T09:00:00Z");
    i.updated_at = *parse_time("2025-10-09T09:00:00Z");
    return i;
}

// The body is what write_message() makes of it.
[[nodiscard]] inline model::Notice notice() {
    model::Notice n;
    n.id = model::NoticeId("VG-2025-0042/tell/soc");
    n.incident = model::IncidentId("VG-2025-0042");
    n.event = "incident.opened";
    n.created_at = *parse_time("2025-10-09T09:00:00Z");
    n.subject = "[Vigie] [Élevé] VG-2025-0042 Hameçonnage imitant Exemple";
    n.body =
        "Hameçonnage imitant Exemple.\n\nIncident\u00a0: VG-2025-0042\nGravité\u00a0: Élevé\nEn cause\u00a0: "
        "x\n\nPourquoi\u00a0:\n- Le lien mène à une copie.\n\nÀ faire maintenant\u00a0:\n- Lire.\n\nOuvrir "
        "l’incident\u00a0: https://vigie.exemple.test/incidents/VG-2025-0042\n"
        "\n---------- English ----------\n\n"
        "Phishing imitating Exemple.\n\nIncident: VG-2025-0042\nSeverity: High\nConcerns: x\n\nWhy:\n- The "
        "link leads to a copy.\n\nWhat to do now:\n- Read.\n\nOpen the incident: "
        "https://vigie.exemple.test/incidents/VG-2025-0042\n";
    return n;
}

}  // namespace vigie::respond::testing
