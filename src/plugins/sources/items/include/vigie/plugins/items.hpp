// Vigie's own input form: one JSON object a line, as schemas/item.schema.json describes. Reads leniently: an
// unknown member is kept out, a member of the wrong type is dropped with a warning, and only a line without
// an id or that is not an object is refused. Also the readers of `vigie inspect` for accounts, domains and
// URLs.
#pragma once

#include <vigie/base/result.hpp>
#include <vigie/model/item.hpp>
#include <vigie/watch/column_map.hpp>
#include <vigie/watch/source.hpp>

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace vigie::plugins {

// What an item that does not say so itself belongs to.
struct ItemDefaults {
    std::string network = "web";
    model::ItemKind kind = model::ItemKind::post;
};

// Parses many lines with one parser: reuse it, one thread. Cost about 1 µs for a 500-byte line.
class ItemDecoder {
public:
    explicit ItemDecoder(ItemDefaults defaults = {});
    ~ItemDecoder();
    ItemDecoder(const ItemDecoder&) = delete;
    ItemDecoder& operator=(const ItemDecoder&) = delete;

    [[nodiscard]] Result<model::Item> item(std::string_view json);
    // An author object with `network` → an item of kind account with the same id.
    [[nodiscard]] Result<model::Item> account(std::string_view json);
    // {"id", "domain"} → kind domain; {"id", "url"} → kind page. The value stands in links.
    [[nodiscard]] Result<model::Item> domain(std::string_view json);
    [[nodiscard]] Result<model::Item> url(std::string_view json);
    // A foreign object through a column map; lists become their elements joined by blanks.
    [[nodiscard]] Result<model::Item> mapped(std::string_view json, const watch::ColumnMap& map,
                                             std::size_t line);

private:
    struct State;
    std::unique_ptr<State> state_;
};

struct ItemsConfig {
    std::string path;     // a file (plain, gzip or zstd), or "-" for standard input
    bool follow = false;  // wait for more at the end of the file, as `tail -f` does
    ItemDefaults defaults;
    std::optional<watch::ColumnMap> map =
        std::nullopt;  // the lines are foreign JSON objects: a column is a member, "user.name" a nested one
};

// Cursor: the number of bytes of whole lines that were stored (of the uncompressed stream).
[[nodiscard]] std::unique_ptr<watch::Source> make_items_source(ItemsConfig config);

}  // namespace vigie::plugins
