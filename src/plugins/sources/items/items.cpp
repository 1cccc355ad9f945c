#include <vigie/base/limits.hpp>
#include <vigie/base/log.hpp>
#include <vigie/kit/lines.hpp>
#include <vigie/plugins/items.hpp>
#include <vigie/watch/file_stream.hpp>

#include <algorithm>
#include <charconv>
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
        std::uint64_t done = 0;  // bytes of whole lines that an earlier run stored
        std::from_chars(context.cursor.data(), context.cursor.data() + context.cursor.size(), done);
        VIGIE_TRY_ASSIGN(auto stream, watch::FileStream::open(config_.path));
        VIGIE_TRY_ASSIGN(const auto skipped, skip(*stream, done));
        if (skipped.first < done) {  // shorter than what was read before: it is another file now
            log::info("source " + context.name, "{} was replaced: reading it from its beginning",
                      config_.path);
            VIGIE_TRY_ASSIGN(stream, watch::FileStream::open(config_.path));
            done = 0;
        }
        kit::LineSplitter splitter(limits::line_bytes);
        const auto visit = [&](std::size_t number, std::string_view line, bool whole) {
            take(context, number, line, whole);
        };
        std::string piece = done == 0 ? std::string() : skipped.second;
        while (!stop.stop_requested()) {
            splitter.feed(piece, visit);
            piece.clear();
            if (batch_.items.size() >= batch_items && !flush(context, done + splitter.consumed())) return {};
            VIGIE_TRY_ASSIGN(const bool more, stream->read(piece));
            if (more) continue;
            if (!flush(context, done + splitter.consumed())) return {};
            if (!config_.follow) break;
            std::this_thread::sleep_for(follow_pause);
        }
        if (!stop.stop_requested()) {
            splitter.finish(visit);
            flush(context, done + splitter.consumed());
            health_.state = "finished";
        }
        context.report(health_);
        return {};
    }

private:
    // Passes over `bytes` of the inflated stream: how many were there, and what the last piece holds beyond
    // them.
    static Result<std::pair<std::uint64_t, std::string>> skip(watch::FileStream& stream,
                                                              std::uint64_t bytes) {
        std::uint64_t passed = 0;
        std::string piece;
        while (passed < bytes) {
            piece.clear();
            VIGIE_TRY_ASSIGN(const bool more, stream.read(piece));
            if (!more) break;
            const auto take = std::min<std::uint64_t>(piece.size(), bytes - passed);
            passed += take;
            piece.erase(0, static_cast<std::size_t>(take));
        }
        return std::pair(passed, std::move(piece));
    }

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
        if (context.concerns && !context.concerns(*item)) return count(context, "dropped");
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
    watch::SourceHealth health_;
    watch::Batch batch_;
};

}  // namespace

std::unique_ptr<watch::Source> make_items_source(ItemsConfig config) {
    return std::make_unique<ItemsSource>(std::move(config));
}

}  // namespace vigie::plugins
