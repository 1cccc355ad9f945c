// Posts on one of our Bluesky accounts, under a record key that we make: the same draft sent twice is one
// post.
#pragma once

#include <vigie/atproto/session.hpp>
#include <vigie/engage/publisher.hpp>
#include <vigie/ports/clock.hpp>
#include <vigie/ports/http.hpp>

#include <memory>
#include <string>

namespace vigie::plugins {

struct BlueskyPublisherConfig {
    std::string name = "bluesky";
    std::string handle;                           // of the account, as in the register
    std::string service = "https://bsky.social";  // where it logs in
    std::string identifier;                       // empty: the handle
    std::string password;                         // an app password
};

// `http` and `clock` must outlive it. Errc::invalid_argument when the address cannot be one.
[[nodiscard]] Result<std::unique_ptr<engage::Publisher>> make_bluesky_publisher(BlueskyPublisherConfig config,
                                                                                atproto::SessionVault vault,
                                                                                ports::Http& http,
                                                                                const ports::Clock& clock);

}  // namespace vigie::plugins
