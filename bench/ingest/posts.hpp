// Jetstream posts of about 750 bytes for the benches, the same every time: words drawn from a list with
// Zipf's frequencies, or the texts of the data folder where VIGIE_DATA names one.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::bench {

struct Posts {
    std::string ndjson;                    // all of them, one a line
    std::vector<std::string_view> events;  // its lines
    std::string says;                      // where the texts come from
};

[[nodiscard]] const Posts& posts();

// The same posts as lines of Vigie's own form.
[[nodiscard]] const Posts& items();

// `count` boolean queries of three to six terms over the words of the texts, "query-17\t(a OR b) c -d" each.
// The frequent words are in few of them, as in life: a query of "le" and "the" nobody writes.
[[nodiscard]] std::vector<std::string> queries(std::size_t count);

}  // namespace vigie::bench
