#include "look.hpp"

#include <vigie/kit/url.hpp>

#include <fmt/core.h>

#include <array>

namespace vigie::plugins {
namespace {

using model::Json;
using respond::Sighting;
using State = Sighting::State;

constexpr std::size_t answer_bytes = std::size_t{1} << 20;
constexpr std::string_view at_scheme = "at://";

// Errors that only an account or record that is not there any more gives.
bool proves_gone(const xrpc::Reply& reply) {
    static constexpr std::array proofs{"AccountTakedown", "AccountDeactivated", "AccountSuspended",
                                       "RepoTakendown",   "RepoSuspended",      "RepoDeactivated",
                                       "RepoNotFound",    "RecordNotFound"};
    if (reply.network || reply.status < 400 || reply.status >= 500) return false;
    for (const auto* proof : proofs) {
        if (reply.is(proof)) return true;
    }
    return false;
}

bool profile_missing(const xrpc::Reply& reply) {
    return !reply.network && reply.status == 400 && reply.is("InvalidRequest") &&
           reply.message.find("not found") != std::string::npos;
}

Sighting gone(std::string detail) {
    return {State::gone, std::move(detail)};
}
Sighting up(std::string detail) {
    return {State::still_up, std::move(detail)};
}
Sighting unknown(const xrpc::Reply& reply) {
    return {State::unknown, reply.text()};
}

// The app view does not show it. Its own server does, or does not say.
Sighting hidden(bool asked, std::string detail) {
    if (asked) return gone("no longer shown by the app view; " + detail);
    return up("not shown by the app view (yet); " + detail);
}

}  // namespace

xrpc::Reply BlueskyLook::get(const std::string& url, bool foreign) const {
    ports::HttpRequest request;
    request.url = url;
    request.headers = {{"Accept", "application/json"}};
    request.timeout = config_.timeout;
    request.max_response = answer_bytes;
    request.public_only = foreign && !config_.allow_private;
    const auto now =
        std::chrono::duration_cast<std::chrono::seconds>(clock_.now().time_since_epoch()).count();
    return xrpc::read(http_.send(request), now);
}

Sighting BlueskyLook::account(const std::string& actor, bool asked) const {
    const auto reply =
        get(xrpc::url(config_.appview, "app.bsky.actor.getProfile?actor=") + xrpc::escape(actor), false);
    if (reply.ok()) {
        if (xrpc::text_of(reply.body, "did").empty())
            return {State::unknown, "the profile answer has no DID"};
        return up("the profile is shown");
    }
    if (proves_gone(reply)) return gone(reply.error);
    if (profile_missing(reply))
        return actor.starts_with("did:") ? repo(actor, asked) : gone("profile not found");
    return unknown(reply);
}

Sighting BlueskyLook::post(const std::string& at_uri, bool asked) const {
    const auto reply =
        get(xrpc::url(config_.appview, "app.bsky.feed.getPosts?uris=") + xrpc::escape(at_uri), false);
    if (!reply.ok()) return proves_gone(reply) ? gone(reply.error) : unknown(reply);
    const auto posts = reply.body.find("posts");
    if (posts == reply.body.end() || !posts->is_array()) return {State::unknown, "the answer has no posts"};
    if (!posts->empty()) return up("the post is shown");
    return record(at_uri, asked);
}

// Where the account lives. A sighting when that alone decides.
std::optional<Sighting> BlueskyLook::server_of(const std::string& did, std::string& server) const {
    constexpr std::string_view web = "did:web:";
    std::string url;
    if (did.starts_with("did:plc:")) {
        url = fmt::format("{}/{}", config_.plc, xrpc::escape(did));
    } else if (did.starts_with(web) && kit::parse_url(did.substr(web.size()))) {
        url = fmt::format("https://{}/.well-known/did.json", did.substr(web.size()));
    } else {
        return Sighting{State::unknown, "not a DID that can be resolved"};
    }
    const auto reply = get(url, did.starts_with(web));
    constexpr int tombstone = 410;
    if (did.starts_with("did:plc:") && reply.status == tombstone) return gone("the identity was deleted");
    if (!reply.ok()) return unknown(reply);
    if (const auto services = reply.body.find("service");
        services != reply.body.end() && services->is_array()) {
        for (const auto& service : *services) {
            if (xrpc::text_of(service, "id").ends_with("#atproto_pds"))
                server = xrpc::text_of(service, "serviceEndpoint");
        }
    }
    if (!server.starts_with("https://") && !server.starts_with("http://"))
        return Sighting{State::unknown, "the account names no server"};
    return std::nullopt;
}

Sighting BlueskyLook::repo(const std::string& did, bool asked) const {
    std::string server;
    if (const auto early = server_of(did, server)) {
        if (early->state == State::gone) return *early;
        return asked ? hidden(true, "its server could not be asked") : *early;
    }
    const auto reply =
        get(xrpc::url(server, "com.atproto.sync.getRepoStatus?did=") + xrpc::escape(did), true);
    if (proves_gone(reply)) return gone(reply.error);
    if (!reply.ok()) return asked ? hidden(true, "its server could not be asked") : unknown(reply);
    const auto active = reply.body.find("active");
    if (active != reply.body.end() && active->is_boolean() && !active->get<bool>()) {
        const auto status = xrpc::text_of(reply.body, "status");
        return gone("account " + (status.empty() ? std::string("inactive") : status.substr(0, 40)));
    }
    return hidden(asked, "its own server still has it");
}

Sighting BlueskyLook::record(const std::string& at_uri, bool asked) const {
    const auto did = repo_of(at_uri);
    const std::string_view rest = std::string_view(at_uri).substr(at_scheme.size() + did.size() + 1);
    const auto slash = rest.find('/');
    if (slash == std::string_view::npos) return {State::unknown, "not the address of a post"};
    std::string server;
    if (const auto early = server_of(did, server)) {
        if (early->state == State::gone) return *early;
        return asked ? hidden(true, "its server could not be asked") : *early;
    }
    const auto query =
        fmt::format("com.atproto.repo.getRecord?repo={}&collection={}&rkey={}", xrpc::escape(did),
                    xrpc::escape(rest.substr(0, slash)), xrpc::escape(rest.substr(slash + 1)));
    const auto reply = get(xrpc::url(server, query), true);
    if (proves_gone(reply)) return gone(reply.error);
    // Older servers say InvalidRequest for a record that is not there.
    if (reply.is("InvalidRequest") && reply.message.find("Could not locate record") != std::string::npos)
        return gone("RecordNotFound");
    if (!reply.ok()) return asked ? hidden(true, "its server could not be asked") : unknown(reply);
    return hidden(asked, "its own server still has it");
}

BlueskyLook::Found BlueskyLook::cid_of(const std::string& at_uri) const {
    auto reply =
        get(xrpc::url(config_.appview, "app.bsky.feed.getPosts?uris=") + xrpc::escape(at_uri), false);
    Found out;
    if (reply.ok()) {
        const auto posts = reply.body.find("posts");
        if (posts != reply.body.end() && posts->is_array() && !posts->empty())
            out.value = xrpc::text_of(posts->front(), "cid");
    }
    out.reply = std::move(reply);
    return out;
}

BlueskyLook::Found BlueskyLook::did_of(const std::string& handle) const {
    auto reply =
        get(xrpc::url(config_.appview, "com.atproto.identity.resolveHandle?handle=") + xrpc::escape(handle),
            false);
    auto did = reply.ok() ? xrpc::text_of(reply.body, "did") : std::string();
    if (!did.starts_with("did:")) did.clear();
    return {std::move(did), std::move(reply)};
}

std::string at_uri_of(std::string_view text) {
    if (text.starts_with(at_scheme)) return repo_of(text).empty() ? std::string() : std::string(text);
    constexpr std::string_view app = "https://bsky.app/profile/";
    constexpr std::string_view post = "/post/";
    if (!text.starts_with(app)) return {};
    text.remove_prefix(app.size());
    const auto at = text.find(post);
    if (at == 0 || at == std::string_view::npos) return {};
    const auto rkey = text.substr(at + post.size());
    const auto end = std::min(rkey.find_first_of("/?#"), rkey.size());
    return end == 0 ? std::string()
                    : fmt::format("at://{}/app.bsky.feed.post/{}", text.substr(0, at), rkey.substr(0, end));
}

std::string repo_of(std::string_view at_uri) {
    if (!at_uri.starts_with(at_scheme)) return {};
    at_uri.remove_prefix(at_scheme.size());
    const auto slash = at_uri.find('/');
    return slash == std::string_view::npos ? std::string() : std::string(at_uri.substr(0, slash));
}

}  // namespace vigie::plugins
