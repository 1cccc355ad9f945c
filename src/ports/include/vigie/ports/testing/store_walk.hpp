// A seeded random walk over every method of Session, done on two stores at once: they must answer the same,
// word for word and microsecond for microsecond. How SQLite is compared with the memory store (and any later
// store with either).
#pragma once

#include <vigie/ports/store.hpp>

#include <cstdint>
#include <string>

namespace vigie::ports::testing {

// The first difference as text, with the operation and its number; empty when there was none in `operations`
// operations. Transactions hold 1 to 8 of them; one in ten fails at its end and must leave nothing.
[[nodiscard]] std::string walk_stores(Store& a, Store& b, std::uint64_t seed, int operations);

// A noun with every field and exact times, as one line.
[[nodiscard]] std::string show(const model::Item& v);
[[nodiscard]] std::string show(const model::Finding& v);
[[nodiscard]] std::string show(const model::Incident& v);
[[nodiscard]] std::string show(const model::Step& v);
[[nodiscard]] std::string show(const model::Takedown& v);
[[nodiscard]] std::string show(const model::Notice& v);
[[nodiscard]] std::string show(const model::AuditEntry& v);
[[nodiscard]] std::string show(const model::Watch& v);
[[nodiscard]] std::string show(const model::Allowance& v);

}  // namespace vigie::ports::testing
