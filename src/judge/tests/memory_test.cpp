#include <vigie/judge/memory.hpp>

#include <doctest/doctest.h>

using namespace vigie;

TEST_CASE("memory: what is kept is recalled, in the process and in a store; what is too long is refused") {
    const auto walk = [](judge::Memory& memory) {
        CHECK(*memory.recall("scam.campaign", "+33612345678") == std::nullopt);
        REQUIRE(memory.keep("scam.campaign", "+33612345678", "3", Time{}));
        REQUIRE(memory.keep("scam.campaign", "+33612345678", "4", Time{}));
        CHECK(*memory.recall("scam.campaign", "+33612345678") == "4");
        CHECK(*memory.recall("other", "+33612345678") == std::nullopt);
        CHECK_FALSE(memory.keep("scam.campaign", std::string(300, 'k'), "", Time{}));
        CHECK_FALSE(memory.keep("", "k", "", Time{}));
        CHECK_FALSE(memory.keep("scam.campaign", "k", std::string(20'000, 'v'), Time{}));
        CHECK(*memory.recall("scam.campaign", "k") == std::nullopt);
    };
    walk(*judge::make_memory());
    const auto store = ports::make_memory_store();
    REQUIRE(store->write([&](ports::Session& session) -> Result<> {
        walk(*judge::make_memory(session));
        return {};
    }));
    REQUIRE(store->write([&](ports::Session& session) -> Result<> {
        CHECK(*session.purge_memory(Time{} + Duration(1), 10) == 1);
        CHECK(*session.memory("scam.campaign", "+33612345678") == std::nullopt);
        return {};
    }));
}
