// The tally of Jetstream events, by their kind.
#pragma once

#include <vigie/plugins/jetstream.hpp>
#include <vigie/watch/tally.hpp>

#include <array>
#include <string>
#include <string_view>

namespace vigie::plugins::jetstream {

using watch::Outcome;

class Tally {
public:
    void add(JetstreamKind kind, Outcome outcome) noexcept {
        tally_.add(static_cast<std::size_t>(kind), outcome);
    }
    void flush(ports::Metrics* metrics, const std::string& source) { tally_.flush(metrics, source); }

private:
    static constexpr std::array<std::string_view, 8> kinds{"post",   "repost",   "profile", "like",
                                                           "follow", "identity", "account", "other"};
    watch::Tally tally_{kinds};
};

}  // namespace vigie::plugins::jetstream
