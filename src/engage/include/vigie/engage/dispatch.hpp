// What goes out at its hour. Each delivery is claimed in one transaction, sent outside of any, recorded in
// another. Killed in between, the next attempt has the same key and date: the network publishes once.
#pragma once

#include <vigie/engage/publisher.hpp>
#include <vigie/model/asset.hpp>
#include <vigie/ports/bus.hpp>
#include <vigie/ports/clock.hpp>
#include <vigie/ports/store.hpp>

#include <functional>
#include <memory>
#include <vector>

namespace vigie::engage {

class Dispatcher {
public:
    struct Ports {
        ports::Store* store = nullptr;
        ports::Clock* clock = nullptr;
        ports::Bus* bus = nullptr;
    };
    // `assets` gives the register in force. Everything outlives the dispatcher.
    Dispatcher(Ports ports, std::vector<std::unique_ptr<Publisher>> publishers,
               std::function<std::shared_ptr<const model::AssetRegister>()> assets)
        : ports_(ports), publishers_(std::move(publishers)), assets_(std::move(assets)) {}

    // Sends what is due, ends what expired. Answers how many drafts moved. At most 20 deliveries at once.
    Result<std::size_t> tick();

    // Who posts on this account; null when nobody can. Valid as long as the dispatcher.
    [[nodiscard]] Publisher* publisher_of(const model::AssetId& asset) const;
    [[nodiscard]] const std::vector<std::unique_ptr<Publisher>>& publishers() const { return publishers_; }

private:
    struct Job;
    Result<std::vector<Job>> claim();
    Result<> record(const Job& job, const Posting& posting);

    Ports ports_;
    std::vector<std::unique_ptr<Publisher>> publishers_;
    std::function<std::shared_ptr<const model::AssetRegister>()> assets_;
};

}  // namespace vigie::engage
