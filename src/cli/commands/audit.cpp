// vigie audit verify, vigie user password, vigie user add: what an operator does beside a running server.
#include "commands.hpp"
#include "common.hpp"
#include "open_store.hpp"

#include <vigie/drivers/system.hpp>
#include <vigie/model/json.hpp>
#include <vigie/ports/audit.hpp>
#include <vigie/serve/server.hpp>

#include <fmt/format.h>

namespace vigie::cli {

int audit_verify(const StoreOptions& options) {
    auto store = open_configured_store(options.config, options.data);
    if (!store) return complain(store.error().message);
    ports::AuditReport report;
    const auto read = (*store)->read([&](ports::Session& session) -> Result<> {
        VIGIE_TRY_ASSIGN(report, ports::verify_audit(session));
        return {};
    });
    if (!read) return complain(read.error().message, exit_input);
    if (options.json) {
        out(model::dump({{"ok", report.ok},
                         {"entries", report.entries},
                         {"first_bad_seq", report.first_bad_seq},
                         {"why", report.why}}));
    } else if (report.ok) {
        fmt::print("ok: {} entries, each hashes the one before\n", report.entries);
    } else {
        fmt::print("BROKEN at entry {}: {} ({} entries before it are good)\n", report.first_bad_seq,
                   report.why, report.entries);
    }
    return report.ok ? exit_ok : exit_no;
}

int reset_password(const StoreOptions& options) {
    auto store = open_configured_store(options.config, options.data);
    if (!store) return complain(store.error().message);
    const auto rng = drivers::make_system_rng();
    const auto clock = drivers::make_system_clock();
    const auto password = serve::reset_password(**store, *rng, *clock, options.id);
    if (!password) return complain(password.error().message, exit_no);
    fmt::print("{}\n", *password);
    return exit_ok;
}

int add_user(const StoreOptions& options, const std::string& role_name) {
    const auto role = model::role_of(role_name);
    if (!role) return complain(fmt::format("'{}' is not a role: write reader, analyst or admin", role_name));
    auto store = open_configured_store(options.config, options.data);
    if (!store) return complain(store.error().message);
    const auto rng = drivers::make_system_rng();
    const auto clock = drivers::make_system_clock();
    const auto password = serve::add_user(**store, *rng, *clock, options.id, *role);
    if (!password) return complain(password.error().message, exit_no);
    fmt::print("{}\n", *password);
    return exit_ok;
}

}  // namespace vigie::cli
