// Watches at work: what they hit is stored and counted, and a change takes effect while the stream runs.
#include <vigie/engine/engine.hpp>
#include <vigie/watch/recent.hpp>

#include <doctest/doctest.h>

#include <thread>

namespace vigie::engine {
namespace {

using namespace std::chrono_literals;

const Time noon = parse_time("2026-03-09T12:00:00Z").value();

std::shared_ptr<const model::AssetRegister> ours() {
    model::Asset brand;
    brand.id = model::AssetId("brand:montclar");
    brand.name = "Montclar";
    return std::make_shared<model::AssetRegister>(std::vector{brand}, "v1");
}

model::Watch watch(const std::string& name, const std::string& query) {
    model::Watch w;
    w.name = name;
    w.query = query;
    return w;
}

std::shared_ptr<const Judgement> judgement(std::vector<model::Watch> of_files = {}) {
    for (auto& w : of_files) w.kind = model::WatchKind::file;
    return Judgement::make(ours(), {.watches = std::move(of_files), .lists = {}}).value();
}

model::Item post(const std::string& id, const std::string& text) {
    model::Item item;
    item.network = "bluesky";
    item.id = id;
    item.text = text;
    item.observed_at = noon;
    item.author.network = "bluesky";
    item.author.handle = "anna.example";
    return item;
}

struct Bench {
    std::unique_ptr<ports::Store> store = ports::make_memory_store();
    std::unique_ptr<ports::Bus> bus = ports::make_local_bus();
    std::unique_ptr<ports::Metrics> metrics = ports::make_null_metrics();
    ports::ManualClock clock{noon};
    ports::SeededRng rng{1};
    watch::Recent recent{{}};
    std::shared_ptr<Current<Judgement>> current;
    std::unique_ptr<Pipeline> pipeline;

    explicit Bench(std::shared_ptr<const Judgement> judged)
        : current(std::make_shared<Current<Judgement>>(std::move(judged))) {
        pipeline = std::make_unique<Pipeline>(
            Pipeline::Ports{store.get(), &clock, bus.get(), metrics.get(), nullptr, &recent}, current,
            std::make_shared<Current<model::PolicySet>>(std::make_shared<model::PolicySet>()));
    }
    std::size_t process(std::vector<model::Item> items) const {
        SourceBatch batch{.source = "test", .batch = {}};
        batch.batch.items = std::move(items);
        return pipeline->process({std::move(batch)}).value().stored;
    }
    template <class Work>
    void read(const Work& work) const {
        REQUIRE(store->read([&](ports::Session& s) -> Result<> {
            work(s);
            return {};
        }));
    }
};

}  // namespace

TEST_CASE("what a watch or an asset hits is stored and counted, in the hour it was seen; nothing else") {
    const Bench bench(judgement({watch("bonus", "bonus"), watch("paris", "bonus paris")}));
    CHECK(bench.process({post("1", "un bonus"), post("2", "Montclar, un bonus à Paris"), post("3", "rien"),
                         post("4", "Montclar")}) == 3);
    CHECK(bench.process({post("1", "un bonus à Paris")}) == 0);  // edited: a new hit of paris, none of bonus
    bench.read([](ports::Session& s) {
        CHECK_FALSE(s.item({"bluesky", "3"})->has_value());
        CHECK(*s.volumes(noon, noon + 1h) ==
              std::map<std::string, std::int64_t>{{"asset:brand:montclar", 2}, {"bonus", 2}, {"paris", 2}});
        CHECK(s.items_of_watch("asset:brand:montclar", 9)->size() == 2);
        CHECK(s.items_of_watch("bonus", 9)->front().id == "2");
    });
}

TEST_CASE("sources ask an eye of their own, which follows what is in force and remembers the stream") {
    const Bench bench(judgement());
    const auto interest = bench.pipeline->interest();
    model::ItemViewer viewer;
    const auto item = post("1", "un bonus");
    CHECK_FALSE(interest(viewer.of(item)));
    CHECK_FALSE(bench.pipeline->concerns(item));
    bench.current->set(judgement({watch("bonus", "bonus")}));
    CHECK(interest(viewer.of(item)));
    CHECK(bench.pipeline->concerns(item));
    bench.current->set(judgement({watch("language", "bonus lang:fr")}));
    CHECK_FALSE(interest(viewer.of(item)));
    auto gone = item;
    gone.deleted = true;
    CHECK_FALSE(interest(viewer.of(gone)));
    std::size_t remembered = 0;
    bench.recent.visit(noon, [&](const model::ItemView& v) {
        CHECK(v.text == "un bonus");
        return ++remembered > 0;
    });
    CHECK(remembered == 3);
}

TEST_CASE(
    "a watch written in the console is in force without a restart, and survives a reload of the files") {
    const auto store = ports::make_memory_store();
    const auto bus = ports::make_local_bus();
    const auto metrics = ports::make_null_metrics();
    ports::ManualClock clock{noon};
    ports::SeededRng rng{1};
    Engine engine({.store = store.get(),
                   .clock = &clock,
                   .rng = &rng,
                   .bus = bus.get(),
                   .metrics = metrics.get(),
                   .judgement = judgement({watch("of-file", "cadeau")}),
                   .policies = std::make_shared<model::PolicySet>()});
    const auto put = [&](model::Watch w) {
        REQUIRE(store->write([&](ports::Session& s) -> Result<> {
            VIGIE_TRY_ASSIGN(const auto known, s.watch(w.name));
            w.version = known ? known->version : 0;
            VIGIE_TRY(s.put_watch(w));
            return {};
        }));
    };
    const auto in_force = [&](std::size_t queries) {
        for (int i = 0; i < 500; ++i) {
            if (engine.judgement()->watches().compiled()->size() == queries) return true;
            std::this_thread::sleep_for(10ms);
        }
        return false;
    };
    put(watch("early", "bonus"));
    REQUIRE(engine.start());
    CHECK(in_force(2));
    put(watch("late", "gain"));
    engine.refresh_watches();
    CHECK(in_force(3));
    engine.reload(judgement({watch("of-file", "cadeau"), watch("more", "offre")}), nullptr);
    CHECK(engine.judgement()->watches().compiled()->size() == 4);
    auto gone = watch("late", "gain");
    gone.deleted = true;
    put(gone);
    engine.refresh_watches();
    CHECK(in_force(3));
    engine.stop();
}

}  // namespace vigie::engine
