#include "tally.hpp"

#include <vigie/base/limits.hpp>
#include <vigie/base/log.hpp>
#include <vigie/kit/lines.hpp>
#include <vigie/plugins/jetstream_glance.hpp>
#include <vigie/watch/file_stream.hpp>

#include <utility>

namespace vigie::plugins {
namespace {

using jetstream::Outcome;

constexpr std::size_t batch_items = 500;
constexpr std::int64_t logged_lines = 20;  // then only counted: a wrong file must not fill the log

class RecordedSource final : public watch::Source {
public:
    explicit RecordedSource(JetstreamRecordedConfig config) : config_(std::move(config)) {}

    Result<> run(const watch::SourceContext& context, std::stop_token stop) override {
        health_ = {.name = context.name, .type = "jetstream", .state = "connected", .detail = config_.path};
        VIGIE_TRY_ASSIGN(auto resumed, watch::resume_file(config_.path, context.cursor, context.name));
        const auto& [stream, start] = resumed;
        kit::LineSplitter splitter(limits::frame_bytes);
        const auto visit = [&](std::size_t number, std::string_view line, bool whole) {
            take(context, number, line, whole);
        };
        std::string piece;
        while (!stop.stop_requested()) {
            piece.clear();
            VIGIE_TRY_ASSIGN(const bool more, stream->read(piece));
            splitter.feed(piece, visit);
            if (!more) splitter.finish(visit);
            if ((!more || batch_.items.size() >= batch_items) && !flush(context, start + splitter.consumed()))
                return {};
            if (!more) break;
        }
        if (!stop.stop_requested()) health_.state = "finished";
        if (context.report) context.report(health_);
        return {};
    }

private:
    // A glance first: what concerns nobody is not decoded.
    void take(const watch::SourceContext& context, std::size_t number, std::string_view line, bool whole) {
        using Seen = JetstreamGlance::Seen;
        ++health_.events;
        if (!whole) {
            return refuse(context, number, line, fmt::format("longer than {} bytes", limits::frame_bytes));
        }
        const auto seen = glance_.of(line, view_);
        if (seen == Seen::bad) return refuse(context, number, line, glance_.error().message);
        health_.last_event_at = from_us(glance_.time_us());
        if (seen == Seen::other) return tally_.add(glance_.kind(), Outcome::ignored);
        if (context.concerns && !context.concerns(view_)) return tally_.add(glance_.kind(), Outcome::dropped);
        auto event = decoder_.decode(line);
        if (!event || !event->item)
            return refuse(context, number, line, "seen and decoded differ; please report it");
        tally_.add(event->kind, Outcome::kept);
        batch_.items.push_back(*std::move(event->item));
    }

    void refuse(const watch::SourceContext& context, std::size_t number, std::string_view line,
                std::string_view why) {
        tally_.add(JetstreamKind::other, Outcome::bad);
        if (++health_.bad > logged_lines) return;
        log::warn("source " + context.name, "{}:{}: {} (line skipped): {}", config_.path, number, why,
                  log::quoted(line, 80));
    }

    bool flush(const watch::SourceContext& context, std::uint64_t position) {
        tally_.flush(context.metrics, context.name);
        if (context.report) context.report(health_);
        if (batch_.items.empty()) return true;
        batch_.cursor = config_.path == "-" ? std::string() : std::to_string(position);
        return context.sink(std::exchange(batch_, {}));
    }

    JetstreamRecordedConfig config_;
    JetstreamGlance glance_;
    model::ItemView view_;
    JetstreamDecoder decoder_;
    jetstream::Tally tally_;
    watch::SourceHealth health_;
    watch::Batch batch_;
};

}  // namespace

std::unique_ptr<watch::Source> make_jetstream_recorded_source(JetstreamRecordedConfig config) {
    return std::make_unique<RecordedSource>(std::move(config));
}

}  // namespace vigie::plugins
