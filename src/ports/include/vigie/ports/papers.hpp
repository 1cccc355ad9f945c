// What people write inside Vigie and nobody outside reads: drafts, the versions of the charter, who has read
// them, when the works council was consulted. A paper is a JSON object under a kind and an id; its meaning is
// known by the module that owns the kind. Part of the same transaction as everything else of a Session.
#pragma once

#include <vigie/ports/store.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace vigie::ports {

struct Paper {
    std::string kind;
    std::string id;  // unique in its kind
    std::string state;
    std::optional<Time> due_at;  // when the clock alone must look at it
    std::string body;            // JSON, at most 1 MiB
    std::int64_t version = 0;    // of the row: 1 for the first
    friend bool operator==(const Paper&, const Paper&) = default;
};

class Papers {
public:
    virtual ~Papers() = default;
    // Stores it with the next version. Errc::conflict when `version` is not the stored one (0 for a new
    // paper), Errc::invalid_argument for a body without end.
    virtual Result<Paper> put_paper(Paper paper) = 0;
    virtual Result<std::optional<Paper>> paper(const std::string& kind, const std::string& id) = 0;
    // The newest first; no state means any. At most 500.
    virtual Result<std::vector<Paper>> papers(const std::string& kind, const std::vector<std::string>& states,
                                              int limit) = 0;
    // due_at ≤ now, the longest overdue first.
    virtual Result<std::vector<Paper>> due_papers(const std::string& kind, Time now, int limit) = 0;

protected:
    Papers() = default;
    Papers(const Papers&) = default;
    Papers& operator=(const Papers&) = default;
};

inline constexpr std::size_t longest_paper = std::size_t{1} << 20;

// Every session of a store keeps papers.
[[nodiscard]] Papers& papers_of(Session& session);

}  // namespace vigie::ports
