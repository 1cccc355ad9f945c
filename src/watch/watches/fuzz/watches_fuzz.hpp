// One file of watches: reading it ends, harms nothing, and gives watches exactly when it complains of no
// error; what it gives compiles.
#pragma once

#include <vigie/base/assert.hpp>
#include <vigie/watch/watches.hpp>

#include <string>

namespace vigie::watch {

inline void fuzz_watches(std::string content) {
    static const model::AssetRegister assets;
    auto result = read_watches({{"f.yaml", std::move(content)}}, assets);
    VIGIE_ASSERT(result.read.has_value() == !has_errors(result.diagnostics));
    if (!result.read) return;
    const auto set = WatchSet::make(assets, *std::move(result.read), {});
    for (const auto& [watch, problems] : set->all()) {
        for (const auto& problem : problems) VIGIE_ASSERT(problem.level == Diagnostic::Level::warning);
    }
}

}  // namespace vigie::watch
