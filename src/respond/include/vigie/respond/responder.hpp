// The policy at work: looks for what is due and does it. tick() is called by the engine once a second and
// right after a case opens; every outside call happens between two transactions, so a hanging platform never
// holds the store.
#pragma once

#include <vigie/model/incident.hpp>
#include <vigie/ports/bus.hpp>
#include <vigie/ports/clock.hpp>
#include <vigie/ports/metrics.hpp>
#include <vigie/ports/store.hpp>
#include <vigie/respond/channel.hpp>
#include <vigie/respond/desk.hpp>
#include <vigie/respond/digest.hpp>

#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::respond {

class Responder {
public:
    struct Ports {
        ports::Store* store = nullptr;
        ports::Clock* clock = nullptr;
        ports::Rng* rng = nullptr;
        ports::Bus* bus = nullptr;
        ports::Metrics* metrics = nullptr;
    };
    Responder(Ports ports, std::vector<std::unique_ptr<Channel>> channels,
              std::vector<std::unique_ptr<Desk>> desks, std::shared_ptr<const model::PolicySet> policies,
              std::string console_url);
    ~Responder();

    void set_policies(std::shared_ptr<const model::PolicySet> policies);  // reload

    // Does everything due at clock.now(), at most `limit` acts; answers how many it did. Thread-safe (one at
    // a time).
    Result<int> tick(int limit = 100);

    // The stream says that an account or post went away or came back: its takedowns are looked at on the next
    // tick.
    Result<> hasten(const std::string& network, const std::string& id);

    // Sends a test notice now, outside any incident: for the console's Test button.
    [[nodiscard]] Delivery test_channel(const std::string& name);

    // What a person pastes into the platform's form, "fr" or "en"; empty when the desk asks by itself.
    [[nodiscard]] std::string dossier(const model::Takedown& takedown, std::string_view lang) const;

    // Mails the digest to a department now, through its e-mail channels. The same day again bears the same
    // message id. `sent` when each of them took it; else the first trouble.
    [[nodiscard]] Delivery mail_digest(const std::string& department, const Digest& digest);

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace vigie::respond
