// Who feeds whom: a batch of items from a source → hits of watches, findings → incidents → the policy's
// steps, all stored in one transaction together with the source's position, then told on the bus. Killed
// between any two instructions it loses nothing that was committed, and what is replayed after a restart
// opens nothing twice.
#pragma once

#include <vigie/engine/sieve.hpp>
#include <vigie/engine/story_watch.hpp>
#include <vigie/judge/correlate.hpp>
#include <vigie/model/incident.hpp>
#include <vigie/ports/bus.hpp>
#include <vigie/ports/clock.hpp>
#include <vigie/ports/language_id.hpp>
#include <vigie/ports/metrics.hpp>
#include <vigie/ports/store.hpp>
#include <vigie/respond/acts.hpp>
#include <vigie/watch/recent.hpp>
#include <vigie/watch/source.hpp>

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace vigie::engine {

struct SourceBatch {
    std::string source;
    watch::Batch batch;
};

// What one pass did; for `vigie replay`, drills and tests.
struct Processed {
    std::vector<model::Finding> findings;  // new ones only
    std::vector<judge::IncidentChange> changes;
    std::vector<model::ItemKey>
        gone;  // accounts or posts of ours to look at: the stream says that they went away
    std::vector<model::AssetId> frozen;  // accounts whose queue was frozen
    std::size_t stored = 0;
};

class Pipeline {
public:
    struct Ports {
        ports::Store* store = nullptr;
        ports::Clock* clock = nullptr;
        ports::Bus* bus = nullptr;
        ports::Metrics* metrics = nullptr;
        const ports::LanguageId* language = nullptr;  // null: items are in the language they declare
        watch::Recent* recent = nullptr;              // null: nothing is remembered of the stream
        const ports::Clock* stopwatch = nullptr;      // times rules; null: `clock`
        judge::Budget budget{};                       // of cases
        bool read_ambassadors = true;                 // for leaks: see model/employees.hpp
        stories::KeeperSettings stories{};
    };
    Pipeline(Ports ports, std::shared_ptr<Current<Judgement>> judgement,
             std::shared_ptr<Current<model::PolicySet>> policies);

    // Remembers which culprits have an open case, so that their disappearance is noticed, and recalls the
    // stories of the last days. Once, before the first batch.
    Result<> start();

    // Does an item concern something of ours, hit a watch, or tell of a culprit of an open case? What sources
    // ask first: one for each thread, living no longer than this. It also fills the window of recent posts.
    [[nodiscard]] watch::Interest interest();
    // The same question at leisure. Thread-safe.
    [[nodiscard]] bool concerns(const model::Item& item);

    // One transaction for all of them. On an Error nothing was stored and the same batches may be given
    // again.
    [[nodiscard]] Result<Processed> process(const std::vector<SourceBatch>& batches);

    // Gives a finding that was held back its case. Errc::not_found, Errc::conflict when it has one. Any
    // thread.
    [[nodiscard]] Result<model::Incident> open_held(const model::FindingId& id, const std::string& actor);

    // An analyst says which posts are one story. Errc::not_found. Any thread.
    [[nodiscard]] StoryWatch& story_watch() { return stories_; }

    // Called after commit with what the stream says is gone or back.
    std::function<void(const model::ItemKey&)> on_gone;
    // Called after commit with what was found: it may be worth a visit.
    std::function<void(const model::Finding&)> on_lead;

private:
    Result<> commit(ports::Session& session, const std::vector<SourceBatch>& batches, Processed& out);
    Result<> open_case(ports::Session& session, judge::IncidentChange& change,
                       const model::AssetRegister& ours);
    Result<> sample_cost(ports::Session& session, const Judgement& judgement, const model::Item& item,
                         const model::ItemView& view, watch::Beyond& beyond);
    [[nodiscard]] static const model::Policy* policy_for(const model::PolicySet& policies,
                                                         const judge::IncidentChange& change);
    [[nodiscard]] respond::By by() const;
    void leave_ambassadors_alone(const model::Item& item, const model::AssetRegister& assets,
                                 std::vector<model::Finding>& findings) const;
    void announce(const Processed& processed);
    [[nodiscard]] bool is_culprit(std::string_view network, std::string_view id) const;
    [[nodiscard]] bool concerns(const model::ItemView& item, LiveSieve& sieve) const;
    [[nodiscard]] watch::LanguageOf language() const;
    [[nodiscard]] Time seen_at(Time observed_at) const;

    Ports ports_;
    std::shared_ptr<Current<Judgement>> judgement_;
    std::shared_ptr<Current<model::PolicySet>> policies_;
    mutable std::mutex culprits_mutex_;
    std::set<model::ItemKey> culprits_;
    std::mutex leisure_mutex_;
    LiveSieve leisure_;
    StoryWatch stories_;
    LiveSieve judge_;  // of the thread that calls process()
    std::uint64_t judged_ = 0;
    std::optional<Duration> sampled_at_;  // when rules were last timed
};

}  // namespace vigie::engine
