#include "auth.hpp"

#include <vigie/base/assert.hpp>
#include <vigie/base/log.hpp>
#include <vigie/kit/hash.hpp>
#include <vigie/serve/server.hpp>

#include <sodium.h>

#include <algorithm>
#include <array>

namespace vigie::serve {
namespace {

using namespace std::chrono_literals;

constexpr auto window = 15min;
constexpr std::size_t per_name = 5;
constexpr std::size_t per_address = 20;
constexpr std::size_t remembered_keys = 10'000;
constexpr auto remembered = 1s;
constexpr std::size_t remembered_visitors = 1000;
constexpr std::size_t longest_logged_name = 60;

// What an unknown name is checked against, so that it takes as long as a known one.
const std::string& dummy_hash() {
    static const std::string hash = hash_password("nobody has this password");
    return hash;
}

Result<> note(ports::Session& s, Time at, const std::string& name, const char* act, model::Text says) {
    model::AuditEntry entry;
    entry.at = at;
    entry.actor = name;
    entry.act = act;
    entry.object = name;
    entry.says = std::move(says);
    VIGIE_TRY(s.append_audit(std::move(entry)));
    return {};
}

Result<> write_user(ports::Session& s, const std::string& name, const std::string& password, model::Role role,
                    Time now) {
    model::User user;
    if (auto known = s.user(name); known && *known) user = **known;
    user.name = name;
    user.role = role;
    user.password_hash = hash_password(password);
    user.must_change_password = true;
    if (user.created_at == Time{}) user.created_at = now;
    return s.put_user(user);
}

}  // namespace

std::string hash_password(const std::string& password) {
    std::array<char, crypto_pwhash_STRBYTES> out{};
    VIGIE_ASSERT(crypto_pwhash_str(out.data(), password.data(), password.size(),
                                   crypto_pwhash_OPSLIMIT_INTERACTIVE,
                                   crypto_pwhash_MEMLIMIT_INTERACTIVE) == 0);
    return out.data();
}

bool password_matches(const std::string& hash, const std::string& password) {
    return crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

std::string random_password(ports::Rng& rng) {
    constexpr std::string_view letters = "abcdefghjkmnpqrstuvwxyz23456789";  // without those that look alike
    std::string out;
    std::array<unsigned char, 1> byte{};
    while (out.size() < 24) {
        if (out.size() % 5 == 4) {
            out += '-';
            continue;
        }
        rng.fill(byte);
        if (byte[0] < letters.size() * 8) out += letters[byte[0] % letters.size()];  // no modulo bias
    }
    return out;
}

std::string random_token(ports::Rng& rng) {
    std::array<unsigned char, 32> bytes{};
    rng.fill(bytes);
    return kit::base64url({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

Auth::Auth(ports::Store& store, ports::Rng& rng, const ports::Clock& real_clock)
    : store_(store), rng_(rng), clock_(real_clock) {
    (void)dummy_hash();  // now, so that the first unknown name takes no longer than the next
}

int Auth::limited(const std::string& key, std::size_t most) {
    const std::lock_guard lock(mutex_);
    const auto it = failures_.find(key);
    if (it == failures_.end()) return 0;
    const auto now = clock_.now();
    std::erase_if(it->second, [&](Time t) { return now - t > window; });
    if (it->second.size() < most) return 0;
    return static_cast<int>(
               std::chrono::duration_cast<std::chrono::seconds>(window - (now - it->second.front()))
                   .count()) +
           1;
}

void Auth::failed(const std::string& key) {
    const std::lock_guard lock(mutex_);
    const auto now = clock_.now();
    if (failures_.size() >= remembered_keys) {
        std::erase_if(failures_, [&](const auto& entry) {
            return entry.second.empty() || now - entry.second.back() > window;
        });
    }
    if (failures_.size() >= remembered_keys) failures_.clear();
    failures_[key].push_back(now);
}

Auth::Check Auth::check(const std::optional<model::User>& user, const std::string& name,
                        const std::string& password, const std::string& address) {
    const auto wait = std::max(limited("n:" + name, per_name), limited("a:" + address, per_address));
    if (wait > 0) return {Outcome::limited, wait};
    const bool matches = password_matches(user ? user->password_hash : dummy_hash(), password);
    if (user && !user->disabled && matches) return {Outcome::ok, 0};
    failed("n:" + name);
    failed("a:" + address);
    log::warn("auth", "wrong password for {} from {}", log::quoted(name, longest_logged_name), address);
    return {Outcome::refused, 0};
}

Result<Auth::Login> Auth::open(ports::Session& s, model::User user) {
    Login login{
        .check = {Outcome::ok, 0}, .token = random_token(rng_), .user = std::move(user), .session = {}};
    login.session = {.token_hash = kit::sha256_hex(login.token),
                     .user = login.user.name,
                     .csrf = random_token(rng_),
                     .created_at = clock_.now(),
                     .expires_at = clock_.now() + lifetime};
    VIGIE_TRY(s.put_web_session(login.session));
    return login;
}

Result<Auth::Login> Auth::log_in(const std::string& name, const std::string& password,
                                 const std::string& address) {
    std::optional<model::User> user;
    const auto looked = store_.read([&](ports::Session& s) -> Result<> {
        VIGIE_TRY_ASSIGN(user, s.user(name));
        return {};
    });
    VIGIE_TRY(looked);
    Login login{.check = check(user, name, password, address), .token = {}, .user = {}, .session = {}};
    if (login.check.outcome != Outcome::ok) return login;
    const auto done = store_.write([&](ports::Session& s) -> Result<> {
        VIGIE_TRY(s.delete_web_sessions("", clock_.now()));
        VIGIE_TRY_ASSIGN(login, open(s, *user));
        VIGIE_TRY(
            note(s, clock_.now(), name, "session.opened", {name + " s’est connecté.", name + " logged in."}));
        return {};
    });
    VIGIE_TRY(done);
    return login;
}

Result<std::optional<Auth::Visitor>> Auth::read(const std::string& token_hash) const {
    std::optional<model::WebSession> session;
    std::optional<model::User> user;
    const auto looked = store_.read([&](ports::Session& s) -> Result<> {
        VIGIE_TRY_ASSIGN(session, s.web_session(token_hash));
        if (!session) return {};
        VIGIE_TRY_ASSIGN(user, s.user(session->user));
        return {};
    });
    VIGIE_TRY(looked);
    if (!session || !user || user->disabled) return std::optional<Visitor>();
    return std::optional(Visitor{*std::move(user), *std::move(session)});
}

Result<std::optional<Auth::Visitor>> Auth::look(const std::string& token) {
    if (token.empty()) return std::optional<Visitor>();
    const auto hash = kit::sha256_hex(token);
    const auto alive = [&](const Visitor& v) { return v.session.expires_at > clock_.now(); };
    std::uint64_t before = 0;
    {
        const std::lock_guard lock(seen_mutex_);
        const auto it = seen_.find(hash);
        if (it != seen_.end() && clock_.steady() - it->second.at < remembered) {
            return alive(it->second.visitor) ? std::optional(it->second.visitor) : std::nullopt;
        }
        before = changes_;
    }
    VIGIE_TRY_ASSIGN(auto visitor, read(hash));
    if (!visitor || !alive(*visitor)) return std::optional<Visitor>();
    const std::lock_guard lock(seen_mutex_);
    if (seen_.size() >= remembered_visitors) seen_.clear();
    if (changes_ == before) seen_.insert_or_assign(hash, Seen{*visitor, clock_.steady()});
    return visitor;
}

void Auth::forget_visitors() {
    const std::lock_guard lock(seen_mutex_);
    ++changes_;
    seen_.clear();
}

Result<std::optional<Auth::Visitor>> Auth::visitor(const std::string& token) {
    VIGIE_TRY_ASSIGN(auto found, look(token));
    const auto now = clock_.now();
    if (!found || found->session.expires_at - now >= lifetime / 2) return found;
    const auto done = store_.write([&](ports::Session& s) -> Result<> {
        VIGIE_TRY_ASSIGN(const auto still, s.web_session(found->session.token_hash));
        if (!still) return {};  // ended meanwhile: stays ended
        found->session.expires_at = now + lifetime;
        found->prolonged = true;
        return s.put_web_session(found->session);
    });
    forget_visitors();
    VIGIE_TRY(done);
    return found;
}

Result<> Auth::log_out(const std::string& token) {
    const auto done =
        store_.write([&](ports::Session& s) { return s.delete_web_session(kit::sha256_hex(token)); });
    forget_visitors();
    return done;
}

Result<Auth::Login> Auth::change_password(model::User user, const std::string& password) {
    user.password_hash = hash_password(password);
    user.must_change_password = false;
    Login login;
    const auto done = store_.write([&](ports::Session& s) -> Result<> {
        VIGIE_TRY(s.put_user(user));
        VIGIE_TRY(s.delete_web_sessions(user.name, Time::max()));
        VIGIE_TRY(note(s, clock_.now(), user.name, "user.password-changed",
                       {user.name + " a changé son mot de passe.", user.name + " changed their password."}));
        VIGIE_TRY_ASSIGN(login, open(s, user));
        return {};
    });
    forget_visitors();
    VIGIE_TRY(done);
    return login;
}

Result<> Auth::set_lang(const std::string& name, const std::string& lang) {
    const auto done = store_.write([&](ports::Session& s) -> Result<> {
        VIGIE_TRY_ASSIGN(auto user, s.user(name));
        if (!user) return fail(Errc::not_found, "there is no user '{}'", name);
        user->lang = lang;
        return s.put_user(*user);
    });
    forget_visitors();
    return done;
}

Result<std::optional<std::string>> ensure_admin(ports::Store& store, ports::Rng& rng,
                                                const ports::Clock& clock) {
    std::optional<std::string> password;
    const auto done = store.write([&](ports::Session& s) -> Result<> {
        VIGIE_TRY_ASSIGN(const auto users, s.users());
        if (!users.empty()) return {};
        password = random_password(rng);
        return write_user(s, "admin", *password, model::Role::admin, clock.now());
    });
    VIGIE_TRY(done);
    return password;
}

Result<std::string> reset_password(ports::Store& store, ports::Rng& rng, const ports::Clock& clock,
                                   const std::string& name) {
    auto password = random_password(rng);
    const auto done = store.write([&](ports::Session& s) -> Result<> {
        VIGIE_TRY_ASSIGN(const auto user, s.user(name));
        if (!user) return fail(Errc::not_found, "there is no user '{}'", name);
        VIGIE_TRY(write_user(s, name, password, user->role, clock.now()));
        return s.delete_web_sessions(name, Time::max());
    });
    VIGIE_TRY(done);
    return password;
}

Result<std::string> add_user(ports::Store& store, ports::Rng& rng, const ports::Clock& clock,
                             const std::string& name, model::Role role) {
    auto password = random_password(rng);
    const auto done = store.write([&](ports::Session& s) -> Result<> {
        VIGIE_TRY_ASSIGN(const auto user, s.user(name));
        if (user) return fail(Errc::conflict, "the user '{}' exists already", name);
        return write_user(s, name, password, role, clock.now());
    });
    VIGIE_TRY(done);
    return password;
}

}  // namespace vigie::serve
