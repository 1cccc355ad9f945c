// Tells people in a Mattermost (or Rocket.Chat) channel, through an incoming webhook.
#pragma once

#include <vigie/respond/service_channel.hpp>

#include <memory>
#include <string>

namespace vigie::plugins {

struct MattermostConfig {
    respond::Service service;
    std::string url;       // https://server/hooks/…: a secret
    std::string channel;   // other than the hook's own, when the administrator allows it
    std::string username;  // likewise
};

// Errc::invalid_argument when a value cannot work. `http` and `clock` must outlive it.
[[nodiscard]] Result<std::unique_ptr<respond::Channel>> make_mattermost_channel(MattermostConfig config,
                                                                                ports::Http& http,
                                                                                const ports::Clock& clock);

}  // namespace vigie::plugins
