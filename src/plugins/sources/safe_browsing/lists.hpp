// Local hash-prefix lists: updates applied, checked against their checksum, looked up. Part of safe_browsing.
#pragma once

#include "rice.hpp"

#include <vigie/ports/reputation.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::plugins::safe_browsing {

struct ListUpdate {
    std::string name;
    std::string version;  // raw bytes
    bool partial = false;
    std::optional<RiceDeltas> removals;   // indices in the sorted old list
    std::optional<RiceDeltas> additions;  // 4-byte prefixes, big-endian as numbers
    std::string checksum;                 // SHA-256 of the sorted prefixes; empty: not given
    std::int64_t wait_s = 0;
};

struct FullHash {
    std::string hash;  // 32 bytes
    ports::Threat threat = ports::Threat::phishing;
};
struct FoundHashes {
    std::vector<FullHash> hashes;
    std::int64_t cache_s = 0;
};

// Answers of hashLists:batchGet and hashes:search. Errc::parse when they are not of that form. Details with a
// threat or an attribute that is not known here, or only for frames or canaries, are passed over.
[[nodiscard]] Result<std::vector<ListUpdate>> read_updates(std::string_view json);
[[nodiscard]] Result<FoundHashes> read_hashes(std::string_view json);

// Sorted 4-byte prefixes of one list.
class PrefixList {
public:
    // Removals first, then additions. Errc::conflict: the checksum does not match, or an index is out of
    // range: the list is as before, and must be fetched whole.
    [[nodiscard]] Result<> apply(const ListUpdate& update);
    [[nodiscard]] bool has(std::uint32_t prefix) const;
    [[nodiscard]] std::size_t size() const { return prefixes_.size(); }
    [[nodiscard]] const std::string& version() const { return version_; }

private:
    std::vector<std::uint32_t> prefixes_;
    std::string version_;
};

// The first four bytes as a number that sorts as the bytes do.
[[nodiscard]] std::uint32_t prefix_of(std::string_view hash);
[[nodiscard]] std::string bytes_of(std::uint32_t prefix);

}  // namespace vigie::plugins::safe_browsing
