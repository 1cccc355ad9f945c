#include "query_app.hpp"

#include "query.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace vigie::cli {
namespace {

void add_names(CLI::App* sub, QueryNamesOptions& names) {
    sub->add_option("-q,--queries", names.queries, "Files of queries that watch:NAME and list:NAME may name");
    sub->add_option("-a,--assets", names.assets, "Asset register(s), for assets.names, assets.domains…");
}

CLI::App* command(CLI::App* query, const char* name, const char* says, const char* examples) {
    auto* sub = query->add_subcommand(name, says);
    sub->footer(fmt::format("Examples:\n{}", examples));
    return sub;
}

}  // namespace

void add_query(CLI::App& app, std::function<int()>& action) {
    static QueryCheckOptions check;
    static QueryExplainOptions explain;
    static QueryTryOptions trial;
    static QueryTestOptions test;
    auto* query =
        app.add_subcommand("query", "Write, understand and test queries (docs/reference/query-language.md)");
    query->require_subcommand(1);

    auto* sub = command(query, "check", "All errors of files of queries at once",
                        "  vigie query check queries.tsv      one name<TAB>query a line\n"
                        "  vigie query check queries.yaml --assets assets.yaml\n");
    sub->add_option("files", check.files, "Files of queries")->required();
    sub->add_flag("--json", check.json, "Diagnostics as JSON lines");
    add_names(sub, check.names);
    sub->callback([&action] { action = [] { return query_check(check); }; });

    sub = command(query, "explain", "What a query will match, in words, and what it costs",
                  "  vigie query explain 'coupon NEAR/5 promo -from:acme'\n"
                  "  vigie query explain 'canicule SAUF météo' --lang fr\n");
    sub->add_option("query", explain.query, "The query")->required();
    sub->add_option("--lang", explain.lang, "fr or en")->check(CLI::IsMember({"fr", "en"}));
    sub->add_flag("--json", explain.json, "One JSON line");
    add_names(sub, explain.names);
    sub->callback([&action] { action = [] { return query_explain(explain); }; });

    sub = command(query, "try", "Show what a query finds in a file, highlighted",
                  "  vigie query try 'coupon promo*' day.jsonl.gz\n"
                  "  echo 'Un coupon promo' | vigie query try 'coupon NEAR/3 promo' -\n");
    sub->add_option("query", trial.query, "The query")->required();
    sub->add_option("file", trial.file, "Items, events of Jetstream or plain lines; - is standard input");
    sub->add_option("-n,--limit", trial.limit, "Show at most so many")->check(CLI::NonNegativeNumber);
    sub->add_flag("--json", trial.json, "JSON lines: item and highlights");
    add_names(sub, trial.names);
    sub->callback([&action] { action = [] { return query_try(trial); }; });

    sub = command(query, "test", "Run the cases kept beside queries",
                  "  vigie query test queries.test.yaml\n  vigie query test watches/*.test.yaml\n");
    sub->add_option("files", test.files, "Files of cases")->required();
    sub->add_flag("--json", test.json, "One JSON line for each case");
    add_names(sub, test.names);
    sub->callback([&action] { action = [] { return query_test(test); }; });
}

}  // namespace vigie::cli
