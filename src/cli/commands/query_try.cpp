// vigie query try 'QUERY' FILE: the posts of a file that match, with the words that did it.
#include "query.hpp"

#include <vigie/base/limits.hpp>
#include <vigie/kit/lines.hpp>
#include <vigie/kit/utf8.hpp>
#include <vigie/model/json.hpp>
#include <vigie/plugins/items.hpp>
#include <vigie/plugins/jetstream.hpp>
#include <vigie/query/set.hpp>
#include <vigie/watch/file_stream.hpp>

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <optional>

namespace vigie::cli {
namespace {

using model::Item;
using model::Json;

// Terminals obey control characters, and posts come from anybody.
void append_safe(std::string& out, std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        const auto start = i;
        const auto code = kit::next_code_point(text, i);
        if (code == '\n' || code == '\r') {
            out += code == '\n' ? " ⏎ " : "";
        } else if (code < 0x20 || (code >= 0x7F && code < 0xA0) || (code >= 0x202A && code <= 0x202E) ||
                   (code >= 0x2066 && code <= 0x2069)) {
            out += code == '\t' ? " " : "\uFFFD";
        } else {
            out.append(text, start, i - start);
        }
    }
}

class Marker {
public:
    explicit Marker(bool colours)
        : begin_(colours ? "\x1b[1;31m" : "«"),
          end_(colours ? "\x1b[0m" : "»"),
          dim_(colours ? "\x1b[2m" : "") {}

    // `places` of `text`, in order, overlapping ones as one.
    [[nodiscard]] std::string marked(std::string_view text,
                                     const std::vector<std::pair<std::size_t, std::size_t>>& places) const {
        std::string out;
        std::size_t at = 0;
        for (std::size_t i = 0; i < places.size();) {
            const auto start = std::max(places[i].first, at);
            auto end = std::min(places[i].second, text.size());
            for (++i; i < places.size() && places[i].first <= end; ++i)
                end = std::max(end, std::min(places[i].second, text.size()));
            if (end <= start) continue;
            append_safe(out, text.substr(at, start - at));
            out += begin_;
            append_safe(out, text.substr(start, end - start));
            out += end_;
            at = end;
        }
        append_safe(out, text.substr(at));
        return out;
    }
    [[nodiscard]] std::string quiet(std::string_view text) const {
        std::string out(dim_);
        append_safe(out, text);
        return dim_.empty() ? out : out + std::string(end_);
    }

private:
    std::string_view begin_;
    std::string_view end_;
    std::string_view dim_;
};

class Trial {
public:
    Trial(std::shared_ptr<const query::Set> set, const QueryTryOptions& options)
        : scanner_(std::move(set)),
          options_(options),
          marker_(isatty(STDOUT_FILENO) != 0 && std::getenv("NO_COLOR") == nullptr) {}

    void line(std::size_t number, std::string_view text, bool whole) {
        if (!reading_) return;
        auto item = whole ? read(text) : std::nullopt;
        if (!item) {
            if (!whole) ++bad_;
            return;
        }
        ++seen_;
        if (item->id.empty()) item->id = std::to_string(number);
        if (item->observed_at == Time{}) item->observed_at = item->created_at.value_or(Time{});
        const auto& view = viewer_.of(*item);
        if (scanner_.match(view, context_.get()).empty()) return;
        ++hits_;
        if (options_.limit > 0 && static_cast<std::int64_t>(hits_) > options_.limit) return;
        reading_ = options_.json ? print_json_hit(*item) : print_hit(*item, view);
    }

    int finish() {
        const bool fr = language() == "fr";
        fmt::print(stderr,
                   fmt::runtime(fr ? "{} publication(s) sur {} ({} illisible(s))\n"
                                   : "{} of {} posts match ({} bad lines)\n"),
                   hits_, seen_, bad_);
        return hits_ > 0 ? exit_ok : exit_no;
    }
    [[nodiscard]] bool reading() const noexcept { return reading_; }

private:
    // A line is an event of Jetstream, an item, or just a text.
    std::optional<Item> read(std::string_view text) {
        const auto first = text.find_first_not_of(" \t");
        if (first == std::string_view::npos || text[first] != '{') return plain(text);
        if (text.find("\"time_us\"") != std::string_view::npos &&
            text.find("\"did\"") != std::string_view::npos) {
            auto event = jetstream_.decode(text);
            if (!event) ++bad_;
            return event ? std::move(event->item) : std::nullopt;
        }
        auto item = items_.item(text);
        if (item) return *std::move(item);
        ++bad_;
        return std::nullopt;
    }
    static std::optional<Item> plain(std::string_view text) {
        Item item;
        item.network = "web";
        item.text = kit::sanitize_utf8(text, limits::text_bytes);
        return item;
    }

    bool print_hit(const Item& item, const model::ItemView& view) {
        std::map<std::string, std::vector<std::pair<std::size_t, std::size_t>>> places;
        for (const auto& h : scanner_.highlights(0)) places[h.field].emplace_back(h.start, h.end);
        for (auto& [field, list] : places) std::sort(list.begin(), list.end());
        std::string head = item.id;
        if (!item.author.handle.empty()) head += " @" + item.author.handle;
        auto shown = marker_.quiet(head) + "  " + marker_.marked(view.text, places["text"]);
        for (const auto& [field, list] : places) {
            if (field == "text") continue;
            shown += fmt::format("\n    {} {}", marker_.quiet(field + ":"),
                                 marker_.marked(field_text(view, field), list));
        }
        return out(shown);
    }

    bool print_json_hit(const Item& item) {
        auto highlights = Json::array();
        for (const auto& h : scanner_.highlights(0))
            highlights.push_back({{"field", h.field},
                                  {"start", h.start},
                                  {"end", h.end},
                                  {"clause", {{"begin", h.clause.begin}, {"end", h.clause.end}}}});
        return out(model::dump({{"item", item}, {"highlights", std::move(highlights)}}));
    }

    query::Scanner scanner_;
    const QueryTryOptions& options_;
    Marker marker_;
    QueryContext context_;
    model::ItemViewer viewer_;
    plugins::ItemDecoder items_;
    plugins::JetstreamDecoder jetstream_;
    std::size_t seen_ = 0;
    std::size_t hits_ = 0;
    std::size_t bad_ = 0;
    bool reading_ = true;
};

}  // namespace

int query_try(const QueryTryOptions& options) {
    const auto names = names_of(options.names);
    if (!names) return complain(names.error().message);
    const auto set = compile_argument(options.query, names->options);
    if (!set) return exit_usage;
    auto stream = watch::FileStream::open(options.file);
    if (!stream) return complain(stream.error().message, exit_input);
    Trial trial(set, options);
    kit::LineSplitter splitter(limits::line_bytes);
    const auto visit = [&](std::size_t number, std::string_view line, bool whole) {
        trial.line(number, line, whole);
    };
    for (std::string piece; trial.reading(); piece.clear()) {
        const auto more = (*stream)->read(piece);
        if (!more) return complain(more.error().message, exit_input);
        splitter.feed(piece, visit);
        if (!*more) break;
    }
    splitter.finish(visit);
    return trial.finish();
}

}  // namespace vigie::cli
