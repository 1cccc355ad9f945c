// Our account's session: kept between starts, refreshed when it ran out, created anew only when nothing else
// helps.
#pragma once

#include <vigie/atproto/xrpc.hpp>
#include <vigie/ports/clock.hpp>

#include <chrono>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace vigie::atproto {

// Who logs in, and where.
struct Login {
    std::string name;        // of the desk or publisher, for messages
    std::string service;     // "https://bsky.social"
    std::string identifier;  // handle, DID or e-mail
    std::string password;    // an app password
    std::chrono::milliseconds timeout{20'000};
};

// Where the session's tokens are kept between starts (a value of the store). Called outside any transaction.
struct SessionVault {
    std::function<Result<std::optional<std::string>>()> load;
    std::function<Result<>(const std::string&)> save;
};

// When a JSON Web Token ends, as it says itself: nothing is verified.
[[nodiscard]] std::optional<Time> expiry_of(std::string_view token);

class Session {
public:
    Session(Login config, SessionVault vault, ports::Http& http, const ports::Clock& clock)
        : config_(std::move(config)), vault_(std::move(vault)), http_(http), clock_(clock) {}

    // What stood in the way of having a session; `final`: a person must look.
    struct Trouble {
        std::string detail;
        bool final = false;
        std::chrono::seconds wait{0};
    };
    struct Call {
        std::optional<Trouble> trouble;  // the call was not made
        Reply reply;
    };
    // POST to our own server, as ourselves; one refresh and one repetition when the token ran out.
    [[nodiscard]] Call post(std::string_view method, const model::Json& body, const ports::Headers& more);
    // The same, with our own DID put into the body as "repo".
    [[nodiscard]] Call post_in_repo(std::string_view method, model::Json body);
    // What anybody may read on our own server: "com.atproto.repo.getRecord?…".
    [[nodiscard]] Reply get(std::string_view method_and_query);
    [[nodiscard]] std::string did();                 // empty before the first session
    [[nodiscard]] std::optional<Time> expires_at();  // of what renews the session, when it says so

private:
    struct Tokens {
        std::string did, access, refresh, server;
        [[nodiscard]] bool empty() const { return access.empty(); }
    };
    Result<> load();
    [[nodiscard]] Call post_locked(std::string_view method, const model::Json& body,
                                   const ports::Headers& more);
    [[nodiscard]] std::optional<Trouble> have_tokens();
    [[nodiscard]] std::optional<Trouble> create();
    [[nodiscard]] std::optional<Trouble> refresh();
    [[nodiscard]] std::optional<Trouble> take(const Reply& reply, std::string_view doing);
    [[nodiscard]] Reply send(std::string_view host, std::string_view method, const std::string& body,
                             ports::Headers headers);
    [[nodiscard]] std::int64_t now() const;

    const Login config_;
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

}  // namespace vigie::atproto
