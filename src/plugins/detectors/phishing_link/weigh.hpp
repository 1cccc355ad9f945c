// What the URL model and a mention of ours add to a link, as evidence. Part of phishing_link.
#pragma once

#include "concern.hpp"
#include "links.hpp"

#include <vigie/judge/url_model.hpp>
#include <vigie/model/finding.hpp>

#include <string>
#include <vector>

namespace vigie::plugins {

// The log-odds that the model adds to link_prior, shared out over its strongest reasons; at most `most`
// log-odds in all and nothing when it speaks against. Spans lie in the link's field.
[[nodiscard]] std::vector<model::Evidence> model_evidence(const judge::UrlModel& model, const Link& link,
                                                          double probability, double most);
[[nodiscard]] model::Span span_of(const Link& link);  // the whole URL
[[nodiscard]] model::Evidence concern_evidence(const Concerns::Concern& concern);
// The codes these give.
[[nodiscard]] std::vector<std::string> weigh_codes();

}  // namespace vigie::plugins
