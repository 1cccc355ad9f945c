// A Publisher posts on one of our accounts of one network and takes its posts back. Sending the same key
// twice publishes once, whatever happened to the first answer.
#pragma once

#include <vigie/base/result.hpp>
#include <vigie/base/time.hpp>

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace vigie::engage {

struct Post {
    std::string key;   // Publisher::key() of its delivery
    Time at{};         // its date; the same for every attempt
    std::string lang;  // BCP 47; may be empty
    std::string text;
};

struct Posting {
    enum class Outcome { sent, retry, refused };  // refused: a person must look
    Outcome outcome = Outcome::retry;
    std::string item_id;  // as sources name the post
    std::string url;
    std::string detail;
    std::chrono::seconds retry_after{0};
};

// How long a text is as the network counts.
struct Length {
    std::size_t used = 0;
    std::size_t most = 0;
    [[nodiscard]] bool fits() const noexcept { return used <= most; }
};

// What may be shown of the access to an account; never the secret.
struct Access {
    bool configured = false;
    std::optional<Time> expires_at;  // of what must be renewed; absent: it does not expire, or is not known
    std::string detail;
};

class Publisher {
public:
    virtual ~Publisher() = default;
    [[nodiscard]] virtual std::string name() const = 0;
    [[nodiscard]] virtual std::string network() const = 0;
    [[nodiscard]] virtual std::string handle() const = 0;  // of the account that it writes on
    [[nodiscard]] virtual Length length(std::string_view text) const = 0;
    // The idempotency key of a delivery: from what names it and its hour. Pure.
    [[nodiscard]] virtual std::string key(std::string_view delivery, Time at) const = 0;
    [[nodiscard]] virtual Posting post(const Post& post) = 0;
    // Deletes a post of this account. Sent also when it is not there any more.
    [[nodiscard]] virtual Posting remove(const std::string& item_id) = 0;
    // Whether its own server still has the post; nothing when it could not be seen.
    [[nodiscard]] virtual std::optional<bool> is_up(const std::string& item_id) = 0;
    [[nodiscard]] virtual Access access() = 0;
};

}  // namespace vigie::engage
