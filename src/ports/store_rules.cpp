#include <vigie/ports/store_rules.hpp>

#include <algorithm>

namespace vigie::ports {

int incident_year(Time opened_at) {
    const std::chrono::year_month_day day(std::chrono::floor<std::chrono::days>(opened_at));
    return std::clamp(static_cast<int>(day.year()), 0, 9999);
}

model::IncidentId incident_id(int year, std::int64_t number) {
    return model::IncidentId(fmt::format("VG-{:04}-{:04}", year, number));
}

Result<> may_set(const std::string& value_key) {
    if (value_key.starts_with("audit."))
        return fail(Errc::invalid_argument, "'{}' belongs to the store", value_key);
    return {};
}

Result<> is_current(const model::Watch& watch, std::int64_t stored_version) {
    if (watch.version == stored_version) return {};
    return fail(Errc::conflict, "the watch '{}' is at version {}, not {}", watch.name, stored_version,
                watch.version);
}

void count(model::Verdict verdict, model::VerdictCounts& counts) noexcept {
    switch (verdict) {
        case model::Verdict::confirmed: ++counts.confirmed; break;
        case model::Verdict::false_alarm: ++counts.false_alarm; break;
        case model::Verdict::harmless: ++counts.harmless; break;
        case model::Verdict::none: ++counts.none; break;
    }
}

}  // namespace vigie::ports
