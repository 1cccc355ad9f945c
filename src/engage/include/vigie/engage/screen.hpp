// The net under what is about to be published: may this draft go out? Takes what the detectors found in it
// and adds what only a draft can get wrong (tone, promises, other people's rights). Pure; nothing of a draft
// is kept. O(bytes).
#pragma once

#include <vigie/model/finding.hpp>
#include <vigie/model/item.hpp>
#include <vigie/model/json.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::engage {

enum class Decision : std::uint8_t { allow, warn, block };
[[nodiscard]] std::string_view name(Decision decision) noexcept;

// Stable codes: personal_data, health_data, confidential, credential, geolocation, brand_tone, legal_risk,
// third_party_rights.
struct Reason {
    std::string code;
    Decision decision = Decision::warn;  // what this reason alone asks for
    model::Text says;                    // why, a whole sentence
    model::Text mend;                    // what to do about it
    std::vector<model::Span> spans;      // where, in the draft's text
    friend bool operator==(const Reason&, const Reason&) = default;
};

struct Screening {
    Decision decision = Decision::allow;  // the strictest of the reasons
    std::vector<Reason> reasons;          // one for each code, the strictest first
    std::string mended;  // the text with what must not be read masked; empty when there is nothing to mask
};

// `findings` of the detectors on this draft; a score below 0.5 is information, not a reason.
[[nodiscard]] Screening screen(const model::Item& draft, const std::vector<model::Finding>& findings);

// Adds what a file of the draft gives away: `findings` on it, whose spans then point into `field`
// ("files.0"). What cannot be read (`unread`) cannot be vouched for: at least a warning.
void screen_file(Screening& screening, const std::vector<model::Finding>& findings, std::string_view field);
void screen_unread(Screening& screening);

// {"decision", "reasons": [code…]} and what explained() says.
[[nodiscard]] model::Json screened(const Screening& screening);

// {"explanations": [{"code", "decision", "says", "mend", "spans"}], "mended"}: spans give the words as they
// stand in the draft.
[[nodiscard]] model::Json explained(const Screening& screening);

}  // namespace vigie::engage
