// What `drill run` and `run --drill` have in common: the scenario read and checked, its store, its channels
// and desks. Only the platform behind them is the exercise's; pipeline, responder, channels and desks are the
// real ones.
#pragma once

#include <vigie/base/result.hpp>
#include <vigie/drill/exercise.hpp>
#include <vigie/engine/judgement.hpp>

#include <memory>
#include <string>
#include <vector>

namespace vigie::cli {

struct DrillSetup {
    std::shared_ptr<const drill::Scenario> scenario;
    std::shared_ptr<const engine::Judgement> judgement;
    std::shared_ptr<const model::PolicySet> policies;
    stories::KeeperSettings stories;  // threshold and facts of the scenario
    std::string temporary;            // folder that goes away with the setup

    [[nodiscard]] static Result<std::unique_ptr<DrillSetup>> make(const std::string& name,
                                                                  std::uint64_t seed);
    ~DrillSetup();

    // A fresh SQLite store in `folder`, or in a temporary one when it is empty.
    [[nodiscard]] Result<std::unique_ptr<ports::Store>> open_store(const std::string& folder);
    [[nodiscard]] static std::vector<std::unique_ptr<respond::Channel>> channels(drill::Platform& platform,
                                                                                 ports::Clock& clock);
    [[nodiscard]] static std::vector<std::unique_ptr<respond::Desk>> desks(drill::Platform& platform,
                                                                           ports::Clock& clock,
                                                                           ports::Store& store);
};

}  // namespace vigie::cli
