#include <vigie/engage/publish.hpp>

#include <doctest/doctest.h>

#include <chrono>

using namespace vigie;
using namespace std::chrono_literals;

namespace {

const model::AssetId ours("account-ours");
const Time noon = parse_time("2026-03-02T12:00:00Z").value();

engage::TicketDraft draft(const std::string& text) {
    return {.asset = ours, .text = text, .digest = {}, .opens = noon, .closes = noon + 2h};
}

model::Item post(const std::string& id, const std::string& text, Time at) {
    model::Item i;
    i.network = "bluesky";
    i.id = id;
    i.text = text;
    i.observed_at = at;
    return i;
}

engage::PublishBy by(const std::string& actor, const std::string& why = "") {
    return {.actor = actor, .why = why, .at = noon - 1h};
}

}  // namespace

TEST_CASE("A ticket covers one post with its words in its window") {
    const auto store = ports::make_memory_store();
    REQUIRE(store->write([&](ports::Session& s) -> Result<> {
        VIGIE_TRY_ASSIGN(auto ticket,
                         engage::create_ticket(s, draft("Bonjour à tous !"), false, by("camille")));
        const auto seen = post("1", "bonjour  à tous https://t.test/x", noon + 5min);
        CHECK(!engage::covering_ticket(s, ours, seen).value());
        CHECK(engage::approve_ticket(s, ticket.id, by("anna")));
        CHECK(!engage::approve_ticket(s, ticket.id, by("anna")));
        CHECK(engage::covering_ticket(s, ours, seen).value());
        CHECK(!engage::covering_ticket(s, ours, post("2", "Bonjour à tous", noon + 3h)).value());
        CHECK(!engage::covering_ticket(s, ours, post("2", "Bonsoir à tous", noon + 5min)).value());
        VIGIE_TRY(engage::settle_ticket(s, ours, seen));
        CHECK(s.publication(ticket.id).value()->state == model::PublicationState::published);
        CHECK(engage::covering_ticket(s, ours, seen).value());
        CHECK(!engage::covering_ticket(s, ours, post("2", "Bonjour à tous", noon + 6min)).value());
        CHECK(!engage::cancel_ticket(s, ticket.id, by("anna")));
        return {};
    }));
}

TEST_CASE("A freeze holds tickets once, and lifting it needs a reason and approval anew") {
    const auto store = ports::make_memory_store();
    REQUIRE(store->write([&](ports::Session& s) -> Result<> {
        VIGIE_TRY_ASSIGN(const auto ticket, engage::create_ticket(s, draft("Bonjour"), true, by("anna")));
        CHECK(engage::freeze_account(s, ours, {}, by("vigie", "odd post")).value());
        CHECK(!engage::freeze_account(s, ours, {}, by("vigie", "odd post")).value());
        CHECK(s.publication(ticket.id).value()->state == model::PublicationState::frozen);
        CHECK(engage::create_ticket(s, draft("Plus tard"), true, by("anna")).value().state ==
              model::PublicationState::frozen);
        CHECK(!engage::unfreeze_account(s, ours, by("anna")));
        CHECK(engage::unfreeze_account(s, ours, by("anna", "password changed")));
        CHECK(!engage::unfreeze_account(s, ours, by("anna", "password changed")));
        CHECK(s.publication(ticket.id).value()->state == model::PublicationState::waiting);
        CHECK(s.count_acts("account.frozen", "vigie", {}).value() == 1);
        CHECK(s.count_acts("account.unfrozen", "anna", {}).value() == 1);
        return {};
    }));
}

