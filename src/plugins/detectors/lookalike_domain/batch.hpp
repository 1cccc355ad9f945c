// Look-alikes of one brand that appear within days and are made alike: one hand. What is remembered of them,
// and what their number says. Pure but for the memory.
#pragma once

#include <vigie/judge/lookalike.hpp>
#include <vigie/judge/memory.hpp>
#include <vigie/model/item.hpp>

#include <string>
#include <vector>

namespace vigie::plugins {

struct Batch {
    std::string id;                    // the same for all its members: what joins their findings
    std::vector<std::string> sisters;  // registrable domains seen before this one, oldest first, at most 32
};

// Recalls the batch that the domain of `verdict` belongs to, and enters it there. A batch is one asset, one
// way of imitating (slips, risk words, or the same other letters), one ending and one issuer of certificates
// (the item's author, when the source knows it); it ends when three days bring nothing new.
[[nodiscard]] Result<Batch> enter_batch(judge::Memory& memory, const model::Item& item,
                                        const judge::LinkVerdict& verdict);

}  // namespace vigie::plugins
