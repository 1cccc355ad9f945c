// Source `safe_browsing`: Google Safe Browsing v5 with local lists of hash prefixes. A URL is hashed here; only
// when one of its 4-byte prefixes stands in a local list do these prefixes, and nothing else, leave the house.
// Brings no items: it is a Reputation that phishing_link asks. See README.md in its folder.
#pragma once

#include <vigie/ports/clock.hpp>
#include <vigie/ports/http.hpp>
#include <vigie/ports/reputation.hpp>
#include <vigie/watch/source.hpp>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::plugins {

struct SafeBrowsingConfig {
    std::string key;  // of a Google Cloud project; non-commercial use only
    std::string origin = "https://safebrowsing.googleapis.com";
    std::vector<std::string> lists{"se-4b", "mw-4b"};
};

class SafeBrowsing final : public ports::Reputation {
public:
    explicit SafeBrowsing(SafeBrowsingConfig config, ports::Clock* clock);
    ~SafeBrowsing() override;

    // From memory: what the cache says; a prefix that is listed but not yet asked about is put in a queue of at
    // most 10,000 for `ask`, and the answer for now is nullopt.
    [[nodiscard]] std::optional<ports::Listing> of(std::string_view url) const override;

    // Fetches the lists. How long to wait until the next time. Errors leave the lists as they are.
    [[nodiscard]] Result<Duration> update(ports::Http& http);
    // Asks about the prefixes in the queue, at most 30 in one request; caches yes and no alike. How many were asked.
    [[nodiscard]] Result<std::size_t> ask(ports::Http& http);

    [[nodiscard]] std::size_t prefixes() const;  // in all lists

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

// Keeps `service` fresh and asks about what it queued. Errc::invalid_argument without a key.
[[nodiscard]] Result<std::unique_ptr<watch::Source>> make_safe_browsing_source(const SafeBrowsingConfig& config,
                                                                              std::shared_ptr<SafeBrowsing> service);

}  // namespace vigie::plugins
