// What the acts on tickets and on freezes share.
#pragma once

#include <vigie/engage/publish.hpp>

namespace vigie::engage {

inline constexpr int most_tickets = 500;

// The act's line in the audit chain.
[[nodiscard]] Result<> write_down(ports::Session& s, const PublishBy& by, std::string act, std::string object,
                                  const model::IncidentId& incident, model::Text says);
[[nodiscard]] Result<model::Publication> decide(ports::Session& s, model::Publication ticket,
                                                model::PublicationState state, const PublishBy& by);

}  // namespace vigie::engage
