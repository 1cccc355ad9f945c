// Random nouns for the store walk: few distinct keys, so that rows meet again; words with accents and signs;
// times with microseconds, some before 1970; absent values.
#pragma once

#include <vigie/model/incident.hpp>
#include <vigie/model/user.hpp>
#include <vigie/model/watch.hpp>
#include <vigie/ports/clock.hpp>

#include <string>
#include <vector>

namespace vigie::ports::testing {

class RandomNouns {
public:
    explicit RandomNouns(std::uint64_t seed) : rng_(seed) {}

    [[nodiscard]] int below(int n) { return static_cast<int>(rng_.next() % static_cast<std::uint64_t>(n)); }
    [[nodiscard]] bool one_in(int n) { return below(n) == 0; }
    [[nodiscard]] Time time();
    [[nodiscard]] std::optional<Time> maybe_time();
    [[nodiscard]] std::string word();
    [[nodiscard]] std::string words(int at_most);
    template <class T>
    [[nodiscard]] const T& any(const std::vector<T>& list) {
        return list[static_cast<std::size_t>(below(static_cast<int>(list.size())))];
    }
    template <class E>
    [[nodiscard]] E any_of_first(int n) {
        return static_cast<E>(below(n));
    }

    [[nodiscard]] model::IncidentId incident_id();  // mostly one that exists
    [[nodiscard]] model::Item item();
    [[nodiscard]] model::ItemKey item_key();
    [[nodiscard]] model::Finding finding();
    [[nodiscard]] model::Indicator indicator();
    [[nodiscard]] std::vector<model::Indicator> indicators();
    [[nodiscard]] model::Culprit culprit();
    [[nodiscard]] model::Incident incident();
    [[nodiscard]] model::Step step();
    [[nodiscard]] model::Takedown takedown();
    [[nodiscard]] model::Notice notice();
    [[nodiscard]] model::AuditEntry audit_entry();
    [[nodiscard]] model::User user();
    [[nodiscard]] model::WebSession web_session();
    [[nodiscard]] std::string watched();  // a name that hits are counted for
    [[nodiscard]] model::Watch watch();

    std::vector<model::IncidentId> known;  // incidents that were created

private:
    SeededRng rng_;
};

}  // namespace vigie::ports::testing
