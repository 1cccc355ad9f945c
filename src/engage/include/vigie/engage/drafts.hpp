// From a thought to a post: drafts, who approves them, when they go out. Each act is one transaction-sized
// function on a Session, checks that it is allowed in the present state (Errc::conflict otherwise) and writes
// its line in the audit chain. What goes out at its hour: engage/dispatch.hpp.
#pragma once

#include <vigie/engage/publish.hpp>
#include <vigie/engage/screen.hpp>
#include <vigie/model/draft.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::engage {

inline constexpr std::size_t most_tiers = 3;
inline constexpr std::size_t most_accounts = 20;
inline constexpr std::size_t longest_draft = 20'000;  // bytes

// When: a local time in a named zone, "2026-12-01T09:00" in "Europe/Paris"; empty: once it is approved.
struct Hour {
    std::string zone = "UTC";
    std::string local;
};
// Errc::invalid_argument for an unknown zone and for a time that the clocks skip; of a time that comes twice,
// the first.
[[nodiscard]] Result<std::optional<Time>> instant(const Hour& hour);

struct DraftWish {
    std::vector<model::AssetId> accounts;  // of the register, one to twenty
    std::string text;
    std::string lang;
    std::vector<model::DraftTier> tiers;  // none: one, anybody who may approve
    Hour hour;
    std::optional<Time> expires_at;  // absent: 30 days after its hour, or after now
};

[[nodiscard]] Result<model::Draft> create_draft(ports::Session& s, const DraftWish& wish,
                                                const PublishBy& by);
[[nodiscard]] Result<model::Draft> draft(ports::Session& s, const model::DraftId& id);  // Errc::not_found
// The newest first; no state means any. At most 500.
[[nodiscard]] Result<std::vector<model::Draft>> drafts(ports::Session& s,
                                                       const std::vector<model::DraftState>& states,
                                                       int limit);

// A new version: approvals of the former do not count for it, and what was planned is withdrawn.
[[nodiscard]] Result<model::Draft> edit_draft(ports::Session& s, const model::DraftId& id,
                                              const std::string& text, const PublishBy& by);
// Asks for approval. What the screen blocks is refused (Errc::conflict) with its codes; what it warns of is
// written down for those who approve.
[[nodiscard]] Result<model::Draft> submit_draft(ports::Session& s, const model::DraftId& id,
                                                const Screening& screening, const PublishBy& by);
// A yes or no in the first tier that is not complete. Nobody votes on what they wrote, nor twice on a version
// (Errc::unauthorised). A no sends it back to its authors. The last yes plans it.
[[nodiscard]] Result<model::Draft> vote_on_draft(ports::Session& s, const model::DraftId& id, bool yes,
                                                 const PublishBy& by);
// Another hour. The approvals of the text stay.
[[nodiscard]] Result<model::Draft> schedule_draft(ports::Session& s, const model::DraftId& id,
                                                  const Hour& hour, const PublishBy& by);
[[nodiscard]] Result<model::Draft> comment_draft(ports::Session& s, const model::DraftId& id,
                                                 const std::string& text, const PublishBy& by);
[[nodiscard]] Result<model::Draft> cancel_draft(ports::Session& s, const model::DraftId& id,
                                                const PublishBy& by);

// The tier that waits for votes on the version in force; absent when all are complete.
[[nodiscard]] std::optional<std::size_t> open_tier(const model::Draft& draft);
// Whether this person may vote now.
[[nodiscard]] bool may_vote(const model::Draft& draft, const std::string& user);

// What changed from one text to the next, word by word: kept, left out, put in. O(words²) of what lies
// between the common beginning and end, cut at 2,000 words.
struct Change {
    enum class Kind { same, gone, made };
    Kind kind = Kind::same;
    std::string text;
    friend bool operator==(const Change&, const Change&) = default;
};
[[nodiscard]] std::vector<Change> changes(std::string_view before, std::string_view after);

// Stores it with its state and the moment at which the clock must look at it again.
[[nodiscard]] Result<model::Draft> save_draft(ports::Session& s, model::Draft draft);

}  // namespace vigie::engage
