// Tells people in a Slack channel, through an incoming webhook.
#pragma once

#include <vigie/respond/service_channel.hpp>

#include <memory>
#include <string>

namespace vigie::plugins {

struct SlackConfig {
    respond::Service service;
    std::string url;  // https://hooks.slack.com/services/…: a secret
};

// Errc::invalid_argument when a value cannot work. `http` and `clock` must outlive it.
[[nodiscard]] Result<std::unique_ptr<respond::Channel>> make_slack_channel(SlackConfig config,
                                                                           ports::Http& http,
                                                                           const ports::Clock& clock);

}  // namespace vigie::plugins
