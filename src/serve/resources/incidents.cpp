#include "resources.hpp"

#include <vigie/kit/utf8.hpp>
#include <vigie/stories/keeper.hpp>

#include <algorithm>
#include <array>
#include <iterator>

namespace vigie::serve {
namespace {

constexpr int most_findings = 100;
constexpr int most_items = 50;
constexpr std::size_t longest_text = 200;
constexpr std::size_t longest_shown_id = 40;
constexpr std::size_t most_official_accounts = 20;
// Of the cases that the keeper of stories opens: it is no detector of single items.
constexpr std::array<std::string_view, 3> story_kinds{"disputed_claim", "bad_buzz", "coordination"};

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

Result<Json> row(ports::Session& s, const model::Incident& incident, Time now) {
    Json out{{"incident", incident}, {"approvals", Json::array()}};
    bool late = false;
    std::optional<Time> next;
    if (incident.status != model::IncidentStatus::closed) {
        VIGIE_TRY_ASSIGN(const auto steps, s.open_steps_of(incident.id));
        for (const auto& step : steps) {
            if (step.state == model::StepState::awaiting_approval)
                out["approvals"].push_back(step.id.value.substr(incident.id.value.size() + 1));
            late = late || step.escalated || (step.due_at && *step.due_at < now);
            if (!step.due_at) continue;
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

// What the register knows of the account's picture: its hash.
model::PictureFacts picture_of(const model::Asset& a) {
    constexpr int trusted = 100;  // the register was read with a quality that counts
    model::PictureFacts out;
    out.pdq = a.pictures.front();
    out.quality = trusted;
    return out;
}

Result<model::Account> as_account(ports::Session& s, const model::Asset& a) {
    model::Account out;
    out.network = a.network;
    out.id = a.account_id;
    out.handle = a.handle;
    out.name = a.name;
    out.bio = a.bio;
    out.avatar = a.avatar;
    if (!a.pictures.empty()) out.picture = picture_of(a);
    VIGIE_TRY_ASSIGN(const auto seen, s.item({a.network, a.account_id}));
    if (seen) {
        const auto& profile = seen->author;
        if (!profile.name.empty()) out.name = profile.name;
        if (!profile.bio.empty()) out.bio = profile.bio;
        if (!profile.avatar.empty()) out.avatar = profile.avatar;
        if (profile.picture) out.picture = profile.picture;
        out.links = profile.links;
        out.verified = profile.verified;
        out.followers = profile.followers;
        out.following = profile.following;
        out.posts = profile.posts;
        out.created_at = profile.created_at;
    }
    return out;
}

// What the case is about: its own assets, then the official accounts that belong to them; the real one and
// the fake.
Result<> add_people(Call& call, ports::Session& s, const model::Incident& incident,
                    const std::vector<model::Finding>& findings, Json& body) {
    const auto assets = call.app.parts.assets();
    const auto is_own = [&](const model::AssetId& id) {
        return std::ranges::find(incident.assets, id) != incident.assets.end();
    };
    auto shown = Json::array();
    for (const auto& id : incident.assets) {
        if (const auto* a = assets->find(id)) shown.push_back(*a);
    }
    std::size_t official = 0;
    for (const auto& a : assets->all()) {
        const bool belongs =
            a.kind == model::AssetKind::account && !a.belongs_to.empty() && is_own(a.belongs_to);
        if (belongs && !is_own(a.id) && ++official <= most_official_accounts) shown.push_back(a);
    }
    body["assets"] = std::move(shown);
    if (const auto* real = imitated(*assets, incident)) {
        VIGIE_TRY_ASSIGN(const auto account, as_account(s, *real));
        body["real"] = account;
    }
    const auto fake = std::ranges::find_if(findings, [&](const auto& f) {
        return f.culprit.id == incident.culprit.id && !(f.account.id.empty() && f.account.handle.empty());
    });
    if (fake != findings.end()) body["fake"] = fake->account;
    return {};
}

std::optional<Response> read_query(const Call& call, ports::IncidentQuery& query) {
    const auto& r = call.request;
    if (const auto bad = read_names(r.parameter("status"), &model::incident_status_of, query.statuses))
        return unknown(call, "status", *bad, "open, in_progress, closed");
    if (const auto bad = read_names(r.parameter("severity"), &model::severity_of, query.severities))
        return unknown(call, "severity", *bad, "info, low, medium, high, critical");
    query.kinds = split(r.parameter("kind"));
    const auto& detectors = call.app.parts.detectors;
    for (const auto& kind : query.kinds) {
        const bool known = detectors.empty() || std::ranges::find(story_kinds, kind) != story_kinds.end() ||
                           std::ranges::find(detectors, kind, &judge::DetectorInfo::name) != detectors.end();
        if (!known) return unknown(call, "kind", kind, "GET /api/v1/detectors");
    }
    query.asset = r.parameter("asset");
    query.owner = r.parameter("owner");
    query.text = kit::prefix_utf8(r.parameter("text"), longest_text);
    const auto late = r.parameter("late");
    if (!late.empty() && late != "true" && late != "false") return unknown(call, "late", late, "true, false");
    query.late_only = late == "true";
    query.now = call.now();
    if (const auto sort = r.parameter("sort"); !sort.empty()) query.sort = sort;
    if (query.sort != "risk" && query.sort != "newest" && query.sort != "oldest" && query.sort != "updated")
        return unknown(call, "sort", query.sort, "risk, newest, oldest, updated");
    const auto limit = number(r, "limit", 1, 500, 50);
    const auto offset = number(r, "offset", 0, 1'000'000'000, 0);
    if (!limit) return unknown(call, "limit", r.parameter("limit"), "1–500");
    if (!offset) return unknown(call, "offset", r.parameter("offset"), "0…");
    query.limit = static_cast<int>(*limit);
    query.offset = static_cast<int>(*offset);
    return std::nullopt;
}

}  // namespace

Response list_incidents(Call& call) {
    ports::IncidentQuery query;
    if (auto bad = read_query(call, query)) return *std::move(bad);
    const auto now = query.now;
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
        if (!incident)
            return fail(Errc::not_found, "there is no incident '{}'",
                        kit::prefix_utf8(id.value, longest_shown_id));
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
        if (incident->culprit.kind == "story") {
            VIGIE_TRY_ASSIGN(const auto card,
                             s.memory(std::string(stories::card_memory), incident->culprit.id));
            auto read = card ? Json::parse(*card, nullptr, false) : Json();
            if (read.is_object()) {
                for (auto it = read.begin(); it != read.end();)
                    it = it->is_null() ? read.erase(it) : std::next(it);
                body["story"] = std::move(read);
            }
        }
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
            return fail(Errc::not_found, "there is no finding '{}'",
                        kit::prefix_utf8(call.captures[0], longest_shown_id));
        body["finding"] = *finding;
        VIGIE_TRY_ASSIGN(const auto item, s.item(finding->item));
        if (item) body["item"] = *item;
        return {};
    });
    return done ? json(body) : problem(call, done.error());
}

}  // namespace vigie::serve
