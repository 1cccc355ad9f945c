// vigie query check | explain | try | test: the language of watches on the command line.
#pragma once

#include "common.hpp"

#include <vigie/model/asset.hpp>
#include <vigie/query/file.hpp>

#include <string>
#include <utility>
#include <vector>

namespace vigie::cli {

// What queries may refer to, beside themselves.
struct QueryNamesOptions {
    std::vector<std::string> assets;   // registers: assets.names, assets.domains…
    std::vector<std::string> queries;  // files of queries or watches: watch:NAME, list:NAME
};

struct QueryCheckOptions {
    std::vector<std::string> files;
    QueryNamesOptions names;
    bool json = false;
};
int query_check(const QueryCheckOptions& options);

struct QueryExplainOptions {
    std::string query;
    QueryNamesOptions names;
    std::string lang;  // "" = that of the terminal
    bool json = false;
};
int query_explain(const QueryExplainOptions& options);

struct QueryTryOptions {
    std::string query;
    std::string file = "-";
    QueryNamesOptions names;
    std::int64_t limit = 0;  // hits shown; 0 = all
    bool json = false;
};
int query_try(const QueryTryOptions& options);

struct QueryTestOptions {
    std::vector<std::string> files;
    QueryNamesOptions names;
    bool json = false;
};
int query_test(const QueryTestOptions& options);

// ---- shared by them

using Files = std::vector<std::pair<std::string, std::string>>;  // (path, content), for snippets

// What queries may refer to, and the register it comes from.
struct QueryNames {
    query::CompileOptions options;
    std::shared_ptr<const model::AssetRegister> assets;  // never null
};
// Complaints about these files are printed; an error of one of them is a failure.
[[nodiscard]] Result<QueryNames> names_of(const QueryNamesOptions& options);

// The queries of a file (also those of a file of watches) with all that is wrong in it and in them.
struct CheckedQueries {
    query::QueryFile file;
    std::shared_ptr<const query::Set> set;  // null when there is an error
    Diagnostics diagnostics;
};
[[nodiscard]] CheckedQueries check_queries(const std::string& path, std::string content,
                                           const QueryNames& names);

// One query given as an argument: its problems are printed with their places; null when there is an error.
[[nodiscard]] std::shared_ptr<const query::Set> compile_argument(const std::string& text,
                                                                 const query::CompileOptions& options);

// What the binary knows that items do not say: the language of a text.
class QueryContext {
public:
    QueryContext();
    ~QueryContext();
    QueryContext(const QueryContext&) = delete;
    QueryContext& operator=(const QueryContext&) = delete;
    [[nodiscard]] const query::Context& get() const noexcept { return context_; }

private:
    struct Language;
    std::unique_ptr<Language> language_;
    query::Context context_;
};

// The text of a field that a highlight names: "text", "author.name", "links.0"…; empty when unknown.
[[nodiscard]] std::string_view field_text(const model::ItemView& item, std::string_view field);

}  // namespace vigie::cli
