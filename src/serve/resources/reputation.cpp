// What was said of us in the last days, against the days before.
#include "resources.hpp"

#include <vigie/engage/reputation.hpp>

namespace vigie::serve {
namespace {

constexpr std::int64_t most_days = 366;
constexpr std::int64_t usual_days = 30;

}  // namespace

Response get_reputation(Call& call) {
    const auto days = number(call.request, "days", 1, most_days, usual_days);
    if (!days)
        return problem(call, {422,
                              "invalid_argument",
                              {"days : un nombre de 1 à 366.", "days: a number from 1 to 366."},
                              {"", ""}});
    if (!call.app.parts.reputation)
        return problem(call, {503,
                              "unavailable",
                              {"Rien ne lit les mentions ici.", "Nothing reads mentions here."},
                              {"Démarrez Vigie avec un registre.", "Start Vigie with a register."}});
    const auto now = call.now();
    Json found;
    const auto read = call.app.parts.store->read([&](ports::Session& session) -> Result<> {
        VIGIE_TRY_ASSIGN(found,
                         call.app.parts.reputation(session, now - std::chrono::hours(24) * *days, now));
        return {};
    });
    if (!read) return problem(call, read.error());
    found["now"] = format_time(now);
    return json(found);
}

Response tell_customers(Call& call) {
    const auto& month = call.captures[0];
    const auto it = call.body.find("count");
    if (it == call.body.end() || !it->is_number_integer())
        return problem(
            call,
            {422, "invalid_argument", {"count : un nombre entier.", "count: a whole number."}, {"", ""}});
    const auto count = it->get<std::int64_t>();
    const auto done = call.app.parts.store->write([&](ports::Session& session) -> Result<> {
        VIGIE_TRY(engage::tell_customers(session, month, count));
        VIGIE_TRY(session.append_audit(
            {.at = call.now(),
             .actor = call.user->name,
             .act = "report.customers",
             .object = month,
             .says = {"Nouveaux clients de " + month + " : " + std::to_string(count) + ".",
                      "New customers of " + month + ": " + std::to_string(count) + "."}}));
        return {};
    });
    if (!done) return problem(call, done.error());
    return json({{"month", month}, {"count", count}});
}

}  // namespace vigie::serve
