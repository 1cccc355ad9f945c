#include "publishing.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace vigie::cli {
namespace {

CLI::App* command(CLI::App& parent, const char* name, const char* says, const char* examples) {
    auto* sub = parent.add_subcommand(name, says);
    sub->footer(fmt::format("Examples:\n{}", examples));
    return sub;
}

void add_common(CLI::App* sub, PublishingOptions& o) {
    sub->add_option("-c,--config", o.config, "Configuration file (default vigie.yaml)");
    sub->add_option("--data", o.data, "Folder of the store, instead of the configuration's");
    sub->add_flag("--json", o.json, "JSON lines");
}

void add_act(CLI::App* sub, PublishingOptions& o) {
    add_common(sub, o);
    sub->add_option("--by", o.by, "Who acts, for the audit (default: the user of this shell)");
}

void add_publications(CLI::App& app, std::function<int()>& action) {
    static PublishingOptions o;
    auto* publications =
        command(app, "publications", "What may go out on our accounts (docs/operate/takeover.md)",
                "  vigie publications list --state waiting,approved\n"
                "  vigie publications add bluesky:acme.example --text 'Open day on Thursday' --until 3d\n");
    publications->require_subcommand(1);

    auto* sub = command(*publications, "list", "The queue, the newest first",
                        "  vigie publications list --account bluesky:acme.example --json\n");
    sub->add_option("--state", o.states, "waiting, approved, published, cancelled, frozen")->delimiter(',');
    sub->add_option("--account", o.account, "Asset id, or network:handle");
    add_common(sub, o);
    sub->callback([&action] { action = [] { return publications_list(o); }; });

    sub = command(*publications, "add", "Ask for a publication; it waits for approval",
                  "  vigie publications add bluesky:acme.example --text 'Open day on Thursday' --until 3d\n");
    sub->add_option("account", o.account, "Asset id, or network:handle")->required();
    sub->add_option("--text", o.text, "What will be posted");
    sub->add_option("--digest", o.digest, "Instead: its SHA-256, for a text that Vigie must not know");
    sub->add_option("--from", o.from, "When its window opens (default: now)");
    sub->add_option("--until", o.until, "When it closes: 2026-03-09T18:00:00Z, or 6h, 3d from now")
        ->required();
    sub->add_option("--why", o.why, "The reason, for the audit");
    sub->add_flag("--approve", o.approve, "Approve it at once");
    add_act(sub, o);
    sub->callback([&action] { action = [] { return publications_add(o); }; });

    for (const auto& [name, says] :
         {std::pair{"approve", "Let a publication go out"}, std::pair{"cancel", "Withdraw a publication"},
          std::pair{"reopen", "Take an approval or a withdrawal back"}}) {
        sub = publications->add_subcommand(name, says);
        sub->add_option("id", o.id, "Id of the publication")->required();
        sub->add_option("--why", o.why, "The reason, for the audit");
        add_act(sub, o);
        sub->callback(
            [&action, act = std::string(name)] { action = [act] { return publications_act(o, act); }; });
    }
}

void add_freeze(CLI::App& app, std::function<int()>& action) {
    static PublishingOptions o;
    auto* freeze = command(app, "freeze", "Hold back everything that is to go out on an account, or on all",
                           "  vigie freeze set --all --why 'Accident in Lyon' --until 12h --speaker camille\n"
                           "  vigie freeze lift bluesky:acme.example --why 'Password changed'\n");
    freeze->require_subcommand(1);
    auto* sub = command(*freeze, "list", "The accounts that are frozen now; exit code 1 when there are any",
                        "  vigie freeze list --json\n");
    add_common(sub, o);
    sub->callback([&action] { action = [] { return freeze_list(o); }; });
    for (const bool set : {true, false}) {
        sub = freeze->add_subcommand(set ? "set" : "lift", set ? "Freeze, or change the terms of a freeze"
                                                               : "Let publications go out again");
        sub->add_option("account", o.account, "Asset id, or network:handle");
        sub->add_flag("--all", o.all, "All accounts of the register");
        sub->add_option("--why", o.why, "The reason, for the audit")->required();
        if (set) {
            sub->add_option(
                "--until", o.until,
                "When it ends: 2026-03-09T18:00:00Z, or 6h from now (default: when it is lifted)");
            sub->add_option("--speaker", o.speakers, "User who may still speak; may repeat");
        }
        add_act(sub, o);
        sub->callback([&action, set] { action = [set] { return set ? freeze_set(o) : freeze_lift(o); }; });
    }
}

}  // namespace

void add_publishing(CLI::App& app, std::function<int()>& action) {
    add_publications(app, action);
    add_freeze(app, action);
}

}  // namespace vigie::cli
