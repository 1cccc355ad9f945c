// A notice in the pieces that chat, paging and ticket services are told: one language, foreign links
// defanged. Pure. Nothing here is escaped for a markup: markup.hpp does that, at the last moment.
#pragma once

#include <vigie/model/incident.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace vigie::respond {

struct Fact {
    std::string label;
    std::string value;
};

struct Telling {
    std::string title;        // what happened, one line
    std::string severity;     // "High" / "Élevé"
    std::string headline;     // "[High] title (VG-2026-0042)", one line
    std::vector<Fact> facts;  // severity, what it concerns, the case
    std::string text;         // why we think so and what to do; several lines, may be empty
    std::string link;         // the case in the console; empty without one
    std::string open;         // label of the link
};

// `lang` "fr"; anything else is English. `console_url` may be empty or end with '/'.
[[nodiscard]] Telling telling(const model::Notice& notice, const model::Incident& incident,
                              std::string_view console_url, std::string_view lang);

// The accused thing as an address: the URL, domain or handle; empty when it has none. Not defanged.
[[nodiscard]] std::string culprit_address(const model::Culprit& culprit);

// Whether this notice says that the matter is over.
[[nodiscard]] bool is_over(const model::Notice& notice, const model::Incident& incident);

// Every URL and bare domain written so that nobody opens it by a slip: hxxps://evil[.]example/x.
[[nodiscard]] std::string defanged(std::string_view text);

}  // namespace vigie::respond
