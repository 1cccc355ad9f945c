#include <vigie/model/json.hpp>

namespace vigie::model {
namespace {

void put(Json& j, const char* key, const std::string& v) {
    if (!v.empty()) j[key] = v;
}
void put(Json& j, const char* key, const std::optional<Time>& v) {
    if (v) j[key] = format_time(*v);
}
template <class T>
void put(Json& j, const char* key, const std::optional<T>& v) {
    if (v) j[key] = *v;
}
template <class T>
void put(Json& j, const char* key, const std::vector<T>& v) {
    if (!v.empty()) j[key] = v;
}

}  // namespace

void to_json(Json& j, const Text& v) {
    j = Json{{"fr", v.fr}, {"en", v.en}};
}

void to_json(Json& j, const Account& v) {
    j = Json::object();
    put(j, "network", v.network);
    put(j, "id", v.id);
    put(j, "handle", v.handle);
    put(j, "name", v.name);
    put(j, "bio", v.bio);
    put(j, "avatar", v.avatar);
    put(j, "links", v.links);
    put(j, "followers", v.followers);
    put(j, "following", v.following);
    put(j, "posts", v.posts);
    put(j, "created_at", v.created_at);
    put(j, "verified", v.verified);
    put(j, "picture", v.picture);
}

void to_json(Json& j, const Item& v) {
    j = Json{{"id", v.id}, {"network", v.network}, {"kind", name(v.kind)}};
    put(j, "url", v.url);
    put(j, "created_at", v.created_at);
    if (v.observed_at != Time{}) j["observed_at"] = format_time(v.observed_at);
    put(j, "lang", v.lang);
    put(j, "text", v.text);
    Json author = v.author;
    if (author.contains("network") && v.author.network == v.network) author.erase("network");
    if (!author.empty()) j["author"] = std::move(author);
    put(j, "links", v.links);
    put(j, "hashtags", v.hashtags);
    put(j, "mentions", v.mentions);
    if (!v.media.empty()) {
        auto list = Json::array();
        for (const auto& m : v.media) {
            auto entry = Json::object();
            put(entry, "type", m.type);
            put(entry, "ref", m.ref);
            put(entry, "alt", m.alt);
            put(entry, "picture", m.picture);
            list.push_back(std::move(entry));
        }
        j["media"] = std::move(list);
    }
    put(j, "reply_to", v.reply_to);
    put(j, "repost_of", v.repost_of);
    put(j, "quote_of", v.quote_of);
    auto metrics = Json::object();
    put(metrics, "likes", v.metrics.likes);
    put(metrics, "reposts", v.metrics.reposts);
    put(metrics, "replies", v.metrics.replies);
    put(metrics, "views", v.metrics.views);
    if (!metrics.empty()) j["metrics"] = std::move(metrics);
    put(j, "rating", v.rating);
    put(j, "place", v.place);
    put(j, "country", v.country);
    if (v.coordinates)
        j["coordinates"] =
            Json{{"latitude", v.coordinates->latitude}, {"longitude", v.coordinates->longitude}};
    put(j, "cid", v.cid);
    if (v.deleted) j["deleted"] = true;
    put(j, "account_status", v.account_status);
    put(j, "visits", v.visits);
    put(j, "warnings", v.warnings);
}

void to_json(Json& j, const Asset& v) {
    j = Json{{"id", v.id.value}, {"kind", name(v.kind)}};
    put(j, "name", v.name);
    put(j, "aliases", v.aliases);
    put(j, "network", v.network);
    put(j, "handle", v.handle);
    put(j, "account_id", v.account_id);
    put(j, "bio", v.bio);
    put(j, "avatar", v.avatar);
    put(j, "role", v.role);
    // A confidential term is shown to nobody who does not already have the file.
    if (v.kind != AssetKind::term) put(j, "value", v.value);
    put(j, "belongs_to", v.belongs_to.value);
    put(j, "place", v.place);
    put(j, "latitude", v.latitude);
    put(j, "longitude", v.longitude);
    if (v.common_word) j["common_word"] = true;
    if (v.line > 0) j["line"] = v.line;
}

void to_json(Json& j, const Span& v) {
    j = Json{{"field", v.field}, {"start", v.start}, {"end", v.end}, {"text", v.text}};
    put(j, "kind", v.kind);
}

void to_json(Json& j, const Evidence& v) {
    j = Json{{"code", v.code}, {"says", v.says}, {"weight", v.weight}};
    put(j, "spans", v.spans);
}

void to_json(Json& j, const Indicator& v) {
    j = Json{{"kind", v.kind}, {"value", v.value}};
}

void to_json(Json& j, const Culprit& v) {
    j = Json{{"kind", v.kind}};
    put(j, "network", v.network);
    put(j, "id", v.id);
    put(j, "handle", v.handle);
    put(j, "display", v.display);
}

void to_json(Json& j, const Finding& v) {
    j = Json{{"id", v.id.value},          {"detector", v.detector},
             {"score", v.score},          {"severity", name(v.severity)},
             {"at", format_time(v.at)},   {"item", {{"network", v.item.network}, {"id", v.item.id}}},
             {"asset", v.asset.value},    {"culprit", v.culprit},
             {"title", v.title},          {"evidence", v.evidence},
             {"indicators", v.indicators}};
    if (!v.item_url.empty()) j["item"]["url"] = v.item_url;
    put(j, "kind", v.kind);
    put(j, "policy", v.policy);
    Json account = v.account;
    if (!account.empty()) j["account"] = std::move(account);
    put(j, "incident", v.incident.value);
}

void to_json(Json& j, const Allowance& v) {
    j = Json{{"id", v.id}, {"kind", v.kind}};
    put(j, "network", v.network);
    j["value"] = v.value;
    put(j, "display", v.display);
    put(j, "detector", v.detector);
    put(j, "asset", v.asset.value);
    j["why"] = v.why;
    j["by"] = v.by;
    j["at"] = format_time(v.at);
    j["until"] = format_time(v.until);
    put(j, "ended_at", v.ended_at);
    put(j, "ended_by", v.ended_by);
    j["used"] = v.used;
    put(j, "used_at", v.used_at);
}

void to_json(Json& j, const Incident& v) {
    j = Json{{"id", v.id.value}, {"kind", v.kind},           {"severity", name(v.severity)},
             {"score", v.score}, {"status", name(v.status)}, {"verdict", name(v.verdict)},
             {"title", v.title}, {"culprit", v.culprit}};
    auto assets = Json::array();
    for (const auto& a : v.assets) assets.push_back(a.value);
    j["assets"] = std::move(assets);
    put(j, "policy", v.policy);
    put(j, "owner", v.owner);
    j["first_seen"] = format_time(v.first_seen);
    j["opened_at"] = format_time(v.opened_at);
    j["updated_at"] = format_time(v.updated_at);
    put(j, "acted_at", v.acted_at);
    put(j, "gone_at", v.gone_at);
    put(j, "closed_at", v.closed_at);
    put(j, "close_cause", v.close_cause);
    j["findings"] = v.findings;
    j["reopened"] = v.reopened;
    j["version"] = v.version;
}

void to_json(Json& j, const PolicyStep& v) {
    j = Json{{"key", v.key},
             {"action", name(v.action)},
             {"title", v.title},
             {"owner", v.owner},
             {"mode", name(v.mode)}};
    if (v.deadline) j["deadline_s"] = v.deadline->count() / 1'000'000;
    put(j, "after", v.after);
    put(j, "channels", v.channels);
    put(j, "desk", v.desk);
    put(j, "reason", v.reason);
    if (v.every) j["every_s"] = v.every->count() / 1'000'000;
    put(j, "escalate_to", v.escalate_to);
}

void to_json(Json& j, const Policy& v) {
    j = Json{{"id", v.id},
             {"title", v.title},
             {"kinds", v.kinds},
             {"min_severity", name(v.min_severity)},
             {"min_score", v.min_score},
             {"networks", v.networks},
             {"priority", v.priority},
             {"steps", v.steps}};
}

void to_json(Json& j, const Department& v) {
    j = Json{{"key", v.key}, {"title", v.title}, {"channels", v.channels}, {"to", v.to}};
}

void to_json(Json& j, const Step& v) {
    j = Json{{"id", v.id.value},
             {"incident", v.incident.value},
             {"plan", v.plan},
             {"position", v.position},
             {"state", name(v.state)}};
    put(j, "due_at", v.due_at);
    put(j, "next_at", v.next_at);
    put(j, "approved_by", v.approved_by);
    put(j, "done_at", v.done_at);
    put(j, "done_by", v.done_by);
    j["attempts"] = v.attempts;
    put(j, "error", v.error);
    j["escalated"] = v.escalated;
}

void to_json(Json& j, const Takedown& v) {
    j = Json{{"id", v.id.value}, {"incident", v.incident.value}, {"step", v.step.value},
             {"desk", v.desk},   {"subject", v.subject},         {"reason", v.reason},
             {"text", v.text},   {"state", name(v.state)}};
    put(j, "subject_uri", v.subject_uri);
    put(j, "subject_cid", v.subject_cid);
    put(j, "approved_by", v.approved_by);
    put(j, "sent_at", v.sent_at);
    put(j, "reference", v.reference);
    put(j, "next_check_at", v.next_check_at);
    put(j, "checked_at", v.checked_at);
    put(j, "gone_at", v.gone_at);
    j["attempts"] = v.attempts;
    j["checks"] = v.checks;
    put(j, "error", v.error);
}

void to_json(Json& j, const Notice& v) {
    j = Json{{"id", v.id.value},
             {"incident", v.incident.value},
             {"step", v.step.value},
             {"channel", v.channel},
             {"to", v.to},
             {"event", v.event},
             {"subject", v.subject},
             {"body", v.body},
             {"state", name(v.state)},
             {"attempts", v.attempts}};
    put(j, "next_at", v.next_at);
    put(j, "sent_at", v.sent_at);
    put(j, "error", v.error);
    j["created_at"] = format_time(v.created_at);
}

void to_json(Json& j, const AuditEntry& v) {
    j = Json{
        {"seq", v.seq}, {"at", format_time(v.at)}, {"actor", v.actor}, {"act", v.act}, {"object", v.object}};
    put(j, "incident", v.incident.value);
    j["says"] = v.says;
    put(j, "why", v.why);
    put(j, "prev_hash", v.prev_hash);
    put(j, "hash", v.hash);
}

std::string dump(const Json& j) {
    return j.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace vigie::model
