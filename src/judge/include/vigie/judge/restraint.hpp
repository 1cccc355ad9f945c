// What keeps the queue worth reading: culprits that people allowed, and how many cases a detector may open a
// day. What is held back is stored, without a case, and shown in the digest.
#pragma once

#include <vigie/base/result.hpp>
#include <vigie/model/allowance.hpp>
#include <vigie/model/finding.hpp>
#include <vigie/ports/store.hpp>

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace vigie::judge {

// Cases that a detector may open in one day (UTC). High and critical ones are opened whatever the budget
// says.
struct Budget {
    std::int64_t per_day = 0;                  // of each detector; 0 = no end
    std::map<std::string, std::int64_t> of{};  // of these instead
    [[nodiscard]] std::int64_t allowed(const std::string& detector) const;
};

struct Spent {
    std::int64_t opened = 0;
    std::int64_t held = 0;
};

// What a detector did on the day of `now`.
[[nodiscard]] Result<Spent> spent(ports::Session& session, const std::string& detector, Time now);

// The allowances and budgets in force during one transaction.
class Restraint {
public:
    [[nodiscard]] static Result<Restraint> of(ports::Session& session, Budget budget, Time now);
    // True: let it pass in silence; it is counted.
    [[nodiscard]] Result<bool> allowed(const model::Finding& finding);
    // True: this one opens no case today. Counts in both cases.
    [[nodiscard]] Result<bool> holds_back(const model::Finding& finding);

private:
    Restraint(ports::Session& session, Budget budget, Time now)
        : session_(&session), budget_(std::move(budget)), now_(now) {}

    ports::Session* session_;
    Budget budget_;
    Time now_;
    std::vector<model::Allowance> allowances_;
};

// One line of the digest: what was held back of one culprit.
struct HeldBack {
    model::Culprit culprit;
    std::string detector;
    model::FindingId best;  // the finding with the highest score
    model::Text title;
    double score = 0;
    std::int64_t findings = 0;
    Time first{};
    Time last{};
};

// The culprits held back since then and not in a case by now, the likeliest first. Reads at most 500
// findings.
[[nodiscard]] Result<std::vector<HeldBack>> held_back(ports::Session& session, Time since);

}  // namespace vigie::judge
