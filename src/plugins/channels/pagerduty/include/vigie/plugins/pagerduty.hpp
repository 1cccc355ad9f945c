// Pages whoever is on call: Events API v2, one alert per case.
#pragma once

#include <vigie/respond/service_channel.hpp>

#include <memory>
#include <string>

namespace vigie::plugins {

struct PagerDutyConfig {
    respond::Service service;
    std::string routing_key;                                        // 32 characters: a secret
    std::string url = std::string("https://events.pagerduty.com");  // EU: https://events.eu.pagerduty.com
};

// Errc::invalid_argument when a value cannot work. `http` and `clock` must outlive it.
[[nodiscard]] Result<std::unique_ptr<respond::Channel>> make_pagerduty_channel(PagerDutyConfig config,
                                                                               ports::Http& http,
                                                                               const ports::Clock& clock);

}  // namespace vigie::plugins
