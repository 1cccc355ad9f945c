// Tells people in a Discord channel, through a webhook.
#pragma once

#include <vigie/respond/service_channel.hpp>

#include <memory>
#include <string>

namespace vigie::plugins {

struct DiscordConfig {
    respond::Service service;
    std::string url;     // https://discord.com/api/webhooks/{id}/{token}: a secret
    std::string thread;  // id of a thread or forum post; may be empty
};

// Errc::invalid_argument when a value cannot work. `http` and `clock` must outlive it.
[[nodiscard]] Result<std::unique_ptr<respond::Channel>> make_discord_channel(DiscordConfig config,
                                                                             ports::Http& http,
                                                                             const ports::Clock& clock);

}  // namespace vigie::plugins
