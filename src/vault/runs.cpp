// Copied runs: fingerprints of the text that stand in a registered one at the same distances. A run goes on
// as long as its next fingerprint comes within a window, so everything between its ends was copied.
#include "state.hpp"

#include <vigie/kit/utf8.hpp>

#include <algorithm>

namespace vigie::vault {
namespace {

constexpr std::size_t most_open = 64;
constexpr std::size_t most_same = 64;     // entries of one fingerprint: more are a template
constexpr std::size_t template_from = 4;  // registered texts that share a fingerprint
constexpr std::size_t least_content = 20;

struct Open {
    std::uint32_t entry = 0;
    std::int64_t shift = 0;
    std::size_t first = 0;
    std::size_t last = 0;
    bool own = false;  // one that is no template: templates do not count alone
};

bool is_template(const Vault::State& state, std::span<const StoredPrint> same, std::uint64_t hash) {
    if (same.size() > most_same || std::ranges::binary_search(state.boilerplate, hash)) return true;
    std::size_t texts = 0;
    for (std::size_t i = 0; i < same.size(); ++i) {
        if (state.parts.entries[same[i].entry].kind == EntryKind::background) return true;
        if (i == 0 || same[i].entry != same[i - 1].entry) ++texts;
    }
    return texts >= template_from;
}

std::size_t characters(std::string_view text) {
    std::size_t count = 0;
    for (std::size_t pos = 0; pos < text.size();) {
        const auto c = kit::next_code_point(text, pos);
        const bool hidden = (c >= 0x200B && c <= 0x200F) || c == 0x2060 || c == 0xFEFF || c == 0xAD;
        count += hidden ? 0U : 1U;
    }
    return count;
}

// Selection may miss up to window - 1 bytes at either end of what was copied: the run may be that much
// longer.
bool long_enough(const Content& content, std::size_t first, std::size_t end) {
    if (end - first < least_content) return false;
    const auto low = first < window ? 0 : first - (window - 1);
    const auto high = std::min(content.text.size(), end + window - 1);
    if (high - low >= run_characters) return true;
    const auto start = content.wide_start(low);
    return characters(content.source.substr(start, content.wide_end(high) - start)) >= run_characters;
}

}  // namespace

std::vector<Run> copied_runs(const Vault::State& state, const Content& content) {
    std::vector<Run> out;
    if (state.parts.prints.empty()) return out;
    constexpr std::size_t most_runs = 256;
    std::vector<Open> open;
    const auto close = [&](const Open& one) {
        if (one.own && out.size() < most_runs && long_enough(content, one.first, one.last + gram))
            out.push_back({one.entry, one.shift, one.first, one.last + gram});
    };
    for (const auto& print : prints_of(content.text, state.key)) {
        const auto same = state.prints(print.hash);
        if (same.empty()) continue;
        const bool common = is_template(state, same, print.hash);
        std::erase_if(open, [&](const Open& one) {
            if (print.at - one.last <= window) return false;
            close(one);
            return true;
        });
        for (const auto& stored : same.first(std::min(same.size(), most_same))) {
            if (state.parts.entries[stored.entry].kind != EntryKind::text) continue;
            const auto shift = static_cast<std::int64_t>(stored.at) - static_cast<std::int64_t>(print.at);
            auto it = std::ranges::find_if(
                open, [&](const Open& one) { return one.entry == stored.entry && one.shift == shift; });
            if (it == open.end()) {
                if (open.size() == most_open) continue;
                it = open.insert(open.end(), Open{stored.entry, shift, print.at, print.at, false});
            }
            it->last = print.at;
            it->own = it->own || !common;
        }
    }
    for (const auto& one : open) close(one);
    return out;
}

}  // namespace vigie::vault
