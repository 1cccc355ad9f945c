// The policies as a document that people can read and sign: the same set that is at work, in words.
#pragma once

#include <vigie/model/incident.hpp>

#include <string>

namespace vigie::respond {

enum class DocumentForm { text, html };

// Articles in the order in which policies are chosen. The version stands at its head, so that what was signed
// and what is at work can be compared.
[[nodiscard]] std::string policy_document(const model::PolicySet& policies, bool french, DocumentForm form);

}  // namespace vigie::respond
