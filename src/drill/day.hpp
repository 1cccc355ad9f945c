// What every scenario's day is made of: people, profiles, posts, an hour that looks like an hour. All chance
// comes from one generator, so a seed decides the day. One Day makes one Scenario.
#pragma once

#include "words.hpp"

#include <vigie/drill/scenario.hpp>
#include <vigie/model/asset.hpp>

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace vigie::drill {

using Fixed = std::map<std::string, std::string>;  // {name} in a template → what stands there

struct Person {
    model::Account account;
    std::string lang;
};

// "Zoé du Pré" → "zoe-du-pre".
[[nodiscard]] std::string slug(std::string_view name);

class Day {
public:
    Day(std::uint64_t seed, Words words);

protected:
    [[nodiscard]] std::size_t pick(std::size_t n) { return drill::pick(rng_, n); }
    [[nodiscard]] bool chance(std::size_t percent) { return pick(100) < percent; }
    template <class List>
    [[nodiscard]] const auto& one_of(const List& list) {
        return list[pick(list.size())];
    }
    template <class List>
    void shuffle(List& list) {
        for (std::size_t i = list.size(); i > 1; --i) std::swap(list[i - 1], list[pick(i)]);
    }

    // When people are awake, in drill time (UTC).
    [[nodiscard]] Time some_time();
    [[nodiscard]] std::string new_did(std::string_view kind);

    // Links, hashtags and mentions of a post are those of its text, as a network's facets give them.
    [[nodiscard]] model::Item post(const model::Account& author, std::string lang, std::string text, Time at);
    [[nodiscard]] model::Item reply(const model::Account& author, std::string lang, std::string text, Time at,
                                    const model::Item& to);
    [[nodiscard]] static model::Item profile(const model::Account& account, Time at);
    // As the certificate-transparency source tells of a new certificate.
    [[nodiscard]] model::Item certificate(std::string_view domain, Time at);
    // Somebody with ordinary numbers.
    [[nodiscard]] model::Account account(std::string_view kind, std::string name, std::string handle,
                                         std::string bio, std::int64_t age_days);
    [[nodiscard]] model::Account official(const model::Asset& asset) const;

    void invent_crowd(std::size_t people);
    [[nodiscard]] const Person& somebody() { return one_of(crowd_); }
    [[nodiscard]] const Person& somebody(std::string_view lang);
    void chatter(std::size_t posts);

    // ---- The truth
    void is_innocent(const std::string& id, std::string what);
    void is_victim(const model::Item& item);
    // Sorted, in a strict order of time.
    [[nodiscard]] Scenario finish(Scenario scenario);

    ports::SeededRng rng_;
    Words words_;
    Time start_{};
    std::vector<Person> crowd_;
    std::vector<model::Item> events_;
    Scenario truth_;
};

}  // namespace vigie::drill
