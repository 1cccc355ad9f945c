#include "lists.hpp"

#include <vigie/kit/hash.hpp>
#include <vigie/kit/json_walk.hpp>

#include <charconv>

namespace vigie::plugins::safe_browsing {
namespace {

using kit::is;
using kit::JsonWalk;

// Whole numbers come as numbers or, as Google's JSON has it for 64 bits, as strings.
bool whole_number(JsonWalk& json, std::int64_t& out) {
    if (json.peek() != '"') return json.integer(out);
    std::string_view text;
    if (!json.string(text)) return false;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    return error == std::errc{} && end == text.data() + text.size();
}

bool bytes(JsonWalk& json, std::string& out) {
    std::string_view text;
    if (!json.string(text)) return false;
    auto decoded = kit::base64_decode(text);
    if (!decoded) return false;
    out = *std::move(decoded);
    return true;
}

// "300s", "300.5s"; parts of a second are dropped.
bool seconds(JsonWalk& json, std::int64_t& out) {
    std::string_view text;
    if (!json.string(text) || !text.ends_with('s')) return false;
    text.remove_suffix(1);
    text = text.substr(0, text.find('.'));
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    return error == std::errc{} && end == text.data() + text.size() && out >= 0;
}

bool deltas(JsonWalk& json, RiceDeltas& out) {
    std::int64_t first = 0;
    std::int64_t parameter = 0;
    std::int64_t count = 0;
    const bool good = json.members([&](std::string_view key) {
        if (is(key, "firstValue")) return whole_number(json, first);
        if (is(key, "riceParameter")) return whole_number(json, parameter);
        if (is(key, "entriesCount")) return whole_number(json, count);
        if (is(key, "encodedData")) return bytes(json, out.data);
        return json.skip();
    });
    constexpr std::int64_t most = 0xFFFFFFFF;
    if (!good || first < 0 || first > most || count < 0 || count > most || parameter < 0 || parameter > 30) return false;
    out.first_value = static_cast<std::uint32_t>(first);
    out.parameter = static_cast<unsigned>(parameter);
    out.count = static_cast<std::uint32_t>(count);
    return true;
}

bool update(JsonWalk& json, ListUpdate& out) {
    return json.members([&](std::string_view key) {
        if (is(key, "name")) {
            std::string_view text;
            const bool good = json.string(text);
            out.name = text;
            return good;
        }
        if (is(key, "version")) return bytes(json, out.version);
        if (is(key, "partialUpdate")) return json.boolean(out.partial);
        if (is(key, "compressedRemovals")) return deltas(json, out.removals.emplace());
        if (is(key, "additionsFourBytes")) return deltas(json, out.additions.emplace());
        if (is(key, "minimumWaitDuration")) return seconds(json, out.wait_s);
        if (is(key, "sha256Checksum")) return bytes(json, out.checksum);
        return json.skip();
    });
}

std::optional<ports::Threat> threat_of(std::string_view name) {
    if (name == "SOCIAL_ENGINEERING") return ports::Threat::phishing;
    if (name == "MALWARE") return ports::Threat::malware;
    if (name == "UNWANTED_SOFTWARE" || name == "POTENTIALLY_HARMFUL_APPLICATION") return ports::Threat::unwanted;
    return std::nullopt;
}

bool detail(JsonWalk& json, std::optional<ports::Threat>& threat) {
    bool enforced = true;
    const bool good = json.members([&](std::string_view key) {
        std::string_view text;
        if (is(key, "threatType")) {
            const bool read = json.string(text);
            threat = threat_of(text);
            return read;
        }
        if (is(key, "attributes") && json.peek() == '[') {
            // CANARY must not be enforced, FRAME_ONLY says nothing of a link, others are unknown here.
            return json.elements([&] {
                enforced = false;
                return json.skip();
            });
        }
        return json.skip();
    });
    if (!enforced) threat.reset();
    return good;
}

bool full_hash(JsonWalk& json, std::vector<FullHash>& out) {
    std::string hash;
    std::vector<ports::Threat> threats;
    const bool good = json.members([&](std::string_view key) {
        if (is(key, "fullHash")) return bytes(json, hash);
        if (!is(key, "fullHashDetails") || json.peek() != '[') return json.skip();
        return json.elements([&] {
            std::optional<ports::Threat> threat;
            if (!detail(json, threat)) return false;
            if (threat) threats.push_back(*threat);
            return true;
        });
    });
    constexpr std::size_t sha256_bytes = 32;
    if (!good || hash.size() != sha256_bytes) return false;
    for (const auto t : threats) out.push_back({hash, t});
    return true;
}

}  // namespace

Result<std::vector<ListUpdate>> read_updates(std::string_view text) {
    JsonWalk json;
    std::vector<ListUpdate> out;
    const bool good = json.open(text) && json.members([&](std::string_view key) {
        if (!is(key, "hashLists") || json.peek() != '[') return json.skip();
        return json.elements([&] { return update(json, out.emplace_back()); });
    });
    if (!good || !json.at_end()) return fail(Errc::parse, "not an answer of hashLists:batchGet");
    return out;
}

Result<FoundHashes> read_hashes(std::string_view text) {
    JsonWalk json;
    FoundHashes out;
    const bool good = json.open(text) && json.members([&](std::string_view key) {
        if (is(key, "cacheDuration")) return seconds(json, out.cache_s);
        if (!is(key, "fullHashes") || json.peek() != '[') return json.skip();
        return json.elements([&] { return full_hash(json, out.hashes); });
    });
    if (!good || !json.at_end()) return fail(Errc::parse, "not an answer of hashes:search");
    return out;
}

}  // namespace vigie::plugins::safe_browsing
