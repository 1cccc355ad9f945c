#include <vigie/base/log.hpp>
#include <vigie/kit/csv.hpp>
#include <vigie/kit/utf8.hpp>
#include <vigie/plugins/csv.hpp>
#include <vigie/watch/file_stream.hpp>
#include <vigie/watch/tally.hpp>

#include <array>
#include <charconv>
#include <unordered_map>
#include <utility>

namespace vigie::plugins {
namespace {

constexpr std::size_t batch_items = 500;

// What spreadsheets of Windows write where UTF-8 is not meant: bytes 0x80–0x9f have letters of their own.
std::string from_windows_1252(std::string_view bytes) {
    static constexpr std::array<char32_t, 32> upper{
        0x20ac, 0xfffd, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
        0x2039, 0x0152, 0xfffd, 0x017d, 0xfffd, 0xfffd, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
        0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0xfffd, 0x017e, 0x0178};
    std::string out;
    for (const char c : bytes) {
        const auto b = static_cast<unsigned char>(c);
        kit::append_utf8(out, b >= 0x80 && b < 0xa0 ? upper[b - 0x80U] : b);
    }
    return out;
}

class CsvSource final : public watch::Source {
public:
    explicit CsvSource(CsvConfig config) : config_(std::move(config)) {}

    Result<> run(const watch::SourceContext& context, std::stop_token stop) override {
        health_ = {.name = context.name, .type = "csv", .state = "connected", .detail = config_.path};
        std::from_chars(context.cursor.data(), context.cursor.data() + context.cursor.size(), skip_);
        VIGIE_TRY_ASSIGN(auto stream, watch::FileStream::open(config_.path));
        kit::CsvReader reader(config_.separator);
        Result<> verdict;
        const auto row = [&](std::size_t line, kit::CsvRow cells) {
            if (verdict) verdict = take(context, line, std::move(cells));
        };
        std::string piece;
        while (!stop.stop_requested() && !closed_) {
            piece.clear();
            VIGIE_TRY_ASSIGN(const bool more, stream->read(piece));
            if (!more) break;
            if (auto fed = reader.feed(piece, row); !fed) return tl::unexpected(fed.error().in(config_.path));
            VIGIE_TRY(verdict);
        }
        if (stop.stop_requested() || closed_) return {};
        if (auto end = reader.finish(row); !end) return tl::unexpected(end.error().in(config_.path));
        VIGIE_TRY(verdict);
        flush(context);
        health_.state = "finished";
        context.report(health_);
        return {};
    }

private:
    Result<> take(const watch::SourceContext& context, std::size_t line, kit::CsvRow cells) {
        for (auto& cell : cells) {
            if (!kit::valid_utf8(cell)) cell = from_windows_1252(cell);
        }
        if (columns_.empty()) return read_header(std::move(cells));
        ++records_;
        if (records_ <= skip_ || closed_) return {};
        ++health_.events;
        auto item = watch::apply(
            config_.map,
            [&](const std::string& column) -> std::optional<std::string> {
                const auto at = columns_.find(column);
                return at == columns_.end() || at->second >= cells.size() ? std::nullopt
                                                                          : std::optional(cells[at->second]);
            },
            line);
        if (!item) {
            ++health_.bad;
            tally_.add(0, watch::Outcome::bad);
            log::warn("source " + context.name, "{}:{}: {} (row skipped)", config_.path, line,
                      item.error().message);
            return {};
        }
        item->observed_at = item->created_at.value_or(context.clock->now());
        const bool wanted = !context.concerns || context.concerns(viewer_.of(*item));
        tally_.add(0, wanted ? watch::Outcome::kept : watch::Outcome::dropped);
        if (wanted) batch_.items.push_back(*std::move(item));
        if (batch_.items.size() >= batch_items) flush(context);
        return {};
    }

    Result<> read_header(kit::CsvRow cells) {
        for (std::size_t i = 0; i < cells.size(); ++i) columns_.emplace(cells[i], i);
        for (const auto& rule : config_.map.rules) {
            if (!rule.column.empty() && !columns_.contains(rule.column)) {
                const auto near = nearest(rule.column, cells);
                return fail(Errc::invalid_argument, "{} has no column '{}'{}", config_.path, rule.column,
                            near.empty() ? ": check the map" : ": did you mean '" + near + "'?");
            }
        }
        return {};
    }

    void flush(const watch::SourceContext& context) {
        tally_.flush(context.metrics, context.name);
        if (!batch_.items.empty()) health_.last_event_at = context.clock->now();
        context.report(health_);
        if (batch_.items.empty()) return;
        batch_.cursor = config_.path == "-" ? std::string() : std::to_string(records_);
        closed_ = !context.sink(std::exchange(batch_, {}));
    }

    CsvConfig config_;
    std::unordered_map<std::string, std::size_t> columns_;
    std::uint64_t records_ = 0;
    std::uint64_t skip_ = 0;
    bool closed_ = false;
    model::ItemViewer viewer_;
    static constexpr std::array<std::string_view, 1> kinds{"item"};
    watch::Tally tally_{kinds};
    watch::SourceHealth health_;
    watch::Batch batch_;
};

}  // namespace

std::unique_ptr<watch::Source> make_csv_source(CsvConfig config) {
    return std::make_unique<CsvSource>(std::move(config));
}

}  // namespace vigie::plugins
