// Who is asking: passwords (argon2id), sessions (random tokens, stored as digests), CSRF tokens and the login
// rate limit.
#pragma once

#include <vigie/model/user.hpp>
#include <vigie/ports/clock.hpp>
#include <vigie/ports/store.hpp>

#include <chrono>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace vigie::serve {

[[nodiscard]] std::string hash_password(const std::string& password);  // argon2id, about 50 ms on purpose
[[nodiscard]] bool password_matches(const std::string& hash, const std::string& password);
[[nodiscard]] std::string random_password(
    ports::Rng& rng);  // five groups of four letters and digits, easy to read aloud
[[nodiscard]] std::string random_token(ports::Rng& rng);  // 256 bits, base64url

class Auth {
public:
    Auth(ports::Store& store, ports::Rng& rng, const ports::Clock& real_clock);

    enum class Outcome { ok, refused, limited };
    struct Check {
        Outcome outcome = Outcome::refused;
        int retry_after_s = 0;
    };
    // Whether this is the user's password; no user is a wrong password that takes as long. Counts failures:
    // at most 5 for a name and 20 for an address within 15 minutes.
    [[nodiscard]] Check check(const std::optional<model::User>& user, const std::string& name,
                              const std::string& password, const std::string& address);

    struct Login {
        Check check;
        std::string token;  // the cookie's value, never stored
        model::User user;
        model::WebSession session;
    };
    // The same time and answer for an unknown name, a wrong password and a disabled user.
    [[nodiscard]] Result<Login> log_in(const std::string& name, const std::string& password,
                                       const std::string& address);

    struct Visitor {
        model::User user;
        model::WebSession session;
        bool prolonged = false;  // the browser should keep its cookie longer, too
    };
    // Whose cookie this is. The session is prolonged when more than half of it has passed.
    [[nodiscard]] Result<std::optional<Visitor>> visitor(const std::string& token);
    // The same question without prolonging. The answer may be a second old, but never from before a log-out
    // or a change of password here.
    [[nodiscard]] Result<std::optional<Visitor>> look(const std::string& token);

    [[nodiscard]] Result<> log_out(const std::string& token);
    // Ends all sessions of the user and opens a fresh one.
    [[nodiscard]] Result<Login> change_password(model::User user, const std::string& password);
    [[nodiscard]] Result<> set_lang(const std::string& user, const std::string& lang);

    static constexpr std::chrono::hours lifetime{12};

private:
    [[nodiscard]] int limited(const std::string& key, std::size_t most);  // seconds to wait, 0 = go on
    void failed(const std::string& key);
    [[nodiscard]] Result<Login> open(ports::Session& s, model::User user);
    [[nodiscard]] Result<std::optional<Visitor>> read(const std::string& token_hash) const;
    void forget_visitors();

    ports::Store& store_;
    ports::Rng& rng_;
    const ports::Clock& clock_;
    std::mutex mutex_;
    std::map<std::string, std::vector<Time>> failures_;

    struct Seen {
        Visitor visitor;
        Duration at{};  // steady
    };
    std::mutex seen_mutex_;
    std::unordered_map<std::string, Seen> seen_;  // by hash of the token
    std::uint64_t changes_ = 0;  // of users and sessions: what was read before one is not kept after it
};

}  // namespace vigie::serve
