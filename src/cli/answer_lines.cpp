#include "answer_lines.hpp"

#include "common.hpp"

#include <vigie/kit/lines.hpp>
#include <vigie/watch/file_stream.hpp>

#include <fmt/format.h>

namespace vigie::cli {

int answer_lines(const std::string& input, std::size_t longest,
                 const std::function<Result<model::Json>(std::size_t, std::string_view)>& answer) {
    auto stream = watch::FileStream::open(input);
    if (!stream) return complain(stream.error().message, exit_input);
    int code = exit_ok;
    bool reading = true;
    const auto visit = [&](std::size_t number, std::string_view text, bool whole) {
        if (!reading) return;
        const auto line = whole
                              ? answer(number, text)
                              : Result<model::Json>(fail(Errc::parse, "longer than {} MiB", longest >> 20U));
        if (line) {
            reading = out(model::dump(*line));
            return;
        }
        fmt::print(stderr, "vigie: {}:{}: {}\n", input, number, line.error().message);
        reading = out(model::dump({{"line", number}, {"error", line.error().message}}));
        code = exit_input;
    };
    kit::LineSplitter splitter(longest);
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
