// Posts of one campaign find each other through memory: by what they make people use, and by near text. A
// pivot seen in a scam is known for thirty days; so is the sketch of its text. Reads at most a few dozen
// rows, for suspicious posts only.
#pragma once

#include "reading.hpp"

#include <vigie/base/result.hpp>
#include <vigie/base/time.hpp>
#include <vigie/judge/memory.hpp>
#include <vigie/judge/pivots.hpp>
#include <vigie/model/asset.hpp>

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace vigie::plugins::scam {

struct PivotPast {
    std::string asset;         // the asset that the first scam with it concerned; may be empty
    std::size_t accounts = 0;  // distinct, counted up to 32
};

// What others than `account` did with one pivot; nothing when nobody else used it: who repeats his own number
// confirms nothing.
[[nodiscard]] Result<std::optional<PivotPast>> recall_pivot(judge::Memory& memory, const judge::Pivot& pivot,
                                                            std::string_view account);
// A scam used it.
Result<> keep_pivot(judge::Memory& memory, const judge::Pivot& pivot, const model::AssetId& asset,
                    std::string_view account, Time at);

// The digest under which texts like this one are joined: that of the first seen within thirty days, or its
// own. Empty for texts of fewer than eight words. MinHash of three-word shingles, 24 values in 12 bands of 2;
// near from an estimated Jaccard of 0.5.
[[nodiscard]] Result<std::string> text_cluster(judge::Memory& memory, const Reading& reading, Time at);

// Who started the thread that a reply answers: keeps that item `id` concerns `asset`, and recalls it.
Result<> keep_thread(judge::Memory& memory, std::string_view network, std::string_view id,
                     const model::AssetId& asset, bool ours, Time at);
struct Thread {
    std::string asset;
    bool ours = false;  // begun by an account of ours; else somebody wrote to us or of us
};
[[nodiscard]] Result<std::optional<Thread>> recall_thread(judge::Memory& memory, std::string_view network,
                                                          std::string_view id);

}  // namespace vigie::plugins::scam
