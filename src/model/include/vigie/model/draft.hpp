// A draft: what somebody of the house wants to say on one or more of our accounts, its versions, who approved
// which of them, when it goes out and what became of it on each account. The acts on it: engage/drafts.hpp.
#pragma once

#include <vigie/base/id.hpp>
#include <vigie/base/time.hpp>
#include <vigie/model/asset.hpp>
#include <vigie/model/json.hpp>
#include <vigie/model/publication.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::model {

using DraftId = Id<struct DraftIdTag>;  // "d" + 24 hex digits

// editing: its authors write, also after a refusal. review: waits for approvals. approved: goes out at its
// hour (late: the hour was over when the last approval came; somebody names another). published: every
// account is settled, though perhaps not every one took it. cancelled, expired: ends.
enum class DraftState : std::uint8_t { editing, review, approved, late, published, cancelled, expired };
[[nodiscard]] std::string_view name(DraftState state) noexcept;
[[nodiscard]] std::optional<DraftState> draft_state_of(std::string_view name) noexcept;

struct DraftVersion {
    int number = 1;
    std::string by;
    Time at{};
    std::string text;
    std::string decision;              // of the screen at submission: allow | warn | block; empty before
    std::vector<std::string> reasons;  // its codes
    friend bool operator==(const DraftVersion&, const DraftVersion&) = default;
};

// One round of approval. Without names, anybody who may approve; `all`: everybody named.
struct DraftTier {
    std::vector<std::string> who;
    bool all = false;
    friend bool operator==(const DraftTier&, const DraftTier&) = default;
};

struct DraftVote {
    int version = 1;
    int tier = 0;
    std::string by;
    Time at{};
    bool yes = true;
    bool late = false;  // after the hour for which it was planned
    std::string why;
    friend bool operator==(const DraftVote&, const DraftVote&) = default;
};

struct DraftComment {
    std::string by;
    Time at{};
    int version = 1;
    std::string text;
    friend bool operator==(const DraftComment&, const DraftComment&) = default;
};

// waiting: its hour has not come. sending: a request left, or is about to; its answer is not recorded. held:
// a freeze, or somebody who withdrew the ticket, keeps it back. failed: a person must look.
enum class DeliveryState : std::uint8_t { waiting, sending, sent, held, failed };
[[nodiscard]] std::string_view name(DeliveryState state) noexcept;
[[nodiscard]] std::optional<DeliveryState> delivery_state_of(std::string_view name) noexcept;

struct Delivery {
    AssetId asset;
    DeliveryState state = DeliveryState::waiting;
    std::string key;       // the same for every attempt: whatever is sent twice is published once
    Time stamped{};        // what the post says of its date; set with the first attempt and kept
    PublicationId ticket;  // in the queue, so that the post is expected and a freeze can hold it
    std::string item_id;   // sent: the post
    std::string url;
    std::string error;
    int attempts = 0;
    std::optional<Time> next_at;
    friend bool operator==(const Delivery&, const Delivery&) = default;
};

struct Draft {
    DraftId id;
    std::string created_by;
    Time created_at{};
    Time updated_at{};
    DraftState state = DraftState::editing;
    std::string lang;                    // BCP 47; may be empty
    std::vector<DraftVersion> versions;  // at least one, the last is in force
    std::vector<DraftTier> tiers;        // one to three
    std::vector<DraftVote> votes;
    std::vector<DraftComment> comments;
    std::vector<Delivery> deliveries;  // one for each account
    std::string zone = "UTC";          // IANA name, in which people planned it
    std::string local;                 // "2026-12-01T09:00" in that zone; empty: as soon as it is approved
    std::optional<Time> publish_at;
    Time expires_at{};     // not out by then: it never goes out
    std::int64_t row = 0;  // optimistic lock

    [[nodiscard]] const DraftVersion& now() const { return versions.back(); }
    friend bool operator==(const Draft&, const Draft&) = default;
};

void to_json(Json& j, const DraftVersion& v);
void to_json(Json& j, const DraftTier& v);
void to_json(Json& j, const DraftVote& v);
void to_json(Json& j, const DraftComment& v);
void to_json(Json& j, const Delivery& v);
void to_json(Json& j, const Draft& v);
// The way back, for rows that we wrote. Errc::parse when it is another shape.
[[nodiscard]] Result<Draft> draft_of(std::string_view json);

}  // namespace vigie::model
