// Who is asking: passwords (argon2id), sessions (random tokens, stored as digests), CSRF tokens and the login
// rate limit.
#pragma once

#include <vigie/model/user.hpp>
#include <vigie/ports/clock.hpp>
#include <vigie/ports/store.hpp>

#include <map>
#include <mutex>
#include <optional>
#include <string>

namespace vigie::serve {

[[nodiscard]] std::string hash_password(const std::string& password);  // argon2id, about 50 ms on purpose
[[nodiscard]] bool password_matches(const std::string& hash, const std::string& password);
[[nodiscard]] std::string random_password(
    ports::Rng& rng);  // five groups of four letters and digits, easy to read aloud
[[nodiscard]] std::string random_token(ports::Rng& rng);  // 256 bits, base64url

class Auth {
public:
    Auth(ports::Store& store, ports::Rng& rng, const ports::Clock& real_clock)
        : store_(store), rng_(rng), clock_(real_clock) {}

    struct Login {
        enum class Outcome { ok, refused, limited } outcome = Outcome::refused;
        int retry_after_s = 0;
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
    };
    // The session of a cookie, prolonged when more than half of it has passed.
    [[nodiscard]] Result<std::optional<Visitor>> visitor(const std::string& token);
    [[nodiscard]] Result<> log_out(const std::string& token);
    // Ends all sessions of the user and opens a fresh one.
    [[nodiscard]] Result<Login> change_password(model::User user, const std::string& password);

    static constexpr std::chrono::hours lifetime{12};

private:
    [[nodiscard]] int limited(const std::string& key, std::size_t most);  // seconds to wait, 0 = go on
    void failed(const std::string& key);
    [[nodiscard]] Result<Login> open(ports::Session& s, model::User user);

    ports::Store& store_;
    ports::Rng& rng_;
    const ports::Clock& clock_;
    std::mutex mutex_;
    std::map<std::string, std::vector<Time>> failures_;
};

}  // namespace vigie::serve
