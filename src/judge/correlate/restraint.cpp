#include <vigie/judge/restraint.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace vigie::judge {
namespace {

constexpr std::string_view kind = "budget";
constexpr auto kept = std::chrono::days(40);

std::string day_key(const std::string& detector, Time now) {
    return detector + "/" + format_time(now).substr(0, 10);
}

Spent read(const std::string& text) {
    Spent out;
    const auto* end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, out.opened);
    if (error == std::errc{} && rest != end) std::from_chars(rest + 1, end, out.held);
    return out;
}

}  // namespace

std::int64_t Budget::allowed(const std::string& detector) const {
    const auto it = of.find(detector);
    return it == of.end() ? per_day : it->second;
}

Result<Spent> spent(ports::Session& session, const std::string& detector, Time now) {
    VIGIE_TRY_ASSIGN(const auto text, session.memory(std::string(kind), day_key(detector, now)));
    return text ? read(*text) : Spent{};
}

Result<Restraint> Restraint::of(ports::Session& session, Budget budget, Time now) {
    Restraint out(session, std::move(budget), now);
    VIGIE_TRY_ASSIGN(out.allowances_, session.allowances());
    std::erase_if(out.allowances_, [&](const auto& a) { return !a.in_force(now); });
    return out;
}

Result<bool> Restraint::allowed(const model::Finding& finding) {
    const auto it = std::ranges::find_if(allowances_, [&](const auto& a) { return allows(a, finding); });
    if (it == allowances_.end()) return false;
    ++it->used;
    it->used_at = now_;
    VIGIE_TRY(session_->put_allowance(*it));
    return true;
}

Result<bool> Restraint::holds_back(const model::Finding& finding) {
    VIGIE_TRY_ASSIGN(auto day, spent(*session_, finding.detector, now_));
    const auto allowed = budget_.allowed(finding.detector);
    const bool holds = allowed > 0 && day.opened >= allowed && finding.severity < model::Severity::high;
    ++(holds ? day.held : day.opened);
    VIGIE_TRY(session_->put_memory(std::string(kind), day_key(finding.detector, now_),
                                   fmt::format("{} {}", day.opened, day.held), now_ + kept));
    return holds;
}

Result<std::vector<HeldBack>> held_back(ports::Session& session, Time since) {
    constexpr int most = 500;
    VIGIE_TRY_ASSIGN(const auto findings, session.held_findings(since, most));
    std::vector<HeldBack> out;
    for (const auto& f : findings) {
        auto it = std::ranges::find_if(
            out, [&](const auto& h) { return h.culprit == f.culprit && h.detector == f.detector; });
        if (it == out.end()) {
            it = out.insert(out.end(),
                            {.culprit = f.culprit, .detector = f.detector, .first = f.at, .last = f.at});
        }
        if (it->findings++ == 0 || f.score > it->score) {
            it->best = f.id;
            it->title = f.title;
            it->score = f.score;
        }
        it->first = std::min(it->first, f.at);
        it->last = std::max(it->last, f.at);
    }
    std::ranges::stable_sort(out, std::ranges::greater{}, &HeldBack::score);
    return out;
}

}  // namespace vigie::judge
