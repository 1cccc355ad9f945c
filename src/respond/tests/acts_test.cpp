#include "tests/story.hpp"

namespace vigie::respond {
namespace {

using namespace story;
using model::IncidentStatus;
using model::StepMode;
using model::StepState;
using model::TakedownState;

By marie(Duration after = std::chrono::minutes(1)) {
    return By{"marie", "", start + after};
}

template <class Act>
Error refused(ports::Store& store, Act&& what) {
    auto done = store.write([&](ports::Session& s) -> Result<> {
        VIGIE_TRY(what(s));
        return {};
    });
    REQUIRE_FALSE(done);
    return done.error();
}

TEST_CASE("a new case has its steps, its drafted report and the first lines of its timeline") {
    const auto store = ports::make_memory_store();
    const auto id = open_case(*store, usual_plan()).id;
    REQUIRE(takedowns(*store, id).size() == 1);
    const auto t = takedowns(*store, id)[0];
    CHECK(t.id.value == "T-" + id.value + "-1");
    CHECK(t.state == TakedownState::drafted);
    CHECK(t.reason == "impersonation");
    CHECK(t.text.find("This account impersonates somebody else. “C1aire Delmas” imitates Claire Delmas") ==
          0);
    CHECK(t.text.find("The official account is @claire.montclar.example (Claire Delmas) on bluesky.") !=
          std::string::npos);
    CHECK(t.text.find("- The name “C1aire Delmas” looks like “Claire Delmas”.") != std::string::npos);
    CHECK(t.text.ends_with("Our reference: " + id.value + "."));
    const auto lines = timeline(*store, id);
    REQUIRE(lines.size() == 3);
    CHECK(lines[0].act == "incident.opened");
    CHECK(lines[1].says.fr == "Règle «\u00a0impostors\u00a0» appliquée\u00a0: 4 étapes");
    CHECK(lines[2].says.en ==
          "Takedown request drafted: account @claire-delmas.bsky.example (impersonation)");
}

TEST_CASE("a case that no policy answers is still opened, with one thing to do") {
    const auto store = ports::make_memory_store();
    const auto id = open_case(*store, {}).id;
    CHECK(step(*store, id, "decide").plan.title.fr == "Décider de la suite");
    CHECK(said(*store, id, "policy.none") == 1);
    CHECK(act<model::Step>(*store, [&](auto& s) {
              return complete_step(s, model::StepId(id.value + "/decide"), marie());
          }).done_by == "marie");
}

TEST_CASE("a long list of evidence still fits what a platform accepts, and keeps the reference") {
    const auto store = ports::make_memory_store();
    auto f = finding();
    for (int i = 0; i < 300; ++i)
        f.evidence.push_back({"x", {"é", std::string(400, 'e') + std::to_string(i)}, 1, {}});
    const auto id = open_case(*store, usual_plan(), {f}).id;
    const auto text = takedowns(*store, id)[0].text;
    CHECK(text.size() <= 2100);
    CHECK(text.ends_with("Our reference: " + id.value + "."));
}

TEST_CASE("taking a case makes it ours, and a colleague is told whose it is") {
    const auto store = ports::make_memory_store();
    const auto id = open_case(*store, usual_plan()).id;
    const auto mine = act(*store, [&](auto& s) { return take(s, id, marie()); });
    CHECK(mine.owner == "marie");
    CHECK(mine.status == IncidentStatus::in_progress);
    CHECK(act(*store, [&](auto& s) { return take(s, id, marie()); }).version == mine.version);
    const auto error = refused(*store, [&](auto& s) { return take(s, id, By{"paul", "", start}); });
    CHECK(error.code == Errc::conflict);
    CHECK(error.message.find("belongs to marie") != std::string::npos);
    CHECK(act(*store, [&](auto& s) { return assign(s, id, "paul", marie()); }).owner == "paul");
    CHECK(timeline(*store, id).back().says.fr == "Incident confié à paul par marie");
    CHECK(act(*store, [&](auto& s) { return assign(s, id, "", marie()); }).status == IncidentStatus::open);
}

TEST_CASE("who saw an older state of the case is asked to reload it") {
    const auto store = ports::make_memory_store();
    const auto opened = open_case(*store, usual_plan());
    act(*store, [&](auto& s) { return take(s, opened.id, marie()); });
    auto by = marie();
    by.seen_version = opened.version;
    const auto error = refused(
        *store, [&](auto& s) { return approve_step(s, model::StepId(opened.id.value + "/takedown"), by); });
    CHECK(error.code == Errc::conflict);
    CHECK(error.message.find("reload it") != std::string::npos);
}

TEST_CASE("approving the request approves its takedowns") {
    const auto store = ports::make_memory_store();
    const auto id = open_case(*store, usual_plan()).id;
    const auto approved = act<model::Step>(
        *store, [&](auto& s) { return approve_step(s, model::StepId(id.value + "/takedown"), marie()); });
    CHECK(approved.state == StepState::ready);
    CHECK(approved.approved_by == "marie");
    CHECK(takedowns(*store, id)[0].state == TakedownState::approved);
    CHECK(timeline(*store, id).back().says.fr == "Demande de retrait approuvée par marie");
    CHECK(timeline(*store, id).back().says.en == "Takedown request approved by marie");
    CHECK(refused(*store, [&](auto& s) {
              return approve_step(s, model::StepId(id.value + "/takedown"), marie());
          }).code == Errc::conflict);
    const auto early = refused(
        *store, [&](auto& s) { return approve_step(s, model::StepId(id.value + "/close"), marie()); });
    CHECK(early.message.find("waits for recheck") != std::string::npos);
}

TEST_CASE("refusing the request cancels it and all that waited for it") {
    const auto store = ports::make_memory_store();
    const auto id = open_case(*store, usual_plan()).id;
    act<model::Step>(*store, [&](auto& s) {
        return refuse_step(s, model::StepId(id.value + "/takedown"), By{"marie", "fan page", start});
    });
    CHECK(takedowns(*store, id)[0].state == TakedownState::cancelled);
    CHECK(step(*store, id, "recheck").state == StepState::cancelled);
    CHECK(step(*store, id, "close").state == StepState::cancelled);
    CHECK(said(*store, id, "step.cancelled") == 2);
}

TEST_CASE("reopening brings back exactly what closing cancelled") {
    const auto store = ports::make_memory_store();
    const auto id = open_case(*store, usual_plan()).id;
    act(*store, [&](auto& s) { return take(s, id, marie()); });
    const auto steps_before = get<std::vector<model::Step>>(*store, [&](auto& s) { return s.steps_of(id); });
    const auto takedown_before = takedowns(*store, id)[0];
    const auto closed = act(*store, [&](auto& s) { return close(s, id, "false_alarm", marie()); });
    CHECK(closed.status == IncidentStatus::closed);
    CHECK(closed.verdict == model::Verdict::false_alarm);
    CHECK(step(*store, id, "takedown").state == StepState::cancelled);
    CHECK(takedowns(*store, id)[0].state == TakedownState::cancelled);
    CHECK(timeline(*store, id)
              .back()
              .says.fr.starts_with("Incident clos par marie\u00a0: fausse alerte (4 étapes"));
    CHECK(refused(*store, [&](auto& s) {
              return close(s, id, "harmless", marie());
          }).message.find("reopen") != std::string::npos);

    const auto open = act(*store, [&](auto& s) { return reopen(s, id, marie()); });
    CHECK(open.status == IncidentStatus::in_progress);
    CHECK(open.verdict == model::Verdict::none);
    CHECK(open.reopened == 1);
    CHECK_FALSE(open.closed_at);
    for (const auto& before : steps_before) {
        const auto now = step(*store, id, before.plan.key);
        CHECK(now.state == before.state);
        CHECK(now.next_at == before.next_at);
    }
    CHECK(takedowns(*store, id)[0].state == takedown_before.state);
    CHECK(takedowns(*store, id)[0].next_check_at == takedown_before.next_check_at);
    CHECK(refused(*store, [&](auto& s) { return reopen(s, id, marie()); }).code == Errc::conflict);
}

TEST_CASE("what a person had cancelled before stays cancelled after the undo") {
    const auto store = ports::make_memory_store();
    const auto id = open_case(*store, usual_plan()).id;
    act<model::Step>(*store,
                     [&](auto& s) { return refuse_step(s, model::StepId(id.value + "/takedown"), marie()); });
    act(*store, [&](auto& s) { return close(s, id, "resolved", marie()); });
    act(*store, [&](auto& s) { return reopen(s, id, marie()); });
    CHECK(step(*store, id, "tell").state == StepState::ready);
    CHECK(step(*store, id, "takedown").state == StepState::cancelled);
    CHECK(takedowns(*store, id)[0].state == TakedownState::cancelled);
}

TEST_CASE("an unknown cause, an empty note, an unknown case and an unknown step say what to do") {
    const auto store = ports::make_memory_store();
    const auto id = open_case(*store, usual_plan()).id;
    CHECK(refused(*store, [&](auto& s) {
              return close(s, id, "bored", marie());
          }).message.find("false_alarm, harmless") != std::string::npos);
    CHECK(refused(*store, [&](auto& s) { return add_note(s, id, " \n", marie()); }).code ==
          Errc::invalid_argument);
    CHECK(refused(*store, [&](auto& s) { return take(s, model::IncidentId("VG-1"), marie()); }).code ==
          Errc::not_found);
    CHECK(refused(*store, [&](auto& s) { return approve_step(s, model::StepId("x"), marie()); }).code ==
          Errc::not_found);
    CHECK(refused(*store, [&](auto& s) {
              return complete_step(s, model::StepId(id.value + "/tell"), marie());
          }).message.find("by Vigie itself") != std::string::npos);
}

TEST_CASE("severity, verdict and notes are lines of the timeline") {
    const auto store = ports::make_memory_store();
    const auto id = open_case(*store, usual_plan()).id;
    act(*store, [&](auto& s) { return set_severity(s, id, model::Severity::medium, marie()); });
    CHECK(timeline(*store, id).back().says.fr == "Gravité passée de élevée à moyenne par marie");
    act(*store, [&](auto& s) { return set_verdict(s, id, model::Verdict::confirmed, marie()); });
    CHECK(timeline(*store, id).back().says.en == "Incident judged by marie: confirmed");
    act(*store, [&](auto& s) { return add_note(s, id, "Claire confirme.", marie()); });
    CHECK(timeline(*store, id).back().says.fr == "Note de marie\u00a0: Claire confirme.");
}

TEST_CASE("an accomplice that joins a case gets a request of its own") {
    const auto store = ports::make_memory_store();
    const auto opened = open_case(*store, usual_plan());
    const auto join = [&](const std::string& did) {
        const auto now = incident(*store, opened.id);
        act<int>(*store, [&](auto& s) -> Result<int> {
            VIGIE_TRY(extend_case(s, now, {finding(did)}, By{"vigie", "", start}));
            return 0;
        });
    };
    join("did:plc:second");  // the request still waits for approval: one decision covers both
    REQUIRE(takedowns(*store, opened.id).size() == 2);
    CHECK(takedowns(*store, opened.id)[1].step.value == opened.id.value + "/takedown");
    act<model::Step>(*store, [&](auto& s) {
        return approve_step(s, model::StepId(opened.id.value + "/takedown"), marie());
    });
    join("did:plc:third");  // decided already: the newcomer needs a decision too
    CHECK(step(*store, opened.id, "takedown-2").state == StepState::awaiting_approval);
    CHECK(takedowns(*store, opened.id)[2].step.value == opened.id.value + "/takedown-2");
    join("did:plc:third");
    CHECK(takedowns(*store, opened.id).size() == 3);
}

TEST_CASE("a request goes its way by hand: sent, refused, appealed, acknowledged") {
    const auto store = ports::make_memory_store();
    const auto id = open_case(*store, usual_plan()).id;
    const auto t = takedowns(*store, id)[0].id;
    const auto mark = [&](TakedownState state, const std::string& reference) {
        return act<model::Takedown>(*store,
                                    [&](auto& s) { return mark_takedown(s, t, state, reference, marie()); });
    };
    CHECK(refused(*store, [&](auto& s) {
              return mark_takedown(s, t, TakedownState::appealed, "", marie());
          }).code == Errc::conflict);
    const auto sent = mark(TakedownState::sent, "CASE-17");
    CHECK(sent.reference == "CASE-17");
    CHECK(sent.sent_at == marie().at);
    CHECK(sent.next_check_at == marie().at);
    CHECK(mark(TakedownState::refused, "").reference == "CASE-17");
    CHECK(mark(TakedownState::appealed, "APPEAL-1").state == TakedownState::appealed);
    CHECK(mark(TakedownState::acknowledged, "").reference == "APPEAL-1");
    CHECK(said(*store, id, "takedown.appealed") == 1);
    CHECK(refused(*store, [&](auto& s) {
              return mark_takedown(s, t, TakedownState::gone, "", marie());
          }).code == Errc::invalid_argument);
}

TEST_CASE("a dead notice goes on its way again, another does not") {
    const auto store = ports::make_memory_store();
    const auto id = open_case(*store, usual_plan()).id;
    model::Notice n;
    n.id = model::NoticeId(id.value + "/tell/soc");
    n.incident = id;
    n.channel = "soc";
    n.state = model::NoticeState::dead;
    n.attempts = 9;
    n.error = "Slack answered 404";
    (void)act<bool>(*store, [&](auto& s) -> Result<bool> {
        VIGIE_TRY(s.put_notice(n));
        return true;
    });
    const auto again = act<model::Notice>(*store, [&](auto& s) { return resend_notice(s, n.id, marie()); });
    CHECK(again.state == model::NoticeState::queued);
    CHECK(again.attempts == 0);
    CHECK(said(*store, id, "notice.resent") == 1);
    CHECK(refused(*store, [&](auto& s) { return resend_notice(s, n.id, marie()); }).code == Errc::conflict);
}

}  // namespace
}  // namespace vigie::respond
