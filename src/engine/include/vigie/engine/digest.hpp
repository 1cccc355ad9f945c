// The daily letter of what budgets held back: once a day, to whom the configuration names, and none when
// there is nothing to say. What was sent is remembered in the store, so a restart sends nothing twice and
// loses nothing.
#pragma once

#include <vigie/base/result.hpp>
#include <vigie/base/time.hpp>
#include <vigie/ports/store.hpp>
#include <vigie/respond/digest.hpp>

#include <chrono>
#include <functional>
#include <string>
#include <vector>

namespace vigie::respond {
struct Delivery;
}

namespace vigie::engine {

struct DigestConfig {
    std::vector<std::string> tell;  // departments of the policies; nobody: no letter
    std::chrono::minutes at{390};   // after midnight, UTC
};

// Sends the digest to one department.
using MailDigest = std::function<respond::Delivery(const std::string& department, const respond::Digest&)>;

// Mails the digest of the day of `now` when its hour has come and it was not sent yet: what was held back
// since the one before (at most a week) and is in no case by now. A department whose mail server does not
// answer is tried again after 1, 2, 4 … minutes, ten times in all. Answers how many letters went out. Mails
// between transactions.
[[nodiscard]] Result<int> mail_digest(ports::Store& store, const DigestConfig& config, const MailDigest& mail,
                                      Time now);

}  // namespace vigie::engine
