// Vigie's own queue: who may publish what on which of our accounts, and when. A ticket says it for one post;
// a freeze says that nothing may go out. The acts on both: engage/publish.hpp.
#pragma once

#include <vigie/base/id.hpp>
#include <vigie/base/time.hpp>
#include <vigie/model/asset.hpp>
#include <vigie/model/incident.hpp>
#include <vigie/model/item.hpp>
#include <vigie/model/json.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::model {

using PublicationId = Id<struct PublicationIdTag>;  // "p" + 24 hex digits

// waiting: nobody approved it. approved: may go out in its window. published: a post was seen that it covers.
// cancelled: withdrawn. frozen: was waiting or approved when its account was frozen.
enum class PublicationState : std::uint8_t { waiting, approved, published, cancelled, frozen };

[[nodiscard]] std::string_view name(PublicationState state) noexcept;
[[nodiscard]] std::optional<PublicationState> publication_state_of(std::string_view name) noexcept;

struct Publication {
    PublicationId id;
    AssetId asset;       // an account of the register
    std::string text;    // what will be posted; may be empty when only its digest may be known
    std::string digest;  // publication_digest(text)
    Time opens{};        // the window in which it may go out: [opens, closes]
    Time closes{};
    PublicationState state = PublicationState::waiting;
    std::string created_by;
    Time created_at{};
    std::string decided_by;  // who set the state
    Time decided_at{};
    std::string why;
    ItemKey item;  // published: the post
    friend bool operator==(const Publication&, const Publication&) = default;
};

// Whether an account may publish; one for each account: the last decision.
struct AccountFreeze {
    AssetId asset;
    bool frozen = false;
    std::string by;  // user name, or "vigie"
    Time at{};
    std::string why;
    IncidentId incident;  // that asked for it; may be empty
    friend bool operator==(const AccountFreeze&, const AccountFreeze&) = default;
};

// What the queue says of one account, for detectors.
struct QueueView {
    std::optional<Time> frozen_at;
    std::vector<Publication>
        tickets;  // approved and published ones: of these, id to state, created_by and item
};

// SHA-256 hex of the folded words of the text, links apart: platforms rewrite links, spaces and quotes.
[[nodiscard]] std::string publication_digest(std::string_view text);

// The ticket among these that covers this post: published by it before, or approved, with its digest, in a
// window that contains created_at (observed_at when absent), give or take ten minutes. Null: none.
// O(tickets).
[[nodiscard]] const Publication* covering(const std::vector<Publication>& tickets, const Item& item);

[[nodiscard]] Json to_json(const QueueView& view);
[[nodiscard]] QueueView queue_view_of(const Json& json);  // what cannot be read is left out

void to_json(Json& j, const Publication& v);
void to_json(Json& j, const AccountFreeze& v);

}  // namespace vigie::model
