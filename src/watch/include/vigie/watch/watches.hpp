// What is looked for, as queries: those that the register yields by itself, those that analysts wrote in
// files (schemas/watches.schema.json) and in the console. All in force make one WatchSet, immutable, shared
// by threads and swapped as a whole. Assets are matched by the register's own matcher (match.hpp), which also
// sees imitations: their query texts are for people, and for watch:asset:ID in other queries.
#pragma once

#include <vigie/base/diagnostic.hpp>
#include <vigie/model/asset.hpp>
#include <vigie/model/watch.hpp>
#include <vigie/query/set.hpp>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace vigie::watch {

// ---- from the register

// One watch for each asset that words, links or accounts can name (all but images), in register order, named
// "asset:<id>". Each query reads without a problem.
[[nodiscard]] std::vector<model::Watch> asset_watches(const model::AssetRegister& assets);

// Lists that queries may refer to: assets.names, .handles, .domains, .hashtags, .phones, .products, .places,
// .people, .accounts (ids). Always all of them.
[[nodiscard]] std::map<std::string, std::vector<std::string>> asset_lists(const model::AssetRegister& assets);

// ---- from files

struct WatchFile {
    std::string path;
    std::string content;
};

struct FileWatches {
    std::vector<model::Watch> watches;  // of kind file, in order
    std::map<std::string, std::vector<std::string>> lists;
};

struct WatchesResult {
    std::optional<FileWatches> read;  // nothing when there is an error
    Diagnostics diagnostics;          // also those of the queries, at their place in the file
};

// A query of a file may name lists, assets and other watches of files, none of the console: what is deleted
// there must not break a file. `lang` of what is said about queries. O(bytes).
[[nodiscard]] WatchesResult read_watches(const std::vector<WatchFile>& files,
                                         const model::AssetRegister& assets, std::string_view lang = "en");

// ---- all together

class WatchSet {
public:
    struct Entry {
        model::Watch watch;
        std::vector<query::Problem> problems;  // an error: it matches nothing
    };

    // Never fails: a row that does not read any more is kept out, with its problems. About 20 µs a query.
    [[nodiscard]] static std::shared_ptr<const WatchSet> make(const model::AssetRegister& assets,
                                                              FileWatches files,
                                                              std::vector<model::Watch> rows);

    // Of assets in register order, then of files, then of the console by name; without deleted ones.
    [[nodiscard]] const std::vector<Entry>& all() const noexcept { return entries_; }
    [[nodiscard]] const Entry* find(const std::string& name) const;
    [[nodiscard]] const FileWatches& files() const noexcept { return files_; }
    // Those of files and of the console that are in force; never null. Its names are theirs.
    [[nodiscard]] const std::shared_ptr<const query::Set>& compiled() const noexcept { return compiled_; }
    // What a query may refer to.
    [[nodiscard]] const query::CompileOptions& options() const noexcept { return options_; }

private:
    void compile();

    std::vector<Entry> entries_;
    std::unordered_map<std::string, std::size_t> by_name_;
    FileWatches files_;
    query::CompileOptions options_;
    std::shared_ptr<const query::Set> compiled_;
};

// A query that would be the watch `name` ("" = none yet): its tree with every reference replaced, and all
// problems; a query that leads back to itself is one.
struct Checked {
    std::optional<query::Node> written;   // as it stands
    std::optional<query::Node> resolved;  // nothing when there is an error
    std::vector<query::Problem> problems;
    [[nodiscard]] bool ok() const noexcept { return resolved.has_value(); }
};
[[nodiscard]] Checked check_query(const query::CompileOptions& options, const std::string& name,
                                  const std::string& text);

}  // namespace vigie::watch
