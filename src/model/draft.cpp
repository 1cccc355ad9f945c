#include <vigie/model/draft.hpp>

#include <algorithm>
#include <array>

namespace vigie::model {
namespace {

constexpr std::array<std::string_view, 7> draft_states{"editing",   "review",    "approved", "late",
                                                       "published", "cancelled", "expired"};
constexpr std::array<std::string_view, 5> delivery_states{"waiting", "sending", "sent", "held", "failed"};

template <class Enum, std::size_t N>
std::optional<Enum> find(const std::array<std::string_view, N>& names, std::string_view name) {
    const auto* const it = std::ranges::find(names, name);
    if (it == names.end()) return std::nullopt;
    return static_cast<Enum>(it - names.begin());
}

Time time_of(const Json& j, const char* key) {
    const auto it = j.find(key);
    if (it == j.end() || !it->is_string()) return {};
    return parse_time(it->get<std::string>()).value_or(Time{});
}

std::optional<Time> maybe_time(const Json& j, const char* key) {
    if (!j.contains(key)) return std::nullopt;
    return time_of(j, key);
}

Delivery delivery_of(const Json& j) {
    Delivery v;
    v.asset = AssetId(j.at("asset").get<std::string>());
    v.state = delivery_state_of(j.at("state").get<std::string>()).value_or(DeliveryState::failed);
    v.key = j.value("key", std::string());
    v.stamped = time_of(j, "stamped");
    v.ticket = PublicationId(j.value("ticket", std::string()));
    v.item_id = j.value("item_id", std::string());
    v.url = j.value("url", std::string());
    v.error = j.value("error", std::string());
    v.attempts = j.value("attempts", 0);
    v.next_at = maybe_time(j, "next_at");
    return v;
}

Draft read(const Json& j) {
    Draft v;
    v.id = DraftId(j.at("id").get<std::string>());
    v.created_by = j.at("created_by").get<std::string>();
    v.created_at = time_of(j, "created_at");
    v.updated_at = time_of(j, "updated_at");
    v.state = draft_state_of(j.at("state").get<std::string>()).value_or(DraftState::cancelled);
    v.lang = j.value("lang", std::string());
    for (const auto& each : j.at("versions"))
        v.versions.push_back({each.at("number").get<int>(), each.at("by").get<std::string>(),
                              time_of(each, "at"), each.at("text").get<std::string>(),
                              each.value("decision", std::string()),
                              each.value("reasons", std::vector<std::string>())});
    for (const auto& each : j.at("tiers"))
        v.tiers.push_back({each.at("who").get<std::vector<std::string>>(), each.at("all").get<bool>()});
    for (const auto& each : j.at("votes"))
        v.votes.push_back({each.at("version").get<int>(), each.at("tier").get<int>(),
                           each.at("by").get<std::string>(), time_of(each, "at"), each.at("yes").get<bool>(),
                           each.value("late", false), each.value("why", std::string())});
    for (const auto& each : j.at("comments"))
        v.comments.push_back({each.at("by").get<std::string>(), time_of(each, "at"),
                              each.at("version").get<int>(), each.at("text").get<std::string>()});
    for (const auto& each : j.at("deliveries")) v.deliveries.push_back(delivery_of(each));
    v.zone = j.value("zone", std::string("UTC"));
    v.local = j.value("local", std::string());
    v.publish_at = maybe_time(j, "publish_at");
    v.expires_at = time_of(j, "expires_at");
    return v;
}

}  // namespace

std::string_view name(DraftState state) noexcept {
    return draft_states.at(static_cast<std::size_t>(state));
}
std::optional<DraftState> draft_state_of(std::string_view name) noexcept {
    return find<DraftState>(draft_states, name);
}
std::string_view name(DeliveryState state) noexcept {
    return delivery_states.at(static_cast<std::size_t>(state));
}
std::optional<DeliveryState> delivery_state_of(std::string_view name) noexcept {
    return find<DeliveryState>(delivery_states, name);
}

void to_json(Json& j, const DraftVersion& v) {
    j = {{"number", v.number}, {"by", v.by}, {"at", format_time(v.at)}, {"text", v.text}};
    if (v.decision.empty()) return;
    j["decision"] = v.decision;
    j["reasons"] = v.reasons;
}

void to_json(Json& j, const DraftTier& v) {
    j = {{"who", v.who}, {"all", v.all}};
}

void to_json(Json& j, const DraftVote& v) {
    j = {{"version", v.version}, {"tier", v.tier}, {"by", v.by},  {"at", format_time(v.at)},
         {"yes", v.yes},         {"late", v.late}, {"why", v.why}};
}

void to_json(Json& j, const DraftComment& v) {
    j = {{"by", v.by}, {"at", format_time(v.at)}, {"version", v.version}, {"text", v.text}};
}

void to_json(Json& j, const Delivery& v) {
    j = {{"asset", v.asset.value}, {"state", name(v.state)}, {"attempts", v.attempts}};
    const auto put = [&](const char* key, const std::string& value) {
        if (!value.empty()) j[key] = value;
    };
    put("key", v.key);
    if (v.stamped != Time{}) j["stamped"] = format_time(v.stamped);
    put("ticket", v.ticket.value);
    put("item_id", v.item_id);
    put("url", v.url);
    put("error", v.error);
    if (v.next_at) j["next_at"] = format_time(*v.next_at);
}

void to_json(Json& j, const Draft& v) {
    j = {{"id", v.id.value},
         {"state", name(v.state)},
         {"created_by", v.created_by},
         {"created_at", format_time(v.created_at)},
         {"updated_at", format_time(v.updated_at)},
         {"lang", v.lang},
         {"versions", v.versions},
         {"tiers", v.tiers},
         {"votes", v.votes},
         {"comments", v.comments},
         {"deliveries", v.deliveries},
         {"zone", v.zone},
         {"local", v.local},
         {"expires_at", format_time(v.expires_at)}};
    if (v.publish_at) j["publish_at"] = format_time(*v.publish_at);
}

Result<Draft> draft_of(std::string_view json) {
    try {
        auto draft = read(Json::parse(json));
        if (draft.versions.empty()) return fail(Errc::parse, "a draft without a text");
        return draft;
    } catch (const Json::exception& e) {
        return fail(Errc::parse, "a draft could not be read: {}", e.what());
    }
}

}  // namespace vigie::model
