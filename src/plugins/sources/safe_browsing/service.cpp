#include "expressions.hpp"
#include "lists.hpp"

#include <vigie/kit/hash.hpp>
#include <vigie/plugins/safe_browsing.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <mutex>
#include <set>
#include <unordered_map>
#include <utility>

namespace vigie::plugins {
namespace {

using namespace safe_browsing;
using std::chrono::seconds;

constexpr std::size_t most_queued = 10'000;
constexpr std::size_t most_cached = 200'000;
constexpr std::size_t prefixes_a_request = 30;
constexpr seconds least_wait{60};
constexpr seconds usual_wait{1800};
constexpr std::size_t most_answer = std::size_t{64} << 20U;

// Base64 in a query: '+', '/' and '=' must not be read as something else.
std::string query_base64(std::string_view bytes) {
    std::string out;
    for (const char c : kit::base64(bytes)) {
        if (c == '+') {
            out += "%2B";
        } else if (c == '/') {
            out += "%2F";
        } else if (c == '=') {
            out += "%3D";
        } else {
            out += c;
        }
    }
    return out;
}

}  // namespace

struct SafeBrowsing::Impl {
    struct Known {
        std::vector<FullHash> hashes;  // none: the prefix is harmless until then
        Duration until{};
    };
    SafeBrowsingConfig config;
    ports::Clock* clock;
    mutable std::mutex mutex;
    std::map<std::string, PrefixList> lists;
    std::unordered_map<std::uint32_t, Known> cache;
    std::set<std::uint32_t> queue;

    Impl(SafeBrowsingConfig c, ports::Clock* k) : config(std::move(c)), clock(k) {}

    [[nodiscard]] bool listed(std::uint32_t prefix) const {
        return std::ranges::any_of(lists, [&](const auto& l) { return l.second.has(prefix); });
    }

    [[nodiscard]] Result<std::string> get(ports::Http& http, const std::string& call, const std::string& query) const {
        ports::HttpRequest request;
        request.url = fmt::format("{}/v5/{}?key={}{}", config.origin, call, config.key, query);
        request.max_response = most_answer;
        VIGIE_TRY_ASSIGN(auto answer, http.send(request));
        constexpr int too_many = 429;
        if (answer.status == too_many) return fail(Errc::unavailable, "Safe Browsing asks for fewer requests");
        if (!answer.ok()) return fail(Errc::unavailable, "Safe Browsing answers {} to {}", answer.status, call);
        return std::move(answer.body);
    }
};

SafeBrowsing::SafeBrowsing(SafeBrowsingConfig config, ports::Clock* clock)
    : impl_(std::make_unique<Impl>(std::move(config), clock)) {}
SafeBrowsing::~SafeBrowsing() = default;

std::optional<ports::Listing> SafeBrowsing::of(std::string_view url) const {
    {
        const std::lock_guard lock(impl_->mutex);
        if (impl_->lists.empty()) return std::nullopt;
    }
    std::vector<std::string> hashes;
    for (const auto& expression : expressions(canonical(url))) hashes.push_back(kit::sha256(expression));
    const std::lock_guard lock(impl_->mutex);
    const auto now = impl_->clock->steady();
    std::optional<ports::Listing> best;
    for (std::size_t i = 0; i < hashes.size(); ++i) {
        const auto prefix = prefix_of(hashes[i]);
        if (!impl_->listed(prefix)) continue;
        const auto known = impl_->cache.find(prefix);
        if (known == impl_->cache.end() || known->second.until <= now) {
            if (impl_->queue.size() < most_queued) impl_->queue.insert(prefix);
            continue;
        }
        for (const auto& full : known->second.hashes) {
            // The list means the expression: whatever lies below it is as bad.
            if (full.hash == hashes[i] && (!best || full.threat < best->threat))
                best = ports::Listing{"Google Safe Browsing", full.threat, true};
        }
    }
    return best;
}

Result<Duration> SafeBrowsing::update(ports::Http& http) {
    std::string query;
    for (const auto& name : impl_->config.lists) query += "&names=" + name;
    {
        const std::lock_guard lock(impl_->mutex);
        // Versions stand in the order of the names; an empty one asks for the whole list.
        for (const auto& name : impl_->config.lists) {
            const auto list = impl_->lists.find(name);
            query += "&version=" + (list == impl_->lists.end() ? std::string() : query_base64(list->second.version()));
        }
    }
    VIGIE_TRY_ASSIGN(const auto body, impl_->get(http, "hashLists:batchGet", query));
    VIGIE_TRY_ASSIGN(const auto updates, read_updates(body));
    seconds wait = updates.empty() ? usual_wait : seconds(0);
    Result<> outcome;
    const std::lock_guard lock(impl_->mutex);
    for (const auto& u : updates) {
        if (std::ranges::find(impl_->config.lists, u.name) == impl_->config.lists.end()) continue;
        wait = std::max(wait, seconds(u.wait_s));
        if (auto applied = impl_->lists[u.name].apply(u); !applied) {
            // Dropped: the next request carries no version and gets the list whole.
            impl_->lists.erase(u.name);
            outcome = std::move(applied);
        }
    }
    if (!outcome) return tl::unexpected(outcome.error());
    return Duration(std::max(wait, least_wait));
}

Result<std::size_t> SafeBrowsing::ask(ports::Http& http) {
    std::vector<std::uint32_t> prefixes;
    {
        const std::lock_guard lock(impl_->mutex);
        for (const auto p : impl_->queue) {
            if (prefixes.size() == prefixes_a_request) break;
            prefixes.push_back(p);
        }
    }
    if (prefixes.empty()) return std::size_t{0};
    std::string query;
    for (const auto p : prefixes) query += "&hashPrefixes=" + query_base64(bytes_of(p));
    VIGIE_TRY_ASSIGN(const auto body, impl_->get(http, "hashes:search", query));
    VIGIE_TRY_ASSIGN(const auto found, read_hashes(body));
    const std::lock_guard lock(impl_->mutex);
    const auto now = impl_->clock->steady();
    if (impl_->cache.size() + prefixes.size() > most_cached) {
        std::erase_if(impl_->cache, [&](const auto& c) { return c.second.until <= now; });
        if (impl_->cache.size() + prefixes.size() > most_cached) impl_->cache.clear();
    }
    for (const auto p : prefixes) {
        Impl::Known known{{}, now + seconds(std::max<std::int64_t>(found.cache_s, 1))};
        for (const auto& h : found.hashes) {
            if (prefix_of(h.hash) == p) known.hashes.push_back(h);
        }
        impl_->cache[p] = std::move(known);
        impl_->queue.erase(p);
    }
    return prefixes.size();
}

std::size_t SafeBrowsing::prefixes() const {
    const std::lock_guard lock(impl_->mutex);
    std::size_t n = 0;
    for (const auto& [name, list] : impl_->lists) n += list.size();
    return n;
}

}  // namespace vigie::plugins
