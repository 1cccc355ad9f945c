#include "vault.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace vigie::cli {
namespace {

CLI::App* command(CLI::App* vault, VaultOptions& o, const char* name, const char* says,
                  const char* examples) {
    auto* sub = vault->add_subcommand(name, says);
    sub->footer(fmt::format("Examples:\n{}", examples));
    sub->add_option("--vault", o.folder, "Folder of the vault (default: vault)");
    return sub;
}

}  // namespace

void add_vault(CLI::App& app, std::function<int()>& action) {
    static VaultOptions o;
    auto* vault =
        app.add_subcommand("vault", "Confidential files and tables to look out for, never kept in clear");
    vault->require_subcommand(1);

    auto* add = command(vault, o, "add", "Register texts, pictures or a table",
                        "  vigie vault add plan.md budget.txt --owner finance\n"
                        "  vigie vault add --table clients.csv --key-columns name,phone,contract\n"
                        "  vigie vault add mail-footer.txt --background\n");
    add->add_option("files", o.files, "Text, source code, Markdown, CSV, HTML; PNG, JPEG, WebP, GIF, BMP");
    add->add_option("--name", o.name, "Its name in findings (default: the file's)");
    add->add_option("--owner,--asset", o.owner, "Whose it is: an asset of the register, or a team");
    add->add_option("--canary", o.canary, "Whose copy this file is");
    add->add_flag("--background", o.background, "What everybody writes: does not count when it is copied");
    add->add_option("--table", o.table, "A CSV whose rows must not be told");
    add->add_option("--key-columns", o.key_columns, "Its columns that count (default: all)")->delimiter(',');
    constexpr unsigned most_cells = 16;
    add->add_option("--cells", o.cells, "Cells of one row that are a leak")
        ->check(CLI::Range(2U, most_cells));
    add->callback([&action] { action = [] { return vault_add(o); }; });

    auto* list = command(vault, o, "list", "What is registered", "  vigie vault list --json\n");
    list->add_flag("--json", o.json, "JSON lines");
    list->callback([&action] { action = [] { return vault_list(o); }; });

    auto* remove = command(vault, o, "remove", "Forget one", "  vigie vault remove plan.md\n");
    remove->add_option("name", o.entry, "Its name")->required();
    remove->callback([&action] { action = [] { return vault_remove(o); }; });

    auto* test = command(vault, o, "test", "What of it stands in these texts? JSON lines in and out",
                         "  echo '{\"id\":1,\"text\":\"…\"}' | vigie vault test\n"
                         "  echo '{\"id\":2,\"path\":\"draft.md\"}' | vigie vault test\n");
    test->add_option("-i,--input", o.input, "File; - is standard input");
    test->callback([&action] { action = [] { return vault_test(o); }; });

    auto* canary = command(vault, o, "canary", "Copies of a text that tell who passed them on",
                           "  vigie vault canary plan.md --for alice,bob -o copies\n");
    canary->add_option("file", o.files, "A text")->required()->expected(1);
    canary->add_option("--for", o.recipients, "Who gets a copy")->required()->delimiter(',');
    canary->add_option("-o,--out", o.out, "Folder for the copies")->required();
    canary->add_option("--name", o.name, "Its name in findings (default: the file's)");
    canary->callback([&action] { action = [] { return vault_canary(o); }; });
}

}  // namespace vigie::cli
