// The MISP event of one case. Pure: the same case gives the same bytes and UUIDs.
#pragma once

#include <vigie/model/json.hpp>
#include <vigie/plugins/misp.hpp>

namespace vigie::plugins::misp {

[[nodiscard]] std::string event_uuid(const model::Incident& incident);
[[nodiscard]] model::Json event(const MispConfig& config, const model::Incident& incident);

}  // namespace vigie::plugins::misp
