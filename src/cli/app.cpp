#include "commands.hpp"
#include "commands/charter.hpp"
#include "commands/drafts.hpp"
#include "commands/evidence.hpp"
#include "commands/picture.hpp"
#include "commands/policy.hpp"
#include "commands/publishing.hpp"
#include "commands/query_app.hpp"
#include "commands/report.hpp"
#include "commands/rules_app.hpp"
#include "commands/screen.hpp"
#include "commands/vault.hpp"
#include "common.hpp"
#include "workers.hpp"

#include <vigie/base/log.hpp>
#include <vigie/cli/app.hpp>
#include <vigie/drill/scenario.hpp>
#include <vigie/engine/catalogue.hpp>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <exception>
#include <functional>

namespace vigie::cli {
namespace {

// The action of the command that was given; run after parsing, so that errors of usage come first.
using Action = std::function<int()>;

CLI::App* command(CLI::App& app, const char* name, const char* says, const char* examples) {
    auto* sub = app.add_subcommand(name, says);
    sub->footer(fmt::format("Examples:\n{}", examples));
    return sub;
}

void add_run(CLI::App& app, Action& action) {
    static RunOptions o;
    auto* sub = command(
        app, "run", "Watch, judge, respond and serve the console until stopped",
        "  vigie run                         with ./vigie.yaml\n"
        "  vigie run --config /etc/vigie/vigie.yaml\n"
        "  vigie run --drill advisors        the exercise, a day in a minute, nothing to configure\n");
    sub->add_option("-c,--config", o.config, "Configuration file (default vigie.yaml)");
    sub->add_option("--drill", o.drill, "Play this exercise instead of real sources");
    sub->add_option("--seed", o.seed, "Seed of the exercise's day");
    sub->add_option("--listen", o.listen, "address:port of the console, instead of the configuration's");
    sub->add_option("--data", o.data, "Folder of the store, instead of the configuration's");
    sub->add_flag("--until-finished", o.until_finished, "Stop when every source has finished (files only)");
    sub->callback([&action] { action = [] { return run_server(o); }; });
}

void add_replay(CLI::App& app, Action& action) {
    static ReplayOptions o;
    auto* sub =
        command(app, "replay", "Judge recorded items: findings as JSON lines on stdout, summary on stderr",
                "  vigie replay day.jsonl.gz --assets assets.yaml > findings.jsonl\n"
                "  vigie replay firehose.jsonl --format jetstream --assets assets.yaml --json\n"
                "  vigie replay reviews.csv --map reviews.map.yaml --assets assets.yaml\n");
    sub->add_option("files", o.files, "Files (plain, gzip or zstd); - is standard input")->required();
    sub->add_option("-a,--assets", o.assets, "Asset register(s)")->required();
    sub->add_option("-f,--format", o.format, "auto, items, jetstream or csv")
        ->check(CLI::IsMember({"auto", "items", "jetstream", "csv"}));
    sub->add_option("-m,--map", o.map, "Column map for tables and foreign JSON lines");
    sub->add_option("-r,--rules", o.rules, "Rule file(s) of the organisation");
    sub->add_flag("--json", o.json, "The summary as JSON, too");
    sub->callback([&action] { action = [] { return replay(o); }; });
}

void add_match(CLI::App& app, Action& action) {
    static MatchOptions o;
    auto* sub = command(app, "match", "Which queries does each item match? JSON lines in, JSON lines out",
                        "  vigie match --queries queries.tsv --input day.jsonl.gz > matches.jsonl\n"
                        "  websocat wss://… | vigie match --queries watches.yaml --count\n"
                        "  vigie match --queries queries.tsv --input posts.jsonl --stats --threads 1\n");
    sub->add_option("-q,--queries", o.queries, "Queries: lines name<TAB>query, or YAML")->required();
    sub->add_option("-a,--assets", o.assets,
                    "Asset register(s), for asset:, is:official and lists of assets");
    sub->add_option("-i,--input", o.input, "File (plain, gzip or zstd); - is standard input (default)");
    sub->add_option("-f,--format", o.format, "auto, items, jetstream or text (one text a line)")
        ->check(CLI::IsMember({"auto", "items", "jetstream", "text"}));
    sub->add_option("-t,--threads", o.threads, "Threads (default: one a core)")->check(CLI::Range(0, 256));
    sub->add_flag("--count", o.count, "Only how many items each query matches: name<TAB>count");
    sub->add_flag("--stats", o.stats, "Speed and memory, on stderr");
    sub->add_flag("--json", o.json, "With --stats: as one JSON line");
    sub->callback([&action] { action = [] { return match(o); }; });
}

void add_inspect(CLI::App& app, Action& action) {
    static InspectOptions o;
    auto* sub = command(
        app, "inspect", "Score texts, posts, accounts, domains or URLs: JSON lines in, JSON lines out",
        "  vigie inspect account --assets assets.yaml < accounts.jsonl\n"
        "  echo '{\"id\":1,\"domain\":\"meridien-login.test\"}' | vigie inspect domain -a assets.yaml\n"
        "  vigie inspect series < counts.jsonl\n"
        "  echo '{\"id\":1,\"path\":\"photo.jpg\"}' | vigie inspect image\n"
        "  vigie inspect --list\n");
    sub->add_option(
        "kind", o.kind,
        "text, post, account, domain, url, image, file; of a whole: series, cascade, shares, story");
    sub->add_option("-a,--assets", o.assets, "Asset register(s)");
    sub->add_option("--vault", o.vault, "Folder of registered documents (vigie vault)");
    sub->add_option("-i,--input", o.input, "File; - is standard input");
    sub->add_flag("--list", o.list, "List the detectors");
    sub->add_flag("--json", o.json, "With --list: JSON lines");
    sub->add_flag(
        "--fetch", o.fetch,
        "url: follow each link as several visitors and read the page (GET only, public addresses only)");
    sub->add_option("--screenshot", o.screenshot,
                    "With --fetch: draw the page into this PNG (needs chromium; offline, no script); further "
                    "ones get a number");
    sub->add_option("--also-allow", o.also_allow,
                    "A private network that visits may reach, such as 127.0.0.0/8: for tests");
    sub->add_flag(
        "--contact", o.contact,
        "With account: is this new contact who it says? (score suspicious_contact, reasons, what to do)");
    sub->add_option("--reading-model", o.reading_model,
                    "post: models of readings in this folder instead of the built-in ones (for evaluation)");
    sub->callback([&action] { action = [] { return inspect(o); }; });
}

void add_check(CLI::App& app, Action& action) {
    static CheckOptions o;
    auto* sub =
        command(app, "check", "Find all errors of configuration, registers, policies and column maps at once",
                "  vigie check                        vigie.yaml and all files it names\n"
                "  vigie check assets.yaml policies.yaml\n");
    sub->add_option("files", o.files, "Files to check (default vigie.yaml)");
    sub->add_option_function<std::vector<std::string>>(
        "-c,--config,-a,--assets,-p,--policies",
        [](const std::vector<std::string>& paths) {
            o.files.insert(o.files.end(), paths.begin(), paths.end());
        },
        "The same, by option");
    sub->add_flag("--json", o.json, "Diagnostics as JSON lines");
    sub->callback([&action] { action = [] { return check(o); }; });
}

void add_drill(CLI::App& app, Action& action) {
    static DrillOptions o;
    auto* sub = command(app, "drill", "Crisis exercises: a day in a minute, with its score",
                        "  vigie drill list\n  vigie drill run advisors --json\n");
    sub->require_subcommand(1);
    auto* list = sub->add_subcommand("list", "List the exercises");
    list->add_flag("--json", o.json, "JSON lines");
    list->callback([&action] { action = [] { return drill_list(o.json); }; });
    const auto plays = [](CLI::App* run) {
        run->add_option("--seed", o.seed, "Another seed is another day");
        run->add_option("--keep", o.keep,
                        "Keep the store in this folder (look at it with vigie explain --data)");
        run->add_flag("--json", o.json, "The score as one JSON line");
    };
    auto* run = sub->add_subcommand("run", "Play one and print what was found, missed, false, and how fast");
    run->add_option("name", o.name, "Name of the exercise")->required();
    plays(run);
    run->callback([&action] { action = [] { return drill_run(o); }; });
    // `vigie drill health-centre` is `vigie drill run health-centre`.
    for (const auto& info : drill::scenarios()) {
        auto* one = sub->add_subcommand(info.name, info.title.in(language()))->group("");
        plays(one);
        one->callback([&action, name = info.name] {
            o.name = name;
            action = [] { return drill_run(o); };
        });
    }
}

void add_init(CLI::App& app, Action& action) {
    static InitOptions o;
    auto* sub = command(
        app, "init", "Write a working, commented configuration that watches the live Bluesky firehose",
        "  vigie init                         asks a few questions\n"
        "  vigie init my-folder --organisation \"Acme\" --brand Acme --domain acme.example \\\n"
        "      --account bluesky:acme.example --tell security@acme.example --yes\n");
    sub->add_option("folder", o.folder, "Where to write (default: here)");
    sub->add_option("--organisation", o.organisation, "Name of the organisation");
    sub->add_option("--brand", o.brands, "A brand; may repeat");
    sub->add_option("--domain", o.domains, "A domain of ours; may repeat");
    sub->add_option("--account", o.accounts, "An official account as network:handle; may repeat");
    sub->add_option("--tell", o.tell, "E-mail address of who must know; may repeat");
    sub->add_option("--lang", o.lang, "Language of the comments: fr or en")
        ->check(CLI::IsMember({"fr", "en"}));
    sub->add_flag("-y,--yes", o.yes, "Ask nothing");
    sub->add_flag("--force", o.force, "Overwrite files that are there");
    sub->callback([&action] { action = [] { return init(o); }; });
}

void add_authenticity(CLI::App& app, Action& action) {
    static AuthenticityOptions o;
    auto* sub =
        command(app, "authenticity",
                "The public page of our official accounts, as static files in French and English",
                "  vigie authenticity --assets assets.yaml -o public/ --report-email abuse@acme.example\n");
    sub->add_option("-a,--assets", o.assets, "Asset register(s)")->required();
    sub->add_option("-o,--output", o.folder, "Folder to write to")->required();
    sub->add_option("--organisation", o.organisation, "Its name (default: that of the register)");
    sub->add_option("--report-email", o.report_email, "Where people report a fake");
    sub->add_option("--report-url", o.report_url, "A form where people report a fake (https)");
    sub->callback([&action] { action = [] { return authenticity(o); }; });
}

void add_store_options(CLI::App* sub, StoreOptions& o) {
    sub->add_option("-c,--config", o.config, "Configuration file (default vigie.yaml)");
    sub->add_option("--data", o.data, "Folder of the store");
    sub->add_flag("--json", o.json, "JSON");
}

void add_store_commands(CLI::App& app, Action& action) {
    static StoreOptions o;
    static std::string role = "analyst";
    auto* explain_command =
        command(app, "explain", "Why was this found? What happened to this incident?",
                "  vigie explain VG-2026-0042\n  vigie explain f0c4be21a90d7734ee1f20a9b --lang fr\n");
    explain_command->add_option("id", o.id, "Id of an incident or a finding")->required();
    explain_command->add_option("--lang", o.lang, "fr or en")->check(CLI::IsMember({"fr", "en"}));
    add_store_options(explain_command, o);
    explain_command->callback([&action] { action = [] { return explain(o); }; });

    auto* audit = command(app, "audit", "The chain of all acts", "  vigie audit verify\n");
    audit->require_subcommand(1);
    auto* verify =
        audit->add_subcommand("verify", "Recompute the whole chain: 0 when it holds, 1 when it is broken");
    add_store_options(verify, o);
    verify->callback([&action] { action = [] { return audit_verify(o); }; });

    auto* notices =
        command(app, "notices", "What reached nobody", "  vigie notices dead\n  vigie notices resend all\n");
    notices->require_subcommand(1);
    auto* dead = notices->add_subcommand("dead", "Notices that are not tried any more, and why");
    add_store_options(dead, o);
    dead->callback([&action] { action = [] { return notices_dead(o); }; });
    auto* resend = notices->add_subcommand("resend", "Send a dead notice again, or all of them");
    resend->add_option("id", o.id, "Id of a notice, or all")->required();
    add_store_options(resend, o);
    resend->callback([&action] { action = [] { return notices_resend(o); }; });

    auto* user = command(app, "user", "People who use the console",
                         "  vigie user add marie --role analyst\n  vigie user password admin\n");
    user->require_subcommand(1);
    auto* add = user->add_subcommand("add", "A new user; prints the first password");
    add->add_option("name", o.id, "Login name")->required();
    add->add_option("--role", role, "reader, analyst or admin");
    add_store_options(add, o);
    add->callback([&action] { action = [] { return add_user(o, role); }; });
    auto* password = user->add_subcommand("password", "Give a new random password and end all sessions");
    password->add_option("name", o.id, "Login name")->required();
    add_store_options(password, o);
    password->callback([&action] { action = [] { return reset_password(o); }; });
}

void add_completion(CLI::App& app, Action& action) {
    static std::string shell = "bash";
    auto* sub = command(app, "completion", "Print shell completion",
                        "  vigie completion bash > /etc/bash_completion.d/vigie\n");
    sub->add_option("shell", shell, "bash, zsh or fish")->check(CLI::IsMember({"bash", "zsh", "fish"}));
    sub->callback([&action, &app] { action = [&app] { return completion(shell, app.get_name()); }; });
}

// Hidden: how the program starts its own helpers without rights.
void add_worker(CLI::App& app, Action& action) {
    static std::string name;
    auto* sub = app.add_subcommand("worker", "A helper process")->group("");
    sub->add_option("name", name)->required();
    sub->callback([&action] { action = [] { return work(name); }; });
}

}  // namespace

int run(int argc, char** argv) {
    CLI::App app{"Vigie, the lookout: watch, judge, respond, engage", "vigie"};
    app.footer(
        "Exit codes: 0 ok, 1 the answer is no, 2 usage or configuration, 3 input.\nDocumentation: docs/ and "
        "`vigie COMMAND --help`.");
    app.set_version_flag("--version", "vigie " + version());
    app.require_subcommand(1);
    bool verbose = false;
    app.add_flag("-v,--verbose", verbose, "Log more");
    Action action;
    add_run(app, action);
    add_replay(app, action);
    add_match(app, action);
    add_inspect(app, action);
    add_screen(app, action);
    add_vault(app, action);
    add_check(app, action);
    add_picture(app, action);
    add_publishing(app, action);
    add_charter(app, action);
    add_drafts(app, action);
    add_query(app, action);
    add_rules(app, action);
    add_report(app, action);
    add_drill(app, action);
    add_evidence(app, action);
    add_policy(app, action);
    add_init(app, action);
    add_authenticity(app, action);
    add_store_commands(app, action);
    add_completion(app, action);
    add_worker(app, action);
    try {
        app.parse(argc, argv);
        log::init(verbose ? log::Level::debug : log::Level::info, false);
        return action();
    } catch (const CLI::ParseError& e) {
        const int code = app.exit(e);
        return code == 0 ? exit_ok : exit_usage;
    } catch (const std::exception& e) {  // a bug of ours, or no memory: say so instead of a core dump
        return complain(fmt::format("something went wrong here: {}. Please report it.", e.what()),
                        exit_input);
    }
}

}  // namespace vigie::cli
