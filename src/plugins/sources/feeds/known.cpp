#include <vigie/kit/hash.hpp>
#include <vigie/kit/url.hpp>
#include <vigie/plugins/feeds.hpp>

#include <algorithm>
#include <cstring>
#include <utility>

namespace vigie::plugins {
namespace {

constexpr std::size_t most_urls = 2'000'000;

// A keyless table hash could be met on purpose: lists are foreign input, so are the links asked for.
std::uint64_t digest(std::string_view text) {
    const auto bytes = kit::sha256(text);
    std::uint64_t out = 0;
    std::memcpy(&out, bytes.data(), sizeof out);
    return out;
}

struct Keys {
    std::uint64_t url = 0;
    std::uint64_t host = 0;
};

// One key for http and https, with or without a final slash of the bare host.
std::optional<Keys> keys_of(std::string_view text) {
    const auto url = kit::parse_url(kit::canonical_url(text));
    if (!url || url->host.empty()) return std::nullopt;
    auto rest = url->path.empty() ? std::string("/") : url->path;
    if (!url->query.empty()) rest += "?" + url->query;
    auto host = url->host;
    if (url->port != 0) host += ":" + std::to_string(url->port);
    return Keys{digest(host + rest), digest(host)};
}

void sort_and_thin(std::vector<std::uint64_t>& list) {
    std::ranges::sort(list);
    list.erase(std::unique(list.begin(), list.end()), list.end());
    list.shrink_to_fit();
}

}  // namespace

std::optional<ports::Listing> KnownUrls::of(std::string_view url) const {
    std::shared_ptr<const Lists> lists;
    {
        const std::lock_guard lock(mutex_);
        lists = lists_;
    }
    if (lists->empty()) return std::nullopt;
    const auto keys = keys_of(url);
    if (!keys) return std::nullopt;
    std::optional<ports::Listing> best;
    const auto stronger = [&](bool exact, ports::Threat threat) {
        return !best || std::pair(exact, threat == ports::Threat::phishing) >
                            std::pair(best->exact, best->threat == ports::Threat::phishing);
    };
    for (const auto& list : *lists) {
        const bool exact = std::ranges::binary_search(list->urls, keys->url);
        if (!exact && !std::ranges::binary_search(list->hosts, keys->host)) continue;
        if (stronger(exact, list->threat)) best = ports::Listing{list->name, list->threat, exact};
    }
    return best;
}

void KnownUrls::put(const std::string& name, std::shared_ptr<const List> list) {
    const std::lock_guard lock(mutex_);
    auto next = std::make_shared<Lists>(*lists_);
    std::erase_if(*next, [&](const auto& l) { return l->name == name; });
    if (list) next->push_back(std::move(list));
    std::ranges::sort(*next, {}, [](const auto& l) -> const std::string& { return l->name; });
    lists_ = std::move(next);
}

void KnownUrls::replace(const std::string& list, const FeedRead& read) {
    auto next = std::make_shared<List>();
    next->name = list;
    next->threat = read.threat;
    for (const auto& url : read.urls) {
        if (next->urls.size() == most_urls) break;
        const auto keys = keys_of(url);
        if (!keys) continue;
        next->urls.push_back(keys->url);
        next->hosts.push_back(keys->host);
    }
    sort_and_thin(next->urls);
    sort_and_thin(next->hosts);
    put(list, std::move(next));
}

void KnownUrls::forget(const std::string& list) {
    put(list, nullptr);
}

std::size_t KnownUrls::size() const {
    const std::lock_guard lock(mutex_);
    std::size_t n = 0;
    for (const auto& list : *lists_) n += list->urls.size();
    return n;
}

}  // namespace vigie::plugins