TEST_CASE("A freeze of all holds every account but for those who may still speak, and ends by itself") {
    const auto store = ports::make_memory_store();
    REQUIRE(store->write([&](ports::Session& s) -> Result<> {
        using enum model::PublicationState;
        const model::AssetId all;
        auto elsewhere = draft("Bonsoir");
        elsewhere.asset = model::AssetId("account-other");
        VIGIE_TRY_ASSIGN(const auto theirs, engage::create_ticket(s, draft("Bonjour"), true, by("anna")));
        VIGIE_TRY_ASSIGN(const auto hers, engage::create_ticket(s, elsewhere, true, by("camille")));
        const auto state = [&](const model::Publication& t) { return s.publication(t.id).value()->state; };
        const engage::FreezeTerms terms{.until = noon, .speakers = {"camille"}};
        CHECK(!engage::freeze_account(s, all, terms, by("anna")));  // no reason
        CHECK(!engage::freeze_account(s, all, {.until = noon - 2h}, by("anna", "crisis")));
        CHECK(engage::freeze_account(s, all, terms, by("anna", "crisis")).value());
        CHECK(!engage::freeze_account(s, all, terms, by("anna", "crisis")).value());
        CHECK(state(theirs) == frozen);
        CHECK(state(hers) == approved);
        CHECK(engage::create_ticket(s, draft("Plus tard"), true, by("anna")).value().state == frozen);
        CHECK(engage::create_ticket(s, draft("Communiqué"), true, by("camille")).value().state == approved);
        CHECK(!engage::approve_ticket(s, theirs.id, by("anna")));

        // Other terms: she may speak no longer.
        CHECK(engage::freeze_account(s, all, {.until = noon}, by("anna", "worse")).value());
        CHECK(state(hers) == frozen);
        CHECK(s.count_acts("account.freeze_changed", "anna", {}).value() == 1);

        // An account that is frozen itself stays so when the freeze of all ends.
        CHECK(engage::freeze_account(s, ours, {}, by("vigie", "odd post")).value());
        CHECK(engage::end_freezes(s, noon - 1min).value() == 0);
        CHECK(engage::end_freezes(s, noon).value() == 1);
        CHECK(engage::end_freezes(s, noon).value() == 0);
        CHECK(state(theirs) == frozen);
        CHECK(state(hers) == waiting);
        CHECK(!engage::freeze_of(s, all).value()->decision.frozen);
        CHECK(s.count_acts("account.unfrozen", "vigie", {}).value() == 1);
        return {};
    }));
}

TEST_CASE("Vigie's own freeze makes a person's stricter and is not repeated") {
    const auto store = ports::make_memory_store();
    REQUIRE(store->write([&](ports::Session& s) -> Result<> {
        CHECK(engage::freeze_account(s, ours, {.until = noon}, by("anna", "quiet")).value());
        CHECK(engage::freeze_account(s, ours, {}, by("vigie", "odd post")).value());
        CHECK(!engage::freeze_account(s, ours, {}, by("vigie", "another odd post")).value());
        CHECK(engage::end_freezes(s, noon + 1h).value() == 0);
        CHECK(engage::freeze_of(s, ours).value()->decision.frozen);
        return {};
    }));
}

TEST_CASE("An approval and a cancellation are taken back, a publication that is out is not") {
    const auto store = ports::make_memory_store();
    REQUIRE(store->write([&](ports::Session& s) -> Result<> {
        using enum model::PublicationState;
        VIGIE_TRY_ASSIGN(const auto ticket, engage::create_ticket(s, draft("Bonjour"), false, by("anna")));
        CHECK(!engage::reopen_ticket(s, ticket.id, by("anna")));
        CHECK(engage::approve_ticket(s, ticket.id, by("camille")));
        CHECK(engage::reopen_ticket(s, ticket.id, by("camille")).value().state == waiting);
        CHECK(engage::cancel_ticket(s, ticket.id, by("camille")));
        CHECK(engage::freeze_account(s, ours, {}, by("anna", "quiet")).value());
        CHECK(engage::reopen_ticket(s, ticket.id, by("camille")).value().state == frozen);
        return {};
    }));
}

TEST_CASE("A draft that says nothing is refused") {
    const auto store = ports::make_memory_store();
    REQUIRE(store->write([&](ports::Session& s) -> Result<> {
        auto d = draft("");
        CHECK(!engage::create_ticket(s, d, true, by("anna")));
        d.digest = "abc";
        CHECK(!engage::create_ticket(s, d, true, by("anna")));
        d = draft("x");
        d.closes = d.opens;
        CHECK(!engage::create_ticket(s, d, true, by("anna")));
        return {};
    }));
}
