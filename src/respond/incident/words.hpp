// The words for states, acts and people in French and English: small pieces from which the timeline's
// sentences and the notices are made. French follows its typography: no-break spaces inside « » and before
// ':', ';', '!' and '?'.
#pragma once

#include <vigie/model/incident.hpp>

#include <string>
#include <string_view>

namespace vigie::respond::words {

[[nodiscard]] model::Text severity(model::Severity severity);   // "Élevé" / "High": label of a message
[[nodiscard]] model::Text cause(std::string_view close_cause);  // "fausse alerte" / "false alarm"
[[nodiscard]] model::Text reason(std::string_view reason);  // "usurpation d’identité" / "impersonation"
[[nodiscard]] model::Text step(const model::Step& step);  // its title in « » / “ ”, or what its action is
[[nodiscard]] model::Text subject(const model::Culprit& culprit);  // "le compte @x" / "account @x"
// " par marie" / " by marie"; empty for "policy" and "vigie", which act by themselves.
[[nodiscard]] model::Text by(std::string_view actor);
[[nodiscard]] model::Text quoted(std::string_view text);

// One line: control characters become blanks, at most `limit` bytes. Foreign names pass through here before a
// sentence.
[[nodiscard]] std::string one_line(std::string_view text, std::size_t limit = 300);

}  // namespace vigie::respond::words
