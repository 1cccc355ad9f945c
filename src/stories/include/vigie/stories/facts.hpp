// The organisation's own verified facts: statements with sources, written down before they are needed, and
// held against what is said. A fact that fits a claim is shown beside it as the official position; whether
// the claim is false stays for people to say.
#pragma once

#include <vigie/base/diagnostic.hpp>
#include <vigie/model/text.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::stories {

struct Fact {
    std::string id;
    model::Text statement;
    std::vector<std::string> about;    // words of claims that it answers, any language; may be empty
    std::vector<std::string> sources;  // URLs, or how to find it
    std::string since;                 // the day from which it holds, YYYY-MM-DD
    std::vector<std::uint32_t> terms;  // of statement and about; made by read_facts
};

struct FactsResult {
    std::optional<std::vector<Fact>> facts;  // nothing when there is an error
    Diagnostics diagnostics;
};

inline constexpr std::size_t most_facts = 2000;

// schemas/facts.schema.json. All errors at once, codes "facts.…".
[[nodiscard]] FactsResult read_facts(const std::string& path, const std::string& content);

// The fact that shares most with `claim`: two terms at least, and 15 % of the fewer of the claim's
// and its own. Null when none does. O(facts · terms).
[[nodiscard]] const Fact* fact_for(std::string_view claim, const std::vector<Fact>& facts);

}  // namespace vigie::stories
