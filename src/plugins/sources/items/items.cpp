#include <vigie/base/limits.hpp>
#include <vigie/base/log.hpp>
#include <vigie/kit/lines.hpp>
#include <vigie/plugins/items.hpp>
#include <vigie/watch/file_stream.hpp>

#include <chrono>
#include <thread>
#include <utility>

namespace vigie::plugins {
namespace {

constexpr std::size_t batch_items = 500;
constexpr std::chrono::milliseconds follow_pause{500};

class ItemsSource final : public watch::Source {
public:
    explicit ItemsSource(ItemsConfig config) : config_(std::move(config)), decoder_(config_.defaults) {}

    Result<> run(const watch::SourceContext& context, std::stop_token stop) override {
        health_ = {.name = context.name, .type = "items", .state = "connected", .detail = config_.path};
        VIGIE_TRY_ASSIGN(auto resumed, watch::resume_file(config_.path, context.cursor, context.name));
        const auto& [stream, start] = resumed;
        kit::LineSplitter splitter(limits::line_bytes);
        const auto visit = [&](std::size_t number, std::string_view line, bool whole) {
            take(context, number, line, whole);
        };
        std::string piece;
        while (!stop.stop_requested()) {
            piece.clear();
            VIGIE_TRY_ASSIGN(const bool more, stream->read(piece));
            splitter.feed(piece, visit);
            if ((!more || batch_.items.size() >= batch_items) && !flush(context, start + splitter.consumed()))
                return {};
            if (more) continue;
            if (!config_.follow) break;
            std::this_thread::sleep_for(follow_pause);
        }
        if (!stop.stop_requested()) {
            splitter.finish(visit);
            flush(context, start + splitter.consumed());
            health_.state = "finished";
        }
        context.report(health_);
        return {};
    }

private:
    void take(const watch::SourceContext& context, std::size_t number, std::string_view line, bool whole) {
        ++health_.events;
        auto item = !whole
                        ? Result<model::Item>(fail(Errc::parse, "longer than {} bytes", limits::line_bytes))
                    : config_.map ? decoder_.mapped(line, *config_.map, number)
                                  : decoder_.item(line);
        if (!item) {
            ++health_.bad;
            count(context, "bad");
            log::warn("source " + context.name, "{}:{}: {} (line skipped): {}", config_.path, number,
                      item.error().message, log::quoted(line, 80));
            return;
        }
        if (item->observed_at == Time{}) item->observed_at = item->created_at.value_or(context.clock->now());
        if (context.concerns && !context.concerns(viewer_.of(*item))) return count(context, "dropped");
        count(context, "kept");
        batch_.items.push_back(*std::move(item));
    }

    static void count(const watch::SourceContext& context, const char* outcome) {
        if (context.metrics == nullptr) return;
        context.metrics
            ->counter("vigie_ingest_events_total",
                      {{"source", context.name}, {"kind", "item"}, {"outcome", outcome}})
            .add();
    }

    // Hands on what is there; `position` counts whole lines only.
    bool flush(const watch::SourceContext& context, std::uint64_t position) {
        if (!batch_.items.empty()) health_.last_event_at = context.clock->now();
        context.report(health_);
        if (batch_.items.empty()) return true;
        batch_.cursor = config_.path == "-" ? std::string() : std::to_string(position);
        return context.sink(std::exchange(batch_, {}));
    }

    ItemsConfig config_;
    ItemDecoder decoder_;
    model::ItemViewer viewer_;
    watch::SourceHealth health_;
    watch::Batch batch_;
};

}  // namespace

std::unique_ptr<watch::Source> make_items_source(ItemsConfig config) {
    return std::make_unique<ItemsSource>(std::move(config));
}

}  // namespace vigie::plugins
