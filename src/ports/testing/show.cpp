#include <vigie/model/json.hpp>
#include <vigie/ports/testing/store_walk.hpp>

#include <fmt/format.h>

#include <initializer_list>

namespace vigie::ports::testing {
namespace {

template <class T>
std::string with_times(const T& v, std::initializer_list<std::optional<Time>> times) {
    auto line = model::dump(model::Json(v));
    for (const auto& t : times) line += t ? fmt::format(" {}", to_us(*t)) : " -";
    return line;
}

}  // namespace

std::string show(const model::Item& v) {
    return with_times(v, {v.observed_at, v.created_at, v.author.created_at});
}
std::string show(const model::Finding& v) {
    return with_times(v, {v.at, v.account.created_at});
}
std::string show(const model::Incident& v) {
    return with_times(v, {v.first_seen, v.opened_at, v.updated_at, v.acted_at, v.gone_at, v.closed_at});
}
std::string show(const model::Step& v) {
    const auto us = [](const std::optional<Duration>& d) { return d ? d->count() : -1; };
    return fmt::format("{} deadline {} every {} line {}", with_times(v, {v.due_at, v.next_at, v.done_at}),
                       us(v.plan.deadline), us(v.plan.every), v.plan.line);
}
std::string show(const model::Takedown& v) {
    return with_times(v, {v.sent_at, v.next_check_at, v.checked_at, v.gone_at});
}
std::string show(const model::Notice& v) {
    return with_times(v, {v.next_at, v.sent_at, v.created_at});
}
std::string show(const model::Allowance& v) {
    return with_times(v, {v.at, v.until, v.ended_at, v.used_at});
}
std::string show(const model::AuditEntry& v) {
    return with_times(v, {v.at});
}
std::string show(const model::Watch& v) {
    return fmt::format("{} {} “{}” “{}” {} [{}] {} {} {} {} {} {} {}", v.name, name(v.kind), v.query, v.note,
                       v.enabled, fmt::join(v.tags, "|"), v.asset.value, v.created_by, to_us(v.created_at),
                       v.updated_by, to_us(v.updated_at), v.version, v.deleted);
}

}  // namespace vigie::ports::testing
