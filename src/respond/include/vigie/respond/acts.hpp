// What a person (or the policy) may do to a case. Each act is one transaction-sized function on a Session,
// checks that it is allowed in the present state (Errc::conflict otherwise, with what to do), and writes its
// line in the audit chain.
#pragma once

#include <vigie/base/result.hpp>
#include <vigie/model/incident.hpp>
#include <vigie/ports/store.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace vigie::respond {

struct By {
    std::string actor;  // user name, or "policy"
    std::string why;    // reason, may be empty
    Time at{};
    std::optional<std::int64_t> seen_version =
        std::nullopt;  // the incident's version the person saw: conflict when it moved
};

[[nodiscard]] Result<model::Incident> take(ports::Session& s, const model::IncidentId& id,
                                           const By& by);  // become its owner
[[nodiscard]] Result<model::Incident> assign(ports::Session& s, const model::IncidentId& id,
                                             const std::string& owner, const By& by);
[[nodiscard]] Result<model::Incident> add_note(ports::Session& s, const model::IncidentId& id,
                                               const std::string& note, const By& by);
// cause: false_alarm | harmless | resolved | duplicate | content_gone. Open steps and unsent takedowns are
// cancelled.
[[nodiscard]] Result<model::Incident> close(ports::Session& s, const model::IncidentId& id,
                                            const std::string& cause, const By& by);
// Brings steps and takedowns that close() cancelled back as they were: the undo of close.
[[nodiscard]] Result<model::Incident> reopen(ports::Session& s, const model::IncidentId& id, const By& by);
[[nodiscard]] Result<model::Incident> set_severity(ports::Session& s, const model::IncidentId& id,
                                                   model::Severity severity, const By& by);
[[nodiscard]] Result<model::Incident> set_verdict(ports::Session& s, const model::IncidentId& id,
                                                  model::Verdict verdict, const By& by);
[[nodiscard]] Result<model::Step> approve_step(ports::Session& s, const model::StepId& id, const By& by);
[[nodiscard]] Result<model::Step> refuse_step(ports::Session& s, const model::StepId& id,
                                              const By& by);  // cancelled
[[nodiscard]] Result<model::Step> complete_step(ports::Session& s, const model::StepId& id,
                                                const By& by);  // manual ones, and failed ones done by hand

// Asks again after a refusal, or after a request that was never answered: a person's decision, never
// automatic.
[[nodiscard]] Result<model::Takedown> resend_takedown(ports::Session& s, const model::TakedownId& id,
                                                      const By& by);

// What a person did or learnt outside Vigie: `state` sent (submitted by hand: from drafted, approved or
// refused), acknowledged or refused (what the platform answered), appealed (from refused). `reference`: the
// platform's number, may be empty (then the one known stays).
[[nodiscard]] Result<model::Takedown> mark_takedown(ports::Session& s, const model::TakedownId& id,
                                                    model::TakedownState state, const std::string& reference,
                                                    const By& by);

// A dead notice goes on its way again, with all its tries.
[[nodiscard]] Result<model::Notice> resend_notice(ports::Session& s, const model::NoticeId& id, const By& by);

// A new or reopened case: chooses nothing, takes the plan, stores steps and drafts takedowns, writes the
// audit lines. Without steps the case gets one manual step "decide what to do". `ours` (may be null) names
// the official accounts in what the platform is told.
[[nodiscard]] Result<> begin_case(ports::Session& s, const model::Incident& incident,
                                  const std::vector<model::Finding>& findings,
                                  const std::vector<model::Step>& steps, const By& by,
                                  const model::AssetRegister* ours = nullptr);

// Findings joined an open case (correlation attached them): culprits that nobody asked about yet get their
// own takedown draft, on the request step that still waits, else on a copy of it ("takedown-2"). No-op when
// there is nothing new.
[[nodiscard]] Result<> extend_case(ports::Session& s, const model::Incident& incident,
                                   const std::vector<model::Finding>& findings, const By& by,
                                   const model::AssetRegister* ours = nullptr);

}  // namespace vigie::respond
