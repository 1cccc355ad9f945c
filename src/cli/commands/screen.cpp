// vigie screen: drafts in, {"id", "decision", "reasons"} out. Nothing is stored.
#include "screen.hpp"

#include "common.hpp"

#include <vigie/base/limits.hpp>
#include <vigie/engage/screen.hpp>
#include <vigie/engine/screen.hpp>
#include <vigie/judge/leaks.hpp>
#include <vigie/kit/lines.hpp>
#include <vigie/model/json.hpp>
#include <vigie/plugins/items.hpp>
#include <vigie/watch/file_stream.hpp>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace vigie::cli {
namespace {

using model::Json;

Json answer(const model::Item& draft, const engine::Judgement& judgement, bool explain) {
    const auto screening = engine::screen(judgement, draft);
    Json codes = Json::array();
    for (const auto& reason : screening.reasons) codes.push_back(reason.code);
    Json line{
        {"id", draft.id}, {"decision", engage::name(screening.decision)}, {"reasons", std::move(codes)}};
    if (explain) line.update(engine::explained(screening));
    return line;
}

}  // namespace

int screen(const ScreenOptions& options) {
    const auto judgement = judgement_of(options.assets);
    if (!judgement) return complain(judgement.error().message);
    auto stream = watch::FileStream::open(options.input);
    if (!stream) return complain(stream.error().message, exit_input);
    plugins::ItemDecoder decoder;
    int code = exit_ok;
    bool reading = true;
    const auto visit = [&](std::size_t number, std::string_view text, bool whole) {
        if (!reading) return;
        const auto draft =
            whole ? decoder.item(text) : Result<model::Item>(fail(Errc::parse, "longer than 1 MiB"));
        if (draft) {
            reading = out(model::dump(answer(*draft, **judgement, options.explain)));
            return;
        }
        fmt::print(stderr, "vigie: {}:{}: {}\n", options.input, number, draft.error().message);
        reading = out(model::dump({{"line", number}, {"error", draft.error().message}}));
        code = exit_input;
    };
    kit::LineSplitter splitter(limits::line_bytes);
    for (std::string piece; reading; piece.clear()) {
        const auto more = (*stream)->read(piece);
        if (!more) return complain(more.error().message, exit_input);
        splitter.feed(piece, visit);
        if (!*more) break;
    }
    splitter.finish(visit);
    return code;
}

void add_screen(CLI::App& app, std::function<int()>& action) {
    static ScreenOptions o;
    auto* sub = app.add_subcommand("screen",
                                   "May these drafts be published? JSON lines in, allow, warn or block out");
    sub->footer(
        "Examples:\n"
        "  echo '{\"id\":\"1\",\"text\":\"Appelez Mme Roux au 06 12 34 56 78\"}' | vigie screen --explain\n"
        "  vigie screen --assets assets.yaml --input drafts.jsonl\n");
    sub->add_option("-a,--assets", o.assets, "Asset register(s)");
    sub->add_option("-i,--input", o.input, "File; - is standard input");
    sub->add_flag("--explain", o.explain, "Why, where, and the text with what must not be read masked");
    sub->callback([&action] { action = [] { return screen(o); }; });
}

}  // namespace vigie::cli
