#include "position.hpp"

#include <vigie/base/log.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

namespace vigie::plugins::jetstream {
namespace {

constexpr std::size_t most_collections = 100;
constexpr std::int64_t second_us = 1'000'000;

std::string origin(const std::string& host) {
    return host.find("://") == std::string::npos ? "wss://" + host : host;
}

bool is_collection(std::string_view text) {
    if (text.ends_with(".*")) text.remove_suffix(2);
    return !text.empty() && text.find('.') != std::string_view::npos && text.front() != '.' &&
           text.back() != '.' && std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      c == '.' || c == '-';
           });
}

}  // namespace

std::string to_cursor(const Position& position) {
    return nlohmann::json{{"host", position.host}, {"time_us", position.time_us}}.dump(
        -1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::optional<Position> parse_cursor(const std::string& cursor) {
    const auto json = nlohmann::json::parse(cursor, nullptr, false);
    if (!json.is_object()) return std::nullopt;
    const auto host = json.find("host");
    const auto time = json.find("time_us");
    if (host == json.end() || time == json.end() || !host->is_string() || !time->is_number_integer())
        return std::nullopt;
    Position out{host->get<std::string>(), time->get<std::int64_t>()};
    return out.time_us > 0 ? std::optional(out) : std::nullopt;
}

Result<> check(const JetstreamConfig& config) {
    if (config.hosts.empty())
        return fail(Errc::invalid_argument, "no Jetstream host is given: add at least one to 'hosts'");
    for (const auto& host : config.hosts) {
        if (host.empty() || host.find_first_of(" \t\r\n?#") != std::string::npos) {
            return fail(Errc::invalid_argument, "{} is not a Jetstream host: write a name or ws://host:port",
                        log::quoted(host));
        }
    }
    if (config.collections.size() > most_collections) {
        return fail(Errc::invalid_argument, "{} collections: Jetstream takes at most {}",
                    config.collections.size(), most_collections);
    }
    for (const auto& collection : config.collections) {
        if (!is_collection(collection)) {
            return fail(Errc::invalid_argument,
                        "{} is not a collection: write app.bsky.feed.post or app.bsky.feed.*",
                        log::quoted(collection));
        }
    }
    return {};
}

std::string subscribe_url(const JetstreamConfig& config, const std::string& host, bool compress,
                          const std::optional<Position>& resume) {
    auto url = origin(host) + "/subscribe";
    char separator = '?';
    const auto add = [&](std::string_view name, std::string_view value) {
        url.append(1, std::exchange(separator, '&')).append(name).append(1, '=').append(value);
    };
    for (const auto& collection : config.collections) add("wantedCollections", collection);
    if (resume) {
        const auto rewind = (resume->host == host ? 5 : 60) * second_us;
        add("cursor", std::to_string(std::max<std::int64_t>(1, resume->time_us - rewind)));
    }
    if (compress) add("compress", "true");
    return url;
}

bool is_public_host(std::string_view host) noexcept {
    return host.ends_with(".bsky.network");
}

bool SeenWindow::insert(std::string key) {
    const auto [place, fresh] = keys_.insert(std::move(key));
    if (!fresh) return false;
    order_.push_back(&*place);
    if (order_.size() > capacity_) {
        keys_.erase(keys_.find(*order_.front()));
        order_.pop_front();
    }
    return true;
}

}  // namespace vigie::plugins::jetstream
