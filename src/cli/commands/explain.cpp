// vigie explain ID: why a finding was made, or what happened to an incident, in sentences.
#include "commands.hpp"
#include "common.hpp"
#include "open_store.hpp"

#include <vigie/model/json.hpp>

#include <fmt/format.h>

namespace vigie::cli {
namespace {

using model::Json;

void print(const model::Finding& f, const std::string& lang) {
    fmt::print("{}  {}  {}  {:.2f}\n{}\n", f.id.value, f.detector, model::name(f.severity), f.score,
               f.title.in(lang));
    if (!f.item_url.empty()) fmt::print("{}\n", f.item_url);
    for (const auto& e : f.evidence) {
        fmt::print("  {:+.1f}  {}  [{}]\n", e.weight, e.says.in(lang), e.code);
        for (const auto& span : e.spans)
            fmt::print("        {} «{}» ({}–{})\n", span.field, span.text, span.start, span.end);
    }
}

void print(const model::Incident& i, const std::vector<model::Finding>& findings,
           const std::vector<model::Step>& steps, const std::vector<model::Takedown>& takedowns,
           const std::vector<model::AuditEntry>& timeline, const std::string& lang) {
    const bool fr = lang == "fr";
    fmt::print("{}  {}  {}  {:.2f}\n{}\n\n", i.id.value, model::name(i.status), model::name(i.severity),
               i.score, i.title.in(lang));
    for (const auto& f : findings) {
        print(f, lang);
        fmt::print("\n");
    }
    fmt::print("{}\n", fr ? "Étapes" : "Steps");
    for (const auto& s : steps) {
        fmt::print("  {:<18} {}  ({}){}\n", model::name(s.state), s.plan.title.in(lang), s.plan.owner,
                   s.due_at ? fmt::format("  {} {}", fr ? "avant" : "due", format_time(*s.due_at)) : "");
        if (!s.error.empty()) fmt::print("  {:<18} {}\n", "", s.error);
    }
    for (const auto& t : takedowns) {
        fmt::print("  {:<18} {} → {} {}\n", model::name(t.state), t.subject.handle, t.desk, t.reference);
    }
    fmt::print("\n{}\n", fr ? "Chronologie" : "Timeline");
    for (const auto& e : timeline) {
        fmt::print("  {}  {}{}\n", format_time(e.at), e.says.in(lang), e.why.empty() ? "" : " — " + e.why);
    }
}

}  // namespace

int explain(const StoreOptions& options) {
    auto store = open_configured_store(options.config, options.data);
    if (!store) return complain(store.error().message);
    const auto lang = options.lang.empty() ? language() : options.lang;
    int code = exit_ok;
    const auto read = (*store)->read([&](ports::Session& session) -> Result<> {
        constexpr int most = 100;
        VIGIE_TRY_ASSIGN(const auto finding, session.finding(model::FindingId(options.id)));
        if (finding) {
            if (options.json)
                out(model::dump(*finding));
            else
                print(*finding, lang);
            return {};
        }
        const model::IncidentId id(options.id);
        VIGIE_TRY_ASSIGN(const auto incident, session.incident(id));
        if (!incident) {
            code = complain(
                fmt::format("'{}' is neither a finding nor an incident of this store", options.id), exit_no);
            return {};
        }
        VIGIE_TRY_ASSIGN(const auto findings, session.findings_of(id, most));
        VIGIE_TRY_ASSIGN(const auto steps, session.steps_of(id));
        VIGIE_TRY_ASSIGN(const auto takedowns, session.takedowns_of(id));
        VIGIE_TRY_ASSIGN(
            const auto timeline,
            session.audit(
                {.incident = id, .actor = {}, .after_seq = 0, .limit = 500, .newest_first = false}));
        if (options.json) {
            out(model::dump({{"incident", *incident},
                             {"findings", findings},
                             {"steps", steps},
                             {"takedowns", takedowns},
                             {"timeline", timeline}}));
        } else {
            print(*incident, findings, steps, takedowns, timeline, lang);
        }
        return {};
    });
    return read ? code : complain(read.error().message, exit_input);
}

}  // namespace vigie::cli
