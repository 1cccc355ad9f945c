// Bytes → queries and an item: the first line holds queries (separated by ';;'), the rest is the text.
// Whatever compiles must match without a crash, and its highlights must lie inside their fields.
#pragma once

#include <vigie/base/assert.hpp>
#include <vigie/kit/utf8.hpp>
#include <vigie/query/set.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::query {

inline void fuzz_set(std::string_view bytes) {
    const auto clean = kit::sanitize_utf8(bytes, 8192);
    const auto cut = std::min(clean.find('\n'), clean.size());
    std::string_view queries = std::string_view(clean).substr(0, cut);
    model::Item item;
    item.text = cut < clean.size() ? clean.substr(cut + 1) : std::string();
    item.author.name = item.text.substr(0, item.text.find(' '));
    item.author.handle = item.author.name;
    item.links = {item.author.name};
    std::vector<Source> sources;
    for (std::size_t n = 0; n < 8 && !queries.empty(); ++n) {
        const auto end = std::min(queries.find(";;"), queries.size());
        Source source{std::to_string(n), std::string(queries.substr(0, end))};
        queries.remove_prefix(std::min(queries.size(), end + 2));
        if (compile(std::vector<Source>{source}).set) sources.push_back(std::move(source));
    }
    if (sources.empty()) return;
    const auto compiled = compile(sources);
    if (!compiled.set) return;
    Scanner scanner(compiled.set);
    model::ItemViewer viewer;
    const auto& view = viewer.of(item);
    const auto found = scanner.match(view);
    const std::vector<std::uint32_t> matched(found.begin(), found.end());
    for (const auto query : matched) {
        for (const auto& h : scanner.highlights(query)) {
            VIGIE_ASSERT(h.start < h.end);
            if (h.field == "text") VIGIE_ASSERT(h.end <= item.text.size());
            VIGIE_ASSERT(h.clause.end <= sources[query].text.size());
        }
    }
    VIGIE_ASSERT(scanner.any(view) == !matched.empty());
}

}  // namespace vigie::query
