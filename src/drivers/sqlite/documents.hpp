// Nouns as the JSON text that a row keeps, and back, exactly: JSON times have milliseconds, so what they lose
// is kept in a member of its own ("exact"), in microseconds.
#pragma once

#include <vigie/base/result.hpp>
#include <vigie/model/allowance.hpp>
#include <vigie/model/incident.hpp>

#include <string>

namespace vigie::drivers::sqlite {

[[nodiscard]] std::string to_document(const model::Item& v);
[[nodiscard]] std::string to_document(const model::Finding& v);
[[nodiscard]] std::string to_document(const model::Incident& v);
[[nodiscard]] std::string to_document(const model::Step& v);
[[nodiscard]] std::string to_document(const model::Takedown& v);
[[nodiscard]] std::string to_document(const model::Notice& v);
[[nodiscard]] std::string to_document(const model::Allowance& v);

// Errc::io when the text is not what to_document() wrote.
template <class T>
[[nodiscard]] Result<T> from_document(const std::string& text);

}  // namespace vigie::drivers::sqlite
