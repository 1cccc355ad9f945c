// The threads of one process: sources → one bounded queue → the judge, which writes; the responder; and who
// sends drafts at their hour. Stops
// gracefully: sources first, then what is queued is judged and stored, then the responder ends its act.
#pragma once

#include <vigie/base/queue.hpp>
#include <vigie/engage/dispatch.hpp>
#include <vigie/engine/digest.hpp>
#include <vigie/engine/leads.hpp>
#include <vigie/engine/pipeline.hpp>
#include <vigie/respond/responder.hpp>
#include <vigie/watch/source.hpp>

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace vigie::engine {

struct NamedSource {
    std::string name;
    std::unique_ptr<watch::Source> source;
    bool follows_findings = false;  // has no end of its own: it is at rest when no lead is open
};

// Everything an engine is made of. Pointers outlive it.
struct Parts {
    ports::Store* store = nullptr;
    ports::Clock* clock = nullptr;
    ports::Rng* rng = nullptr;
    ports::Bus* bus = nullptr;
    ports::Metrics* metrics = nullptr;
    ports::Http* http = nullptr;
    ports::WebSocketConnector* websocket = nullptr;
    std::shared_ptr<const Judgement> judgement;
    std::shared_ptr<const model::PolicySet> policies;
    std::vector<NamedSource> sources;
    std::vector<std::unique_ptr<respond::Channel>> channels;
    std::vector<std::unique_ptr<respond::Desk>> desks;
    std::string console_url;
    const ports::LanguageId* language = nullptr;  // may be null
    watch::Recent* recent = nullptr;              // may be null
    const ports::Clock* stopwatch = nullptr;      // times rules where `clock` is not real; null: `clock`
    judge::Budget budget{};                       // of cases that detectors open
    DigestConfig digest{};                        // whom to mail what budgets held back
    stories::KeeperSettings stories{};
    std::shared_ptr<Leads> leads{};               // takes links worth a visit; may be null
    std::vector<std::unique_ptr<engage::Publisher>> publishers{};  // write on our accounts
    bool read_ambassadors = true;                                  // for leaks: see model/employees.hpp
};

class Engine {
public:
    explicit Engine(Parts parts);
    ~Engine();
    Engine(const Engine&) = delete;
    Engine& operator=(const Engine&) = delete;

    Result<> start();
    void stop();  // blocks until everything is stored; safe to call twice
    void poke();  // something is due now: a case opened, a person approved

    // True when every source has finished and everything is stored (files only; streams never finish).
    [[nodiscard]] bool finished() const;

    // Takes what the files say now; the console's watches are compiled with it, on this thread.
    void reload(std::shared_ptr<const Judgement> judgement, std::shared_ptr<const model::PolicySet> policies);
    // The console's watches changed: compiles them anew, on a thread of its own. Answers at once.
    void refresh_watches();
    // See Pipeline::open_held.
    [[nodiscard]] Result<model::Incident> open_held(const model::FindingId& id, const std::string& actor) {
        return pipeline_.open_held(id, actor);
    }
    // Somebody switched a rule: takes the modes that the store has now.
    Result<> refresh_rules();
    [[nodiscard]] std::shared_ptr<const Judgement> judgement() const { return judgement_->get(); }
    [[nodiscard]] std::shared_ptr<const model::PolicySet> policies() const { return policies_->get(); }
    [[nodiscard]] std::vector<watch::SourceHealth> sources() const;
    [[nodiscard]] respond::Responder& responder() { return responder_; }
    [[nodiscard]] const engage::Dispatcher& dispatcher() const { return dispatcher_; }

private:
    void run_source(NamedSource& source, const std::stop_token& stop);
    void run_judge();
    void run_responder(const std::stop_token& stop);
    void run_dispatcher(const std::stop_token& stop);
    void run_keeper(const std::stop_token& stop);
    // Puts a judgement (null: the present one) in force, with the watches and modes that the store has now.
    void put_in_force(std::shared_ptr<const Judgement> judgement);
    bool store(const std::vector<SourceBatch>& batches);
    void set_health(const watch::SourceHealth& health);
    void measure();
    void keep_house();  // what the clock alone brings about: freezes end, the digest goes out

    Parts parts_;
    std::shared_ptr<Current<Judgement>> judgement_;
    std::shared_ptr<Current<model::PolicySet>> policies_;
    Pipeline pipeline_;
    respond::Responder responder_;
    engage::Dispatcher dispatcher_;
    BoundedQueue<SourceBatch> queue_;
    mutable std::mutex health_mutex_;
    std::vector<watch::SourceHealth> health_;
    std::mutex poke_mutex_;
    std::condition_variable_any poke_signal_;
    bool poked_ = false;
    std::atomic<std::size_t> running_sources_{0};
    std::atomic<std::size_t> pushed_{0};  // batches that entered the queue, and those that are stored
    std::atomic<std::size_t> stored_{0};
    std::atomic<bool> stopping_{false};
    std::mutex force_mutex_;  // one at a time changes what is in force
    std::mutex keeper_mutex_;
    std::condition_variable_any keeper_signal_;
    bool watches_changed_ = false;
    std::vector<std::jthread> source_threads_;
    std::jthread judge_thread_;
    std::jthread responder_thread_;
    std::jthread dispatcher_thread_;
    std::jthread keeper_thread_;
};

}  // namespace vigie::engine
