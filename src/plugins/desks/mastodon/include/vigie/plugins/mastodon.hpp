// Takedowns on Mastodon: reports accounts and posts through our own instance, which forwards to the author's;
// looks at the author's instance whether they are gone.
#pragma once

#include <vigie/ports/clock.hpp>
#include <vigie/ports/http.hpp>
#include <vigie/respond/desk.hpp>

#include <chrono>
#include <memory>
#include <string>

namespace vigie::plugins {

struct MastodonDeskConfig {
    std::string name = "mastodon";
    std::string instance;  // our own
    std::string token;     // write:reports, read:search
    bool allow_private = false;
    std::chrono::milliseconds timeout{20'000};
};

// Errc::invalid_argument when a value cannot work. Both ports must outlive it.
[[nodiscard]] Result<std::unique_ptr<respond::Desk>> make_mastodon_desk(MastodonDeskConfig config,
                                                                        ports::Http& http,
                                                                        const ports::Clock& clock);

}  // namespace vigie::plugins
