// Named limits on what foreign input may cost. A limit that a user can meet is named in the error that
// reports it.
#pragma once

#include <cstddef>
#include <cstdint>

namespace vigie::limits {

inline constexpr std::size_t line_bytes = std::size_t{1} << 20;  // one NDJSON line
inline constexpr std::size_t json_depth = 64;
inline constexpr std::size_t text_bytes = std::size_t{64} << 10;   // the text of an item that is kept
inline constexpr std::size_t query_bytes = std::size_t{64} << 10;  // one query
inline constexpr std::size_t name_bytes = 2048;                    // a name, handle, title
inline constexpr std::size_t bio_bytes = 8192;
inline constexpr std::size_t url_bytes = 4096;
inline constexpr std::size_t list_items = 256;  // links, hashtags, mentions, media of one item
inline constexpr std::size_t frame_bytes = std::size_t{8} << 20;     // one decompressed WebSocket frame
inline constexpr std::size_t response_bytes = std::size_t{8} << 20;  // one HTTP answer
inline constexpr std::size_t request_bytes = std::size_t{5} << 20;   // one HTTP request to us
inline constexpr std::size_t yaml_bytes = std::size_t{64} << 20;     // one file a person wrote
inline constexpr std::size_t queue_items = 8192;                     // between two stages

}  // namespace vigie::limits
