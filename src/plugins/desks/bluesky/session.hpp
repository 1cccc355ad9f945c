// Our account's session: kept between starts, refreshed when it ran out, created anew only when nothing else
// helps.
#pragma once

#include "xrpc.hpp"

#include <vigie/plugins/bluesky.hpp>

#include <mutex>

namespace vigie::plugins {

class BlueskySession {
public:
    BlueskySession(const BlueskyDeskConfig& config, SessionVault vault, ports::Http& http,
                   const ports::Clock& clock)
        : config_(config), vault_(std::move(vault)), http_(http), clock_(clock) {}

    // What stood in the way of having a session; `final`: a person must look.
    struct Trouble {
        std::string detail;
        bool final = false;
        std::chrono::seconds wait{0};
    };
    struct Call {
        std::optional<Trouble> trouble;  // the call was not made
        xrpc::Reply reply;
    };
    // POST to our own server, as ourselves; one refresh and one repetition when the token ran out.
    [[nodiscard]] Call post(std::string_view method, const model::Json& body, const ports::Headers& more);

private:
    struct Tokens {
        std::string did, access, refresh, server;
        [[nodiscard]] bool empty() const { return access.empty(); }
    };
    [[nodiscard]] std::optional<Trouble> have_tokens();
    [[nodiscard]] std::optional<Trouble> create();
    [[nodiscard]] std::optional<Trouble> refresh();
    [[nodiscard]] std::optional<Trouble> take(const xrpc::Reply& reply, std::string_view doing);
    [[nodiscard]] xrpc::Reply send(std::string_view host, std::string_view method, const std::string& body,
                                   ports::Headers headers);
    [[nodiscard]] std::int64_t now() const;

    const BlueskyDeskConfig& config_;
    SessionVault vault_;
    ports::Http& http_;
    const ports::Clock& clock_;
    std::mutex mutex_;
    Tokens tokens_;
    bool loaded_ = false;
    std::optional<Trouble>
        refused_;  // a wrong password is not tried again at once: that would lock the account
    Duration refused_until_{};
};

}  // namespace vigie::plugins
