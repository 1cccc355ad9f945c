// Posts on one of our Mastodon accounts, with an idempotency key; after the hour for which servers keep it,
// the account's own posts are looked at first.
#pragma once

#include <vigie/engage/publisher.hpp>
#include <vigie/ports/clock.hpp>
#include <vigie/ports/http.hpp>

#include <memory>
#include <optional>
#include <string>

namespace vigie::plugins {

struct MastodonPublisherConfig {
    std::string name = "mastodon";
    std::string handle;   // of the account, as in the register: "acme@social.example"
    std::string service;  // "https://social.example"
    std::string token;  // of an application of the account, scopes read:accounts read:statuses write:statuses
    std::optional<Time> expires_at;  // of the token, when the operator wrote it down
    std::size_t characters = 500;    // the server's limit
};

// `http` and `clock` must outlive it. Errc::invalid_argument when the address cannot be one.
[[nodiscard]] Result<std::unique_ptr<engage::Publisher>> make_mastodon_publisher(
    MastodonPublisherConfig config, ports::Http& http, const ports::Clock& clock);

// As Mastodon counts: graphemes, 23 for each URL, a mention of another server as "@user". O(bytes).
[[nodiscard]] std::size_t mastodon_length(std::string_view text);

}  // namespace vigie::plugins
