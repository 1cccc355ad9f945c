// People who use the console, and their sessions. Passwords exist only as argon2id strings.
#pragma once

#include <vigie/base/time.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace vigie::model {

enum class Role : std::uint8_t { reader, analyst, admin };  // each may do what the one before may

[[nodiscard]] std::string_view name(Role role) noexcept;
[[nodiscard]] std::optional<Role> role_of(std::string_view name) noexcept;

struct User {
    std::string name;  // login, unique
    std::string password_hash;
    Role role = Role::reader;
    std::string lang = "en";
    bool must_change_password = false;
    bool disabled = false;
    Time created_at{};
};

struct WebSession {
    std::string token_hash;  // SHA-256 of the cookie's token, hex: a stolen database opens no session
    std::string user;
    std::string csrf;
    Time created_at{};
    Time expires_at{};
};

}  // namespace vigie::model
