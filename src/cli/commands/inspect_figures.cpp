#include "inspect_figures.hpp"

#include "common.hpp"

#include <vigie/kit/lines.hpp>
#include <vigie/model/json.hpp>
#include <vigie/stories/figures.hpp>
#include <vigie/watch/file_stream.hpp>

#include <fmt/format.h>

#include <map>

namespace vigie::cli {
namespace {

using model::Json;
using Answer = Result<Json> (*)(std::string_view);

const std::map<std::string, Answer>& answers() {
    static const std::map<std::string, Answer> table{{"cascade", &stories::cascade},
                                                     {"series", &stories::series},
                                                     {"shares", &stories::shares},
                                                     {"story", &answer_story}};
    return table;
}

}  // namespace

bool is_figure(const std::string& kind) {
    return answers().contains(kind);
}

std::vector<std::string> figure_kinds() {
    std::vector<std::string> names;
    for (const auto& [name, answer] : answers()) names.push_back(name);
    return names;
}

int inspect_figures(const InspectOptions& options) {
    const auto answer_of = answers().at(options.kind);
    auto stream = watch::FileStream::open(options.input);
    if (!stream) return complain(stream.error().message, exit_input);
    int code = exit_ok;
    bool reading = true;
    const auto visit = [&](std::size_t number, std::string_view text, bool whole) {
        if (!reading) return;
        const auto answer =
            whole ? answer_of(text)
                  : Result<Json>(fail(Errc::parse, "longer than {} MiB", stories::line_bytes >> 20U));
        if (answer) {
            reading = out(model::dump(*answer));
            return;
        }
        fmt::print(stderr, "vigie: {}:{}: {}\n", options.input, number, answer.error().message);
        reading = out(model::dump({{"line", number}, {"error", answer.error().message}}));
        code = exit_input;
    };
    kit::LineSplitter splitter(stories::line_bytes);
    for (std::string piece; reading; piece.clear()) {
        const auto more = (*stream)->read(piece);
        if (!more) return complain(more.error().message, exit_input);
        splitter.feed(piece, visit);
        if (!*more) break;
    }
    splitter.finish(visit);
    return code;
}

}  // namespace vigie::cli
