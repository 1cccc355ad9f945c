#include "evidence.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace vigie::cli {
namespace {

CLI::App* command(CLI::App& parent, const char* name, const char* says, const char* examples) {
    auto* sub = parent.add_subcommand(name, says);
    sub->footer(fmt::format("Examples:\n{}", examples));
    return sub;
}

void add_common(CLI::App* sub, EvidenceOptions& o) {
    sub->add_option("incident", o.incident, "Id of the incident")->required();
    sub->add_option("-c,--config", o.config, "Configuration file (default vigie.yaml)");
    sub->add_option("--data", o.data, "Folder of the store, instead of the configuration's");
    sub->add_flag("--json", o.json, "JSON lines");
}

}  // namespace

void add_evidence(CLI::App& app, std::function<int()>& action) {
    static EvidenceOptions o;
    auto* evidence = command(app, "evidence", "What is kept as evidence (docs/operate/evidence.md)",
                             "  vigie evidence list VG-2026-0042\n"
                             "  vigie evidence export VG-2026-0042 -o VG-2026-0042.tar\n"
                             "  vigie evidence verify VG-2026-0042.tar\n");
    evidence->require_subcommand(1);

    auto* sub = command(*evidence, "list", "What is kept of an incident",
                        "  vigie evidence list VG-2026-0042 --json\n");
    add_common(sub, o);
    sub->callback([&action] { action = [] { return evidence_list(o); }; });

    sub = command(*evidence, "export", "Write everything kept of an incident into one file",
                  "  vigie evidence export VG-2026-0042 -o VG-2026-0042.tar\n");
    add_common(sub, o);
    sub->add_option("-o,--output", o.file, "File to write")->required();
    sub->callback([&action] { action = [] { return evidence_export(o); }; });

    sub = command(*evidence, "verify",
                  "Is such a file whole? Needs neither network nor configuration; exit code 1 when it is not",
                  "  vigie evidence verify VG-2026-0042.tar\n");
    sub->add_option("file", o.file, "The exported file")->required();
    sub->add_option("--key", o.key, "The public key that must have signed it (64 hexadecimal digits)");
    sub->add_flag("--json", o.json, "One JSON line");
    sub->callback([&action] { action = [] { return evidence_verify(o); }; });

    for (const bool hold : {true, false}) {
        sub = command(*evidence, hold ? "hold" : "release",
                      hold ? "Destroy nothing of an incident until the hold is released"
                           : "End a legal hold: retention applies again",
                      hold ? "  vigie evidence hold VG-2026-0042 --why 'Complaint filed on 3 March'\n"
                           : "  vigie evidence release VG-2026-0042 --why 'Case closed by the court'\n");
        add_common(sub, o);
        sub->add_option("--why", o.why, "The reason, for the audit")->required();
        sub->add_option("--by", o.by, "Who acts, for the audit (default: the user of this shell)");
        sub->callback([&action, hold] { action = [hold] { return evidence_hold(o, hold); }; });
    }
}

}  // namespace vigie::cli
