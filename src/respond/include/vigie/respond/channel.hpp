// A Channel carries a notice to people or systems outside: e-mail, webhook… Delivery is at-least-once; the
// notice's id is the idempotency key on every retry.
#pragma once

#include <vigie/base/result.hpp>
#include <vigie/model/incident.hpp>
#include <vigie/model/json.hpp>

#include <chrono>
#include <string>

namespace vigie::respond {

struct Delivery {
    enum class Outcome { sent, retry, refused };  // refused: permanent, do not try again
    Outcome outcome = Outcome::sent;
    std::string detail;                   // what the other side said
    std::chrono::seconds retry_after{0};  // 0 = the channel's own plan
};

class Channel {
public:
    virtual ~Channel() = default;
    [[nodiscard]] virtual std::string name() const = 0;  // as configured: "soc-mail"
    [[nodiscard]] virtual std::string type() const = 0;  // email | webhook
    [[nodiscard]] virtual Delivery deliver(const model::Notice& notice, const model::Incident& incident) = 0;
    // Wait before try number `attempt` (1 = first retry); nullopt: give up, the notice is dead.
    [[nodiscard]] virtual std::optional<std::chrono::seconds> retry_plan(int attempt) const = 0;
};

}  // namespace vigie::respond
