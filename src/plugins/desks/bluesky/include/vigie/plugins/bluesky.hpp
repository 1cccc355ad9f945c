// Takedowns on Bluesky: reports accounts and posts to a labeler, looks whether they are gone. Without an
// account in the configuration it still looks, and refuses to report with what to do.
#pragma once

#include <vigie/atproto/session.hpp>
#include <vigie/ports/clock.hpp>
#include <vigie/ports/http.hpp>
#include <vigie/respond/desk.hpp>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace vigie::plugins {

struct BlueskyDeskConfig {
    std::string name = "bluesky";
    std::string service = "https://bsky.social";  // where our account logs in
    std::string identifier;                       // our account: handle, DID or e-mail
    std::string password;                         // an app password
    std::string appview = "https://public.api.bsky.app";
    std::string labeler = "did:plc:ar7c4by46qjdydhdevvrndac";  // Bluesky moderation
    std::string plc = "https://plc.directory";
    std::string version = "0.1";  // of Vigie, named in the report
    bool allow_private = false;   // a test network: servers of culprits may have private addresses
    std::chrono::milliseconds timeout{20'000};
};

using atproto::SessionVault;

// `http` and `clock` must outlive it. Errc::invalid_argument when an address or the labeler cannot be one.
[[nodiscard]] Result<std::unique_ptr<respond::Desk>> make_bluesky_desk(BlueskyDeskConfig config,
                                                                       SessionVault vault, ports::Http& http,
                                                                       const ports::Clock& clock);

}  // namespace vigie::plugins
