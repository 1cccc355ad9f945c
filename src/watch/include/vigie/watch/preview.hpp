// What a query would have hit, before it is saved: over what is stored of the last hours, and over the last
// minutes of the whole stream.
#pragma once

#include <vigie/model/item.hpp>
#include <vigie/ports/store.hpp>
#include <vigie/query/set.hpp>
#include <vigie/watch/beyond.hpp>
#include <vigie/watch/recent.hpp>

#include <cstdint>
#include <optional>
#include <vector>

namespace vigie::watch {

struct PreviewRow {
    model::Item item;
    std::vector<query::Highlight> highlights;
    bool stored = false;
};

struct Preview {
    std::int64_t looked_at = 0;  // stored items
    std::int64_t matched = 0;
    bool truncated = false;              // there were more stored items than `most_items`
    std::vector<std::int64_t> per_hour;  // stored ones that match, the oldest hour first
    struct Stream {
        std::int64_t looked_at = 0;
        std::int64_t matched = 0;
        double minutes = 0;
        Time since{};
    };
    std::optional<Stream> stream;
    struct Estimate {  // of hits a day; low and high: where 95 % of days lie if things go on like this
        double per_day = 0;
        double low = 0;
        double high = 0;
        bool from_stream = false;
    } estimate;
    std::vector<PreviewRow> rows;  // of the stream first, the newest first
};

struct PreviewOptions {
    Time now{};
    int hours = 24;
    int limit = 20;
    int most_items = 50'000;
};

// `set` holds the one query. `recent` may be null. About 15 µs a stored item (most of it JSON).
[[nodiscard]] Result<Preview> preview(const std::shared_ptr<const query::Set>& set, ports::Session& session,
                                      const Recent* recent, Beyond& beyond, const PreviewOptions& options);

}  // namespace vigie::watch
