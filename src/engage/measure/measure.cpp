#include <vigie/engage/measure.hpp>

#include <algorithm>
#include <vector>

namespace vigie::engage {
namespace {

constexpr int page = 500;
constexpr int most_incidents = 5000;

std::optional<double> median(std::vector<double>& values) {
    if (values.empty()) return std::nullopt;
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>((values.size() - 1) / 2);
    std::ranges::nth_element(values, middle);
    return *middle;
}

double seconds(Duration d) {
    return std::max(0.0, static_cast<double>(d.count()) / 1e6);
}

}  // namespace

Result<Kpis> kpis(ports::Session& session, Time now, Duration window) {
    std::vector<double> detect;
    std::vector<double> action;
    std::vector<double> gone;
    ports::IncidentQuery query;
    query.sort = "newest";
    query.limit = page;
    for (bool more = true; more && query.offset < most_incidents; query.offset += page) {
        VIGIE_TRY_ASSIGN(const auto rows, session.incidents(query));
        more = rows.rows.size() == page;
        for (const auto& i : rows.rows) {
            if (now - i.opened_at > window) {  // and so are all that follow
                more = false;
                break;
            }
            detect.push_back(seconds(i.opened_at - i.first_seen));
            if (i.acted_at) action.push_back(seconds(*i.acted_at - i.opened_at));
            if (i.gone_at) gone.push_back(seconds(*i.gone_at - i.opened_at));
        }
    }
    return Kpis{median(detect), median(action), median(gone)};
}

Result<SeverityCounts> open_by_severity(ports::Session& session) {
    SeverityCounts out{};
    for (std::size_t i = 0; i < out.size(); ++i) {
        ports::IncidentQuery query;
        query.statuses = {model::IncidentStatus::open, model::IncidentStatus::in_progress};
        query.severities = {static_cast<model::Severity>(i)};
        query.limit = 0;  // the total alone
        VIGIE_TRY_ASSIGN(const auto rows, session.incidents(query));
        out[i] = rows.total;
    }
    return out;
}

Result<Arrivals> findings_per_hour(ports::Session& session, Time now) {
    Arrivals out;
    constexpr int day = 24;
    // A finding of this very moment is in the last hour.
    const auto from = now + Duration(1) - std::chrono::hours(2 * day);
    VIGIE_TRY_ASSIGN(const auto hours, session.findings_per_hour(from, 2 * day));
    std::copy_n(hours.begin(), day, out.before.begin());
    std::copy_n(hours.begin() + day, day, out.last.begin());
    return out;
}

}  // namespace vigie::engage
