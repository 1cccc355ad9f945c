// What the envelope of an event must look like, for the full decoder and for the glance alike.
#pragma once

#include "records.hpp"

#include <vigie/plugins/jetstream.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

namespace vigie::plugins::jetstream {

constexpr std::size_t did_bytes = 256;
constexpr std::size_t nsid_bytes = 317;
constexpr std::size_t rkey_bytes = 512;
constexpr std::size_t cid_bytes = 256;
constexpr std::size_t rev_bytes = 64;

// Letters, digits and `more`, by byte.
consteval std::array<bool, 256> letters_digits_and(std::string_view more) {
    std::array<bool, 256> out{};
    for (std::size_t c = 0; c < out.size(); ++c)
        out[c] = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
    for (const char c : more) out[static_cast<std::size_t>(c)] = true;
    return out;
}
inline constexpr auto did_letters = letters_digits_and(":._%-");
inline constexpr auto rkey_letters = letters_digits_and("_~.:-");

inline bool only(std::string_view text, const std::array<bool, 256>& letters) noexcept {
    return std::all_of(text.begin(), text.end(),
                       [&](char c) { return letters[static_cast<unsigned char>(c)]; });
}
inline bool is_did(std::string_view text) noexcept {
    return text.size() > 4 && text.size() <= did_bytes && text.starts_with("did:") && only(text, did_letters);
}
inline bool is_rkey(std::string_view text) noexcept {
    return !text.empty() && text.size() <= rkey_bytes && only(text, rkey_letters);
}

inline JetstreamKind kind_of(std::string_view collection) noexcept {
    if (collection == post_nsid) return JetstreamKind::post;
    if (collection == "app.bsky.feed.like") return JetstreamKind::like;
    if (collection == repost_nsid) return JetstreamKind::repost;
    if (collection == "app.bsky.graph.follow") return JetstreamKind::follow;
    if (collection == profile_nsid) return JetstreamKind::profile;
    return JetstreamKind::other;
}

// Nothing is read of other collections, nor of an operation that we do not know.
inline bool makes_item(JetstreamKind kind, std::string_view operation) noexcept {
    const bool read_here =
        kind == JetstreamKind::post || kind == JetstreamKind::repost || kind == JetstreamKind::profile;
    return read_here && (operation == "create" || operation == "update" || operation == "delete");
}

}  // namespace vigie::plugins::jetstream
