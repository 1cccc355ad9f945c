// Where a live stream stands: the saved position, the URL that resumes there, and the window that knows what
// was seen.
#pragma once

#include <vigie/base/result.hpp>
#include <vigie/plugins/jetstream.hpp>

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>

namespace vigie::plugins::jetstream {

struct Position {
    std::string host;
    std::int64_t time_us = 0;  // of the last event that was handed on
};

[[nodiscard]] std::string to_cursor(const Position& position);
// Nothing when `cursor` is empty or not ours: the stream then begins at its live end.
[[nodiscard]] std::optional<Position> parse_cursor(const std::string& cursor);

// What cannot work, in words: no host, an impossible collection, too many of them.
[[nodiscard]] Result<> check(const JetstreamConfig& config);

// Resuming goes back 5 s on the same host (events are reordered where replay meets live) and 60 s on another
// one (clocks and order of arrival differ).
[[nodiscard]] std::string subscribe_url(const JetstreamConfig& config, const std::string& host, bool compress,
                                        const std::optional<Position>& resume);

[[nodiscard]] bool is_public_host(std::string_view host) noexcept;

// Remembers the last `capacity` keys, exactly: a hash alone could be made to collide and hide an event.
class SeenWindow {
public:
    explicit SeenWindow(std::size_t capacity) : capacity_(capacity) {}
    // False when the key is in the window already.
    bool insert(std::string key);

private:
    std::size_t capacity_;
    std::unordered_set<std::string> keys_;
    std::deque<const std::string*> order_;  // into keys_, whose nodes never move
};

}  // namespace vigie::plugins::jetstream
