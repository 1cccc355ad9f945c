// A takedown Desk asks one platform to remove something and looks whether it is gone.
#pragma once

#include <vigie/base/result.hpp>
#include <vigie/model/incident.hpp>

#include <chrono>
#include <string>

namespace vigie::respond {

struct Answer {
    // by_hand: the request is ready, a person has to submit it and to say so (acts: mark_takedown).
    enum class Outcome { sent, retry, refused, by_hand };
    Outcome outcome = Outcome::sent;
    std::string reference;  // the platform's number, when it gives one
    std::string detail;
    bool acknowledged = false;  // the platform confirmed receipt
    std::chrono::seconds retry_after{0};
    bool unsure = false;  // no answer after the request left: it may have been received. Not asked twice
};

struct Sighting {
    enum class State { still_up, gone, unknown };  // unknown: could not look; says nothing
    State state = State::unknown;
    std::string detail;  // "AccountTakedown", "profile answers 200"…
};

class Desk {
public:
    virtual ~Desk() = default;
    [[nodiscard]] virtual std::string name() const = 0;
    // Whether this desk can act on the culprit (its network, its kind).
    [[nodiscard]] virtual bool serves(const model::Culprit& culprit) const = 0;
    [[nodiscard]] virtual Answer request(const model::Takedown& takedown) = 0;
    [[nodiscard]] virtual Sighting look(const model::Takedown& takedown) = 0;
    // True: request() sends nothing and always answers `by_hand`.
    [[nodiscard]] virtual bool by_hand() const { return false; }
    // Everything a person needs to make the request where only a form takes it: where, what to paste, what to
    // attach. `lang` "fr" or "en". Empty: this desk asks by itself. Touches neither network nor disk.
    [[nodiscard]] virtual std::string dossier(const model::Takedown& /*takedown*/,
                                              std::string_view /*lang*/) const {
        return {};
    }
};

}  // namespace vigie::respond
