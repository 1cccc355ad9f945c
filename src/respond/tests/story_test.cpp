// Whole stories, from the opening of a case to its end, with the world outside scripted.
#include "tests/outside.hpp"

#include <set>

namespace vigie::respond {
namespace {

using namespace story;
using model::IncidentStatus;
using model::StepMode;
using model::StepState;
using model::TakedownState;

TEST_CASE("an impostor is told about, approved, reported, followed until gone, and the case closes") {
    World w;
    const auto listener = w.bus->subscribe();
    const auto id = open_case(*w.store, usual_plan()).id;
    w.tick();
    CHECK(w.outside.delivered ==
          std::vector<std::string>{id.value + "/tell/soc-mail", id.value + "/takedown/approval/soc-mail"});
    CHECK(step(*w.store, id, "tell").state == StepState::done);
    CHECK(incident(*w.store, id).acted_at == start);
    CHECK(w.outside.requested.empty());
    w.pass(std::chrono::minutes(3));
    CHECK(w.outside.requested.empty());

    w.approve(id);
    w.tick();
    CHECK(w.outside.requested == std::vector<std::string>{"T-" + id.value + "-1"});
    CHECK(takedowns(*w.store, id)[0].state == TakedownState::acknowledged);
    CHECK(takedowns(*w.store, id)[0].reference == "1234567");
    CHECK(step(*w.store, id, "takedown").state == StepState::done);
    CHECK(step(*w.store, id, "takedown").done_by == "marie");
    CHECK(step(*w.store, id, "recheck").state == StepState::ready);

    const int before = w.outside.looks;
    w.pass(std::chrono::minutes(40));
    CHECK(w.outside.looks - before >= 3);  // after about 5, 15 and 35 minutes
    CHECK(w.outside.looks - before <= 4);
    w.outside.sight = Sighting::State::gone;
    w.pass(std::chrono::hours(1));
    const auto end = incident(*w.store, id);
    CHECK(end.status == IncidentStatus::closed);
    CHECK(end.close_cause == "content_gone");
    CHECK(end.gone_at);
    CHECK(w.outside.requested.size() == 1);
    for (const auto* code :
         {"incident.opened", "policy.chosen", "takedown.drafted", "notice.sent", "step.approved",
          "takedown.sent", "takedown.acknowledged", "takedown.gone", "incident.closed"}) {
        INFO(code);
        CHECK(said(*w.store, id, code) >= 1);
    }
    CHECK(timeline(*w.store, id).back().says.fr == "Incident clos\u00a0: le contenu a disparu");
    std::set<std::string> events;
    while (auto e = listener->next(std::chrono::milliseconds(0))) events.insert(e->type + e->data);
    CHECK(events.contains("incident.closed{\"id\":\"" + id.value + "\"}"));
    CHECK(events.contains("takedown.updated{\"id\":\"T-" + id.value + "-1\"}"));
    CHECK(events.contains("incident.updated{\"id\":\"" + id.value + "\"}"));
}

TEST_CASE("an automatic request needs nobody") {
    World w;
    const auto id = open_case(*w.store, usual_plan(StepMode::automatic)).id;
    w.tick();
    w.tick();
    CHECK(w.outside.requested.size() == 1);
    CHECK(takedowns(*w.store, id)[0].approved_by == "policy");
    CHECK(said(*w.store, id, "takedown.approved") == 1);
    CHECK(timeline(*w.store, id).back().act != "budget.exhausted");
}

TEST_CASE("the daily budget stops automatic requests, says so once, and a person may go on") {
    auto set = policies();
    set.automatic_takedowns_per_day = 2;
    World w(set);
    std::vector<model::IncidentId> ids;
    for (int i = 0; i < 4; ++i)
        ids.push_back(
            open_case(*w.store, usual_plan(StepMode::automatic), {finding("did:plc:" + std::to_string(i))})
                .id);
    w.pass(std::chrono::minutes(10));
    CHECK(w.outside.requested.size() == 2);
    CHECK(step(*w.store, ids[2], "takedown").state == StepState::awaiting_approval);
    CHECK(step(*w.store, ids[3], "takedown").state == StepState::awaiting_approval);
    CHECK(said(*w.store, ids[2], "budget.exhausted") == 1);
    CHECK(w.outside.last["soc-mail"].event == "approval.requested");
    CHECK(w.outside.last["soc-mail"].body.find("Budget quotidien de 2 demandes automatiques épuisé") !=
          std::string::npos);
    w.approve(ids[2]);
    w.tick();
    CHECK(w.outside.requested.size() == 3);
    CHECK(takedowns(*w.store, ids[2])[0].approved_by == "marie");
    w.pass(std::chrono::hours(24), std::chrono::minutes(30));  // a new day: new cases are automatic again
    const auto next =
        open_case(*w.store, usual_plan(StepMode::automatic), {finding("did:plc:next")}, w.clock.now()).id;
    w.tick();
    w.tick();
    CHECK(takedowns(*w.store, next)[0].state == TakedownState::acknowledged);
}

TEST_CASE("a late approval is told once to those named for it") {
    World w;
    const auto id = open_case(*w.store, usual_plan()).id;
    w.pass(std::chrono::hours(3));
    const auto late = std::ranges::count(w.outside.delivered, id.value + "/takedown/late/pager");
    CHECK(late == 1);
    CHECK(step(*w.store, id, "takedown").escalated);
    CHECK(step(*w.store, id, "takedown").state == StepState::awaiting_approval);
    CHECK(said(*w.store, id, "step.late") == 1);
    CHECK(w.outside.last["pager"].event == "step.late");
    CHECK(w.outside.last["pager"].subject ==
          "[Vigie] [Élevé] " + id.value + " En retard\u00a0: Demande de retrait");
}

TEST_CASE(
    "an escalate step hears of lateness, and speaks itself at its deadline while the thing is still up") {
    World w;
    auto plan = usual_plan();
    plan[1].escalate_to.clear();
    auto chief = plan_step("chief", model::StepAction::escalate, StepMode::automatic);
    chief.owner = "crisis";
    chief.deadline = std::chrono::hours(2);
    plan.push_back(chief);
    const auto id = open_case(*w.store, plan).id;
    w.pass(std::chrono::minutes(45));
    CHECK(std::ranges::count(w.outside.delivered, id.value + "/takedown/late/pager") == 1);
    CHECK(std::ranges::count(w.outside.delivered, id.value + "/chief/pager") == 0);
    w.pass(std::chrono::hours(2));
    CHECK(std::ranges::count(w.outside.delivered, id.value + "/chief/pager") == 1);
    CHECK(step(*w.store, id, "chief").state == StepState::done);
}

TEST_CASE("a dead channel fails its step, says why, and another one is told") {
    World w;
    w.outside.on_deliver = [](const model::Notice& n) {
        if (n.channel == "pager") return Delivery{};
        return Delivery{Delivery::Outcome::retry, "connection refused", {}};
    };
    auto plan = usual_plan();
    plan[0].escalate_to = "crisis";
    const auto id = open_case(*w.store, plan).id;
    w.tick();
    CHECK(said(*w.store, id, "notice.delayed") >= 1);
    CHECK(step(*w.store, id, "tell").state == StepState::ready);
    w.pass(std::chrono::minutes(25));
    const auto tell = step(*w.store, id, "tell");
    CHECK(tell.state == StepState::failed);
    CHECK(tell.error.find("connection refused") != std::string::npos);
    CHECK(std::ranges::count(w.outside.delivered, id.value + "/tell/soc-mail") == 6);
    CHECK(std::ranges::count(w.outside.delivered, id.value + "/tell/dead/pager") == 1);
    CHECK(said(*w.store, id, "notice.dead") >= 1);
    // Somebody told them by telephone.
    CHECK(act<model::Step>(*w.store, [&](auto& s) {
              return complete_step(s, model::StepId(id.value + "/tell"), By{"marie", "", w.clock.now()});
          }).state == StepState::done);
}

TEST_CASE("one dead channel of two is told in the timeline, and the step is done") {
    World w;
    w.outside.on_deliver = [](const model::Notice& n) {
        return n.channel == "pager" ? Delivery{} : Delivery{Delivery::Outcome::refused, "410 Gone", {}};
    };
    auto plan = usual_plan();
    plan[0].channels = {"soc-mail", "pager"};
    const auto id = open_case(*w.store, plan).id;
    w.tick();
    CHECK(step(*w.store, id, "tell").state == StepState::done);
    CHECK(step(*w.store, id, "tell").error == "soc-mail: 410 Gone");
    CHECK(said(*w.store, id, "notice.dead") >= 1);
}

TEST_CASE("a channel that nobody configured is a clear failure") {
    World w;
    auto plan = usual_plan();
    plan[0].channels = {"telex"};
    const auto id = open_case(*w.store, plan).id;
    w.tick();
    CHECK(step(*w.store, id, "tell").state == StepState::failed);
    CHECK(step(*w.store, id, "tell").error.find("there is no channel 'telex'") != std::string::npos);
}

TEST_CASE("a refused request is told, not repeated, and a person may send it again") {
    World w;
    w.outside.on_request = [](const model::Takedown&) {
        return Answer{Answer::Outcome::refused, "", "AccountTakedown: a person must look", false, {}, false};
    };
    const auto id = open_case(*w.store, usual_plan(StepMode::automatic)).id;
    w.pass(std::chrono::minutes(20));
    CHECK(w.outside.requested.size() == 1);
    CHECK(takedowns(*w.store, id)[0].state == TakedownState::refused);
    CHECK(step(*w.store, id, "takedown").state == StepState::failed);
    CHECK(said(*w.store, id, "takedown.refused") == 1);
    CHECK(w.outside.last["pager"].event == "takedown.refused");
    w.outside.on_request = nullptr;
    act<model::Takedown>(*w.store, [&](auto& s) {
        return resend_takedown(s, model::TakedownId("T-" + id.value + "-1"), By{"marie", "", w.clock.now()});
    });
    w.tick();
    CHECK(w.outside.requested.size() == 2);
    CHECK(takedowns(*w.store, id)[0].state == TakedownState::acknowledged);
    CHECK(step(*w.store, id, "takedown").state == StepState::done);
    CHECK(step(*w.store, id, "recheck").state == StepState::ready);
}

TEST_CASE("a platform in trouble is asked again with growing waits, then people hear of it") {
    World w;
    w.outside.on_request = [](const model::Takedown&) {
        return Answer{Answer::Outcome::retry, "", "502", false, {}, false};
    };
    const auto id = open_case(*w.store, usual_plan(StepMode::automatic)).id;
    w.pass(std::chrono::hours(2), std::chrono::seconds(30));
    CHECK(w.outside.requested.size() >= 10);
    CHECK(w.outside.requested.size() <= 14);
    CHECK(std::ranges::count_if(w.outside.delivered,
                                [](const auto& n) { return n.find("/stuck/") != std::string::npos; }) == 1);
    CHECK(said(*w.store, id, "takedown.delayed") == 1);
    CHECK(takedowns(*w.store, id)[0].error == "502");
}

TEST_CASE(
    "a request that was never answered is not sent twice, and the timeline says that it may have arrived") {
    World w;
    w.outside.on_request = [](const model::Takedown&) {
        return Answer{Answer::Outcome::retry, "", "no answer within 20 s", false, {}, true};
    };
    const auto id = open_case(*w.store, usual_plan(StepMode::automatic)).id;
    w.pass(std::chrono::hours(3));
    CHECK(w.outside.requested.size() == 1);
    CHECK(said(*w.store, id, "takedown.unsure") == 1);
    CHECK(takedowns(*w.store, id)[0].state == TakedownState::sent);
    w.outside.sight = Sighting::State::gone;
    w.pass(std::chrono::hours(1));
    CHECK(incident(*w.store, id).close_cause == "content_gone");
}

TEST_CASE("where only a form takes requests, a person is told once, submits, and the rest goes its way") {
    World w;
    w.outside.on_request = [](const model::Takedown&) {
        return Answer{Answer::Outcome::by_hand, "", "to be submitted by a person", false, {}, false};
    };
    const auto id = open_case(*w.store, usual_plan(StepMode::automatic)).id;
    w.pass(std::chrono::hours(2));
    CHECK(w.outside.requested.size() == 1);
    CHECK(said(*w.store, id, "takedown.by_hand") == 1);
    CHECK(takedowns(*w.store, id)[0].state == TakedownState::approved);
    CHECK(std::ranges::count_if(w.outside.delivered,
                                [](const auto& n) { return n.find("/by-hand/") != std::string::npos; }) == 1);
    const auto request = takedowns(*w.store, id)[0].id;
    act<model::Takedown>(*w.store, [&](auto& s) {
        return mark_takedown(s, request, TakedownState::sent, "CASE-17", By{"marie", "", w.clock.now()});
    });
    w.pass(std::chrono::minutes(5));
    CHECK(step(*w.store, id, "takedown").state == StepState::done);
    w.outside.sight = Sighting::State::gone;
    w.pass(std::chrono::hours(2));
    CHECK(incident(*w.store, id).close_cause == "content_gone");
}

TEST_CASE("a culprit that vanishes before anybody asked ends the case without a report") {
    World w;
    const auto id = open_case(*w.store, usual_plan()).id;
    w.tick();
    w.outside.sight = Sighting::State::gone;
    REQUIRE(w.responder->hasten("bluesky", "did:plc:fakeclaire"));
    w.tick();
    const auto end = incident(*w.store, id);
    CHECK(end.status == IncidentStatus::closed);
    CHECK(end.close_cause == "content_gone");
    CHECK(w.outside.requested.empty());
    CHECK(step(*w.store, id, "takedown").state == StepState::cancelled);
    const auto lines = timeline(*w.store, id);
    CHECK(std::ranges::any_of(
        lines, [](const auto& l) { return l.says.en.starts_with("Gone before we asked: account @"); }));
}

TEST_CASE("a policy without a close step still ends when all is gone and done") {
    World w;
    auto plan = usual_plan(StepMode::automatic);
    plan.resize(2);
    const auto id = open_case(*w.store, plan).id;
    w.tick();
    w.outside.sight = Sighting::State::gone;
    w.pass(std::chrono::minutes(15));
    CHECK(incident(*w.store, id).close_cause == "content_gone");
}

TEST_CASE("what comes back within a month opens the case again, with a new request to approve") {
    World w;
    const auto id = open_case(*w.store, usual_plan(StepMode::automatic)).id;
    w.tick();
    w.outside.sight = Sighting::State::gone;
    w.pass(std::chrono::minutes(30));
    REQUIRE(incident(*w.store, id).status == IncidentStatus::closed);
    w.pass(std::chrono::hours(24 * 10), std::chrono::hours(6));
    CHECK(incident(*w.store, id).status == IncidentStatus::closed);
    w.outside.sight = Sighting::State::still_up;
    w.pass(std::chrono::hours(36), std::chrono::hours(1));
    const auto back = incident(*w.store, id);
    CHECK(back.status == IncidentStatus::in_progress);
    CHECK(back.reopened == 1);
    CHECK_FALSE(back.gone_at);
    CHECK(takedowns(*w.store, id)[0].state == TakedownState::back_again);
    CHECK(said(*w.store, id, "takedown.back_again") == 1);
    CHECK(w.outside.last["soc-mail"].subject.find("De retour en ligne") != std::string::npos);
    w.approve(id, "again-1");
    w.pass(std::chrono::minutes(2));
    CHECK(w.outside.requested.size() == 2);
    w.outside.sight = Sighting::State::gone;
    w.pass(std::chrono::hours(1));
    CHECK(incident(*w.store, id).status == IncidentStatus::closed);
    // After thirty quiet days nobody looks any more.
    w.pass(std::chrono::hours(24 * 32), std::chrono::hours(12));
    const int looks = w.outside.looks;
    w.pass(std::chrono::hours(24 * 5), std::chrono::hours(12));
    CHECK(w.outside.looks == looks);
}

TEST_CASE("two cases against one culprit make one report") {
    World w;
    const auto first = open_case(*w.store, usual_plan(StepMode::automatic)).id;
    w.tick();
    const auto second = open_case(*w.store, usual_plan(StepMode::automatic)).id;
    w.tick();
    w.tick();
    CHECK(w.outside.requested.size() == 1);
    CHECK(takedowns(*w.store, second)[0].state == TakedownState::acknowledged);
    CHECK(takedowns(*w.store, second)[0].reference == "1234567");
    CHECK(said(*w.store, second, "takedown.linked") == 1);
    w.outside.sight = Sighting::State::gone;
    w.pass(std::chrono::minutes(20));
    CHECK(incident(*w.store, first).status == IncidentStatus::closed);
    CHECK(incident(*w.store, second).status == IncidentStatus::closed);
}

TEST_CASE("a closed case is quiet, and the undo of closing wakes it where it was") {
    World w;
    w.outside.on_deliver = [](const model::Notice&) {
        return Delivery{Delivery::Outcome::retry, "down", {}};
    };
    const auto id = open_case(*w.store, usual_plan()).id;
    w.tick();
    act(*w.store, [&](auto& s) { return close(s, id, "false_alarm", By{"marie", "", w.clock.now()}); });
    const auto calls = w.outside.delivered.size();
    w.pass(std::chrono::hours(48), std::chrono::minutes(10));
    CHECK(w.outside.delivered.size() == calls);
    CHECK(w.outside.requested.empty());
    CHECK(said(*w.store, id, "step.late") == 0);
    w.outside.on_deliver = nullptr;
    act(*w.store, [&](auto& s) { return reopen(s, id, By{"marie", "", w.clock.now()}); });
    w.tick();
    CHECK(std::ranges::count(w.outside.delivered, id.value + "/tell/soc-mail") == 2);
    CHECK(step(*w.store, id, "tell").state == StepState::done);
    CHECK(step(*w.store, id, "takedown").state == StepState::awaiting_approval);
}

TEST_CASE("a case closed for another reason is not looked at any more") {
    World w;
    const auto id = open_case(*w.store, usual_plan(StepMode::automatic)).id;
    w.tick();
    act(*w.store, [&](auto& s) { return close(s, id, "false_alarm", By{"marie", "", w.clock.now()}); });
    const int looks = w.outside.looks;
    w.pass(std::chrono::hours(5));
    CHECK(w.outside.looks == looks);
}

TEST_CASE("what no desk can act on is a person's work, and the case still ends") {
    World w;
    auto f = finding("page");
    f.culprit = {"domain", "web", "montclar-bonus.example", "montclar-bonus.example", ""};
    f.item = {"web", "page"};
    auto plan = usual_plan(StepMode::automatic);
    const auto id = open_case(*w.store, plan, {f}).id;
    w.tick();
    CHECK(step(*w.store, id, "takedown").state == StepState::failed);
    CHECK(step(*w.store, id, "takedown").error.find("no desk can act on domain montclar-bonus.example") == 0);
    const auto by_hand = [&](const char* key) {
        act<model::Step>(*w.store, [&](auto& s) {
            return complete_step(s, model::StepId(id.value + "/" + key), By{"marie", "", w.clock.now()});
        });
        w.tick();
    };
    by_hand("takedown");
    CHECK(takedowns(*w.store, id)[0].state == TakedownState::sent);
    CHECK(step(*w.store, id, "recheck").state == StepState::failed);
    by_hand("recheck");
    CHECK(incident(*w.store, id).close_cause == "content_gone");
}

TEST_CASE("a step after another starts when it is done, also by hand") {
    World w;
    using enum model::StepAction;
    auto call = plan_step("call", task, StepMode::manual);
    auto tell = plan_step("tell", notify, StepMode::automatic, {"call"});
    const auto id = open_case(*w.store, {call, tell}).id;
    w.pass(std::chrono::minutes(5));
    CHECK(w.outside.delivered.empty());
    act<model::Step>(*w.store, [&](auto& s) {
        return complete_step(s, model::StepId(id.value + "/call"), By{"marie", "", w.clock.now()});
    });
    w.tick();
    CHECK(w.outside.delivered.size() == 1);
    CHECK(w.outside.last["soc-mail"].event == "incident.updated");
}

TEST_CASE("a thousand due notices take bounded ticks, and an ill channel does not hold up the well one") {
    World w;
    auto plan = usual_plan();
    plan.resize(1);
    plan[0].channels = {"soc-mail", "pager"};
    for (int i = 0; i < 500; ++i) open_case(*w.store, plan, {finding("did:plc:" + std::to_string(i))});
    w.outside.on_deliver = [](const model::Notice& n) {
        return n.channel == "pager" ? Delivery{} : Delivery{Delivery::Outcome::retry, "down", {}};
    };
    int ticks = 0;
    while (ticks < 60) {
        const auto before = w.outside.delivered.size();
        CHECK(w.tick(100) <= 100);
        CHECK(w.outside.delivered.size() - before <= 100);
        ++ticks;
        if (std::ranges::count_if(w.outside.delivered, [](const auto& n) { return n.ends_with("pager"); }) ==
            500)
            break;
    }
    CHECK(ticks < 40);
    CHECK(std::ranges::count_if(w.outside.delivered, [](const auto& n) { return n.ends_with("soc-mail"); }) <
          40);
    w.outside.on_deliver = nullptr;
    w.pass(std::chrono::minutes(20));
    CHECK(std::ranges::count_if(w.outside.delivered, [](const auto& n) { return n.ends_with("soc-mail"); }) >=
          500);
}

TEST_CASE("the Test button of a channel sends outside any case") {
    World w;
    CHECK(w.responder->test_channel("soc-mail").outcome == Delivery::Outcome::sent);
    CHECK(w.outside.last["soc-mail"].to.size() == 2);
    CHECK(w.outside.last["soc-mail"].body.find("If you read this") != std::string::npos);
    CHECK(w.responder->test_channel("telex").outcome == Delivery::Outcome::refused);
}

TEST_CASE(
    "the notice says what, why, what to do and where, in both languages, with links that nobody opens by a "
    "slip") {
    World w;
    const auto id = open_case(*w.store, usual_plan()).id;
    w.tick();
    const auto all = notices(*w.store, id);
    const auto& n = all[0];
    CHECK(n.subject == "[Vigie] [Élevé] " + id.value + " « C1aire Delmas » imite Claire Delmas");
    CHECK(n.body.find("Pourquoi\u00a0:\n- Le nom « C1aire Delmas » ressemble") != std::string::npos);
    CHECK(n.body.find("hxxps://montclar-bonus[.]example/carte") != std::string::npos);
    CHECK(n.body.find("https://montclar-bonus") == std::string::npos);
    CHECK(n.body.find(
              "Approuver ou refuser\u00a0: Demande de retrait — Juridique, avant le 2026-03-09 09:01 UTC") !=
          std::string::npos);
    CHECK(n.body.find("What to do now:\n- Approve or refuse: Takedown request — Legal") != std::string::npos);
    CHECK(n.body.find("https://vigie.montclar.example/incidents/" + id.value) != std::string::npos);
}

}  // namespace
}  // namespace vigie::respond
