#include <vigie/base/limits.hpp>
#include <vigie/base/log.hpp>
#include <vigie/kit/lines.hpp>
#include <vigie/plugins/items_glance.hpp>
#include <vigie/watch/file_stream.hpp>
#include <vigie/watch/tally.hpp>

#include <array>
#include <chrono>
#include <thread>
#include <utility>

namespace vigie::plugins {
namespace {

constexpr std::size_t batch_items = 500;
constexpr std::chrono::milliseconds follow_pause{500};

class ItemsSource final : public watch::Source {
public:
    explicit ItemsSource(ItemsConfig config)
        : config_(std::move(config)), decoder_(config_.defaults), glance_(config_.defaults) {}

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
        if (!whole)
            return refuse(context, number, line, fmt::format("longer than {} bytes", limits::line_bytes));
        const bool ask_first = context.concerns && !config_.map;
        if (ask_first) {  // what concerns nobody is not decoded
            if (!glance_.of(line, view_)) return refuse(context, number, line, glance_.error().message);
            if (view_.observed_at == Time{})
                view_.observed_at = view_.created_at ? *view_.created_at : context.clock->now();
            if (!context.concerns(view_)) return tally_.add(0, watch::Outcome::dropped);
        }
        auto item = config_.map ? decoder_.mapped(line, *config_.map, number) : decoder_.item(line);
        if (!item) return refuse(context, number, line, item.error().message);
        if (item->observed_at == Time{}) item->observed_at = item->created_at.value_or(context.clock->now());
        if (context.concerns && !ask_first && !context.concerns(viewer_.of(*item)))
            return tally_.add(0, watch::Outcome::dropped);
        tally_.add(0, watch::Outcome::kept);
        batch_.items.push_back(*std::move(item));
    }

    void refuse(const watch::SourceContext& context, std::size_t number, std::string_view line,
                std::string_view why) {
        ++health_.bad;
        tally_.add(0, watch::Outcome::bad);
        log::warn("source " + context.name, "{}:{}: {} (line skipped): {}", config_.path, number, why,
                  log::quoted(line, 80));
    }

    // Hands on what is there; `position` counts whole lines only.
    bool flush(const watch::SourceContext& context, std::uint64_t position) {
        tally_.flush(context.metrics, context.name);
        if (!batch_.items.empty()) health_.last_event_at = context.clock->now();
        context.report(health_);
        if (batch_.items.empty()) return true;
        batch_.cursor = config_.path == "-" ? std::string() : std::to_string(position);
        return context.sink(std::exchange(batch_, {}));
    }

    ItemsConfig config_;
    ItemDecoder decoder_;
    ItemGlance glance_;
    model::ItemView view_;
    model::ItemViewer viewer_;
    static constexpr std::array<std::string_view, 1> kinds{"item"};
    watch::Tally tally_{kinds};
    watch::SourceHealth health_;
    watch::Batch batch_;
};

}  // namespace

std::unique_ptr<watch::Source> make_items_source(ItemsConfig config) {
    return std::make_unique<ItemsSource>(std::move(config));
}

}  // namespace vigie::plugins
