// vigie replay FILE…: recorded items through matcher, detectors and correlation. Findings on stdout, one JSON
// line each; the same bytes every time, since the clock is the items' own.
#include "commands.hpp"
#include "common.hpp"
#include "rules.hpp"

#include <vigie/engine/pipeline.hpp>
#include <vigie/model/json.hpp>
#include <vigie/plugins/csv.hpp>
#include <vigie/plugins/items.hpp>
#include <vigie/plugins/jetstream.hpp>
#include <vigie/watch/file_stream.hpp>

#include <fmt/format.h>

#include <map>

namespace vigie::cli {
namespace {

struct Summary {
    std::int64_t events = 0;
    std::int64_t bad = 0;
    std::size_t concerned = 0;
    std::size_t findings = 0;
    std::size_t incidents = 0;
    std::map<std::string, std::size_t> by_detector;
};

// What the first line looks like: Jetstream's events carry a DID and microseconds.
Result<std::string> guess_format(const std::string& path) {
    if (path == "-") return std::string("items");
    VIGIE_TRY_ASSIGN(const auto stream, watch::FileStream::open(path));
    std::string head;
    VIGIE_TRY(stream->read(head));
    const auto line = std::string_view(head).substr(0, head.find('\n'));
    if (line.find("\"time_us\"") != std::string_view::npos && line.find("\"did\"") != std::string_view::npos)
        return std::string("jetstream");
    return std::string(line.find('{') < 4 ? "items" : "csv");
}

Result<std::unique_ptr<watch::Source>> open_source(const std::string& path, const ReplayOptions& options) {
    auto format = options.format;
    if (format == "auto") {
        VIGIE_TRY_ASSIGN(format, guess_format(path));
    }
    if (format == "jetstream") return plugins::make_jetstream_recorded_source({.path = path});
    std::optional<watch::ColumnMap> map;
    if (!options.map.empty()) {
        VIGIE_TRY_ASSIGN(auto content, read_file(options.map));
        auto read = watch::read_column_map(options.map, content);
        print(read.diagnostics, {{options.map, content}});
        if (!read.map) return fail(Errc::invalid_argument, "the column map has errors (above)");
        map = std::move(read.map);
    }
    if (format == "items" && !map)
        return plugins::make_items_source({.path = path, .follow = false, .defaults = {}});
    if (!map) {
        return fail(Errc::invalid_argument,
                    "{} is a table: say what its columns mean with --map FILE (docs/operate/inputs.md)",
                    path);
    }
    if (format == "items")
        return plugins::make_items_source({.path = path, .follow = false, .defaults = {}, .map = map});
    return plugins::make_csv_source({.path = path, .separator = '\0', .map = *std::move(map)});
}

class Replay {
public:
    explicit Replay(std::shared_ptr<const engine::Judgement> judgement)
        : judgement_(std::make_shared<engine::Current<engine::Judgement>>(std::move(judgement))),
          pipeline_(
              {store_.get(), &clock_, bus_.get(), metrics_.get()}, judgement_,
              std::make_shared<engine::Current<model::PolicySet>>(std::make_shared<model::PolicySet>())) {}

    Result<> run(const std::string& path, watch::Source& source, Progress& progress) {
        watch::SourceContext context{.name = path, .cursor = {}, .clock = &clock_, .rng = &rng_};
        context.metrics = metrics_.get();
        context.concerns = pipeline_.interest();
        watch::SourceHealth health;
        context.report = [&](const watch::SourceHealth& h) {
            health = h;
            progress.show(-1, fmt::format("{}  {} events, {} findings", path, summary.events + h.events,
                                          summary.findings));
        };
        Result<> verdict;
        context.sink = [&](watch::Batch batch) {
            verdict = take(path, std::move(batch));
            return verdict.has_value() && reading_;
        };
        VIGIE_TRY(source.run(context, {}));
        summary.events += health.events;
        summary.bad += health.bad;
        return verdict;
    }

    [[nodiscard]] bool reading() const { return reading_; }
    Summary summary;

private:
    // One transaction a batch, but the clock follows each item, so that nothing depends on how the batches
    // were cut.
    Result<> take(const std::string& path, watch::Batch batch) {
        for (auto& item : batch.items) {
            if (item.observed_at > clock_.now()) clock_.set(item.observed_at);
            ++summary.concerned;
            engine::SourceBatch one{.source = path, .batch = {}};
            one.batch.items.push_back(std::move(item));
            VIGIE_TRY_ASSIGN(const auto done, pipeline_.process({std::move(one)}));
            for (const auto& change : done.changes) summary.incidents += change.opened ? 1 : 0;
            for (const auto& finding : done.findings) {
                ++summary.findings;
                ++summary.by_detector[finding.detector];
                reading_ = reading_ && out(model::dump(finding));
            }
        }
        return {};
    }

    ports::ManualClock clock_{Time{}};
    ports::SeededRng rng_{1};
    std::unique_ptr<ports::Store> store_ = ports::make_memory_store();
    std::unique_ptr<ports::Bus> bus_ = ports::make_local_bus();
    std::unique_ptr<ports::Metrics> metrics_ = ports::make_null_metrics();
    std::shared_ptr<engine::Current<engine::Judgement>> judgement_;
    engine::Pipeline pipeline_;
    bool reading_ = true;
};

void print_summary(const Summary& s, bool as_json, std::chrono::duration<double> took) {
    if (as_json) {
        model::Json detectors = model::Json::object();
        for (const auto& [name, n] : s.by_detector) detectors[name] = n;
        fmt::print(stderr, "{}\n",
                   model::dump({{"events", s.events},
                                {"bad", s.bad},
                                {"concerned", s.concerned},
                                {"findings", s.findings},
                                {"incidents", s.incidents},
                                {"by_detector", std::move(detectors)},
                                {"seconds", took.count()}}));
        return;
    }
    fmt::print(stderr, "{} events ({} bad), {} concern you, {} findings in {} incidents, {:.1f} s\n",
               s.events, s.bad, s.concerned, s.findings, s.incidents, took.count());
    for (const auto& [name, n] : s.by_detector) fmt::print(stderr, "  {:<20} {}\n", name, n);
}

}  // namespace

int replay(const ReplayOptions& options) {
    auto judgement = judgement_of(options.assets);
    if (!judgement) return complain(judgement.error().message);
    if (!options.rules.empty()) {
        auto rules = rules_in(options.rules, **judgement);
        if (!rules) return complain(rules.error().message);
        judgement = (*judgement)->with(*std::move(rules));
    }
    const auto begin = std::chrono::steady_clock::now();
    Replay replay(*judgement);
    int code = exit_ok;
    {
        Progress progress("replay");
        for (const auto& path : options.files) {
            auto source = open_source(path, options);
            if (!source)
                return complain(source.error().message,
                                source.error().code == Errc::not_found ? exit_input : exit_usage);
            const auto done = replay.run(path, **source, progress);
            if (!done)
                code = complain(done.error().message, exit_input);  // what was good before the fault counts
            if (!replay.reading()) break;
        }
    }
    print_summary(replay.summary, options.json, std::chrono::steady_clock::now() - begin);
    return code;
}

}  // namespace vigie::cli
