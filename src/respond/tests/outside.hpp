// The world outside as tests script it: channels and desks that answer what they are told, remember what they
// were asked, and can take the process down in the middle of a call.
#pragma once

#include "tests/story.hpp"

#include <functional>
#include <map>

namespace vigie::respond::story {

struct Crash {};  // the process dies during or right after a call outside

struct Outside {
    std::vector<std::string> delivered;         // notice ids, in order
    std::map<std::string, model::Notice> last;  // by channel
    std::vector<std::string> requested;         // takedown ids, in order
    int looks = 0;
    std::function<Delivery(const model::Notice&)> on_deliver;
    std::function<Answer(const model::Takedown&)> on_request;
    Sighting::State sight = Sighting::State::still_up;
    bool crash_after_call = false;

    void called() {
        if (crash_after_call) throw Crash{};
    }
};

class FakeChannel final : public Channel {
public:
    FakeChannel(std::string name, Outside& outside, int tries = 5)
        : name_(std::move(name)), outside_(outside), tries_(tries) {}
    std::string name() const override { return name_; }
    std::string type() const override { return "fake"; }
    Delivery deliver(const model::Notice& notice, const model::Incident&) override {
        outside_.delivered.push_back(notice.id.value);
        outside_.last[name_] = notice;
        outside_.called();
        return outside_.on_deliver ? outside_.on_deliver(notice) : Delivery{};
    }
    std::optional<std::chrono::seconds> retry_plan(int attempt) const override {
        if (attempt > tries_) return std::nullopt;
        return std::chrono::seconds(60) * attempt;
    }

private:
    std::string name_;
    Outside& outside_;
    int tries_;
};

class FakeDesk final : public Desk {
public:
    explicit FakeDesk(Outside& outside) : outside_(outside) {}
    std::string name() const override { return "bluesky"; }
    bool serves(const model::Culprit& culprit) const override { return culprit.network == "bluesky"; }
    Answer request(const model::Takedown& takedown) override {
        outside_.requested.push_back(takedown.id.value);
        outside_.called();
        if (outside_.on_request) return outside_.on_request(takedown);
        return Answer{Answer::Outcome::sent, "1234567", "", true, {}, false};
    }
    Sighting look(const model::Takedown&) override {
        ++outside_.looks;
        outside_.called();
        return {outside_.sight, outside_.sight == Sighting::State::gone ? "AccountTakedown" : ""};
    }

private:
    Outside& outside_;
};

// A store, a clock and a responder that can be thrown away and started again.
struct World {
    explicit World(model::PolicySet set = policies())
        : store(ports::make_memory_store()),
          bus(ports::make_local_bus()),
          metrics(ports::make_null_metrics()),
          rules(std::make_shared<const model::PolicySet>(std::move(set))) {
        restart();
    }
    void restart(ports::Store* through = nullptr) {
        responder.reset();
        std::vector<std::unique_ptr<Channel>> channels;
        channels.push_back(std::make_unique<FakeChannel>("soc-mail", outside));
        channels.push_back(std::make_unique<FakeChannel>("pager", outside));
        std::vector<std::unique_ptr<Desk>> desks;
        desks.push_back(std::make_unique<FakeDesk>(outside));
        responder = std::make_unique<Responder>(Responder::Ports{through != nullptr ? through : store.get(),
                                                                 &clock, &rng, bus.get(), metrics.get()},
                                                std::move(channels), std::move(desks), rules,
                                                "https://vigie.montclar.example");
    }
    int tick(int limit = 100) {
        auto done = responder->tick(limit);
        INFO((done ? std::string() : done.error().message));
        REQUIRE(done);
        return *done;
    }
    void pass(Duration time, Duration every = std::chrono::minutes(1)) {
        for (Duration gone{0}; gone < time; gone += every) {
            clock.advance(every);
            tick();
        }
    }
    void approve(const model::IncidentId& id, const std::string& key = "takedown") {
        act<model::Step>(*store, [&](auto& s) {
            return approve_step(s, model::StepId(id.value + "/" + key), By{"marie", "", clock.now()});
        });
    }

    std::unique_ptr<ports::Store> store;
    ports::ManualClock clock{start};
    ports::SeededRng rng{7};
    std::unique_ptr<ports::Bus> bus;
    std::unique_ptr<ports::Metrics> metrics;
    std::shared_ptr<const model::PolicySet> rules;
    Outside outside;
    std::unique_ptr<Responder> responder;
};

}  // namespace vigie::respond::story
