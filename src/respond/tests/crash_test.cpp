// The process may die between any two of its acts: nothing is lost, and nothing is done twice beyond what
// at-least-once allows.
#include "tests/outside.hpp"

namespace vigie::respond {
namespace {

using namespace story;
using model::IncidentStatus;
using model::StepMode;
using model::TakedownState;

// A store that lets `left` more writes commit and then dies, right after the commit or instead of it.
class MortalStore final : public ports::Store {
public:
    MortalStore(ports::Store& inner, int left, bool after_commit)
        : inner_(inner), left_(left), after_commit_(after_commit) {}
    Result<> write(const std::function<Result<>(ports::Session&)>& work) override {
        const bool last = left_-- == 0;
        if (last && !after_commit_) throw Crash{};
        auto done = inner_.write(work);
        if (last) throw Crash{};
        return done;
    }
    Result<> read(const std::function<Result<>(ports::Session&)>& work) override { return inner_.read(work); }
    Result<> health() override { return inner_.health(); }

private:
    ports::Store& inner_;
    int left_;
    bool after_commit_;
};

bool crashes(World& w) {
    try {
        const auto done = w.responder->tick();
        REQUIRE(done);
        return false;
    } catch (const Crash&) {
        return true;
    }
}

// Plays the whole story minute by minute, the culprit gone after an hour; `w` may be killed anywhere.
void play(World& w, const std::function<void()>& after_crash) {
    for (int minute = 0; minute < 150; ++minute) {
        if (minute == 60) w.outside.sight = Sighting::State::gone;
        for (int i = 0; i < 3; ++i) {
            if (!crashes(w)) continue;
            after_crash();
        }
        w.clock.advance(std::chrono::minutes(1));
    }
}

void check_end(World& w, const model::IncidentId& id, std::size_t calls_more) {
    const auto end = incident(*w.store, id);
    CHECK(end.status == IncidentStatus::closed);
    CHECK(end.close_cause == "content_gone");
    CHECK(w.outside.requested.size() >= 1);
    CHECK(w.outside.requested.size() <= 1 + calls_more);
    const auto told =
        static_cast<std::size_t>(std::ranges::count(w.outside.delivered, id.value + "/tell/soc-mail"));
    CHECK(told >= 1);
    CHECK(told <= 1 + calls_more);
    CHECK(said(*w.store, id, "takedown.sent") == 1);
    CHECK(said(*w.store, id, "takedown.gone") == 1);
    CHECK(said(*w.store, id, "incident.closed") == 1);
    CHECK(said(*w.store, id, "takedown.approved") == 1);
    CHECK(notices(*w.store, id).size() == 1);
    CHECK(takedowns(*w.store, id).size() == 1);
}

TEST_CASE("killed after any transaction, or just before it, the case ends the same") {
    for (const bool after_commit : {true, false}) {
        for (int n = 0; n < 40; ++n) {
            INFO("killed at write ", n, std::string(after_commit ? " after commit" : " before commit"));
            World w;
            const auto id = open_case(*w.store, usual_plan(StepMode::automatic)).id;
            MortalStore mortal(*w.store, n, after_commit);
            w.restart(&mortal);
            int crashed = 0;
            play(w, [&] {
                ++crashed;
                w.restart();
            });
            CHECK(crashed <= 1);
            check_end(w, id, 1);
        }
    }
}

TEST_CASE(
    "killed during every call outside, the case still ends, and the timeline admits what is not known") {
    World w;
    const auto id = open_case(*w.store, usual_plan(StepMode::automatic)).id;
    w.outside.crash_after_call = true;
    int crashed = 0;
    for (int minute = 0; minute < 60; ++minute) {
        if (crashes(w)) {
            ++crashed;
            w.restart();
        }
        // Each place in the story is killed once or more, then let through.
        w.outside.crash_after_call = minute % 12 < 6;
        w.clock.advance(std::chrono::minutes(1));
    }
    CHECK(crashed >= 2);
    w.outside.crash_after_call = false;
    w.outside.sight = Sighting::State::gone;
    w.pass(std::chrono::hours(2));
    CHECK(incident(*w.store, id).close_cause == "content_gone");
    CHECK(said(*w.store, id, "takedown.sent") == 1);
    CHECK(takedowns(*w.store, id).size() == 1);
}

TEST_CASE("a crash while a report was on its way is admitted in the timeline") {
    World w;
    const auto id = open_case(*w.store, usual_plan(StepMode::automatic)).id;
    w.outside.on_request = [](const model::Takedown&) -> Answer { throw Crash{}; };
    bool crashed = false;
    for (int i = 0; i < 3 && !crashed; ++i) crashed = crashes(w);
    REQUIRE(crashed);
    w.outside.on_request = nullptr;
    w.restart();
    w.pass(std::chrono::minutes(10));
    CHECK(said(*w.store, id, "takedown.unsure") == 1);
    CHECK(w.outside.requested.size() == 2);
    CHECK(takedowns(*w.store, id)[0].state == TakedownState::acknowledged);
}

}  // namespace
}  // namespace vigie::respond
