// Tells a program by HTTP: Standard Webhooks, thin payload with a link, signed with every active secret.
#pragma once

#include <vigie/ports/clock.hpp>
#include <vigie/ports/http.hpp>
#include <vigie/respond/channel.hpp>

#include <memory>
#include <string>
#include <vector>

namespace vigie::plugins {

struct WebhookConfig {
    std::string name;
    std::string url;                   // https:// (http:// too)
    std::vector<std::string> secrets;  // "whsec_" + base64 of 24 to 64 bytes; two during a rotation
    std::string console_url;           // for the link in the payload; empty: no link
    bool allow_private = false;        // the receiver stands in our own network
    std::chrono::milliseconds timeout{20'000};
};

// Errc::invalid_argument when the URL or a secret cannot work. `http` and `clock` must outlive it.
[[nodiscard]] Result<std::unique_ptr<respond::Channel>> make_webhook_channel(WebhookConfig config,
                                                                             ports::Http& http,
                                                                             const ports::Clock& clock);

}  // namespace vigie::plugins
