// What a list of known-bad URLs says of a link, as evidence that every detector words and weighs alike.
#pragma once

#include <vigie/model/finding.hpp>
#include <vigie/ports/reputation.hpp>

#include <string>
#include <vector>

namespace vigie::judge {

// `shared_host`: many people have pages there, so a bad neighbour says next to nothing. Codes:
// listed_codes().
[[nodiscard]] model::Evidence listed_evidence(const ports::Listing& listing, model::Span span,
                                              bool shared_host);
[[nodiscard]] const std::vector<std::string>& listed_codes();

}  // namespace vigie::judge
