#include <vigie/base/log.hpp>
#include <vigie/plugins/safe_browsing.hpp>

#include <fmt/format.h>

#include <condition_variable>
#include <mutex>
#include <utility>

namespace vigie::plugins {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

constexpr minutes first_back_off{15};
constexpr hours longest_back_off{24};
constexpr std::chrono::milliseconds tick{250};

class SafeBrowsingSource final : public watch::Source {
public:
    explicit SafeBrowsingSource(std::shared_ptr<SafeBrowsing> service) : service_(std::move(service)) {}

    Result<> run(const watch::SourceContext& context, std::stop_token stop) override {
        if (context.http == nullptr || context.clock == nullptr)
            return fail(Errc::invalid_argument, "this build has no HTTP client");
        watch::SourceHealth health{.name = context.name, .type = "safe_browsing"};
        const auto tell = [&](std::string state, std::string detail) {
            health.state = std::move(state);
            health.detail = std::move(detail);
            if (context.report) context.report(health);
        };
        const auto count = [&](const char* call, bool good) {
            if (context.metrics == nullptr) return;
            context.metrics
                ->counter("vigie_safe_browsing_requests_total",
                          {{"source", context.name}, {"call", call}, {"outcome", good ? "good" : "failed"}})
                .add();
        };
        tell("starting", "");
        Duration next_update = context.clock->steady();
        Duration next_question = next_update;
        int failures = 0;
        const auto after = [&](const Error& error) {
            const double chance =
                context.rng != nullptr ? static_cast<double>(context.rng->next() >> 11U) * 0x1p-53 : 0.5;
            tell("waiting", error.message);
            log::warn("source " + context.name, "{}", error.message);
            return context.clock->steady() +
                   ports::back_off(++failures, chance, first_back_off, longest_back_off);
        };
        std::mutex mutex;
        std::condition_variable_any never;
        std::unique_lock lock(mutex);
        while (!stop.stop_requested()) {
            if (context.clock->steady() >= next_update) {
                const auto wait = service_->update(*context.http);
                count("lists", wait.has_value());
                if (wait) {
                    failures = 0;
                    health.last_event_at = context.clock->now();
                    if (context.metrics != nullptr) {
                        context.metrics->gauge("vigie_safe_browsing_prefixes", {{"source", context.name}})
                            .set(static_cast<double>(service_->prefixes()));
                    }
                    next_update = context.clock->steady() + *wait;
                    tell("connected", fmt::format("{} prefixes", service_->prefixes()));
                } else {
                    next_update = after(wait.error());
                }
            }
            if (context.clock->steady() >= next_question) {
                const auto asked = service_->ask(*context.http);
                if (!asked || *asked > 0) count("hashes", asked.has_value());
                if (asked) {
                    health.events += static_cast<std::int64_t>(*asked);
                } else {
                    next_question = after(asked.error());
                }
            }
            never.wait_for(lock, stop, tick, [] { return false; });
        }
        tell("finished", "");
        return {};
    }

private:
    std::shared_ptr<SafeBrowsing> service_;
};

}  // namespace

Result<std::unique_ptr<watch::Source>> make_safe_browsing_source(const SafeBrowsingConfig& config,
                                                                 std::shared_ptr<SafeBrowsing> service) {
    if (config.key.empty()) return fail(Errc::invalid_argument, "Safe Browsing needs the key of a project");
    if (!service) return fail(Errc::invalid_argument, "Safe Browsing needs its service");
    return std::make_unique<SafeBrowsingSource>(std::move(service));
}

}  // namespace vigie::plugins
