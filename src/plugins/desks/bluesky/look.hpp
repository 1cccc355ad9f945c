// Is it gone? Reads only; says "gone" on proof, "unknown" when it could not see.
#pragma once

#include <vigie/atproto/xrpc.hpp>
#include <vigie/plugins/bluesky.hpp>

namespace vigie::plugins {

namespace xrpc = atproto;

class BlueskyLook {
public:
    BlueskyLook(const BlueskyDeskConfig& config, ports::Http& http, const ports::Clock& clock)
        : config_(config), http_(http), clock_(clock) {}

    // `asked`: the platform had our report, so that what only the app view hides counts as gone. Before that
    // it may simply not have read a new post yet.
    [[nodiscard]] respond::Sighting account(const std::string& actor, bool asked) const;
    [[nodiscard]] respond::Sighting post(const std::string& at_uri, bool asked) const;

    struct Found {
        std::string value;  // empty: see reply
        xrpc::Reply reply;
    };
    [[nodiscard]] Found cid_of(const std::string& at_uri) const;
    [[nodiscard]] Found did_of(const std::string& handle) const;

private:
    [[nodiscard]] xrpc::Reply get(const std::string& url, bool foreign) const;
    [[nodiscard]] std::optional<respond::Sighting> server_of(const std::string& did,
                                                             std::string& server) const;
    [[nodiscard]] respond::Sighting repo(const std::string& did, bool asked) const;
    [[nodiscard]] respond::Sighting record(const std::string& at_uri, bool asked) const;

    const BlueskyDeskConfig& config_;
    ports::Http& http_;
    const ports::Clock& clock_;
};

// "at://did/app.bsky.feed.post/rkey" of an at:// URI or a https://bsky.app/profile/…/post/… address; "" when
// it is neither.
[[nodiscard]] std::string at_uri_of(std::string_view text);
[[nodiscard]] std::string repo_of(std::string_view at_uri);  // the DID or handle in it

}  // namespace vigie::plugins
