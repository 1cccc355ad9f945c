// vigie notices dead, vigie notices resend: what reached nobody, and once more.
#include "commands.hpp"
#include "common.hpp"
#include "open_store.hpp"

#include <vigie/drivers/system.hpp>
#include <vigie/model/json.hpp>
#include <vigie/respond/acts.hpp>

#include <fmt/format.h>

namespace vigie::cli {
namespace {

constexpr int most = 500;

Result<std::vector<model::Notice>> dead(ports::Store& store) {
    std::vector<model::Notice> rows;
    VIGIE_TRY(store.read([&](ports::Session& s) -> Result<> {
        VIGIE_TRY_ASSIGN(rows, s.dead_notices(most));
        return {};
    }));
    return rows;
}

}  // namespace

int notices_dead(const StoreOptions& options) {
    auto store = open_configured_store(options.config, options.data);
    if (!store) return complain(store.error().message);
    const auto rows = dead(**store);
    if (!rows) return complain(rows.error().message, exit_input);
    for (const auto& n : *rows) {
        if (options.json) {
            if (!out(model::dump(model::Json(n)))) break;
        } else if (!out(fmt::format("{}  {}  {}  {}\n    {}", format_time(n.created_at), n.id.value,
                                    n.channel, n.subject, n.error))) {
            break;
        }
    }
    if (rows->empty() && !options.json) fmt::print("no dead notices\n");
    return exit_ok;
}

int notices_resend(const StoreOptions& options) {
    auto store = open_configured_store(options.config, options.data);
    if (!store) return complain(store.error().message);
    std::vector<model::NoticeId> ids;
    if (options.id == "all") {
        const auto rows = dead(**store);
        if (!rows) return complain(rows.error().message, exit_input);
        for (const auto& n : *rows) ids.push_back(n.id);
    } else {
        ids.emplace_back(options.id);
    }
    const auto clock = drivers::make_system_clock();
    const respond::By by{"operator", "vigie notices resend", clock->now()};
    for (const auto& id : ids) {
        const auto done = (*store)->write([&](ports::Session& s) -> Result<> {
            VIGIE_TRY(respond::resend_notice(s, id, by));
            return {};
        });
        if (!done) return complain(done.error().message, exit_no);
    }
    fmt::print("{} on their way again: a running Vigie sends them within a second\n", ids.size());
    return exit_ok;
}

}  // namespace vigie::cli
