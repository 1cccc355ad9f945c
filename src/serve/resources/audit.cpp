#include "resources.hpp"

#include <vigie/ports/audit.hpp>

#include <limits>

namespace vigie::serve {

Response list_audit(Call& call) {
    const auto limit = number(call.request, "limit", 1, 500, 50);
    const auto after = number(call.request, "after_seq", 0, std::numeric_limits<std::int64_t>::max(), 0);
    if (!limit || !after)
        return problem(call, {422, "invalid_argument", {"limit : 1 à 500.", "limit: 1 to 500."}, {"", ""}});
    Json body{{"now", format_time(call.now())}};
    const ports::AuditQuery query{.incident = model::IncidentId(call.request.parameter("incident")),
                                  .actor = call.request.parameter("actor"),
                                  .after_seq = *after,
                                  .limit = static_cast<int>(*limit),
                                  .newest_first = call.request.parameter("newest_first") != "false"};
    const auto done = call.app.parts.store->read([&](ports::Session& s) -> Result<> {
        VIGIE_TRY_ASSIGN(const auto rows, s.audit(query));
        body["rows"] = rows;
        return {};
    });
    return done ? json(body) : problem(call, done.error());
}

Response verify_audit(Call& call) {
    Json body;
    const auto done = call.app.parts.store->read([&](ports::Session& s) -> Result<> {
        VIGIE_TRY_ASSIGN(const auto report, ports::verify_audit(s));
        body = {{"ok", report.ok}, {"checked", report.entries}};
        if (!report.ok) body["broken_at"] = report.first_bad_seq;
        VIGIE_TRY_ASSIGN(const auto head, s.value(ports::audit_head_key));
        const auto text = head.value_or("");
        const auto blank = text.find(' ');
        body["head"] = blank == std::string::npos ? text : text.substr(blank + 1);
        return {};
    });
    return done ? json(body) : problem(call, done.error());
}

}  // namespace vigie::serve
