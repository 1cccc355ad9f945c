// One block of lines against a set of queries. One per thread; allocates nothing for a line that matches
// nothing.
#pragma once

#include "match/line_blocks.hpp"

#include <vigie/base/time.hpp>
#include <vigie/plugins/items_glance.hpp>
#include <vigie/plugins/jetstream_glance.hpp>
#include <vigie/query/set.hpp>
#include <vigie/watch/beyond.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace vigie::cli {

enum class MatchFormat : std::uint8_t { items, jetstream, text };

struct MatchTotals {
    std::uint64_t lines = 0;
    std::uint64_t items = 0;
    std::uint64_t others = 0;  // events without an item: likes, follows…
    std::uint64_t bad = 0;
    std::uint64_t matched = 0;  // items
    std::uint64_t matches = 0;  // items × queries
    std::uint64_t bytes = 0;

    void add(const MatchTotals& more) noexcept;
};

struct BlockResult {
    std::string output;
    std::vector<std::pair<std::size_t, std::string>> bad;  // line, why: the first few
    MatchTotals totals;
};

class BlockMatcher {
public:
    struct Options {
        MatchFormat format = MatchFormat::items;
        bool write = true;                             // the output lines; false: only the counts
        Time now{};                                    // of items that do not say when they were seen
        std::size_t longest = 0;                       // bytes of one line
        watch::LanguageOf language;                    // may be empty
        const watch::Matcher* matcher = nullptr;       // for asset: and is:official; may be absent
        const model::AssetRegister* assets = nullptr;  // goes with it
    };
    // `names`: of all queries, as JSON strings.
    BlockMatcher(std::shared_ptr<const query::Set> set, const std::vector<std::string>& names,
                 Options options);

    [[nodiscard]] BlockResult run(const Block& block);
    [[nodiscard]] const std::vector<std::uint64_t>& counts() const noexcept { return counts_; }

private:
    void line(std::size_t number, std::string_view line);
    [[nodiscard]] bool see(std::size_t number, std::string_view line);
    void bad(std::size_t number, std::string_view line, std::string_view why);
    void write(std::span<const std::uint32_t> found);

    const std::vector<std::string>& names_;
    Options options_;
    query::Scanner scanner_;
    query::Context plain_;  // without a register
    std::optional<watch::Beyond> beyond_;
    plugins::JetstreamGlance jetstream_;
    plugins::ItemGlance items_;
    model::ItemView view_;
    std::string mended_;
    std::string id_;
    std::vector<std::uint64_t> counts_;
    BlockResult result_;
};

// What the first line looks like: Jetstream's events carry a DID and microseconds.
[[nodiscard]] MatchFormat guess_match_format(std::string_view first_lines);

}  // namespace vigie::cli
