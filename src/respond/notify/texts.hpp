// The words of a notice: what happened, why we think so, what to do now, where to look. Plain text, ready for
// e-mail. A department's language is not known yet, so the body is French, then English; `lang` "fr" or "en"
// gives one of them. Links and host names of culprits are defanged (hxxps://evil[.]example): nobody opens
// them by a slip.
#pragma once

#include <vigie/model/incident.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace vigie::respond {

struct Message {
    std::string subject;  // "[Vigie] [Élevé] VG-2026-0042 …": one line
    std::string body;
};

struct Letter {
    model::Text headline;            // what happened, without a final stop
    std::vector<model::Text> facts;  // sentences: more about what happened
    std::vector<model::Text> why;    // evidence
    std::vector<model::Text> todo;   // what to do now; never empty
};

[[nodiscard]] Message write_message(const model::Incident& incident, const Letter& letter,
                                    std::string_view console_url, std::string_view lang = {});

// The evidence of the findings, strongest first, each sentence once, at most `limit`.
[[nodiscard]] std::vector<model::Text> evidence_of(const std::vector<model::Finding>& findings,
                                                   std::size_t limit = 6);

// What people have to do in this case now: approvals, tasks, with who and by when.
[[nodiscard]] std::vector<model::Text> open_tasks(const std::vector<model::Step>& steps,
                                                  const model::PolicySet& policies, std::string_view policy);

[[nodiscard]] std::string defang(std::string_view text);
[[nodiscard]] std::string incident_url(std::string_view console_url,
                                       const model::IncidentId& id);  // "" without a console

}  // namespace vigie::respond
