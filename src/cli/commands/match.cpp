// vigie match: a file of queries against a stream of items, on its own or in a pipe. What matches goes to
// stdout as JSON lines in the order of the input, whatever the number of threads.
#include "commands.hpp"
#include "common.hpp"
#include "match/in_order.hpp"
#include "match/match_block.hpp"
#include "query.hpp"

#include <vigie/base/limits.hpp>
#include <vigie/drivers/fasttext.hpp>
#include <vigie/drivers/system.hpp>
#include <vigie/model/json.hpp>

#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <thread>

namespace vigie::cli {
namespace {

using Seconds = std::chrono::duration<double>;
using std::chrono::steady_clock;

constexpr std::uint64_t bad_lines_told = 20;

struct Loaded {
    std::shared_ptr<const query::Set> set;
    std::shared_ptr<const model::AssetRegister> assets;
    std::vector<std::string> names;       // as written
    std::vector<std::string> json_names;  // quoted
    double compile_s = 0;
};

// Reads and compiles the queries; says what is wrong with them, all at once.
std::optional<Loaded> load_queries(const MatchOptions& options) {
    const auto names = names_of({.assets = options.assets, .queries = {}});
    auto content = names ? read_file(options.queries) : tl::unexpected(names.error());
    if (!content) {
        complain(content.error().message);
        return std::nullopt;
    }
    const auto begin = steady_clock::now();
    auto checked = check_queries(options.queries, *std::move(content), *names);
    Loaded out;
    out.compile_s = Seconds(steady_clock::now() - begin).count();
    print(checked.diagnostics, {{options.queries, checked.file.content}});
    if (!checked.set) return std::nullopt;
    out.set = std::move(checked.set);
    out.assets = names->assets;
    for (std::uint32_t i = 0; i < out.set->size(); ++i) {
        out.names.push_back(out.set->name(i));
        out.json_names.push_back(model::dump(out.names.back()));
    }
    return out;
}

// What the threads share.
class Match {
public:
    Match(const MatchOptions& options, const Loaded& loaded, LineBlocks input)
        : options_(options),
          loaded_(loaded),
          input_(std::move(input)),
          threads_(options.threads > 0 ? options.threads : std::max(1U, std::thread::hardware_concurrency())),
          progress_("match"),
          in_order_(4 * threads_, [this](BlockResult result) { return hand_on(std::move(result)); }) {}

    Result<> run() {
        begin_ = steady_clock::now();
        counts_.resize(loaded_.names.size());
        VIGIE_TRY_ASSIGN(const bool any, input_.next(first_));
        if (!any) return {};
        format_ = options_.format == "jetstream" ? MatchFormat::jetstream
                  : options_.format == "items"   ? MatchFormat::items
                  : options_.format == "text"    ? MatchFormat::text
                                                 : guess_match_format(first_.text());
        make_context();
        {
            std::vector<std::jthread> others;
            for (unsigned i = 1; i < threads_; ++i) others.emplace_back([this] { work(); });
            work();
        }
        return failed_;
    }

    [[nodiscard]] const MatchTotals& totals() const noexcept { return totals_; }
    [[nodiscard]] const std::vector<std::uint64_t>& counts() const noexcept { return counts_; }
    [[nodiscard]] unsigned threads() const noexcept { return threads_; }
    [[nodiscard]] double seconds() const { return Seconds(steady_clock::now() - begin_).count(); }

private:
    void make_context() {
        if (!options_.assets.empty()) matcher_ = watch::make_matcher(loaded_.assets);
        if (!loaded_.set->needs_language()) return;
        auto made = drivers::make_fasttext_language_id();
        if (!made) {
            fmt::print(stderr, "vigie: lang: sees only the languages that items declare: {}\n",
                       made.error().message);
            return;
        }
        language_ = *std::move(made);
    }

    void work() {
        BlockMatcher::Options options;
        options.format = format_;
        options.write = !options_.count;
        options.now = drivers::make_system_clock()->now();
        options.longest = format_ == MatchFormat::jetstream ? limits::frame_bytes : limits::line_bytes;
        options.assets = loaded_.assets.get();
        options.matcher = matcher_.get();
        if (language_) {
            options.language = [this](std::string_view text) { return language_->of(text).lang; };
        }
        BlockMatcher matcher(loaded_.set, loaded_.json_names, std::move(options));
        Block block;
        while (take(block)) {
            if (!in_order_.add(block.number, matcher.run(block))) break;
        }
        const std::lock_guard lock(input_mutex_);
        for (std::size_t i = 0; i < counts_.size(); ++i) counts_[i] += matcher.counts()[i];
    }

