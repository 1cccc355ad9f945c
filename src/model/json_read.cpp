#include <vigie/model/json.hpp>

#include <stdexcept>

namespace vigie::model {
namespace {

void get(const Json& j, const char* key, std::string& out) {
    if (const auto it = j.find(key); it != j.end()) out = it->get<std::string>();
}
void get(const Json& j, const char* key, int& out) {
    if (const auto it = j.find(key); it != j.end()) out = it->get<int>();
}
void get(const Json& j, const char* key, bool& out) {
    if (const auto it = j.find(key); it != j.end()) out = it->get<bool>();
}
void get(const Json& j, const char* key, double& out) {
    if (const auto it = j.find(key); it != j.end()) out = it->get<double>();
}
void get(const Json& j, const char* key, Time& out) {
    if (const auto it = j.find(key); it != j.end()) {
        auto t = parse_time(it->get<std::string>());
        if (!t) throw std::runtime_error(t.error().message);
        out = *t;
    }
}
template <class T>
void get(const Json& j, const char* key, std::optional<T>& out) {
    if (j.contains(key)) {
        T v{};
        if constexpr (std::is_same_v<T, Time>) {
            get(j, key, v);
        } else {
            v = j.at(key).get<T>();
        }
        out = v;
    }
}
template <class T>
void get(const Json& j, const char* key, std::vector<T>& out) {
    if (const auto it = j.find(key); it != j.end()) out = it->get<std::vector<T>>();
}
template <class Tag>
void get(const Json& j, const char* key, Id<Tag>& out) {
    get(j, key, out.value);
}
template <class E>
void get_enum(const Json& j, const char* key, std::optional<E> (*of)(std::string_view) noexcept, E& out) {
    if (const auto it = j.find(key); it != j.end()) {
        const auto v = of(it->get<std::string>());
        if (!v) throw std::runtime_error(std::string("unknown value in '") + key + "'");
        out = *v;
    }
}

}  // namespace

void from_json(const Json& j, Text& v) {
    get(j, "fr", v.fr);
    get(j, "en", v.en);
}

void from_json(const Json& j, Account& v) {
    get(j, "network", v.network);
    get(j, "id", v.id);
    get(j, "handle", v.handle);
    get(j, "name", v.name);
    get(j, "bio", v.bio);
    get(j, "avatar", v.avatar);
    get(j, "links", v.links);
    get(j, "followers", v.followers);
    get(j, "following", v.following);
    get(j, "posts", v.posts);
    get(j, "created_at", v.created_at);
    get(j, "verified", v.verified);
    get(j, "picture", v.picture);
}

void from_json(const Json& j, Item& v) {
    get(j, "id", v.id);
    get(j, "network", v.network);
    get_enum(j, "kind", item_kind_of, v.kind);
    get(j, "url", v.url);
    get(j, "created_at", v.created_at);
    get(j, "observed_at", v.observed_at);
    get(j, "lang", v.lang);
    get(j, "text", v.text);
    if (const auto it = j.find("author"); it != j.end()) {
        from_json(*it, v.author);
        if (v.author.network.empty()) v.author.network = v.network;
    }
    get(j, "links", v.links);
    get(j, "hashtags", v.hashtags);
    get(j, "mentions", v.mentions);
    if (const auto it = j.find("media"); it != j.end()) {
        for (const auto& m : *it) {
            Media media;
            get(m, "type", media.type);
            get(m, "ref", media.ref);
            get(m, "alt", media.alt);
            get(m, "picture", media.picture);
            v.media.push_back(std::move(media));
        }
    }
    get(j, "reply_to", v.reply_to);
    get(j, "repost_of", v.repost_of);
    get(j, "quote_of", v.quote_of);
    if (const auto it = j.find("metrics"); it != j.end()) {
        get(*it, "likes", v.metrics.likes);
        get(*it, "reposts", v.metrics.reposts);
        get(*it, "replies", v.metrics.replies);
        get(*it, "views", v.metrics.views);
    }
    get(j, "rating", v.rating);
    get(j, "place", v.place);
    get(j, "country", v.country);
    if (const auto it = j.find("coordinates"); it != j.end()) {
        auto& at = v.coordinates.emplace();
        get(*it, "latitude", at.latitude);
        get(*it, "longitude", at.longitude);
    }
    get(j, "cid", v.cid);
    get(j, "deleted", v.deleted);
    get(j, "account_status", v.account_status);
    get(j, "visits", v.visits);
    get(j, "warnings", v.warnings);
}

void from_json(const Json& j, Evidence& v) {
    get(j, "code", v.code);
    if (j.contains("says")) from_json(j.at("says"), v.says);
    get(j, "weight", v.weight);
    if (const auto it = j.find("spans"); it != j.end()) {
        for (const auto& s : *it) {
            Span span;
            get(s, "field", span.field);
            span.start = s.value("start", std::size_t{0});
            span.end = s.value("end", std::size_t{0});
            get(s, "text", span.text);
            get(s, "kind", span.kind);
            v.spans.push_back(std::move(span));
        }
    }
}

void from_json(const Json& j, Indicator& v) {
    get(j, "kind", v.kind);
    get(j, "value", v.value);
}

void from_json(const Json& j, Culprit& v) {
    get(j, "kind", v.kind);
    get(j, "network", v.network);
    get(j, "id", v.id);
    get(j, "handle", v.handle);
    get(j, "display", v.display);
}

void from_json(const Json& j, Finding& v) {
    get(j, "id", v.id);
    get(j, "detector", v.detector);
    get(j, "kind", v.kind);
    get(j, "policy", v.policy);
    get(j, "score", v.score);
    get_enum(j, "severity", severity_of, v.severity);
    get(j, "at", v.at);
    if (const auto it = j.find("item"); it != j.end()) {
        get(*it, "network", v.item.network);
        get(*it, "id", v.item.id);
        get(*it, "url", v.item_url);
    }
    get(j, "asset", v.asset);
    if (j.contains("culprit")) from_json(j.at("culprit"), v.culprit);
    if (j.contains("title")) from_json(j.at("title"), v.title);
    get(j, "evidence", v.evidence);
    get(j, "indicators", v.indicators);
    if (j.contains("account")) from_json(j.at("account"), v.account);
    get(j, "incident", v.incident);
}

void from_json(const Json& j, Allowance& v) {
    get(j, "id", v.id);
    get(j, "kind", v.kind);
    get(j, "network", v.network);
    get(j, "value", v.value);
    get(j, "display", v.display);
    get(j, "detector", v.detector);
    get(j, "asset", v.asset);
    get(j, "why", v.why);
    get(j, "by", v.by);
    get(j, "at", v.at);
    get(j, "until", v.until);
    get(j, "ended_at", v.ended_at);
    get(j, "ended_by", v.ended_by);
    v.used = j.value("used", std::int64_t{0});
    get(j, "used_at", v.used_at);
}

void from_json(const Json& j, Incident& v) {
    get(j, "id", v.id);
    get(j, "kind", v.kind);
    get_enum(j, "severity", severity_of, v.severity);
    get(j, "score", v.score);
    get_enum(j, "status", incident_status_of, v.status);
    get_enum(j, "verdict", verdict_of, v.verdict);
    if (j.contains("title")) from_json(j.at("title"), v.title);
    if (j.contains("culprit")) from_json(j.at("culprit"), v.culprit);
    if (const auto it = j.find("assets"); it != j.end()) {
        for (const auto& a : *it) v.assets.emplace_back(a.get<std::string>());
    }
    get(j, "policy", v.policy);
    get(j, "owner", v.owner);
    get(j, "first_seen", v.first_seen);
    get(j, "opened_at", v.opened_at);
    get(j, "updated_at", v.updated_at);
    get(j, "acted_at", v.acted_at);
    get(j, "gone_at", v.gone_at);
    get(j, "closed_at", v.closed_at);
    get(j, "close_cause", v.close_cause);
    get(j, "findings", v.findings);
    get(j, "reopened", v.reopened);
    v.version = j.value("version", std::int64_t{0});
}

void from_json(const Json& j, PolicyStep& v) {
    get(j, "key", v.key);
    get_enum(j, "action", step_action_of, v.action);
    if (j.contains("title")) from_json(j.at("title"), v.title);
    get(j, "owner", v.owner);
    get_enum(j, "mode", step_mode_of, v.mode);
    if (j.contains("deadline_s")) v.deadline = Duration(j.at("deadline_s").get<std::int64_t>() * 1'000'000);
    get(j, "after", v.after);
    get(j, "channels", v.channels);
    get(j, "desk", v.desk);
    get(j, "reason", v.reason);
    if (j.contains("every_s")) v.every = Duration(j.at("every_s").get<std::int64_t>() * 1'000'000);
    get(j, "escalate_to", v.escalate_to);
}

void from_json(const Json& j, Step& v) {
    get(j, "id", v.id);
    get(j, "incident", v.incident);
    if (j.contains("plan")) from_json(j.at("plan"), v.plan);
    get(j, "position", v.position);
    get_enum(j, "state", step_state_of, v.state);
    get(j, "due_at", v.due_at);
    get(j, "next_at", v.next_at);
    get(j, "approved_by", v.approved_by);
    get(j, "done_at", v.done_at);
    get(j, "done_by", v.done_by);
    get(j, "attempts", v.attempts);
    get(j, "error", v.error);
    get(j, "escalated", v.escalated);
}

void from_json(const Json& j, Takedown& v) {
    get(j, "id", v.id);
    get(j, "incident", v.incident);
    get(j, "step", v.step);
    get(j, "desk", v.desk);
    if (j.contains("subject")) from_json(j.at("subject"), v.subject);
    get(j, "subject_uri", v.subject_uri);
    get(j, "subject_cid", v.subject_cid);
    get(j, "reason", v.reason);
    get(j, "text", v.text);
    get_enum(j, "state", takedown_state_of, v.state);
    get(j, "approved_by", v.approved_by);
    get(j, "sent_at", v.sent_at);
    get(j, "reference", v.reference);
    get(j, "next_check_at", v.next_check_at);
    get(j, "checked_at", v.checked_at);
    get(j, "gone_at", v.gone_at);
    get(j, "attempts", v.attempts);
    get(j, "checks", v.checks);
    get(j, "error", v.error);
}

void from_json(const Json& j, Notice& v) {
    get(j, "id", v.id);
    get(j, "incident", v.incident);
    get(j, "step", v.step);
    get(j, "channel", v.channel);
    get(j, "to", v.to);
    get(j, "event", v.event);
    get(j, "subject", v.subject);
    get(j, "body", v.body);
    get_enum(j, "state", notice_state_of, v.state);
    get(j, "attempts", v.attempts);
    get(j, "next_at", v.next_at);
    get(j, "sent_at", v.sent_at);
    get(j, "error", v.error);
    get(j, "created_at", v.created_at);
}

void from_json(const Json& j, AuditEntry& v) {
    v.seq = j.value("seq", std::int64_t{0});
    get(j, "at", v.at);
    get(j, "actor", v.actor);
    get(j, "act", v.act);
    get(j, "object", v.object);
    get(j, "incident", v.incident);
    if (j.contains("says")) from_json(j.at("says"), v.says);
    get(j, "why", v.why);
    get(j, "prev_hash", v.prev_hash);
    get(j, "hash", v.hash);
}

}  // namespace vigie::model
