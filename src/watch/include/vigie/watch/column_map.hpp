// Brings rows of any table (CSV columns, members of foreign JSON objects) to items. Written by people as
// YAML:
//   network: x
//   kind: post
//   map:
//     id: tweet_id
//     text: text
//     created_at: {column: date, format: "%d/%m/%Y"}     # strptime; without a format RFC 3339 or Unix
//     seconds author.handle: screen_name lang: {value: fr}                                   # a constant
// A row without an `id` in the map gets its line number as id.
#pragma once

#include <vigie/base/diagnostic.hpp>
#include <vigie/base/result.hpp>
#include <vigie/model/item.hpp>

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::watch {

struct ColumnRule {
    std::string field;   // of the item: "text", "author.handle", "metrics.likes"…
    std::string column;  // source column; empty when `value` is a constant
    std::string value;
    std::string format;  // times only
};

struct ColumnMap {
    std::string network = "web";
    model::ItemKind kind = model::ItemKind::post;
    std::vector<ColumnRule> rules;
};

// The fields that a rule may name.
[[nodiscard]] const std::vector<std::string>& mappable_fields();

struct ColumnMapResult {
    std::optional<ColumnMap> map;  // nothing when there is an error
    Diagnostics diagnostics;
};
[[nodiscard]] ColumnMapResult read_column_map(const std::string& path, const std::string& content);

// `cell` answers the text of a column, or nothing. Values that do not fit become warnings. Errc::parse when
// no id is left.
[[nodiscard]] Result<model::Item> apply(
    const ColumnMap& map, const std::function<std::optional<std::string>(const std::string&)>& cell,
    std::size_t line);

}  // namespace vigie::watch
