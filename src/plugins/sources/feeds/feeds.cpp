#include <vigie/base/log.hpp>
#include <vigie/plugins/feeds.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <condition_variable>
#include <utility>

namespace vigie::plugins {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr minutes fastest{5};
constexpr hours stale_after{72};  // a list that nobody could fetch for so long accuses nobody any more
constexpr seconds longest_back_off{3600};
constexpr std::chrono::milliseconds tick{50};

class FeedSource final : public watch::Source {
public:
    FeedSource(FeedConfig config, std::shared_ptr<KnownUrls> known)
        : config_(std::move(config)), known_(std::move(known)) {}

    Result<> run(const watch::SourceContext& context, std::stop_token stop) override {
        if (context.http == nullptr || context.clock == nullptr)
            return fail(Errc::invalid_argument, "this build has no HTTP client");
        health_ = {.name = context.name, .type = "feed"};
        tell(context, "starting", config_.list);
        auto fresh = context.clock->steady();
        int failures = 0;
        while (!stop.stop_requested()) {
            auto wait = std::chrono::duration_cast<Duration>(config_.every);
            const auto fetched = fetch(context);
            const auto now = context.clock->steady();
            count(context, fetched ? "good" : "failed");
            if (fetched) {
                failures = 0;
                fresh = now;
                tell(context, "connected", fmt::format("{}: {} URLs", config_.list, health_.events));
            } else {
                wait = back_off(context, ++failures);
                if (now - fresh >= stale_after) known_->forget(config_.list);
                tell(context, "waiting", fetched.error().message);
                log::warn("source " + context.name, "{} not fetched: {}", config_.list,
                          fetched.error().message);
            }
            sleep(context, stop, wait);
        }
        tell(context, "finished", "");
        return {};
    }

private:
    Result<> fetch(const watch::SourceContext& context) {
        ports::HttpRequest request;
        request.url = config_.url;
        request.headers = config_.headers;
        request.max_response = config_.most_bytes;
        request.max_redirects = 5;
        request.timeout = std::chrono::minutes(2);
        if (!etag_.empty()) request.headers.emplace_back("If-None-Match", etag_);
        if (!modified_.empty()) request.headers.emplace_back("If-Modified-Since", modified_);
        VIGIE_TRY_ASSIGN(const auto answer, context.http->send(request));
        asked_to_wait_ = ports::retry_after(
            answer.header("retry-after"),
            std::chrono::duration_cast<seconds>(context.clock->now().time_since_epoch()).count());
        constexpr int not_modified = 304;
        if (answer.status == not_modified) return {};
        if (!answer.ok()) return fail(Errc::unavailable, "{} answers {}", config_.list, answer.status);
        VIGIE_TRY_ASSIGN(const auto read, read_feed(config_.form, answer.body));
        known_->replace(config_.list, read);
        // Kept only with a list that was understood: a block page has an ETag, too.
        etag_ = std::string(answer.header("etag"));
        modified_ = std::string(answer.header("last-modified"));
        health_.events = static_cast<std::int64_t>(read.urls.size());
        health_.bad += static_cast<std::int64_t>(read.bad);
        health_.last_event_at = context.clock->now();
        if (context.metrics != nullptr) {
            context.metrics->gauge("vigie_feed_urls", {{"source", context.name}})
                .set(static_cast<double>(read.urls.size()));
        }
        return {};
    }

    [[nodiscard]] Duration back_off(const watch::SourceContext& context, int failures) const {
        const double chance =
            context.rng != nullptr ? static_cast<double>(context.rng->next() >> 11U) * 0x1p-53 : 0.5;
        const Duration wait = ports::back_off(failures, chance, minutes(1), longest_back_off);
        return std::max(wait,
                        std::chrono::duration_cast<Duration>(std::min<seconds>(asked_to_wait_, hours(24))));
    }

    static void sleep(const watch::SourceContext& context, const std::stop_token& stop, Duration wait) {
        const auto until = context.clock->steady() + wait;
        std::mutex mutex;
        std::condition_variable_any never;
        std::unique_lock lock(mutex);
        while (!stop.stop_requested() && context.clock->steady() < until)
            never.wait_for(lock, stop, tick, [] { return false; });
    }

    static void count(const watch::SourceContext& context, const char* outcome) {
        if (context.metrics == nullptr) return;
        context.metrics->counter("vigie_feed_fetches_total", {{"source", context.name}, {"outcome", outcome}})
            .add();
    }

    void tell(const watch::SourceContext& context, std::string state, std::string detail) {
        health_.state = std::move(state);
        health_.detail = std::move(detail);
        if (context.report) context.report(health_);
    }

    FeedConfig config_;
    std::shared_ptr<KnownUrls> known_;
    watch::SourceHealth health_;
    std::string etag_;
    std::string modified_;
    seconds asked_to_wait_{0};
};

}  // namespace

FeedConfig openphish_feed() {
    return {
        .list = "OpenPhish", .form = FeedForm::text, .url = "https://openphish.com/feed.txt", .headers = {}};
}

FeedConfig urlhaus_feed(std::string_view auth_key) {
    // The key goes in a header, never in a URL that somebody logs.
    return {.list = "URLhaus",
            .form = FeedForm::urlhaus_json,
            .url = "https://urlhaus-api.abuse.ch/v1/urls/recent/limit/1000/",
            .headers = {{"Auth-Key", std::string(auth_key)}},
            .every = minutes(15)};
}

FeedConfig phishtank_feed(std::string_view app_key, std::string_view user) {
    return {.list = "PhishTank",
            .form = FeedForm::phishtank_json,
            .url = fmt::format("https://data.phishtank.com/data/{}/online-valid.json.gz", app_key),
            .headers = {{"User-Agent", fmt::format("phishtank/{}", user)}},
            .every = hours(1)};
}

Result<std::unique_ptr<watch::Source>> make_feed_source(FeedConfig config, std::shared_ptr<KnownUrls> known) {
    if (!known) return fail(Errc::invalid_argument, "a feed needs a place to keep its URLs");
    if (config.url.empty() || config.list.empty())
        return fail(Errc::invalid_argument, "a feed needs a name and a URL");
    if (config.every < fastest)
        return fail(Errc::invalid_argument, "{} must not be fetched more often than every 5 minutes",
                    config.list);
    return std::make_unique<FeedSource>(std::move(config), std::move(known));
}

}  // namespace vigie::plugins
