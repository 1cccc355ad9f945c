#include "testing/random_nouns.hpp"

namespace vigie::ports::testing {

using namespace model;

Time RandomNouns::time() {
    constexpr std::int64_t us = 1'000'000;
    const std::int64_t base = one_in(20) ? -3'600 * us : 1'760'000'000 * us;
    return from_us(base + static_cast<std::int64_t>(rng_.next() % static_cast<std::uint64_t>(200 * us)));
}

std::optional<Time> RandomNouns::maybe_time() {
    return one_in(3) ? std::nullopt : std::optional(time());
}

std::string RandomNouns::word() {
    static const std::vector<std::string> list{"Méridien", "meridien",   "Wealth",   "wealthy", "code",
                                               "l'accès",  "Ｖｉｇｉｅ", "naïve",    "straße",  "заказ",
                                               "42",       "4242",       "login",    "№7",      "🙂",
                                               "a\"b",     "50%",        "under_sc", "日本語",  "x"};
    return any(list);
}

std::string RandomNouns::words(int at_most) {
    std::string out;
    for (int i = below(at_most + 1); i > 0; --i) out += (out.empty() ? "" : one_in(4) ? ", " : " ") + word();
    return out;
}

IncidentId RandomNouns::incident_id() {
    if (known.empty() || one_in(12)) return IncidentId("VG-2000-0001");
    return any(known);
}

ItemKey RandomNouns::item_key() {
    return {one_in(3) ? "mastodon" : "bluesky", fmt::format("at://{}", below(40))};
}

Item RandomNouns::item() {
    Item v;
    const auto key = item_key();
    v.network = key.network;
    v.id = key.id;
    v.kind = any_of_first<ItemKind>(10);
    v.created_at = maybe_time();
    v.observed_at = time();
    v.author.network = v.network;
    v.author.handle = fmt::format("user{}.example", below(9));
    if (one_in(8)) {
        v.deleted = true;
        v.account_status = one_in(2) ? "takendown" : "";
        if (one_in(2)) return v;
    }
    v.text = words(9);
    v.author.id = fmt::format("did:plc:{}", below(9));
    v.author.name = words(2);
    v.author.bio = words(4);
    v.author.created_at = maybe_time();
    if (one_in(2)) v.author.followers = below(1000);
    if (one_in(3)) v.media.push_back({"image", "bafy", words(3)});
    if (one_in(4)) v.rating = 4.5;
    if (one_in(4)) v.country = one_in(2) ? "FR" : "CH";
    if (one_in(4)) v.coordinates = Coordinates{below(180) - 90 + 0.8566, below(360) - 180 + 0.1};
    if (one_in(4)) v.metrics.likes = below(1000);
    if (one_in(4)) v.warnings.emplace_back("text.truncated");
    return v;
}

Indicator RandomNouns::indicator() {
    return {one_in(2) ? "domain" : "account", fmt::format("v{}", below(30))};
}

std::vector<Indicator> RandomNouns::indicators() {
    std::vector<Indicator> out;
    for (int i = below(4); i > 0; --i) out.push_back(indicator());
    return out;
}

Culprit RandomNouns::culprit() {
    return {"account", "bluesky", fmt::format("did:plc:{}", below(9)),
            fmt::format("user{}.example", below(9)), words(2)};
}

Finding RandomNouns::finding() {
    Finding v;
    v.id = FindingId(fmt::format("f{:024}", below(60)));
    v.detector = one_in(2) ? "impersonation" : "phishing_link";
    if (one_in(4)) v.kind = "rule", v.policy = word();
    v.score = static_cast<double>(below(1000)) / 1000;
    v.severity = any_of_first<Severity>(5);
    v.at = time();
    v.item = item_key();
    v.asset = AssetId(word());
    v.culprit = culprit();
    v.title = {words(4), words(4)};
    v.evidence.push_back(
        {"name.skeleton-equal", {words(5), words(5)}, 1.25, {{"text", 1, 4, word(), "brand"}}});
    v.indicators = indicators();
    v.account.created_at = maybe_time();
    if (!one_in(3)) v.incident = incident_id();
    return v;
}

Incident RandomNouns::incident() {
    Incident v;
    v.kind = one_in(2) ? "impersonation" : "phishing_link";
    v.severity = any_of_first<Severity>(5);
    v.score = static_cast<double>(below(5)) / 4;
    v.status = any_of_first<IncidentStatus>(3);
    v.verdict = any_of_first<Verdict>(4);
    v.title = {words(4), words(4)};
    v.culprit = culprit();
    for (int i = below(3); i > 0; --i) v.assets.emplace_back(word());
    v.owner = one_in(2) ? "" : one_in(2) ? "anna" : "bruno";
    v.first_seen = time();
    v.opened_at = one_in(3) ? from_us(1'760'000'000'000'000) : time();
    v.updated_at = time();
    v.acted_at = maybe_time();
    v.closed_at = maybe_time();
    v.findings = below(9);
    return v;
}

Step RandomNouns::step() {
    Step v;
    v.incident = incident_id();
    const int n = below(4);
    v.plan.key = fmt::format("s{}", n);
    v.id = StepId(fmt::format("{}/{}", v.incident.value, v.plan.key));
    v.position = n;
    v.plan.action = any_of_first<StepAction>(6);
    v.plan.mode = any_of_first<StepMode>(3);
    v.plan.title = {words(2), words(2)};
    if (one_in(2)) v.plan.deadline = Duration(below(5'000'000));
    if (n > 0 && one_in(2)) v.plan.after.push_back(fmt::format("s{}", below(n)));
    v.plan.line = below(9);
    v.state = any_of_first<StepState>(6);
    v.due_at = maybe_time();
    v.next_at = maybe_time();
    v.done_at = maybe_time();
    v.attempts = below(3);
    v.escalated = one_in(3);
    return v;
}

Takedown RandomNouns::takedown() {
    Takedown v;
    v.incident = incident_id();
    v.id = TakedownId(fmt::format("T-{}-{}", v.incident.value, below(2)));
    v.desk = "bluesky";
    v.subject = culprit();
    if (one_in(2)) v.subject_uri = fmt::format("at://{}", below(9));
    v.state = any_of_first<TakedownState>(8);
    v.text = words(6);
    v.sent_at = maybe_time();
    v.next_check_at = maybe_time();
    v.gone_at = maybe_time();
    return v;
}

Notice RandomNouns::notice() {
    Notice v;
    v.id = NoticeId(fmt::format("n{}", below(40)));
    if (!one_in(4)) v.incident = incident_id();
    v.channel = "soc-mail";
    v.to = {"a@b.example"};
    v.subject = words(4);
    v.body = words(8);
    v.state = any_of_first<NoticeState>(3);
    v.next_at = maybe_time();
    v.created_at = time();
    return v;
}

AuditEntry RandomNouns::audit_entry() {
    AuditEntry v;
    v.at = time();
    v.actor = one_in(2) ? "policy" : "anna";
    v.act = one_in(2) ? "incident.opened" : "takedown.sent";
    v.object = word();
    if (!one_in(3)) v.incident = incident_id();
    v.says = {words(5), words(5)};
    v.why = words(3);
    return v;
}

User RandomNouns::user() {
    return {fmt::format("u{}", below(5)),
            word(),
            any_of_first<Role>(3),
            one_in(2) ? "fr" : "en",
            one_in(2),
            one_in(2),
            time()};
}

WebSession RandomNouns::web_session() {
    return {fmt::format("h{}", below(12)), fmt::format("u{}", below(5)), word(), time(), time()};
}

std::string RandomNouns::watched() {
    return one_in(3) ? "asset:" + word() : fmt::format("w{}", below(6));
}

Watch RandomNouns::watch() {
    Watch v;
    v.name = fmt::format("w{}", below(6));
    v.query = words(5);
    v.note = words(3);
    v.enabled = !one_in(3);
    for (int i = below(3); i > 0; --i) v.tags.push_back(word());
    if (one_in(3)) v.asset = AssetId(word());
    v.created_by = "anna";
    v.created_at = time();
    v.updated_by = one_in(2) ? "anna" : "bruno";
    v.updated_at = time();
    v.version = below(4);
    v.deleted = one_in(4);
    return v;
}

}  // namespace vigie::ports::testing
