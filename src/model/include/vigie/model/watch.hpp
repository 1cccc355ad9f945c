// A watch: a named query of what is looked for. Three kinds: derived from an asset of the register (one each,
// named "asset:<id>"), written in a file, or written in the console (those are rows of the store).
#pragma once

#include <vigie/base/time.hpp>
#include <vigie/model/asset.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::model {

enum class WatchKind : std::uint8_t { asset, file, console };

[[nodiscard]] std::string_view name(WatchKind kind) noexcept;
[[nodiscard]] std::optional<WatchKind> watch_kind_of(std::string_view name) noexcept;

struct Watch {
    std::string name;  // unique among all kinds
    WatchKind kind = WatchKind::console;
    std::string query;
    std::string note;
    bool enabled = true;
    std::vector<std::string> tags;
    AssetId asset;      // derived from it, or tied to it by whoever wrote the watch
    std::string place;  // of a file: "watches.yaml:12"
    std::string created_by;
    Time created_at{};
    std::string updated_by;
    Time updated_at{};
    std::int64_t version = 0;  // of a row; 0 = not stored
    bool deleted = false;      // kept so that it can come back, and for its volumes
    friend bool operator==(const Watch&, const Watch&) = default;
};

// Letters a-z, digits, '-', '_', '.'; begins with a letter or digit; at most 64: what watch:NAME can say.
[[nodiscard]] bool good_watch_name(std::string_view name) noexcept;

}  // namespace vigie::model
