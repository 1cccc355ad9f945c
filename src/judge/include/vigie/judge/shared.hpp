// What the detectors of one register share: the register, the index of what imitates it, the lists of
// known-bad URLs. The engine makes it once, so a register of many assets is indexed once, not in each
// detector.
#pragma once

#include <vigie/judge/detector.hpp>
#include <vigie/judge/lookalike.hpp>
#include <vigie/model/asset.hpp>
#include <vigie/ports/reputation.hpp>

#include <memory>
#include <utility>

namespace vigie::vault {
class Vault;
}

namespace vigie::judge {

struct Shared {
    std::shared_ptr<const model::AssetRegister> assets;
    std::shared_ptr<const Lookalikes> lookalikes;    // of `assets`; null only without them
    std::shared_ptr<const ports::Reputation> lists;  // null: no list is asked
    std::shared_ptr<const vault::Vault> vault;       // registered confidential texts and tables; null: none

    Shared() = default;
    // Makes the index. Implicit, since a register alone is all that a single detector needs.
    Shared(std::shared_ptr<const model::AssetRegister> of,  // NOLINT(google-explicit-constructor)
           std::shared_ptr<const ports::Reputation> asked = nullptr);
    Shared(std::shared_ptr<model::AssetRegister> of)  // NOLINT(google-explicit-constructor)
        : Shared(std::shared_ptr<const model::AssetRegister>(std::move(of))) {}
};

// Makes a detector that uses more than the register. Errc::invalid_argument without one.
using SharedFactory = Result<std::unique_ptr<Detector>> (*)(const Shared& shared);

}  // namespace vigie::judge
