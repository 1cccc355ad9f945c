// The lines a collector reads. Pure.
#pragma once

#include <vigie/plugins/syslog.hpp>

#include <string>

namespace vigie::plugins::syslog {

// `<PRI>1 TIME HOST vigie - EVENT SD MSG`, at most `limit` bytes, without framing.
[[nodiscard]] std::string line(const SyslogConfig& config, const model::Notice& notice,
                               const model::Incident& incident, Time at, std::size_t limit);
// The CEF record alone.
[[nodiscard]] std::string cef(const SyslogConfig& config, const model::Notice& notice,
                              const model::Incident& incident, Time at);

}  // namespace vigie::plugins::syslog
