// One case inside one transaction: loads it whole, moves its steps as far as they go without any outside
// call, and saves what changed. Everything the responder writes about a case goes through here. Costs a
// handful of reads per case.
#pragma once

#include "incident/record.hpp"
#include "notify/texts.hpp"

#include <vigie/respond/desk.hpp>

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace vigie::respond {

// What the responder knows besides the store, at one moment.
struct Rules {
    const model::PolicySet& policies;
    const std::vector<std::unique_ptr<Desk>>& desks;
    const std::string& console_url;
    Time now;

    // The desk named, else the first that serves the subject; nullptr when none can act on it.
    [[nodiscard]] Desk* desk_for(const model::Takedown& takedown) const;
    [[nodiscard]] const model::Department* department(const std::string& key) const;
};

// Who is told, and through which channels; a department with none tells nobody.
struct Addressee {
    std::vector<std::string> channels;
    std::vector<std::string> to;
};

class CaseWork {
public:
    [[nodiscard]] static Result<CaseWork> load(ports::Session& s, const model::IncidentId& id,
                                               const Rules& rules);

    // Moves every step that can move, closes the case when all is done, tells about what is late; then saves.
    Result<> advance();

    // For what came back from outside: change the takedown or notice through these, then advance().
    Result<> put(const model::Takedown& takedown);
    Result<> put(const model::Notice& notice);
    Result<> say(std::string actor, std::string act, std::string object, model::Text says);
    void acted();  // somebody outside was reached

    // One queued notice per channel of the addressee. `key` makes the ids: a repeat queues nothing. False:
    // nobody to tell.
    Result<bool> tell(const Addressee& whom, const std::string& key, const std::string& event,
                      const model::Step& step, const Letter& letter);
    // The one to call when `step` goes wrong: its escalate_to, else the case's escalate step, else its own
    // owner.
    [[nodiscard]] Addressee escalation_of(const model::Step& step) const;

    // A taken-down thing is up again: the case is open again, with a new request to approve.
    Result<> again(const model::Takedown& old);

    // A look beyond this case, in the same transaction.
    template <class Read>
    auto elsewhere(Read&& read) {
        return read(s_);
    }

    [[nodiscard]] model::Incident& incident() { return incident_; }
    [[nodiscard]] const std::vector<model::Step>& steps() const { return steps_; }
    [[nodiscard]] const std::vector<model::Takedown>& takedowns() const { return takedowns_; }
    [[nodiscard]] const model::Step* step(const model::StepId& id) const;
    [[nodiscard]] bool closed() const { return incident_.status == model::IncidentStatus::closed; }
    [[nodiscard]] bool all_gone() const;  // there were requests or drafts, and nothing of it is up any more
    [[nodiscard]] Duration look_every() const;  // first interval between two looks
    [[nodiscard]] const std::set<std::pair<std::string, std::string>>& events() const { return events_; }
    void event(std::string type, std::string id) { events_.emplace(std::move(type), std::move(id)); }

private:
    CaseWork(ports::Session& s, const Rules& rules) : s_(s), rules_(rules) {}

    Result<bool> move(model::Step& step);
    Result<bool> start(model::Step& step);
    Result<bool> ask(model::Step& step);
    Result<bool> ready(model::Step& step);
    Result<bool> do_notify(model::Step& step);
    Result<bool> do_request(model::Step& step);
    Result<bool> do_recheck(model::Step& step);
    Result<bool> do_escalate(model::Step& step);
    Result<bool> do_close(model::Step& step);
    Result<bool> approve_by_policy(model::Step& step, const std::vector<model::Takedown>& drafts);
    Result<bool> done(model::Step& step, const std::string& by);
    Result<bool> failed(model::Step& step, model::Text why, const std::string& key);
    Result<bool> not_needed(model::Step& step);
    Result<> close_now(const std::string& cause);
    Result<> close_when_finished();
    Result<> tell_late();
    Result<> park();
    Result<> save_step(const model::Step& step);

    [[nodiscard]] bool satisfied(const std::string& key) const;
    [[nodiscard]] bool hopeless(const std::string& key) const;
    [[nodiscard]] bool gone_all(const model::Step& step) const;
    [[nodiscard]] std::vector<model::Takedown> live(const model::Step& step) const;
    [[nodiscard]] Addressee owner_of(const model::Step& step) const;
    [[nodiscard]] std::string notice_id(const std::string& key, const std::string& channel) const;
    [[nodiscard]] const model::Notice* latest_notice(const model::Step& step,
                                                     const std::string& channel) const;
    Result<const std::vector<model::Text>*> why();

    ports::Session& s_;
    const Rules& rules_;
    model::Incident incident_;
    std::vector<model::Step> steps_;
    std::vector<model::Takedown> takedowns_;
    std::vector<model::Notice> notices_;
    std::optional<std::vector<model::Text>> why_;
    std::set<std::pair<std::string, std::string>> events_;
    bool touched_ = false;
};

}  // namespace vigie::respond
