// Bluesky through Jetstream (legacy wire): the live firehose over WebSocket, and recorded files of the same
// lines. Records are written by any client and never trusted: what does not fit is left out and noted in
// Item::warnings; only an event without did, time or a readable shape is refused. One decoder serves both
// sources, so a replay sees what live saw.
#pragma once

#include <vigie/base/result.hpp>
#include <vigie/model/item.hpp>
#include <vigie/watch/source.hpp>

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::plugins {

enum class JetstreamKind : std::uint8_t { post, repost, profile, like, follow, identity, account, other };

[[nodiscard]] std::string_view name(JetstreamKind kind) noexcept;

struct JetstreamEvent {
    JetstreamKind kind = JetstreamKind::other;
    std::int64_t time_us = 0;  // when the server saw it
    std::string key;           // equal for the same event sent twice; empty without an item
    std::optional<model::Item>
        item;  // none for likes, follows and collections that nobody reads here: they are only counted
};

// Decodes many events with one parser: reuse it, one thread. Posts: id = at:// URI. Profiles, identity and
// account events: kind account, id = DID, handle unknown unless the event tells it. Under 2 µs for a 750-byte
// post, 0.5 µs for a like.
class JetstreamDecoder {
public:
    JetstreamDecoder();
    ~JetstreamDecoder();
    JetstreamDecoder(const JetstreamDecoder&) = delete;
    JetstreamDecoder& operator=(const JetstreamDecoder&) = delete;

    // Errc::parse when it is no event at all. `json` up to limits::frame_bytes.
    [[nodiscard]] Result<JetstreamEvent> decode(std::string_view json);

private:
    struct State;
    std::unique_ptr<State> state_;
};

// One event with a decoder of its own: for tests and tools.
[[nodiscard]] Result<JetstreamEvent> decode_jetstream(std::string_view json);

struct JetstreamConfig {
    // Host names of the public service, or whole origins of other servers ("ws://127.0.0.1:6008"). Tried in
    // turn on failure.
    std::vector<std::string> hosts{"jetstream1.us-east.bsky.network", "jetstream2.us-east.bsky.network",
                                   "jetstream1.us-west.bsky.network", "jetstream2.us-west.bsky.network"};
    // NSIDs, or prefixes ending in ".*"; at most 100; empty = all. Identity and account events come whatever
    // stands here.
    std::vector<std::string> collections{"app.bsky.feed.post", "app.bsky.actor.profile"};
    bool compress = false;   // zstd frames: half the traffic. Needs `dictionary`
    std::string dictionary;  // the bytes of Jetstream's legacy dictionary (id 1612007021)
    // XRPC host that tells handle, name and numbers of the authors of items that concern us. Empty = never
    // ask.
    std::string hydrate_url = "https://public.api.bsky.app";
    std::chrono::milliseconds hydrate_wait{
        3000};  // an item waits no longer than this for its author's profile
    std::chrono::minutes profile_ttl{15};
    // Neither message nor ping for so long: the connection is dead.
    std::chrono::milliseconds silence{90'000};
    // No event for so long although pings come: dead too. 0 = 60 s on the public hosts, never elsewhere (they
    // may be quiet).
    std::chrono::milliseconds event_silence{0};
};

// Runs until stopped; retries everything by itself. Cursor: JSON {"host", "time_us"}. Fails only on a
// configuration that cannot work (no host, too many collections).
[[nodiscard]] std::unique_ptr<watch::Source> make_jetstream_source(JetstreamConfig config);

struct JetstreamRecordedConfig {
    std::string path;  // NDJSON file (plain, gzip or zstd), or "-" for standard input
};

// Bad lines are logged, counted and skipped. Cursor: bytes of whole lines that were stored.
[[nodiscard]] std::unique_ptr<watch::Source> make_jetstream_recorded_source(JetstreamRecordedConfig config);

}  // namespace vigie::plugins
