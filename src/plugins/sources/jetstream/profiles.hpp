// Profiles of authors, asked from the app view in a thread of its own: at most 25 an answer, cached, within
// the rate limits that the server tells. Nobody ever waits for it: who wants a profile comes back and looks.
#pragma once

#include <vigie/model/item.hpp>
#include <vigie/ports/clock.hpp>
#include <vigie/ports/http.hpp>
#include <vigie/ports/metrics.hpp>

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <thread>
#include <unordered_map>
#include <vector>

namespace vigie::plugins::jetstream {

struct Profile {
    model::Account account;
    bool found = false;           // false: the app view does not know the account
    bool invalid_handle = false;  // the handle does not resolve back to the account
};

// {"profiles": […]} by DID. Errc::parse when it is not that (an HTML page, say).
[[nodiscard]] Result<std::vector<Profile>> parse_profiles(const std::string& json);

// Fills what the item does not know about its author. What a profile record itself said (name, bio, avatar)
// stands: the app view lags behind it.
void apply(const Profile& profile, model::Item& item);

class Profiles {
public:
    struct Ports {
        ports::Http* http = nullptr;
        ports::Clock* clock = nullptr;
        ports::Rng* rng = nullptr;
        ports::Metrics* metrics = nullptr;
    };
    Profiles(std::string base_url, Duration ttl, Ports ports, std::string source);
    ~Profiles();
    Profiles(const Profiles&) = delete;
    Profiles& operator=(const Profiles&) = delete;

    // The profile when it is known and not too old.
    [[nodiscard]] std::shared_ptr<const Profile> find(const std::string& did);
    // Asks for it until `deadline` (steady). False when no answer can come by then: the server is in a pause,
    // or too many wait already.
    bool want(const std::string& did, Duration deadline);
    void forget(const std::string& did);  // it changed

private:
    struct Entry {
        std::string did;
        std::shared_ptr<const Profile> profile;
        Duration expires;
    };
    struct Wish {
        std::string did;
        Duration deadline;
    };

    void run(const std::stop_token& stop);
    bool next_wishes();
    void ask();
    void answered(const ports::HttpResponse& response);
    void remember(const std::string& did, Profile profile);
    void again();
    void pause(Duration at_least, const std::string& why);
    void heed_limits(const ports::HttpResponse& response);
    void count(const char* outcome, double n = 1);

    const std::string base_url_;
    const Duration ttl_;
    const Ports ports_;
    const std::string source_;

    std::mutex mutex_;
    std::condition_variable_any news_;
    std::deque<Wish> wishes_;
    std::vector<Wish> asked_;  // of the call under way
    std::list<Entry> recent_;  // most recently used first
    std::unordered_map<std::string, std::list<Entry>::iterator> known_;
    Duration paused_until_{};
    int failures_ = 0;
    std::size_t one_by_one_ = 0;  // after a refused call: so many wishes are asked alone
    std::jthread thread_;         // last: starts when all else is there
};

}  // namespace vigie::plugins::jetstream
