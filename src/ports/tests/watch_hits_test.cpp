#include <vigie/ports/store.hpp>

#include <doctest/doctest.h>

namespace vigie::ports {
namespace {

const Time noon = parse_time("2026-03-09T12:10:00Z").value();

model::Item post(const std::string& id) {
    model::Item item;
    item.network = "bluesky";
    item.id = id;
    item.observed_at = noon;
    return item;
}

template <class Work>
void in(Store& store, const Work& work) {
    const auto done = store.write([&](Session& s) -> Result<> {
        work(s);
        return {};
    });
    REQUIRE(done.has_value());
}

}  // namespace

TEST_CASE("an item counts once for each watch, in the hour it was first hit") {
    const auto store = make_memory_store();
    in(*store, [](Session& s) {
        REQUIRE(s.put_item(post("1")));
        REQUIRE(s.put_item(post("2")));
        REQUIRE(s.add_hits({"bluesky", "1"}, noon, {"w", "asset:brand-x"}));
        REQUIRE(s.add_hits({"bluesky", "1"}, noon + std::chrono::hours(1), {"w", "late"}));
        REQUIRE(s.add_hits({"bluesky", "2"}, noon + std::chrono::hours(1), {"w"}));
        CHECK(s.add_hits({"bluesky", "3"}, noon, {"w"}).error().code == Errc::not_found);
        CHECK(*s.volume("w", noon - std::chrono::hours(1), 3) == std::vector<std::int64_t>{0, 1, 1});
        CHECK(*s.volumes(noon, noon + std::chrono::hours(1)) ==
              std::map<std::string, std::int64_t>{{"asset:brand-x", 1}, {"w", 1}});
        const auto items = s.items_of_watch("w", 10);
        REQUIRE(items->size() == 2);
        CHECK(items->front().id == "2");
    });
}

TEST_CASE("counts outlive the items, and are forgotten by the hour") {
    const auto store = make_memory_store();
    in(*store, [](Session& s) {
        REQUIRE(s.put_item(post("1")));
        REQUIRE(s.add_hits({"bluesky", "1"}, noon, {"w"}));
        CHECK(*s.purge_items(noon + std::chrono::hours(1), 10) == 1);
        CHECK(s.items_of_watch("w", 10)->empty());
        CHECK(*s.volume("w", noon, 1) == std::vector<std::int64_t>{1});
        REQUIRE(s.purge_volumes(noon));
        CHECK(*s.volume("w", noon, 1) == std::vector<std::int64_t>{1});
        REQUIRE(s.purge_volumes(noon + std::chrono::hours(1)));
        CHECK(*s.volume("w", noon, 1) == std::vector<std::int64_t>{0});
    });
}

TEST_CASE("two people who change one watch: the second is told") {
    const auto store = make_memory_store();
    in(*store, [](Session& s) {
        model::Watch w;
        w.name = "offers";
        w.query = "offre";
        auto first = s.put_watch(w);
        REQUIRE(first);
        CHECK(first->version == 1);
        CHECK(s.put_watch(w).error().code == Errc::conflict);
        first->deleted = true;
        CHECK(s.put_watch(*first)->version == 2);
        CHECK(s.put_watch(*first).error().code == Errc::conflict);
        CHECK((*s.watch("offers"))->deleted);
        CHECK_FALSE(s.watch("others")->has_value());
    });
}

}  // namespace vigie::ports
