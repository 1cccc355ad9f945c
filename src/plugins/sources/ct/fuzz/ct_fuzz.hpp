// What must hold for any bytes given to the reader of entries. Shared by the fuzz target and by the test that
// replays its seeds.
#pragma once

#include "../entries.hpp"

#include <vigie/kit/utf8.hpp>

#include <string_view>
#include <vector>

namespace vigie::plugins::ct {

inline const char* broken_names(std::string_view certificate) {
    const auto names = names_of(certificate);
    if (!names) return names.error().message.empty() ? "an error without a message" : "";
    if (names->names.size() > most_names) return "too many names";
    if (names->issuer.size() > 140 || !kit::valid_utf8(names->issuer)) return "an issuer over its limit";
    for (const auto& n : names->names)
        if (clean_name(n) != n || n.starts_with("*.")) return "a name that is none";
    return "";
}

// "" or the promise that was broken.
inline const char* broken_promise(std::string_view bytes) {
    std::vector<Entry> entries;
    const auto read = read_tile(bytes, entries);
    if (!read && read.error().message.empty()) return "an error without a message";
    if (entries.size() > tile_entries) return "more entries than a tile holds";
    for (const auto& e : entries) {
        if (e.certificate.data() < bytes.data() ||
            e.certificate.data() + e.certificate.size() > bytes.data() + bytes.size())
            if (!e.certificate.empty()) return "a certificate outside the tile";
        if (const auto* broken = broken_names(e.certificate); *broken != '\0') return broken;
    }
    const auto half = bytes.size() / 2;
    if (const auto leaf = read_leaf(bytes.substr(0, half), bytes.substr(half)); leaf)
        if (const auto* broken = broken_names(leaf->certificate); *broken != '\0') return broken;
    if (const auto* broken = broken_names(bytes); *broken != '\0') return broken;
    (void)size_of_checkpoint(bytes);
    if (const auto name = clean_name(bytes); !name.empty() && clean_name(name) != name)
        return "a name cleaned twice";
    return "";
}

}  // namespace vigie::plugins::ct
