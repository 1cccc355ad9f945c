#include "campaign.hpp"

#include <vigie/kit/hash.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <limits>

namespace vigie::plugins::scam {
namespace {

using namespace std::chrono_literals;
constexpr auto remembered = 30 * 24h;
constexpr auto thread_remembered = 7 * 24h;
constexpr std::size_t most_accounts = 32;

std::vector<std::string_view> fields(std::string_view row, char by) {
    std::vector<std::string_view> out;
    for (;;) {
        const auto at = row.find(by);
        out.push_back(row.substr(0, at));
        if (at == std::string_view::npos) return out;
        row.remove_prefix(at + 1);
    }
}

std::size_t number(std::string_view text) {
    std::size_t out = 0;
    std::from_chars(text.data(), text.data() + text.size(), out);
    return out;
}

std::string key_of(const judge::Pivot& pivot) {
    const auto key = fmt::format("{}:{}", judge::indicator_kind(pivot.kind), pivot.value);
    return key.size() <= judge::most_key_bytes ? key : kit::sha256_hex(key);
}

std::string mark_of(std::string_view account) {
    return fmt::format("{:x}", kit::hash64(account) >> 24U);
}

constexpr std::size_t sketch_size = 24;
constexpr std::size_t bands = 12;
using Sketch = std::array<std::uint32_t, sketch_size>;

bool sketch_of(const Reading& r, Sketch& out) {
    constexpr std::size_t fewest = 8;
    constexpr std::size_t shingle = 3;
    std::vector<std::uint64_t> words;
    for (const auto& w : r.words)
        if (w.unit == Unit::word || w.unit == Unit::tag) words.push_back(w.hash);
    if (words.size() < fewest) return false;
    out.fill(std::numeric_limits<std::uint32_t>::max());
    for (std::size_t i = 0; i + shingle <= words.size(); ++i) {
        const auto hash = join(join(words[i], words[i + 1]), words[i + 2]);
        for (std::size_t k = 0; k < sketch_size; ++k) {
            auto h = (hash ^ (k * 0xa0761d6478bd642fULL)) * 0xe7037ed1a0b428dbULL;
            h ^= h >> 32U;
            out[k] = std::min(out[k], static_cast<std::uint32_t>(h * 0x8ebc6af09c88c6e3ULL >> 32U));
        }
    }
    return true;
}

}  // namespace

Result<std::optional<PivotPast>> recall_pivot(judge::Memory& memory, const judge::Pivot& pivot,
                                              std::string_view account) {
    VIGIE_TRY_ASSIGN(const auto row, memory.recall("scam.pivot", key_of(pivot)));
    if (!row) return std::optional<PivotPast>();
    const auto parts = fields(*row, '\t');
    if (parts.size() < 3) return std::optional<PivotPast>();
    if (parts[2].empty()) return std::optional<PivotPast>();
    auto others = fields(parts[2], ' ');
    std::erase(others, mark_of(account));
    if (others.empty()) return std::optional<PivotPast>();
    return std::optional(PivotPast{std::string(parts[0]), others.size()});
}

Result<> keep_pivot(judge::Memory& memory, const judge::Pivot& pivot, const model::AssetId& asset,
                    std::string_view account, Time at) {
    const auto key = key_of(pivot);
    VIGIE_TRY_ASSIGN(const auto row, memory.recall("scam.pivot", key));
    std::string first = asset.value;
    std::size_t posts = 0;
    std::string accounts;
    if (row) {
        const auto parts = fields(*row, '\t');
        if (parts.size() >= 3) {
            if (!parts[0].empty()) first = parts[0];
            posts = number(parts[1]);
            accounts = parts[2];
        }
    }
    const auto mark = mark_of(account);
    const auto known = accounts.empty() ? std::vector<std::string_view>() : fields(accounts, ' ');
    if (std::ranges::find(known, mark) == known.end() && known.size() < most_accounts)
        accounts += (accounts.empty() ? "" : " ") + mark;
    return memory.keep("scam.pivot", key, fmt::format("{}\t{}\t{}", first, posts + 1, accounts),
                       at + remembered);
}

Result<std::string> text_cluster(judge::Memory& memory, const Reading& reading, Time at) {
    Sketch sketch{};
    if (!sketch_of(reading, sketch)) return std::string();
    std::string written;
    for (const auto v : sketch) written += fmt::format("{:08x}", v);
    std::string cluster;
    for (std::size_t b = 0; b < bands && cluster.empty(); ++b) {
        const auto key = fmt::format("{}:{:x}:{:x}", b, sketch[2 * b], sketch[2 * b + 1]);
        VIGIE_TRY_ASSIGN(const auto row, memory.recall("scam.text", key));
        if (!row) continue;
        const auto parts = fields(*row, '\t');
        if (parts.size() < 2 || parts[1].size() != written.size()) continue;
        std::size_t same = 0;
        for (std::size_t k = 0; k < sketch_size; ++k)
            if (parts[1].substr(8 * k, 8) == std::string_view(written).substr(8 * k, 8)) ++same;
        if (2 * same >= sketch_size) cluster = parts[0];
    }
    if (cluster.empty()) cluster = kit::sha256_hex(written).substr(0, 24);
    const auto value = cluster + "\t" + written;
    for (std::size_t b = 0; b < bands; ++b)
        VIGIE_TRY(memory.keep("scam.text", fmt::format("{}:{:x}:{:x}", b, sketch[2 * b], sketch[2 * b + 1]),
                              value, at + remembered));
    return cluster;
}

Result<> keep_thread(judge::Memory& memory, std::string_view network, std::string_view id,
                     const model::AssetId& asset, bool ours, Time at) {
    const auto key = fmt::format("{}:{}", network, id);
    if (key.size() > judge::most_key_bytes) return {};
    return memory.keep("scam.thread", key, fmt::format("{}\t{}", asset.value, ours ? "ours" : "theirs"),
                       at + thread_remembered);
}

Result<std::optional<Thread>> recall_thread(judge::Memory& memory, std::string_view network,
                                            std::string_view id) {
    const auto key = fmt::format("{}:{}", network, id);
    if (key.size() > judge::most_key_bytes) return std::optional<Thread>();
    VIGIE_TRY_ASSIGN(const auto row, memory.recall("scam.thread", key));
    if (!row) return std::optional<Thread>();
    const auto parts = fields(*row, '\t');
    if (parts.size() < 2) return std::optional<Thread>();
    return std::optional(Thread{std::string(parts[0]), parts[1] == "ours"});
}

}  // namespace vigie::plugins::scam
