// vigie screen: drafts in, {"id", "decision", "reasons"} out. Nothing is stored.
#include "screen.hpp"

#include "answer_lines.hpp"
#include "common.hpp"
#include "screen_files.hpp"

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

// Most drafts are text: only one that may name files is read as JSON a second time.
bool may_name_files(std::string_view line) {
    return line.find("\"images\"") != std::string_view::npos ||
           line.find("\"files\"") != std::string_view::npos;
}

Result<Json> answer(std::string_view text, const model::Item& draft, const engine::Judgement& judgement,
                    const ScreenOptions& options, std::unique_ptr<FileReader>& reader) {
    auto screening = engine::screen(judgement, draft);
    Json told = Json::object();
    if (may_name_files(text)) {
        VIGIE_TRY_ASSIGN(const auto json, object_of(text));
        if (reader == nullptr) reader = std::make_unique<FileReader>();
        VIGIE_TRY(screen_files(json, judgement, *reader, options.mend, screening, told));
    }
    Json codes = Json::array();
    for (const auto& reason : screening.reasons) codes.push_back(reason.code);
    Json line{
        {"id", draft.id}, {"decision", engage::name(screening.decision)}, {"reasons", std::move(codes)}};
    line.update(told);
    if (options.explain) line.update(engage::explained(screening));
    return line;
}

}  // namespace

int screen(const ScreenOptions& options) {
    const auto judgement = judgement_of(options.assets, options.vault);
    if (!judgement) return complain(judgement.error().message);
    plugins::ItemDecoder decoder;
    std::unique_ptr<FileReader> reader;  // begun with the first draft that has files
    return answer_lines(options.input, limits::line_bytes,
                        [&](std::size_t, std::string_view line) -> Result<Json> {
                            VIGIE_TRY_ASSIGN(const auto draft, decoder.item(line));
                            return answer(line, draft, **judgement, options, reader);
                        });
}

void add_screen(CLI::App& app, std::function<int()>& action) {
    static ScreenOptions o;
    auto* sub = app.add_subcommand("screen",
                                   "May these drafts be published? JSON lines in, allow, warn or block out");
    sub->footer(
        "Examples:\n"
        "  echo '{\"id\":\"1\",\"text\":\"Appelez Mme Roux au 06 12 34 56 78\"}' | vigie screen --explain\n"
        "  vigie screen --assets assets.yaml --input drafts.jsonl\n"
        "  echo '{\"id\":\"2\",\"text\":\"Notre stand\",\"images\":[\"photo.jpg\"]}' | vigie screen --mend "
        "clean/\n");
    sub->add_option("-a,--assets", o.assets, "Asset register(s)");
    sub->add_option("--vault", o.vault, "Folder of registered documents (vigie vault)");
    sub->add_option("-i,--input", o.input, "File; - is standard input");
    sub->add_flag("--explain", o.explain, "Why, where, and the text with what must not be read masked");
    sub->add_option("--mend", o.mend,
                    "Write clean copies of the drafts' pictures into this folder: no metadata, found "
                    "identifiers painted over");
    sub->callback([&action] { action = [] { return screen(o); }; });
}

}  // namespace vigie::cli