    bool take(Block& block) {
        const std::lock_guard lock(input_mutex_);
        if (stopped_) return false;
        if (first_.size > 0) {
            std::swap(block, first_);
            first_.size = 0;
            return true;
        }
        auto more = input_.next(block);
        if (!more) failed_ = tl::unexpected(std::move(more).error());
        stopped_ = !more || !*more;
        return !stopped_;
    }

    // One thread at a time, in order.
    bool hand_on(const BlockResult& result) {
        for (const auto& [line, why] : result.bad) {
            if (told_++ < bad_lines_told) fmt::print(stderr, "{}:{}: {}\n", options_.input, line, why);
        }
        totals_.add(result.totals);
        progress_.show(input_.progress(), fmt::format("{} items, {} match", totals_.items, totals_.matched));
        const auto& out = result.output;
        if (out.empty()) return true;
        return std::fwrite(out.data(), 1, out.size(), stdout) == out.size() && std::fflush(stdout) == 0;
    }

    const MatchOptions& options_;
    const Loaded& loaded_;
    LineBlocks input_;
    unsigned threads_;
    MatchFormat format_ = MatchFormat::items;
    std::unique_ptr<ports::LanguageId> language_;
    std::unique_ptr<watch::Matcher> matcher_;  // with a register
    std::mutex input_mutex_;
    Block first_;  // read to guess the format
    bool stopped_ = false;
    Result<> failed_;
    Progress progress_;
    steady_clock::time_point begin_;
    MatchTotals totals_;
    std::uint64_t told_ = 0;
    std::vector<std::uint64_t> counts_;
    InOrder<BlockResult> in_order_;
};

void print_stats(const MatchOptions& options, const Loaded& loaded, const Match& match) {
    const auto& t = match.totals();
    const auto seconds = std::max(match.seconds(), 1e-9);
    const auto posts_s = static_cast<double>(t.lines - t.bad) / seconds;
    const auto bytes_s = static_cast<double>(t.bytes) / seconds;
    struct rusage usage {};
    getrusage(RUSAGE_SELF, &usage);
    const auto rss = static_cast<std::uint64_t>(usage.ru_maxrss) << 10U;
    if (options.json) {
        fmt::print(stderr, "{}\n",
                   model::dump({{"items", t.items},
                                {"others", t.others},
                                {"bad", t.bad},
                                {"matched", t.matched},
                                {"matches", t.matches},
                                {"bytes", t.bytes},
                                {"seconds", seconds},
                                {"posts_per_s", posts_s},
                                {"bytes_per_s", bytes_s},
                                {"rss_bytes", rss},
                                {"queries", loaded.names.size()},
                                {"set_bytes", loaded.set->bytes()},
                                {"compile_s", loaded.compile_s},
                                {"threads", match.threads()}}));
        return;
    }
    constexpr double mega = 1e6;
    fmt::print(stderr,
               "{} posts ({} other events, {} bad lines) in {:.2f} s: {:.0f} posts/s, {:.0f} MB/s\n"
               "{} posts match, {} matches\n"
               "{} queries compiled in {:.2f} s, {:.1f} MB; at most {:.0f} MB in memory; {} thread{}\n",
               t.items, t.others, t.bad, seconds, posts_s, bytes_s / mega, t.matched, t.matches,
               loaded.names.size(), loaded.compile_s, static_cast<double>(loaded.set->bytes()) / mega,
               static_cast<double>(rss) / mega, match.threads(), match.threads() == 1 ? "" : "s");
}

}  // namespace

int match(const MatchOptions& options) {
    const auto loaded = load_queries(options);
    if (!loaded) return exit_usage;
    auto input = LineBlocks::open(options.input, limits::frame_bytes);
    if (!input) return complain(input.error().message, exit_input);
    int code = exit_ok;
    Match match(options, *loaded, *std::move(input));
    if (const auto done = match.run(); !done) {
        code = complain(done.error().message, exit_input);  // what was good before the fault counts
    }
    const auto& totals = match.totals();
    if (totals.bad > bad_lines_told)
        fmt::print(stderr, "vigie: {} bad lines in all were skipped\n", totals.bad);
    if (options.count) {
        for (std::size_t i = 0; i < match.counts().size(); ++i) {
            if (!out(fmt::format("{}\t{}", loaded->names[i], match.counts()[i]))) break;
        }
    }
    if (options.stats) print_stats(options, *loaded, match);
    return code;
}

}  // namespace vigie::cli
