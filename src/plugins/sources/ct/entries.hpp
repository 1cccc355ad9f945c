// Entries of certificate logs and the names in them. Everything here comes from outside: lengths are checked,
// sizes are bounded, what does not read is an Error. Pure.
#pragma once

#include <vigie/base/result.hpp>
#include <vigie/base/time.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::plugins::ct {

inline constexpr std::size_t tile_entries = 256;
inline constexpr std::size_t most_certificate_bytes = std::size_t{256} * 1024;
inline constexpr std::size_t most_names =
    1000;  // of one certificate; public authorities stop at a few hundred

struct Entry {
    Time at{};  // when the log took it
    bool precert = false;
    std::string_view certificate;  // DER of the certificate or, for a precertificate, of that; into the input
};

// All entries of a data tile (static-ct-api), in order. Errc::parse when the bytes end inside one: a tile has
// no marks to go on from. `entries` gets what was good before.
[[nodiscard]] Result<> read_tile(std::string_view tile, std::vector<Entry>& entries);
// One entry of get-entries (RFC 6962 §4.6), both members decoded from base64.
[[nodiscard]] Result<Entry> read_leaf(std::string_view leaf_input, std::string_view extra_data);

struct Names {
    std::vector<std::string>
        names;           // lower-case ASCII hosts, "*." removed, each once, in order; at most most_names
    std::string issuer;  // "Let's Encrypt R11": organisation and common name; at most 128 bytes, UTF-8
};
// The DNS names of a certificate: subjectAltName, or the common name of one without.
[[nodiscard]] Result<Names> names_of(std::string_view certificate);

// A host name as names_of gives it; empty when it is none.
[[nodiscard]] std::string clean_name(std::string_view name);

// The size of a tree: of a checkpoint (c2sp.org/tlog-checkpoint), whose first line is the origin…
[[nodiscard]] Result<std::uint64_t> size_of_checkpoint(std::string_view text);
// …"x001/x234/067" for 1234067.
[[nodiscard]] std::string tile_path(std::uint64_t tile);

}  // namespace vigie::plugins::ct
