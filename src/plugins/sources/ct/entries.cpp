#include "entries.hpp"

#include "bytes.hpp"

#include <vigie/kit/utf8.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>

namespace vigie::plugins::ct {
namespace {

constexpr std::size_t hash_bytes = 32;
constexpr std::uint64_t x509_entry = 0;
constexpr std::uint64_t precert_entry = 1;

Time time_of(std::uint64_t milliseconds) {
    // What lies beyond the year 2200 is no time.
    constexpr std::uint64_t latest = 7'258'118'400'000;
    return Time(std::chrono::milliseconds(static_cast<std::int64_t>(std::min(milliseconds, latest))));
}

// TimestampedEntry, without what follows it in a tile. A precertificate's TBS is left: the whole comes after.
Result<Entry> read_timestamped(Bytes& in) {
    Entry e;
    e.at = time_of(in.number(8));
    const auto type = in.number(2);
    if (in.good() && type != x509_entry && type != precert_entry)
        return fail(Errc::parse, "an entry of type {}, expected 0 or 1", type);
    e.precert = type == precert_entry;
    if (e.precert) in.take(hash_bytes);
    e.certificate = in.string(3);
    in.string(2);  // extensions
    if (!in.good()) return fail(Errc::parse, "an entry ends too early");
    return e;
}

}  // namespace

Result<> read_tile(std::string_view tile, std::vector<Entry>& entries) {
    Bytes in(tile);
    while (!in.empty()) {
        if (entries.size() == tile_entries)
            return fail(Errc::parse, "a tile of more than {} entries", tile_entries);
        VIGIE_TRY_ASSIGN(auto entry, read_timestamped(in));
        if (entry.precert) entry.certificate = in.string(3);
        const auto chain = in.number(2);
        in.take(chain * hash_bytes);
        if (!in.good()) return fail(Errc::parse, "a tile ends inside its entry {}", entries.size());
        entries.push_back(entry);
    }
    return {};
}

Result<Entry> read_leaf(std::string_view leaf_input, std::string_view extra_data) {
    Bytes in(leaf_input);
    const auto version = in.number(1);
    const auto type = in.number(1);
    if (version != 0 || type != 0)
        return fail(Errc::parse, "a leaf of version {} and type {}, expected 0 and 0", version, type);
    VIGIE_TRY_ASSIGN(auto entry, read_timestamped(in));
    if (!entry.precert) return entry;
    Bytes extra(extra_data);
    entry.certificate = extra.string(3);
    if (!extra.good()) return fail(Errc::parse, "extra_data ends inside the precertificate");
    return entry;
}

std::string clean_name(std::string_view name) {
    constexpr std::size_t longest = 253;
    constexpr std::size_t longest_label = 63;
    if (name.starts_with("*.")) name.remove_prefix(2);
    if (name.ends_with('.')) name.remove_suffix(1);
    if (name.empty() || name.size() > longest || name.find('.') == std::string_view::npos) return {};
    std::string out;
    out.reserve(name.size());
    std::size_t label = 0;
    for (char c : name) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        if (c == '.') {
            if (label == 0) return {};
            label = 0;
        } else if (((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_')) {
            if (++label > longest_label) return {};
        } else {
            return {};
        }
        out += c;
    }
    return label == 0 ? std::string() : out;
}

Result<std::uint64_t> size_of_checkpoint(std::string_view text) {
    const auto origin = text.find('\n');
    const auto line = origin == std::string_view::npos ? std::string_view() : text.substr(origin + 1);
    const auto end = line.find('\n');
    std::uint64_t size = 0;
    if (end == std::string_view::npos) return fail(Errc::parse, "no checkpoint: it has fewer than two lines");
    const auto [at, error] = std::from_chars(line.data(), line.data() + end, size);
    if (error != std::errc() || at != line.data() + end || origin == 0)
        return fail(Errc::parse, "no checkpoint: its second line is no number");
    return size;
}

std::string tile_path(std::uint64_t tile) {
    std::string out = fmt::format("{:03}", tile % 1000);
    for (tile /= 1000; tile > 0; tile /= 1000) out = fmt::format("x{:03}/", tile % 1000) + out;
    return out;
}

}  // namespace vigie::plugins::ct
