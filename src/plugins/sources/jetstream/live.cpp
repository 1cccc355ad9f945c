#include "outbox.hpp"
#include "position.hpp"
#include "receiver.hpp"
#include "tally.hpp"

#include <vigie/base/limits.hpp>
#include <vigie/base/log.hpp>
#include <vigie/kit/compress.hpp>
#include <vigie/plugins/jetstream_glance.hpp>

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <utility>

namespace vigie::plugins {
namespace {

using namespace jetstream;
using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr std::uint32_t legacy_dictionary = 1612007021;
constexpr std::size_t remembered_events =
    50'000;  // a minute of all posts, reposts and profiles, several times over
constexpr milliseconds connect_time{20'000};
constexpr milliseconds tick{50};
constexpr seconds healthy_after{60};
constexpr seconds save_every{5};
constexpr seconds report_every{1};
constexpr seconds gap_over{60};
constexpr seconds longest_back_off{60};
constexpr int most_bad_frames = 3;
constexpr std::int64_t logged_events = 20;

class LiveSource final : public watch::Source {
public:
    explicit LiveSource(JetstreamConfig config) : config_(std::move(config)) {}

    Result<> run(const watch::SourceContext& context, std::stop_token stop) override {
        VIGIE_TRY(check(config_));
        if (context.websocket == nullptr)
            return fail(Errc::invalid_argument, "this build has no WebSocket client");
        begin(context);
        std::unique_ptr<Profiles> profiles;
        if (context.http != nullptr && !config_.hydrate_url.empty()) {
            profiles = std::make_unique<Profiles>(
                config_.hydrate_url, config_.profile_ttl,
                Profiles::Ports{context.http, context.clock, context.rng, context.metrics}, context.name);
        }
        profiles_ = profiles.get();
        outbox_ = std::make_unique<Outbox>(profiles_, config_.hydrate_wait);
        while (!stop.stop_requested() && !pipeline_closed_) {
            const auto error = connect_and_read(stop);
            connected(false);
            remember_where_we_were();
            if (stop.stop_requested() || pipeline_closed_) break;
            retry_later(error, stop);
        }
        outbox_->settle_all();
        while (!pipeline_closed_ && !outbox_->empty()) hand_on();
        state(stop.stop_requested() ? "finished" : "failed", "");
        tally_.flush(context_->metrics, context_->name);
        outbox_.reset();
        profiles_ = nullptr;
        return {};
    }

private:
    void begin(const watch::SourceContext& context) {
        context_ = &context;
        log_name_ = "source " + context.name;
        resume_ = parse_cursor(context.cursor);
        if (resume_) {
            const auto same = std::find(config_.hosts.begin(), config_.hosts.end(), resume_->host);
            if (same != config_.hosts.end()) host_ = static_cast<std::size_t>(same - config_.hosts.begin());
        }
        health_ = {.name = context.name, .type = "jetstream"};
        compress_ = config_.compress;
        if (compress_ && config_.dictionary.empty()) {
            log::warn(log_name_,
                      "compression needs Jetstream's zstd dictionary, none is configured: going on without");
            compress_ = false;
        }
        if (compress_) {
            zstd_ = std::make_unique<kit::ZstdFrames>(config_.dictionary);
            if (zstd_->dictionary_id() != legacy_dictionary) {
                log::warn(log_name_,
                          "the zstd dictionary has id {}, Jetstream's has {}: frames may be unreadable",
                          zstd_->dictionary_id(), legacy_dictionary);
            }
        }
        connected(false);
        state("starting", host());
    }

    [[nodiscard]] const std::string& host() const { return config_.hosts[host_]; }
    [[nodiscard]] Duration now() const { return context_->clock->steady(); }

    // One connection from its beginning to its end; the error says why it ended.
    Error connect_and_read(const std::stop_token& stop) {
        const auto url = subscribe_url(config_, host(), compress_, resume_);
        auto socket = context_->websocket->connect(url, {}, connect_time);
        if (!socket) {
            rotate_ = true;
            return socket.error();
        }
        connected(true);
        state("connected", host());
        log::info(log_name_, "reading {}{}", host(), resume_ ? " from the saved position" : " from now on");
        Receiver receiver(*std::move(socket), config_.silence);
        session_start_ = last_event_ = last_saved_ = now();
        stream_host_ = host();
        resumed_at_ = resume_ ? resume_->time_us : 0;
        bad_frames_ = 0;
        seen_us_ = 0;
        while (!stop.stop_requested() && !pipeline_closed_) {
            const auto delivery = receiver.take(tick);
            for (const auto& frame : delivery.frames) {
                take(frame);
                if (bad_frames_ >= most_bad_frames) {
                    compress_ = false;
                    return {Errc::parse,
                            "three frames could not be decompressed: going on without compression"};
                }
            }
            if (!delivery.frames.empty()) last_event_ = now();
            keep_house();
            if (delivery.end) return *delivery.end;
            const auto silence = event_silence();
            if (silence > Duration::zero() && now() - last_event_ >= silence) {
                return {Errc::timeout, fmt::format("no event for {} although the connection stands",
                                                   format_duration(silence))};
            }
        }
        return {Errc::unavailable, "stopped"};
    }

    [[nodiscard]] Duration event_silence() const {
        if (config_.event_silence > milliseconds::zero()) return config_.event_silence;
        return is_public_host(host()) ? Duration(seconds(60)) : Duration::zero();
    }

    void take(const ports::Frame& frame) {
        if (!frame.binary) return take(frame.data);
        auto text = zstd_ ? zstd_->decompress(frame.data, limits::frame_bytes)
                          : Result<std::string>(
                                fail(Errc::parse, "a binary frame although no compression was asked for"));
        if (text) return take(*text);
        tally_.add(JetstreamKind::other, Outcome::bad);
        ++health_.bad;
        log::warn(log_name_, "frame dropped: {}", text.error().message);
        // What the frame held is lost to this connection: the position stays before it, and so does the next
        // connection.
        if (bad_frames_++ == 0 && !held_us_) held_us_ = seen_us_;
    }

    // A glance first: what concerns nobody is not decoded, nor remembered.
    void take(std::string_view json) {
        using Seen = JetstreamGlance::Seen;
        const auto seen = glance_.of(json, view_);
        if (seen == Seen::bad) return refuse(json, glance_.error().message);
        ++health_.events;
        seen_us_ = glance_.time_us();
        if (resumed_at_ != 0) look_for_gap(std::exchange(resumed_at_, 0), glance_.time_us());
        const auto kind = glance_.kind();
        if (seen == Seen::other) return tally_.add(kind, Outcome::ignored);
        const bool changes_profile = kind == JetstreamKind::profile || kind == JetstreamKind::identity;
        if (profiles_ != nullptr && changes_profile) profiles_->forget(std::string(view_.author_id));
        if (context_->concerns && !context_->concerns(view_)) return tally_.add(kind, Outcome::dropped);
        auto event = decoder_.decode(json);
        if (!event || !event->item) return refuse(json, "seen and decoded differ; please report it");
        if (!seen_.insert(std::move(event->key))) return tally_.add(kind, Outcome::duplicate);
        tally_.add(kind, Outcome::kept);
        outbox_->add(*std::move(event->item), event->time_us, now());
    }

    void refuse(std::string_view json, std::string_view why) {
        tally_.add(JetstreamKind::other, Outcome::bad);
        if (++health_.bad > logged_events) return;
        log::warn(log_name_, "event skipped: {}: {}", why, log::quoted(json, 80));
    }

    // A cursor older than what the server keeps is clamped silently. Had nothing been lost, the replay would
    // have begun before the event that the position stands for.
    void look_for_gap(std::int64_t wanted_us, std::int64_t got_us) {
        if (from_us(got_us) - from_us(wanted_us) <= gap_over) return;
        gap_ = watch::Gap{from_us(wanted_us), from_us(got_us), "look-back"};
        log::warn(log_name_, "events from {} to {} are no longer kept by {}: this time was not watched",
                  format_time(gap_->from), format_time(gap_->to), host());
        if (context_->metrics != nullptr) {
            context_->metrics
                ->counter("vigie_source_gap_total", {{"source", context_->name}, {"reason", gap_->reason}})
                .add();
        }
    }

    // What is due from time to time: batches, the saved position, figures.
    void keep_house() {
        const auto time = now();
        while (!pipeline_closed_ && outbox_->due(time)) hand_on();
        const bool save = time - last_saved_ >= save_every && outbox_->empty() && seen_us_ > saved_us_;
        if (!pipeline_closed_ && (save || gap_)) hand_on();
        if (time - session_start_ >= healthy_after) failures_ = 0;
        if (time - last_report_ >= report_every) report();
    }

    void hand_on() {
        watch::Batch batch;
        auto [items, time_us] = outbox_->take(seen_us_);
        batch.items = std::move(items);
        batch.gap = std::exchange(gap_, std::nullopt);
        const auto stands_for = std::min(time_us, held_us_.value_or(time_us));
        if (stands_for > 0) {
            saved_us_ = stands_for;
            last_saved_ = now();
            batch.cursor = to_cursor({stream_host_, stands_for});
        }
        if (batch.items.empty() && batch.cursor.empty() && !batch.gap) return;
        pipeline_closed_ = !context_->sink(std::move(batch));
    }

    // All that was seen is handed on or waits in the outbox, so a new connection need not begin at what was
    // saved.
    void remember_where_we_were() {
        const auto reached = held_us_.value_or(seen_us_);
        if (reached > 0) resume_ = Position{stream_host_, reached};
        held_us_.reset();
    }

    void retry_later(const Error& error, const std::stop_token& stop) {
        ++failures_;
        if (std::exchange(rotate_, false) || failures_ > 1) host_ = (host_ + 1) % config_.hosts.size();
        const double chance =
            context_->rng != nullptr ? static_cast<double>(context_->rng->next() >> 11U) * 0x1p-53 : 0.5;
        const auto wait = ports::back_off(failures_, chance, seconds(1), longest_back_off);
        // A refusal (4xx) is most likely ours to mend; the stream is tried again all the same.
        state(error.code == Errc::invalid_argument ? "failed" : "waiting", error.message);
        log::warn(log_name_, "stream lost, trying {} in {}: {}", host(), format_duration(wait),
                  error.message);
        const auto until = now() + wait;
        std::mutex mutex;
        std::condition_variable_any never;
        std::unique_lock lock(mutex);
        while (!stop.stop_requested() && !pipeline_closed_ && now() < until) {
            keep_house();
            never.wait_for(lock, stop, tick, [] { return false; });
        }
    }

    void connected(bool yes) {
        if (context_->metrics == nullptr) return;
        context_->metrics->gauge("vigie_stream_connected", {{"source", context_->name}}).set(yes ? 1 : 0);
    }

    void state(std::string name, std::string detail) {
        health_.state = std::move(name);
        health_.detail = std::move(detail);
        report();
    }

    void report() {
        last_report_ = now();
        if (seen_us_ > 0) {
            const auto lag = context_->clock->now() - from_us(seen_us_);
            health_.last_event_at = from_us(seen_us_);
            health_.lag_s = std::max(0.0, std::chrono::duration<double>(lag).count());
            if (context_->metrics != nullptr) {
                context_->metrics->gauge("vigie_ingest_lag_seconds", {{"source", context_->name}})
                    .set(health_.lag_s);
            }
        }
        tally_.flush(context_->metrics, context_->name);
        if (context_->report) context_->report(health_);
    }

    const JetstreamConfig config_;
    const watch::SourceContext* context_ = nullptr;
    std::string log_name_;
    JetstreamGlance glance_;
    model::ItemView view_;
    JetstreamDecoder decoder_;
    std::unique_ptr<kit::ZstdFrames> zstd_;
    SeenWindow seen_{remembered_events};
    Tally tally_;
    watch::SourceHealth health_;
    Profiles* profiles_ = nullptr;
    std::unique_ptr<Outbox> outbox_;
    std::optional<watch::Gap> gap_;

    std::size_t host_ = 0;
    std::string stream_host_;         // whose clock the times below follow
    std::optional<Position> resume_;  // where the next connection begins
    std::int64_t resumed_at_ = 0;     // until the first event tells whether all since then was kept
    std::int64_t seen_us_ = 0;
    std::int64_t saved_us_ = 0;
    std::optional<std::int64_t> held_us_;  // a frame was lost: what came before it
    int failures_ = 0;
    int bad_frames_ = 0;
    bool compress_ = false;
    bool rotate_ = false;
    bool pipeline_closed_ = false;
    Duration session_start_{};
    Duration last_event_{};
    Duration last_saved_{};
    Duration last_report_{};
};

}  // namespace

std::unique_ptr<watch::Source> make_jetstream_source(JetstreamConfig config) {
    return std::make_unique<LiveSource>(std::move(config));
}

}  // namespace vigie::plugins
