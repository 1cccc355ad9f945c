#include "tally.hpp"

#include <vigie/base/limits.hpp>
#include <vigie/base/log.hpp>
#include <vigie/kit/lines.hpp>
#include <vigie/plugins/jetstream.hpp>
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
    void take(const watch::SourceContext& context, std::size_t number, std::string_view line, bool whole) {
        ++health_.events;
        auto event =
            whole ? decoder_.decode(line)
                  : Result<JetstreamEvent>(fail(Errc::parse, "longer than {} bytes", limits::frame_bytes));
        if (!event) {
            tally_.add(JetstreamKind::other, Outcome::bad);
            if (++health_.bad <= logged_lines) {
                log::warn("source " + context.name, "{}:{}: {} (line skipped): {}", config_.path, number,
                          event.error().message, log::quoted(line, 80));
            }
            return;
        }
        health_.last_event_at = from_us(event->time_us);
        if (!event->item) return tally_.add(event->kind, Outcome::ignored);
        if (context.concerns && !context.concerns(viewer_.of(*event->item)))
            return tally_.add(event->kind, Outcome::dropped);
        tally_.add(event->kind, Outcome::kept);
        batch_.items.push_back(*std::move(event->item));
    }

    bool flush(const watch::SourceContext& context, std::uint64_t position) {
        tally_.flush(context.metrics, context.name);
        if (context.report) context.report(health_);
        if (batch_.items.empty()) return true;
        batch_.cursor = config_.path == "-" ? std::string() : std::to_string(position);
        return context.sink(std::exchange(batch_, {}));
    }

    JetstreamRecordedConfig config_;
    JetstreamDecoder decoder_;
    jetstream::Tally tally_;
    model::ItemViewer viewer_;
    watch::SourceHealth health_;
    watch::Batch batch_;
};

}  // namespace

std::unique_ptr<watch::Source> make_jetstream_recorded_source(JetstreamRecordedConfig config) {
    return std::make_unique<RecordedSource>(std::move(config));
}

}  // namespace vigie::plugins
