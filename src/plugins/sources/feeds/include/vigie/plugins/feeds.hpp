// Source `feeds`: published lists of known-bad URLs (OpenPhish, URLhaus, PhishTank), fetched at their pace and
// kept in memory as the Reputation that phishing_link asks. It brings no items: what a list says matters only
// when somebody meets the link. See README.md in its folder.
#pragma once

#include <vigie/ports/reputation.hpp>
#include <vigie/watch/source.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::plugins {

enum class FeedForm : std::uint8_t { text, urlhaus_csv, urlhaus_json, phishtank_json };

struct FeedRead {
    std::vector<std::string> urls;  // as given, each an http(s) URL
    ports::Threat threat = ports::Threat::phishing;
    std::size_t lines = 0;  // entries met, good or bad
    std::size_t bad = 0;    // of these, no URL
};

// Reads one answer of a list; gzip and zstd are unpacked on the way, up to `most_bytes`. Errc::parse: not of
// this form, or less than nine in ten entries are URLs (a page of the firewall with status 200); Errc::io: too
// large. An answer that says "no results" is an empty list. O(bytes).
[[nodiscard]] Result<FeedRead> read_feed(FeedForm form, std::string_view bytes,
                                         std::size_t most_bytes = std::size_t{256} << 20U);

// What stands in the lists now: 8 bytes a URL and 8 a host. Lists are replaced whole; readers never wait for a
// fetch. Thread-safe.
class KnownUrls final : public ports::Reputation {
public:
    [[nodiscard]] std::optional<ports::Listing> of(std::string_view url) const override;
    // At most 2,000,000 URLs of one list, the first ones.
    void replace(const std::string& list, const FeedRead& read);
    void forget(const std::string& list);
    [[nodiscard]] std::size_t size() const;  // URLs over all lists

private:
    struct List {
        std::string name;
        ports::Threat threat{};
        std::vector<std::uint64_t> urls;   // sorted digests
        std::vector<std::uint64_t> hosts;  // sorted
    };
    using Lists = std::vector<std::shared_ptr<const List>>;
    void put(const std::string& name, std::shared_ptr<const List> list);

    mutable std::mutex mutex_;  // guards the pointer only
    std::shared_ptr<const Lists> lists_ = std::make_shared<const Lists>();
};

struct FeedConfig {
    std::string list;  // as people know it: "OpenPhish"
    FeedForm form = FeedForm::text;
    std::string url;
    ports::Headers headers;
    std::chrono::seconds every{std::chrono::hours(6)};
    std::size_t most_bytes = std::size_t{64} << 20U;  // of the answer as sent
};
[[nodiscard]] FeedConfig openphish_feed();                        // community list, every 6 h
[[nodiscard]] FeedConfig urlhaus_feed(std::string_view auth_key);  // recent URLs, every 15 min; free key
[[nodiscard]] FeedConfig phishtank_feed(std::string_view app_key, std::string_view user);  // hourly

// Errc::invalid_argument without URL, or faster than every five minutes.
[[nodiscard]] Result<std::unique_ptr<watch::Source>> make_feed_source(FeedConfig config,
                                                                      std::shared_ptr<KnownUrls> known);

}  // namespace vigie::plugins
