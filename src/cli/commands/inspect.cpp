// vigie inspect KIND: JSONL in, {"id", "scores", "findings"} out. Batch scoring for people and integrators.
#include "answer_lines.hpp"
#include "commands.hpp"
#include "common.hpp"
#include "inspect_figures.hpp"
#include "inspect_files.hpp"
#include "reading_answer.hpp"
#include "screenshot.hpp"

#include <vigie/base/limits.hpp>
#include <vigie/drivers/investigator.hpp>
#include <vigie/drivers/system.hpp>
#include <vigie/engine/catalogue.hpp>
#include <vigie/judge/leaks.hpp>
#include <vigie/judge/page.hpp>
#include <vigie/model/json.hpp>
#include <vigie/plugins/items.hpp>
#include <vigie/stories/rumour.hpp>

#include <fmt/format.h>

#include <map>
#include <memory>
#include <optional>

namespace vigie::cli {
namespace {

using model::Item;
using model::Json;
using Read = Result<Item> (plugins::ItemDecoder::*)(std::string_view);

// What each KIND reads a line as.
const std::map<std::string, Read>& kinds() {
    static const std::map<std::string, Read> table{{"post", &plugins::ItemDecoder::item},
                                                   {"text", &plugins::ItemDecoder::item},
                                                   {"account", &plugins::ItemDecoder::account},
                                                   {"domain", &plugins::ItemDecoder::domain},
                                                   {"url", &plugins::ItemDecoder::url}};
    return table;
}

int list(bool json) {
    for (const auto& entry : engine::detectors()) {
        const auto& info = entry.info();
        if (json) {
            Json looks_at = Json::array();
            for (const auto kind : info.looks_at) looks_at.push_back(model::name(kind));
            out(model::dump({{"name", info.name},
                             {"says", info.says},
                             {"looks_at", looks_at},
                             {"evidence", info.evidence},
                             {"cost", info.cost}}));
        } else {
            out(fmt::format("{:<18} {}", info.name, info.says.in(language())));
        }
    }
    return exit_ok;
}

// Visits pages for `--fetch`.
std::unique_ptr<ports::Investigator> investigator_for(const InspectOptions& options) {
    if (!options.fetch) return nullptr;
    return drivers::make_sandboxed_investigator(
        sandbox::start_self(drivers::investigator_job()),
        {.any_port = !options.also_allow.empty(), .also_allow = options.also_allow});
}

// What was met, without the words of the page: they are evidence, not an answer.
Json visits_of(const Item& item) {
    auto out = Json::array();
    for (const auto& v : item.visits) {
        Json one = v;
        one.erase("text");
        one.erase("voice");
        if (!v.error.empty()) one["explained"] = drivers::explain_visit_error(v.error);
        out.push_back(std::move(one));
    }
    return out;
}

// Everything that was recognised in a text, also what does no harm alone.
Json spans_of(std::string_view text) {
    auto out = Json::array();
    for (const auto& one : judge::find_identifiers(text))
        out.push_back({{"kind", judge::name(one.kind)},
                       {"start", one.start},
                       {"end", one.end},
                       {"text", one.in(text)}});
    return out;
}

Result<Json> answer(const Item& item, const engine::Judgement& judgement, judge::Memory& memory, bool contact,
                    bool text) {
    auto scores = Json::object();
    auto findings = Json::array();
    std::string label;
    VIGIE_TRY_ASSIGN(const auto opinions, judgement.opinions(item, memory, contact));
    const bool post = item.kind != model::ItemKind::account && item.kind != model::ItemKind::domain &&
                      item.kind != model::ItemKind::page;
    for (const auto& [name, opinion] : opinions) {
        scores[name] = opinion.score;
        // The class of a post is the scam it is; what its author is has its own line (kind account).
        if (label.empty() && (post == (name == "scam"))) label = opinion.label;
        for (auto finding : opinion.findings) {
            judge::unmask(finding, item);  // who asks has the text
            findings.push_back(std::move(finding));
        }
    }
    if (post && !item.text.empty()) scores["rumour"] = stories::rumour_of_post(item, false).score;
    Json line{{"id", item.id}, {"scores", std::move(scores)}};
    if (item.kind == model::ItemKind::account && label.empty()) label = "unrelated";
    if (!label.empty()) line["class"] = label;
    if (!item.visits.empty()) {
        line["visits"] = visits_of(item);
        const double page = line["scores"].value("phishing_page", 0.0);
        if (judge::was_shown(item.visits)) {
            line["scores"]["phishing_link"] =
                judge::with_address(page, line["scores"].value("phishing_link", 0.0));
        }
    }
    line["findings"] = std::move(findings);
    if (text) line["spans"] = spans_of(item.text);
    if (!item.warnings.empty()) line["warnings"] = item.warnings;
    return line;
}

}  // namespace

int inspect(const InspectOptions& options) {
    if (options.list) return list(options.json);
    if (is_figure(options.kind)) return inspect_figures(options);
    if (is_file_kind(options.kind)) return inspect_files(options);
    const auto kind = kinds().find(options.kind);
    if (kind == kinds().end()) {
        auto names = figure_kinds();
        names.insert(names.end(), {"file", "image"});
        for (const auto& [name, read] : kinds()) names.push_back(name);
        return complain(
            fmt::format("'{}' is not a kind: write one of {}", options.kind, fmt::join(names, ", ")));
    }
    if (options.contact && options.kind != "account")
        return complain("--contact asks about an account: vigie inspect account --contact");
    const auto judgement = judgement_of(options.assets, options.vault);
    if (!judgement) return complain(judgement.error().message);
    if (options.fetch && options.kind != "url")
        return complain("--fetch visits URLs: write 'vigie inspect url --fetch'");
    if (!options.screenshot.empty() && !options.fetch)
        return complain(
            "--screenshot draws what was visited: write 'vigie inspect url --fetch --screenshot FILE'");
    std::optional<ReadingAnswer> reading;
    if (options.kind == "post") {
        auto made = ReadingAnswer::with(options.reading_model);
        if (!made) return complain(made.error().message);
        reading = *std::move(made);
    }
    const auto investigator = investigator_for(options);
    plugins::ItemDecoder decoder;
    const auto clock = drivers::make_system_clock();
    const auto memory = judge::make_memory();  // of the whole input: a stream has a past
    int visits_code = exit_ok;
    int drawn = 0;
    const auto inspect_line = [&](std::size_t number, std::string_view text) -> Result<Json> {
        auto item = (decoder.*(kind->second))(text);
        if (!item) return tl::unexpected(item.error());
        if (item->observed_at == Time{}) item->observed_at = item->created_at.value_or(Time{});
        if (investigator != nullptr) {
            if (auto visits = investigator->visit(item->url)) {
                item->visits = *std::move(visits);
            } else {
                fmt::print(stderr, "vigie: {}:{}: {}\n", options.input, number, visits.error().message);
                item->visits = {drivers::failed_visit(item->url, visits.error())};
                visits_code = exit_input;
            }
        }
        // A profile is as old as it is today, unless its line says when it was seen.
        if (item->kind == model::ItemKind::account && item->observed_at == Time{})
            item->observed_at = clock->now();
        auto line = answer(*item, **judgement, *memory, options.contact, options.kind == "text");
        if (line && reading) reading->add_to(*line, *item);
        if (line && !options.screenshot.empty()) {
            const auto path = numbered(options.screenshot, ++drawn);
            const auto done = draw(item->visits, options.also_allow, path);
            (*line)["screenshot"] = done ? Json(path) : Json{{"error", done.error().message}};
        }
        return line ? *std::move(line) : Json{{"id", item->id}, {"error", line.error().message}};
    };
    const int lines = answer_lines(options.input, limits::line_bytes, inspect_line);
    return lines != exit_ok ? lines : visits_code;
}

}  // namespace vigie::cli
