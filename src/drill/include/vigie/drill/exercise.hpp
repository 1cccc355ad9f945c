// Plays a scenario through the real pipeline and responder: step by step on its own clock (`vigie drill
// run`), or as a live source on an accelerated clock (`vigie run --drill`). The team of the exercise approves
// what waits for approval.
#pragma once

#include <vigie/drill/platform.hpp>
#include <vigie/drill/scenario.hpp>
#include <vigie/engine/pipeline.hpp>
#include <vigie/ports/store.hpp>
#include <vigie/respond/responder.hpp>
#include <vigie/watch/source.hpp>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace vigie::drill {

inline constexpr Duration step =
    std::chrono::seconds(10);  // of drill time: how often items are judged in play()

// What one guilty account's story was. Seconds of drill time since its first trace.
struct Story {
    Guilty guilty;
    std::string handle;
    std::string incident;
    std::optional<double> detect_s;
    std::optional<double> action_s;
    std::optional<double> gone_s;
};

// Somebody or something innocent that a finding accuses.
struct FalseAlarm {
    std::string incident;
    model::Text title;
    std::string what;  // which hard negative: parody | namesake | victim | …; "passer-by" when none of them
    std::string who;   // handle, domain or URL
    std::vector<std::string> detectors;
    double score = 0;     // highest of its findings
    bool beside = false;  // accused within a case that is right about somebody else
};

// How many of one kind of hard negative the day has, and how many of them were accused.
struct Tempting {
    std::size_t there = 0;
    std::size_t accused = 0;
};

struct FoundDomain {
    BadDomain truth;
    std::string incident;
    std::optional<double> detect_s;  // since its first trace
};

// How the rumour of the day was followed.
struct RumourScore {
    std::size_t posts = 0;  // that tell, share, ask, doubt or deny it
    std::vector<std::string> cases;
    std::optional<double> minutes_to_case;   // from the first post of it
    std::optional<double> minutes_to_burst;  // to the first finding of a burst
    std::size_t in_case = 0;                 // posts of the day that the card counts
    std::size_t forecasts = 0;
    std::optional<double> forecast_error;  // median of |forecast − final| / final, from the first hour on
    std::optional<double> forecast_coverage;  // share of them whose interval holds the final size
    std::size_t together = 0;                 // accounts that push it, …
    std::size_t together_found = 0;
    std::size_t innocents_accused = 0;
    std::map<std::string, bool> card;  // what, since, first, doubted, official, fact, forecast
    [[nodiscard]] bool complete() const;
};

struct Score {
    std::size_t events = 0;
    std::size_t expected = 0;
    std::size_t found = 0;
    std::size_t missed = 0;
    std::size_t false_alarms = 0;  // = alarms.size()
    std::optional<double> detect_s_p50;
    std::optional<double> detect_s_p90;
    std::optional<double> action_s_p50;
    std::optional<double> gone_s_p50;
    // From the first malicious post to the first case that is right; 0 when the case came first.
    std::optional<double> minutes_to_incident;
    std::string first_incident;
    std::size_t victims = 0;  // posts of victims in the whole day
    std::size_t victims_before =
        0;  // those seen before the first case that is right (all, when there is none)
    std::vector<Story> stories;
    std::vector<FoundDomain> domains;
    std::vector<FalseAlarm> alarms;
    std::map<std::string, Tempting> tempting;
    std::optional<RumourScore> rumour;
    std::size_t mails = 0;
    std::size_t reports = 0;

    [[nodiscard]] std::size_t domains_found() const;
};

// The people of the exercise: approve each waiting step after `patience`, at most `limit` of them (live: the
// rest is the visitor's).
class Team {
public:
    Team(ports::Store& store, Duration patience, std::size_t limit)
        : store_(store), patience_(patience), limit_(limit) {}
    Result<std::size_t> act(Time now);

private:
    ports::Store& store_;
    Duration patience_;
    std::size_t limit_;
    std::size_t done_ = 0;
    std::map<std::string, Time> waiting_since_;
};

struct Exercise {
    const Scenario* scenario = nullptr;
    ports::ManualClock* clock = nullptr;
    ports::Store* store = nullptr;
    engine::Pipeline* pipeline = nullptr;
    respond::Responder* responder = nullptr;
    Platform* platform = nullptr;
    std::function<void(double done, Time now)> progress;  // share of the day, 0 to 1
};

// The whole day, then on until nothing moves any more (at most six hours). Deterministic.
[[nodiscard]] Result<Score> play(const Exercise& exercise);

// What the store says, held against the truth of the scenario: a culprit is found when a finding accuses it
// (or a post of it); an alarm is false when what it accuses is no part of the plot. Knows nothing of
// detectors.
[[nodiscard]] Result<Score> score(const Scenario& scenario, ports::Store& store);

// Seconds pass `speed` times faster until the day is over, then `after` times.
class AcceleratedClock final : public ports::Clock {
public:
    AcceleratedClock(const ports::Clock& real, Time start, Time end, double speed, double after);
    [[nodiscard]] Time now() const override;
    [[nodiscard]] Duration steady() const override { return real_.steady(); }
    [[nodiscard]] double speed() const;

private:
    const ports::Clock& real_;
    Duration origin_;
    Time start_;
    Duration day_;  // in real time
    double speed_;
    double after_;
};

// Live: delivers the scenario's events when the drill's clock reaches them, and what the platform and the
// team do.
[[nodiscard]] std::unique_ptr<watch::Source> make_drill_source(std::shared_ptr<const Scenario> scenario,
                                                               Platform& platform,
                                                               std::shared_ptr<Team> team);

}  // namespace vigie::drill
