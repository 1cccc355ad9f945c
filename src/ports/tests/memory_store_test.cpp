#include <vigie/ports/audit.hpp>
#include <vigie/ports/search.hpp>
#include <vigie/ports/store.hpp>

#include <doctest/doctest.h>

namespace vigie::ports {
namespace {

model::Item post(const std::string& id, const std::string& text) {
    model::Item item;
    item.network = "bluesky";
    item.id = id;
    item.text = text;
    item.author.handle = "anna.example";
    return item;
}

}  // namespace

TEST_CASE("a failed write leaves nothing behind") {
    const auto store = make_memory_store();
    const auto keep = store->write([](Session& s) -> Result<> {
        VIGIE_TRY(s.put_item(post("1", "first")));
        VIGIE_TRY(s.set_value("k", "old"));
        return {};
    });
    REQUIRE(keep.has_value());
    const auto failed = store->write([](Session& s) -> Result<> {
        VIGIE_TRY(s.put_item(post("1", "changed")));
        VIGIE_TRY(s.put_item(post("2", "second")));
        VIGIE_TRY(s.create_incident({}));
        VIGIE_TRY(s.set_value("k", "new"));
        VIGIE_TRY(s.append_audit({}));
        return fail(Errc::io, "stop");
    });
    CHECK_FALSE(failed.has_value());
    (void)store->read([](Session& s) -> Result<> {
        CHECK((*s.item({"bluesky", "1"}))->text == "first");
        CHECK_FALSE(s.item({"bluesky", "2"})->has_value());
        CHECK(s.incidents({})->total == 0);
        CHECK(s.value("k")->value() == "old");
        CHECK(s.audit({})->empty());
        CHECK(s.search_items("second", 5)->empty());
        return {};
    });
    // The number that was taken back is given again: no gap.
    (void)store->write([](Session& s) -> Result<> {
        CHECK(s.create_incident({})->id.value == "VG-1970-0001");
        return {};
    });
}

TEST_CASE("a write inside a read is refused") {
    const auto store = make_memory_store();
    (void)store->read([](Session& s) -> Result<> {
        CHECK(s.put_item(post("1", "x")).error().code == Errc::invalid_argument);
        CHECK(s.append_audit({}).error().code == Errc::invalid_argument);
        return {};
    });
}

TEST_CASE("a deletion without content keeps what was said") {
    const auto store = make_memory_store();
    (void)store->write([](Session& s) -> Result<> {
        CHECK(*s.put_item(post("1", "give me your code")));
        model::Item gone;
        gone.network = "bluesky";
        gone.id = "1";
        gone.deleted = true;
        CHECK_FALSE(*s.put_item(gone));
        const auto kept = s.item({"bluesky", "1"})->value();
        CHECK(kept.deleted);
        CHECK(kept.text == "give me your code");
        return {};
    });
}

TEST_CASE("the audit chain is found whole, and a head that does not fit is reported") {
    const auto store = make_memory_store();
    (void)store->write([](Session& s) -> Result<> {
        for (int i = 0; i < 2500; ++i) {
            model::AuditEntry entry;
            entry.act = "incident.opened";
            entry.at = from_us(1'000'000'123 + i);
            VIGIE_TRY(s.append_audit(std::move(entry)));
        }
        return {};
    });
    (void)store->read([](Session& s) -> Result<> {
        const auto report = verify_audit(s);
        REQUIRE(report.has_value());
        CHECK(report->ok);
        CHECK(report->entries == 2500);
        CHECK(*s.count_acts("incident.opened", "", from_us(1'000'000'000)) == 2500);
        CHECK(*s.count_acts("incident.opened", "anna", Time{}) == 0);
        return {};
    });
}

TEST_CASE("a search asks for all words, the last one may be a beginning") {
    const auto words = search_words(post("1", "Pay your Fee at meridien-login.example"));
    CHECK(search_matches(words, search_terms("fee meri")));
    CHECK(search_matches(words, search_terms("anna")));
    CHECK_FALSE(search_matches(words, search_terms("meri fee")));
    CHECK_FALSE(search_matches(words, search_terms("meri ")));
    CHECK_FALSE(search_matches(words, search_terms("  ...  ")));
    const auto item = post("1", std::string(300, 'x') + " the code " + std::string(300, 'y'));
    const auto snippet = search_snippet(item, search_terms("code"));
    CHECK(snippet.find(" the code ") != std::string::npos);
    CHECK(snippet.starts_with("…"));
    CHECK(snippet.ends_with("…"));
}

}  // namespace vigie::ports
