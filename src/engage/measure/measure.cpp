#include <vigie/engage/measure.hpp>

#include <algorithm>
#include <vector>

namespace vigie::engage {
namespace {

using namespace std::chrono_literals;

constexpr int page = 500;
constexpr int most_incidents = 5000;
constexpr int most_findings = 20'000;

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
    Kpis out;
    std::vector<double> detect;
    std::vector<double> action;
    std::vector<double> gone;
    ports::IncidentQuery query;
    query.sort = "newest";
    query.limit = page;
    for (; query.offset < most_incidents; query.offset += page) {
        VIGIE_TRY_ASSIGN(const auto rows, session.incidents(query));
        for (const auto& i : rows.rows) {
            if (i.status != model::IncidentStatus::closed)
                ++out.open_by_severity[static_cast<std::size_t>(i.severity)];
            if (now - i.opened_at > window) continue;
            detect.push_back(seconds(i.opened_at - i.first_seen));
            if (i.acted_at) action.push_back(seconds(*i.acted_at - i.opened_at));
            if (i.gone_at) gone.push_back(seconds(*i.gone_at - i.opened_at));
        }
        if (query.offset + page >= rows.total) break;
    }
    out.detect_s_p50 = median(detect);
    out.action_s_p50 = median(action);
    out.gone_s_p50 = median(gone);
    return out;
}

Result<Arrivals> findings_per_hour(ports::Session& session, Time now) {
    Arrivals out;
    VIGIE_TRY_ASSIGN(const auto recent, session.recent_findings(most_findings));
    for (const auto& f : recent) {
        const auto ago = std::chrono::duration_cast<std::chrono::hours>(now - f.at).count();
        if (now < f.at || ago >= 48) continue;
        auto& day = ago < 24 ? out.last : out.before;
        ++day[static_cast<std::size_t>(23 - ago % 24)];
    }
    return out;
}

}  // namespace vigie::engage
