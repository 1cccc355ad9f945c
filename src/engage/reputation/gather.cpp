#include <vigie/engage/reputation.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdio>

namespace vigie::engage {
namespace {

constexpr int incident_page = 500;
constexpr int most_incidents = 5000;

bool competitor(const model::Watch& watch) {
    return !watch.deleted && std::ranges::any_of(watch.tags, [](const std::string& tag) {
        return tag == "competitor" || tag == "concurrent";
    });
}

Result<std::vector<Share>> voices_of(ports::Session& session, const Reputation& r,
                                     const std::vector<model::Watch>& watches) {
    std::vector<Share> out;
    if (std::ranges::none_of(watches, competitor)) return out;
    VIGIE_TRY_ASSIGN(const auto now, session.volumes(r.from, r.to));
    VIGIE_TRY_ASSIGN(const auto before, session.volumes(r.from - (r.to - r.from), r.from));
    const auto of = [](const std::map<std::string, std::int64_t>& volumes, const std::string& name) {
        const auto it = volumes.find(name);
        return it == volumes.end() ? 0 : it->second;
    };
    for (const auto& watch : watches)
        if (competitor(watch)) out.push_back({watch.name, {of(now, watch.name), of(before, watch.name)}, {}});
    std::ranges::sort(out, std::ranges::greater{}, [](const Share& s) { return s.mentions.now; });
    out.insert(out.begin(), {"", r.mentions, r.tones});
    return out;
}

Result<Cases> cases_of(ports::Session& session, Time from, Time to) {
    Cases out;
    const auto before = from - (to - from);
    ports::IncidentQuery query;
    query.sort = "newest";
    query.limit = incident_page;
    for (bool more = true; more && query.offset < most_incidents; query.offset += incident_page) {
        VIGIE_TRY_ASSIGN(const auto rows, session.incidents(query));
        more = rows.rows.size() == incident_page;
        for (const auto& i : rows.rows) {
            if (i.opened_at >= to) continue;
            if (i.opened_at < before) {
                more = false;
                break;
            }
            ++(i.opened_at >= from ? out.opened.now : out.opened.before);
            if (i.opened_at >= from) ++out.by_severity[static_cast<std::size_t>(i.severity)];
        }
    }
    VIGIE_TRY_ASSIGN(out.medians, kpis(session, to, to - from));
    return out;
}

struct Month {
    int year = 0;
    int month = 0;
    [[nodiscard]] std::string text() const { return fmt::format("{:04}-{:02}", year, month); }
    [[nodiscard]] Time begin() const { return *parse_time(text() + "-01T00:00:00Z"); }
    [[nodiscard]] Month next() const { return month == 12 ? Month{year + 1, 1} : Month{year, month + 1}; }
};

std::optional<Month> month_of(std::string_view text) {
    if (text.size() != 7 || text[4] != '-') return std::nullopt;
    Month m;
    const auto* data = text.data();
    const auto year = std::from_chars(data, data + 4, m.year);
    const auto month = std::from_chars(data + 5, data + 7, m.month);
    if (year.ptr != data + 4 || month.ptr != data + 7 || m.year < 1990 || m.month < 1 || m.month > 12)
        return std::nullopt;
    return m;
}

std::string key_of(const Month& month) {
    return "new_customers:" + month.text();
}

// The sum of what was told of whole months in [from, to).
Result<std::optional<std::int64_t>> customers_between(ports::Session& session, Time from, Time to) {
    std::optional<std::int64_t> sum;
    auto month = *month_of(format_time(from).substr(0, 7));
    if (month.begin() < from) month = month.next();
    for (; month.next().begin() <= to; month = month.next()) {
        VIGIE_TRY_ASSIGN(const auto told, session.value(key_of(month)));
        if (!told) continue;
        std::int64_t count = 0;
        std::from_chars(told->data(), told->data() + told->size(), count);
        sum = sum.value_or(0) + count;
    }
    return sum;
}

}  // namespace

Result<Reputation> reputation(ports::Session& session, Time from, Time to, const ReadMention& read,
                              const std::vector<model::Watch>& watches, int most_items) {
    if (to <= from) return fail(Errc::invalid_argument, "the period ends before it begins");
    ReputationCount count(from, to);
    const auto before = from - (to - from);
    VIGIE_TRY_ASSIGN(const auto visited,
                     session.visit_items(before, most_items, [&](const model::Item& item) {
                         if (const auto mention = read(item)) count.add(*mention);
                         return true;
                     }));
    auto out = count.result();
    out.truncated = out.truncated || visited >= most_items;
    VIGIE_TRY_ASSIGN(out.voices, voices_of(session, out, watches));
    VIGIE_TRY_ASSIGN(out.cases, cases_of(session, out.from, out.to));
    VIGIE_TRY_ASSIGN(out.customers, customers_between(session, out.from, out.to));
    VIGIE_TRY_ASSIGN(out.customers_before, customers_between(session, before, out.from));
    return out;
}

Result<> tell_customers(ports::Session& session, std::string_view month, std::int64_t count) {
    const auto m = month_of(month);
    if (!m)
        return fail(Errc::invalid_argument, "'{}' is not a month: write 2026-10",
                    std::string(month.substr(0, 40)));
    if (count < 0) return fail(Errc::invalid_argument, "there cannot be {} new customers", count);
    return session.set_value(key_of(*m), std::to_string(count));
}

}  // namespace vigie::engage
