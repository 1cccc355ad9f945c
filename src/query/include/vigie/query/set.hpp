// Many queries compiled into one immutable set, shared by threads and swapped as a whole; and the scanner
// that holds one item against all of them. The cost of an item does not grow with the queries that it does
// not touch: each query is filed under the rarest terms it cannot do without, and only those whose terms
// occur are verified by a small program over the item's words.
#pragma once

#include <vigie/model/item_view.hpp>
#include <vigie/query/ast.hpp>
#include <vigie/query/parse.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::query {

struct Source {
    std::string name;
    std::string text;
};

// What queries may refer to: lists by name ("bad_hosts", "assets.domains"), and queries by name for
// watch:NAME beside those of the set itself.
struct Names {
    std::map<std::string, std::vector<std::string>> lists;
    std::map<std::string, std::string> queries;
};

// A problem of one of the sources.
struct SourceProblem {
    std::size_t source = 0;
    Problem problem;
};

struct CompileOptions {
    ParseOptions parse;
    Names names;
};

class Set;
struct Compiled {
    std::shared_ptr<const Set> set;  // null when there is an error
    std::vector<SourceProblem> problems;
};
// O(bytes); about 20 µs a query.
[[nodiscard]] Compiled compile(std::span<const Source> sources, const CompileOptions& options = {});

// Does it hold a reference that resolve() must replace?
[[nodiscard]] bool refers(const Node& node);

// Replaces every reference by what it names; unknown names and cycles are problems.
[[nodiscard]] std::vector<Problem> resolve(Node& root, const Names& names, const ParseOptions& options = {});

// How a query is looked up, and what it will cost.
struct Plan {
    std::vector<std::string> anchors;  // terms of which one must occur; empty: every item is looked at
    double touched = 0;  // share of items on which it is verified, estimated from word frequency
    double cost_ns = 0;  // per item of a stream, estimated
    struct Clause {
        Place place;
        double share = 0;    // of items that this clause alone would match, estimated
        double cost_ns = 0;  // of verifying it once
    };
    std::vector<Clause> clauses;  // the dearest first
};
[[nodiscard]] Plan plan(const Node& resolved);

class Set {
public:
    struct Impl;
    explicit Set(std::unique_ptr<Impl> impl);
    ~Set();
    Set(const Set&) = delete;
    Set& operator=(const Set&) = delete;

    [[nodiscard]] std::size_t size() const noexcept;
    [[nodiscard]] const std::string& name(std::uint32_t query) const noexcept;
    [[nodiscard]] std::size_t bytes() const noexcept;  // memory it holds
    [[nodiscard]] bool needs_language() const noexcept;
    [[nodiscard]] const Impl& impl() const noexcept { return *impl_; }

private:
    std::unique_ptr<Impl> impl_;
};

// What a query can ask that the item itself does not say. All members may be empty.
struct Context {
    std::function<std::string(std::string_view text)> language;  // BCP 47 of a text, "" when unsure
    std::function<bool(std::string_view asset)> concerns;    // is this one of the assets the item concerns
    std::function<double(std::string_view detector)> score;  // 0 to 1
    std::function<bool()> official;                          // is the author an official account of ours
};

// One clause that matched, in one place.
struct Highlight {
    std::string field;      // "text", "author.name", "author.bio", "alts.0", "links.0", "hashtags.0"…
    std::size_t start = 0;  // bytes of that field
    std::size_t end = 0;
    Place clause;  // of the query
};

// One per thread; keeps its memory between items.
class Scanner {
public:
    explicit Scanner(std::shared_ptr<const Set> set);
    ~Scanner();
    Scanner(Scanner&&) noexcept;
    Scanner& operator=(Scanner&&) noexcept;

    // Numbers of the queries that match, ascending. Valid until the next call.
    [[nodiscard]] std::span<const std::uint32_t> match(const model::ItemView& item,
                                                       const Context& context = {});
    // Does any query match? Stops at the first.
    [[nodiscard]] bool any(const model::ItemView& item, const Context& context = {});
    // Where each positive clause of `query` hits the item of the last match() or any(); in order of field and
    // start.
    [[nodiscard]] std::vector<Highlight> highlights(std::uint32_t query);

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace vigie::query
