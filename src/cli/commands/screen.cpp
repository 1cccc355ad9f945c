// vigie screen: drafts in, {"id", "decision", "reasons"} out. Nothing is stored.
#include "screen.hpp"

#include "answer_lines.hpp"
#include "common.hpp"

#include <vigie/base/limits.hpp>
#include <vigie/engage/screen.hpp>
#include <vigie/engine/screen.hpp>
#include <vigie/judge/leaks.hpp>
#include <vigie/model/json.hpp>
#include <vigie/plugins/items.hpp>

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
    const auto judgement = judgement_of(options.assets, options.vault);
    if (!judgement) return complain(judgement.error().message);
    plugins::ItemDecoder decoder;
    return answer_lines(options.input, limits::line_bytes,
                        [&](std::size_t, std::string_view line) -> Result<Json> {
                            VIGIE_TRY_ASSIGN(const auto draft, decoder.item(line));
                            return answer(draft, **judgement, options.explain);
                        });
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
    sub->add_option("--vault", o.vault, "Folder of registered documents (vigie vault)");
    sub->add_option("-i,--input", o.input, "File; - is standard input");
    sub->add_flag("--explain", o.explain, "Why, where, and the text with what must not be read masked");
    sub->callback([&action] { action = [] { return screen(o); }; });
}

}  // namespace vigie::cli
