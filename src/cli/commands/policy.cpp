#include "policy.hpp"

#include "common.hpp"
#include "loaded.hpp"
#include "open_store.hpp"

#include <vigie/drivers/system.hpp>
#include <vigie/model/json.hpp>
#include <vigie/respond/document.hpp>
#include <vigie/respond/policy.hpp>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <fstream>
#include <map>

namespace vigie::cli {
namespace {

struct Read {
    respond::PolicyResult result;
    std::vector<std::pair<std::string, std::string>> files;
};

// With a configuration, names of channels and desks are checked, too.
Result<Read> read_set(const PolicyOptions& options) {
    Read out;
    auto paths = options.files;
    std::vector<std::string> channels;
    std::vector<std::string> desks;
    if (paths.empty()) {
        const auto path = options.config.empty() ? std::string("vigie.yaml") : options.config;
        VIGIE_TRY_ASSIGN(const auto content, read_file(path));
        const auto config = engine::read_config(path, content, secret_lookup());
        if (!config.config) return fail(Errc::invalid_argument, "{} has errors: run vigie check", path);
        paths = config.config->policies;
        channels = config.config->channel_names();
        desks = config.config->desk_names();
    }
    std::vector<respond::PolicyFile> files;
    for (const auto& path : paths) {
        VIGIE_TRY_ASSIGN(auto content, read_file(path));
        out.files.emplace_back(path, content);
        files.push_back({path, std::move(content)});
    }
    out.result = respond::read_policies(files, channels, desks);
    return out;
}

struct Tally {
    std::int64_t incidents = 0;
    std::int64_t otherwise = 0;  // that another policy answered then
    std::int64_t automatic = 0;  // steps that Vigie would have done by itself
    std::int64_t approvals = 0;
    std::int64_t manual = 0;
    std::vector<std::string> examples;
};

constexpr std::size_t most_examples = 3;

void count(Tally& tally, const model::Policy& policy, const model::Incident& incident) {
    ++tally.incidents;
    if (incident.policy != policy.id) ++tally.otherwise;
    if (tally.examples.size() < most_examples) tally.examples.push_back(incident.id.value);
    for (const auto& step : policy.steps) {
        if (step.mode == model::StepMode::automatic) ++tally.automatic;
        if (step.mode == model::StepMode::approval) ++tally.approvals;
        if (step.mode == model::StepMode::manual) ++tally.manual;
    }
}

Result<std::map<std::string, Tally>> simulate(ports::Store& store, const model::PolicySet& set, Time since) {
    std::map<std::string, Tally> out;
    for (const auto& policy : set.policies) out[policy.id];
    VIGIE_TRY(store.read([&](ports::Session& s) -> Result<> {
        ports::IncidentQuery query;
        query.sort = "newest";
        query.limit = 500;
        for (bool more = true; more; query.offset += query.limit) {
            VIGIE_TRY_ASSIGN(const auto page, s.incidents(query));
            more = page.rows.size() == static_cast<std::size_t>(query.limit);
            for (const auto& incident : page.rows) {
                if (incident.opened_at < since) {
                    more = false;
                    break;
                }
                // By its conditions alone: a rule that asks for a policy by name counts as answered
                // otherwise.
                const auto* policy = respond::choose(set, incident, incident.culprit.network);
                if (policy == nullptr)
                    ++out[""].incidents;
                else
                    count(out[policy->id], *policy, incident);
            }
        }
        return {};
    }));
    return out;
}

CLI::App* command(CLI::App& parent, const char* name, const char* says, const char* examples,
                  PolicyOptions& o) {
    auto* sub = parent.add_subcommand(name, says);
    sub->footer(fmt::format("Examples:\n{}", examples));
    sub->add_option("files", o.files, "Policy file(s), instead of the configuration's");
    sub->add_option("-c,--config", o.config, "Configuration file (default vigie.yaml)");
    return sub;
}

}  // namespace

int policy_check(const PolicyOptions& options) {
    const auto read = read_set(options);
    if (!read) return complain(read.error().message);
    const int code = report(read->result.diagnostics, read->files, options.json);
    if (code == exit_ok && !options.json)
        fmt::print("{} policies, version {}\nok\n", read->result.policies->policies.size(),
                   read->result.policies->version);
    return code;
}

int policy_print(const PolicyOptions& options) {
    const auto read = read_set(options);
    if (!read) return complain(read.error().message);
    if (!read->result.policies) return report(read->result.diagnostics, read->files, false);
    const bool french = (options.lang.empty() ? language() : options.lang) == "fr";
    const auto form = options.html.empty() ? respond::DocumentForm::text : respond::DocumentForm::html;
    const auto document = respond::policy_document(*read->result.policies, french, form);
    if (options.html.empty()) {
        fmt::print("{}", document);
        return exit_ok;
    }
    std::ofstream file(options.html, std::ios::binary | std::ios::trunc);
    file << document;
    file.close();
    return file ? exit_ok : complain("cannot write " + options.html, exit_input);
}

int policy_simulate(const PolicyOptions& options) {
    const auto read = read_set(options);
    if (!read) return complain(read.error().message);
    if (!read->result.policies) return report(read->result.diagnostics, read->files, options.json);
    auto store = open_configured_store(options.config, options.data);
    if (!store) return complain(store.error().message);
    const auto since = drivers::make_system_clock()->now() - std::chrono::days(options.days);
    const auto tallies = simulate(**store, *read->result.policies, since);
    if (!tallies) return complain(tallies.error().message, exit_input);
    for (const auto& [id, t] : *tallies) {
        if (options.json) {
            out(model::dump({{"policy", id},
                             {"incidents", t.incidents},
                             {"answered_otherwise", t.otherwise},
                             {"automatic", t.automatic},
                             {"approvals", t.approvals},
                             {"manual", t.manual},
                             {"examples", t.examples}}));
        } else {
            fmt::print(
                "{:<24} {:>5} incidents ({} answered otherwise then): {} automatic acts, {} approvals, {} "
                "tasks{}{}\n",
                id.empty() ? "(no policy)" : id, t.incidents, t.otherwise, t.automatic, t.approvals, t.manual,
                t.examples.empty() ? "" : "; ", fmt::join(t.examples, ", "));
        }
    }
    return exit_ok;
}

void add_policy(CLI::App& app, std::function<int()>& action) {
    static PolicyOptions o;
    auto* policy = app.add_subcommand("policy", "The written policy (docs/operate/policies.md)");
    policy->require_subcommand(1);
    auto* sub = command(*policy, "check", "Find all errors of policies at once",
                        "  vigie policy check policies.yaml\n", o);
    sub->add_flag("--json", o.json, "Diagnostics as JSON lines");
    sub->callback([&action] { action = [] { return policy_check(o); }; });
    sub = command(*policy, "print", "The same policies as a document that people can read and sign",
                  "  vigie policy print --lang fr --html policy.html\n", o);
    sub->add_option("--lang", o.lang, "fr or en")->check(CLI::IsMember({"fr", "en"}));
    sub->add_option("--html", o.html, "Write a page to this file instead of text to stdout");
    sub->callback([&action] { action = [] { return policy_print(o); }; });
    sub = command(
        *policy, "simulate", "What these policies would have done with the incidents that are stored",
        "  vigie policy simulate --since 30\n  vigie policy simulate new.yaml --since 90 --json\n", o);
    sub->add_option("--since", o.days, "How many days to look back")->check(CLI::Range(1, 3660));
    sub->add_option("--data", o.data, "Folder of the store, instead of the configuration's");
    sub->add_flag("--json", o.json, "One JSON line for each policy");
    sub->callback([&action] { action = [] { return policy_simulate(o); }; });
}

}  // namespace vigie::cli
