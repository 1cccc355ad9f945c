// The automatic freeze at work: what a taken account brings about in Vigie's own queue, and what a replay, a
// person or the clock change about it.
#include <vigie/engage/publish.hpp>
#include <vigie/engine/pipeline.hpp>
#include <vigie/engine/takeover.hpp>

#include <doctest/doctest.h>

namespace vigie::engine {
namespace {

using namespace std::chrono_literals;

const Time noon = parse_time("2026-03-09T12:00:00Z").value();
const model::AssetId ours("account:acme");
const char* const lure = "BITCOIN GIVEAWAY! Send 0.1 BTC and get 1 BTC back: https://btc-double.test/claim";

std::shared_ptr<const Judgement> judgement() {
    model::Asset account;
    account.id = ours;
    account.kind = model::AssetKind::account;
    account.network = "bluesky";
    account.handle = "acme.example";
    account.name = "Acme";
    return Judgement::make(std::make_shared<model::AssetRegister>(std::vector{account}, "v1")).value();
}

SourceBatch posts(std::vector<std::pair<std::string, std::string>> texts, Time at) {
    SourceBatch out{.source = "test", .batch = {}};
    for (auto& [id, text] : texts) {
        model::Item item;
        item.network = "bluesky";
        item.id = id;
        item.text = std::move(text);
        item.observed_at = at;
        item.author.network = "bluesky";
        item.author.handle = "acme.example";
        item.author.name = "Acme";
        out.batch.items.push_back(std::move(item));
    }
    return out;
}

struct House {
    std::unique_ptr<ports::Store> store = ports::make_memory_store();
    std::unique_ptr<ports::Bus> bus = ports::make_local_bus();
    std::unique_ptr<ports::Metrics> metrics = ports::make_null_metrics();
    ports::ManualClock clock{noon};
    judge::Budget budget;
    std::unique_ptr<Pipeline> pipeline;

    explicit House(judge::Budget allowed = {}) : budget(std::move(allowed)) {
        Pipeline::Ports ports{store.get(), &clock, bus.get(), metrics.get()};
        ports.budget = budget;
        pipeline = std::make_unique<Pipeline>(
            ports, std::make_shared<Current<Judgement>>(judgement()),
            std::make_shared<Current<model::PolicySet>>(std::make_shared<const model::PolicySet>()));
    }
    Processed process(const SourceBatch& batch) { return pipeline->process({batch}).value(); }
    template <class Work>
    void in(const Work& work) {
        REQUIRE(store->write([&](ports::Session& s) -> Result<> {
            work(s);
            return {};
        }));
    }
    std::optional<engage::Freeze> freeze() {
        std::optional<engage::Freeze> out;
        in([&](ports::Session& s) { out = engage::freeze_of(s, ours).value(); });
        return out;
    }
    std::int64_t acts(const char* act) {
        std::int64_t out = 0;
        in([&](ports::Session& s) { out = s.count_acts(act, "vigie", {}).value(); });
        return out;
    }
};

}  // namespace

TEST_CASE(
    "a takeover that is nearly sure freezes the account once, with its case; an ordinary post does not") {
    House house;
    CHECK(house.process(posts({{"1", "Bonjour à tous"}}, noon)).frozen.empty());
    CHECK(!house.freeze());
    const auto batch = posts({{"2", lure}}, noon + 1min);
    const auto done = house.process(batch);
    REQUIRE(done.findings.size() >= 1);
    CHECK(done.frozen == std::vector{ours});
    const auto frozen = house.freeze();
    REQUIRE(frozen);
    CHECK(frozen->decision.frozen);
    CHECK(frozen->decision.by == "vigie");
    CHECK(frozen->decision.incident == done.changes[0].incident.id);
    CHECK(!frozen->terms.until);

    // The same again, and another one: frozen it is.
    CHECK(house.process(batch).frozen.empty());
    CHECK(house.process(posts({{"3", lure}}, noon + 2min)).frozen.empty());
    CHECK(house.acts("account.frozen") == 1);
    CHECK(house.freeze()->decision.at == frozen->decision.at);
}

TEST_CASE("what a person lifted is not frozen again by the finding that froze it, but by a new one") {
    House house;
    const auto batch = posts({{"2", lure}}, noon);
    house.process(batch);
    house.clock.advance(1h);
    house.in([&](ports::Session& s) {
        CHECK(engage::unfreeze_account(s, ours, {"anna", "password changed", house.clock.now()}));
    });
    CHECK(house.process(batch).frozen.empty());
    CHECK(!house.freeze()->decision.frozen);
    CHECK(house.freeze()->decision.by == "anna");
    CHECK(house.process(posts({{"3", lure}}, noon + 2h)).frozen == std::vector{ours});
    CHECK(house.acts("account.frozen") == 2);
}

TEST_CASE("a used-up budget of cases never keeps an account from being frozen") {
    House house({.per_day = 1});
    house.process(posts({{"1", lure}}, noon));
    house.in([&](ports::Session& s) {
        CHECK(engage::unfreeze_account(s, ours, {"anna", "ok", noon + 1min}));
    });
    CHECK(house.process(posts({{"2", "URGENT " + std::string(lure)}}, noon + 1h)).frozen ==
          std::vector{ours});
}

TEST_CASE("a freeze that has an end is lifted when it comes") {
    House house;
    house.in([&](ports::Session& s) {
        CHECK(engage::freeze_account(s, {}, {.until = noon + 1h}, {"anna", "crisis", noon}));
    });
    CHECK(!end_freezes(*house.store, noon + 59min).value());
    CHECK(end_freezes(*house.store, noon + 1h).value());
    CHECK(!end_freezes(*house.store, noon + 2h).value());
    CHECK(house.acts("account.unfrozen") == 1);
}

}  // namespace vigie::engine
