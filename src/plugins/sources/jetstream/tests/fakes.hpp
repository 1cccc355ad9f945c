// Scripted ports for the live source: connections that deliver what a test says, an app view, a clock,
// metrics.
#pragma once

#include <vigie/plugins/jetstream.hpp>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

namespace vigie::plugins {

constexpr std::int64_t t0 = 1760000000000000;

inline std::string post_event(int n, const std::string& text, const std::string& did = "did:plc:a",
                              std::int64_t at = 0) {
    return fmt::format(
        R"({{"did":"{}","time_us":{},"kind":"commit","commit":{{"rev":"r{}","operation":"create","collection":"app.bsky.feed.post","rkey":"k{}","record":{{"text":"{}"}},"cid":"bafy{}"}}}})",
        did, at == 0 ? t0 + n * 1000 : at, n, n, text, n);
}

// Wall and steady time apart, both moved by hand.
class TestClock final : public ports::Clock {
public:
    [[nodiscard]] Time now() const override { return from_us(t0 + steady_ + wall_offset_); }
    [[nodiscard]] Duration steady() const override { return Duration(steady_); }
    void advance(Duration d) { steady_ += d.count(); }
    void jump_wall(Duration d) { wall_offset_ += d.count(); }

private:
    std::atomic<std::int64_t> steady_ = 1'000'000'000;
    std::atomic<std::int64_t> wall_offset_ = -1'000'000'000;
};

// What one connection does. After its frames it ends with `end`, or stays silent until it is closed.
struct Session {
    std::vector<ports::Frame> frames;
    std::optional<Error> end;
    std::optional<Error> refused;  // the connection is not even made
};

inline Session says(const std::vector<std::string>& events, std::optional<Error> end = {}) {
    Session out;
    for (const auto& event : events) out.frames.push_back({false, event});
    out.end = std::move(end);
    return out;
}

class FakeSocket final : public ports::WebSocket {
public:
    explicit FakeSocket(Session session) : session_(std::move(session)) {}
    Result<ports::Frame> read(std::chrono::milliseconds /*silence*/) override {
        std::unique_lock lock(mutex_);
        if (next_ < session_.frames.size()) return session_.frames[next_++];
        if (session_.end) return tl::unexpected(*session_.end);
        closed_.wait(lock, [this] { return is_closed_; });
        return fail(Errc::unavailable, "closed");
    }
    Result<> write(const ports::Frame& /*frame*/) override { return {}; }
    void close() override {
        const std::lock_guard lock(mutex_);
        is_closed_ = true;
        closed_.notify_all();
    }

private:
    Session session_;
    std::size_t next_ = 0;
    std::mutex mutex_;
    std::condition_variable closed_;
    bool is_closed_ = false;
};

class FakeConnector final : public ports::WebSocketConnector {
public:
    explicit FakeConnector(std::vector<Session> sessions) : sessions_(sessions.begin(), sessions.end()) {}
    Result<std::unique_ptr<ports::WebSocket>> connect(const std::string& url,
                                                      const ports::Headers& /*headers*/,
                                                      std::chrono::milliseconds /*timeout*/) override {
        const std::lock_guard lock(mutex_);
        urls_.push_back(url);
        Session session;  // after the script: connected and silent
        if (!sessions_.empty()) {
            session = std::move(sessions_.front());
            sessions_.pop_front();
        }
        if (session.refused) return tl::unexpected(*session.refused);
        return std::unique_ptr<ports::WebSocket>(std::make_unique<FakeSocket>(std::move(session)));
    }
    [[nodiscard]] std::vector<std::string> urls() const {
        const std::lock_guard lock(mutex_);
        return urls_;
    }

private:
    mutable std::mutex mutex_;
    std::deque<Session> sessions_;
    std::vector<std::string> urls_;
};

class FakeHttp final : public ports::Http {
public:
    using Answer = std::function<Result<ports::HttpResponse>(const ports::HttpRequest&)>;
    explicit FakeHttp(Answer answer) : answer_(std::move(answer)) {}
    Result<ports::HttpResponse> send(const ports::HttpRequest& request) override {
        {
            const std::lock_guard lock(mutex_);
            urls_.push_back(request.url);
        }
        return answer_(request);
    }
    [[nodiscard]] std::vector<std::string> urls() const {
        const std::lock_guard lock(mutex_);
        return urls_;
    }

private:
    Answer answer_;
    mutable std::mutex mutex_;
    std::vector<std::string> urls_;
};

// The DIDs that a getProfiles URL asks for.
inline std::vector<std::string> actors_of(const std::string& url) {
    std::vector<std::string> out;
    for (auto at = url.find("actors="); at != std::string::npos; at = url.find("actors=", at)) {
        at += 7;
        out.push_back(url.substr(at, url.find('&', at) - at));
    }
    return out;
}

inline Result<ports::HttpResponse> app_view(const ports::HttpRequest& request) {
    std::string body;
    for (const auto& did : actors_of(request.url)) {
        if (did.ends_with("unknown")) continue;
        body +=
            (body.empty() ? "" : ",") +
            fmt::format(
                R"({{"did":"{}","handle":"{}.test","displayName":"Name","description":"voir exemple.fr","avatar":"https://cdn.test/x","followersCount":12,"followsCount":900,"postsCount":4,"createdAt":"2025-10-08T10:00:00.000Z","verification":{{"verifiedStatus":"valid"}}}})",
                did, did.substr(8));
    }
    return ports::HttpResponse{200, {}, R"({"profiles":[)" + body + "]}"};
}

class TestMetrics final : public ports::Metrics {
public:
    ports::Counter& counter(const std::string& name, const ports::Labels& labels) override {
        return at(name, labels);
    }
    ports::Gauge& gauge(const std::string& name, const ports::Labels& labels) override {
        return at(name, labels);
    }
    ports::Histogram& histogram(const std::string& name, const ports::Labels& labels) override {
        return at(name, labels);
    }
    [[nodiscard]] std::string text() const override { return {}; }
    double value(const std::string& name, const ports::Labels& labels) { return at(name, labels).value; }
    // All values a gauge ever had.
    std::vector<double> history(const std::string& name, const ports::Labels& labels) {
        auto& cell = at(name, labels);
        const std::lock_guard lock(cell.mutex);
        return cell.history;
    }

private:
    struct Cell final : ports::Counter, ports::Gauge, ports::Histogram {
        void add(double n) override { value = value + n; }
        void set(double v) override {
            value = v;
            const std::lock_guard lock(mutex);
            history.push_back(v);
        }
        void observe(double v) override { value = v; }
        std::atomic<double> value = 0;
        std::mutex mutex;
        std::vector<double> history;
    };
    Cell& at(const std::string& name, const ports::Labels& labels) {
        const std::lock_guard lock(mutex_);
        return cells_[{name, labels}];
    }
    std::mutex mutex_;
    std::map<std::pair<std::string, ports::Labels>, Cell> cells_;
};

// Runs a live source until it is destroyed and keeps what it hands on. The clock runs 50 ms per real
// millisecond while a test waits for something.
class LiveRun {
public:
    LiveRun(JetstreamConfig config, std::vector<Session> sessions, ports::Http* http = nullptr,
            std::string cursor = {}, watch::Interest concerns = {})
        : connector(std::move(sessions)) {
        context_.name = "test";
        context_.cursor = std::move(cursor);
        context_.clock = &clock;
        context_.rng = &rng_;
        context_.http = http;
        context_.websocket = &connector;
        context_.metrics = &metrics;
        context_.concerns = std::move(concerns);
        context_.sink = [this](watch::Batch batch) {
            const std::lock_guard lock(mutex_);
            batches_.push_back(std::move(batch));
            return true;
        };
        context_.report = [this](const watch::SourceHealth& health) {
            const std::lock_guard lock(mutex_);
            health_ = health;
        };
        source_ = make_jetstream_source(std::move(config));
        thread_ = std::jthread(
            [this](const std::stop_token& stop) { (void)source_->run(context_, stop).has_value(); });
    }
    // Lets time pass until `done`, at most some real seconds. Says whether it came about.
    bool until(const std::function<bool()>& done) {
        for (int i = 0; i < 5000; ++i) {
            if (done()) return true;
            clock.advance(std::chrono::milliseconds(50));
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
        return false;
    }
    bool until_items(std::size_t count) {
        return until([&] { return items().size() >= count; });
    }
    void pass(Duration time) {
        for (Duration done{}; done < time; done += std::chrono::milliseconds(500)) {
            clock.advance(std::chrono::milliseconds(500));
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
    }
    void stop() {
        thread_.request_stop();
        thread_.join();
    }
    [[nodiscard]] std::vector<watch::Batch> batches() const {
        const std::lock_guard lock(mutex_);
        return batches_;
    }
    [[nodiscard]] std::vector<model::Item> items() const {
        std::vector<model::Item> out;
        for (const auto& batch : batches()) out.insert(out.end(), batch.items.begin(), batch.items.end());
        return out;
    }
    [[nodiscard]] std::string cursor() const {
        std::string out;
        for (const auto& batch : batches()) {
            if (!batch.cursor.empty()) out = batch.cursor;
        }
        return out;
    }
    [[nodiscard]] watch::SourceHealth health() const {
        const std::lock_guard lock(mutex_);
        return health_;
    }
    double events(const std::string& kind, const std::string& outcome) {
        return metrics.value("vigie_ingest_events_total",
                             {{"source", "test"}, {"kind", kind}, {"outcome", outcome}});
    }

    TestClock clock;
    TestMetrics metrics;
    FakeConnector connector;

private:
    ports::SeededRng rng_{1};
    watch::SourceContext context_;
    std::unique_ptr<watch::Source> source_;
    mutable std::mutex mutex_;
    std::vector<watch::Batch> batches_;
    watch::SourceHealth health_;
    std::jthread thread_;
};

inline JetstreamConfig one_host() {
    JetstreamConfig config;
    config.hosts = {"ws://127.0.0.1:6008"};
    config.hydrate_url.clear();
    return config;
}

inline const Error broken{Errc::unavailable, "the connection broke without goodbye (close code 1006)"};

}  // namespace vigie::plugins
