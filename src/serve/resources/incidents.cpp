#include "resources.hpp"

#include <algorithm>

namespace vigie::serve {
namespace {

constexpr int most_findings = 100;
constexpr int most_items = 50;
constexpr std::size_t longest_text = 200;

// Comma-separated names of an enum into `out`; the first unknown one is answered.
template <class E>
std::optional<std::string> read_names(const std::string& list,
                                      std::optional<E> (*of)(std::string_view) noexcept,
                                      std::vector<E>& out) {
    for (const auto& name : split(list)) {
        const auto value = of(name);
        if (!value) return name;
        out.push_back(*value);
    }
    return std::nullopt;
}

Response unknown(const Call& call, const std::string& field, const std::string& value,
                 const std::string& allowed) {
    return problem(call,
                   {422,
                    "invalid_argument",
                    {field + " : « " + value + " » est inconnu.", field + ": “" + value + "” is unknown."},
                    {"Valeurs possibles : " + allowed + ".", "Use " + allowed + "."}});
}

bool is_open(const model::Step& step) {
    using enum model::StepState;
    return step.state == waiting || step.state == awaiting_approval || step.state == ready ||
           step.state == failed;
}

Result<Json> row(ports::Session& s, const model::Incident& incident, Time now) {
    Json out{{"incident", incident}, {"approvals", Json::array()}};
    bool late = false;
    std::optional<Time> next;
    if (incident.status != model::IncidentStatus::closed) {
        VIGIE_TRY_ASSIGN(const auto steps, s.steps_of(incident.id));
        for (const auto& step : steps) {
            if (step.state == model::StepState::awaiting_approval)
                out["approvals"].push_back(step.id.value.substr(incident.id.value.size() + 1));
            if (!is_open(step) || !step.due_at) continue;
            late = late || *step.due_at < now;
            next = std::min(next.value_or(*step.due_at), *step.due_at);
        }
    }
    if (next) out["next_due_at"] = format_time(*next);
    out["late"] = late;
    return out;
}

// The official account that the case is about: the asset itself, or the account that belongs to it.
const model::Asset* imitated(const model::AssetRegister& assets, const model::Incident& incident) {
    for (const auto& id : incident.assets) {
        const auto* asset = assets.find(id);
        if (asset != nullptr && asset->kind == model::AssetKind::account) return asset;
    }
    for (const auto& id : incident.assets) {
        for (const auto& a : assets.all()) {
            if (a.kind == model::AssetKind::account && a.belongs_to == id) return &a;
        }
    }
    return nullptr;
}

Result<model::Account> as_account(ports::Session& s, const model::Asset& a) {
    model::Account out;
    out.network = a.network;
    out.id = a.account_id;
    out.handle = a.handle;
    out.name = a.name;
    out.bio = a.bio;
    out.avatar = a.avatar;
    VIGIE_TRY_ASSIGN(const auto seen, s.item({a.network, a.account_id}));
    if (seen) {
        const auto& profile = seen->author;
        if (!profile.name.empty()) out.name = profile.name;
        if (!profile.bio.empty()) out.bio = profile.bio;
        if (!profile.avatar.empty()) out.avatar = profile.avatar;
        out.followers = profile.followers;
        out.following = profile.following;
        out.posts = profile.posts;
        out.created_at = profile.created_at;
    }
    return out;
}

Result<> add_people(Call& call, ports::Session& s, const model::Incident& incident,
                    const std::vector<model::Finding>& findings, Json& body) {
    const auto assets = call.app.parts.assets();
    auto shown = Json::array();
    for (const auto& id : incident.assets) {
        if (const auto* a = assets->find(id)) shown.push_back(*a);
    }
    if (const auto* real = imitated(*assets, incident)) {
        if (std::ranges::find(incident.assets, real->id) == incident.assets.end()) shown.push_back(*real);
        VIGIE_TRY_ASSIGN(const auto account, as_account(s, *real));
        body["real"] = account;
    }
    body["assets"] = std::move(shown);
    const auto fake = std::ranges::find_if(findings, [&](const auto& f) {
        return f.culprit.id == incident.culprit.id && !f.account.id.empty();
    });
    if (fake != findings.end()) body["fake"] = fake->account;
    return {};
}

}  // namespace

Response list_incidents(Call& call) {
    const auto& r = call.request;
    ports::IncidentQuery query;
    if (const auto bad = read_names(r.parameter("status"), &model::incident_status_of, query.statuses))
        return unknown(call, "status", *bad, "open, in_progress, closed");
    if (const auto bad = read_names(r.parameter("severity"), &model::severity_of, query.severities))
        return unknown(call, "severity", *bad, "info, low, medium, high, critical");
    query.kinds = split(r.parameter("kind"));
    query.asset = r.parameter("asset");
    query.owner = r.parameter("owner");
    query.text = r.parameter("text").substr(0, longest_text);
    query.late_only = r.parameter("late") == "true";
    if (const auto sort = r.parameter("sort"); !sort.empty()) query.sort = sort;
    if (query.sort != "risk" && query.sort != "newest" && query.sort != "oldest" && query.sort != "updated")
        return unknown(call, "sort", query.sort, "risk, newest, oldest, updated");
    const auto limit = number(r, "limit", 1, 500, 50);
    const auto offset = number(r, "offset", 0, 1'000'000'000, 0);
    if (!limit) return unknown(call, "limit", r.parameter("limit"), "1–500");
    if (!offset) return unknown(call, "offset", r.parameter("offset"), "0…");
    query.limit = static_cast<int>(*limit);
    query.offset = static_cast<int>(*offset);
    const auto now = call.now();
    Json body{{"now", format_time(now)}};
    const auto done = call.app.parts.store->read([&](ports::Session& s) -> Result<> {
        VIGIE_TRY_ASSIGN(const auto page, s.incidents(query));
        body["total"] = page.total;
        body["rows"] = Json::array();
        for (const auto& incident : page.rows) {
            VIGIE_TRY_ASSIGN(auto one, row(s, incident, now));
            body["rows"].push_back(std::move(one));
        }
        return {};
    });
    return done ? json(body) : problem(call, done.error());
}

Response get_incident(Call& call) {
    const model::IncidentId id(call.captures[0]);
    Json body{{"now", format_time(call.now())}};
    const auto done = call.app.parts.store->read([&](ports::Session& s) -> Result<> {
        VIGIE_TRY_ASSIGN(const auto incident, s.incident(id));
        if (!incident) return fail(Errc::not_found, "there is no incident '{}'", id.value.substr(0, 40));
        VIGIE_TRY_ASSIGN(const auto findings, s.findings_of(id, most_findings));
        VIGIE_TRY_ASSIGN(const auto steps, s.steps_of(id));
        VIGIE_TRY_ASSIGN(const auto takedowns, s.takedowns_of(id));
        VIGIE_TRY_ASSIGN(const auto notices, s.notices_of(id));
        VIGIE_TRY_ASSIGN(
            const auto timeline,
            s.audit({.incident = id, .actor = {}, .after_seq = 0, .limit = 500, .newest_first = false}));
        auto items = Json::array();
        std::vector<model::ItemKey> seen;
        for (const auto& f : findings) {
            if (items.size() >= most_items || std::ranges::find(seen, f.item) != seen.end()) continue;
            seen.push_back(f.item);
            VIGIE_TRY_ASSIGN(const auto item, s.item(f.item));
            if (item) items.push_back(*item);
        }
        body["incident"] = *incident;
        body["findings"] = findings;
        body["items"] = std::move(items);
        body["steps"] = steps;
        body["takedowns"] = takedowns;
        body["notices"] = notices;
        body["timeline"] = timeline;
        return add_people(call, s, *incident, findings, body);
    });
    if (!done) return problem(call, done.error());
    auto departments = Json::array();
    for (const auto& [key, department] : call.app.parts.policies()->departments)
        departments.push_back(department);
    body["departments"] = std::move(departments);
    return json(body);
}

Response get_finding(Call& call) {
    Json body;
    const auto done = call.app.parts.store->read([&](ports::Session& s) -> Result<> {
        VIGIE_TRY_ASSIGN(const auto finding, s.finding(model::FindingId(call.captures[0])));
        if (!finding)
            return fail(Errc::not_found, "there is no finding '{}'", call.captures[0].substr(0, 40));
        body["finding"] = *finding;
        VIGIE_TRY_ASSIGN(const auto item, s.item(finding->item));
        if (item) body["item"] = *item;
        return {};
    });
    return done ? json(body) : problem(call, done.error());
}

}  // namespace vigie::serve
