#include <vigie/kit/hash.hpp>
#include <vigie/kit/text.hpp>
#include <vigie/model/publication.hpp>

#include <algorithm>
#include <array>

namespace vigie::model {
namespace {

constexpr std::array<std::string_view, 5> states{"waiting", "approved", "published", "cancelled", "frozen"};

// The words of `text` up to links: "voir https://t.co/x !" → "voir !".
std::string without_links(std::string_view text) {
    std::string out;
    std::size_t at = 0;
    while (at < text.size()) {
        const auto end = std::min(text.find_first_of(" \n\r\t", at), text.size());
        const auto word = text.substr(at, end - at);
        if (word.find("://") == std::string_view::npos) (out += word) += ' ';
        at = end + 1;
    }
    return out;
}

}  // namespace

std::string_view name(PublicationState state) noexcept {
    return states.at(static_cast<std::size_t>(state));
}

std::optional<PublicationState> publication_state_of(std::string_view name) noexcept {
    const auto* const it = std::ranges::find(states, name);
    if (it == states.end()) return std::nullopt;
    return static_cast<PublicationState>(it - states.begin());
}

std::string publication_digest(std::string_view text) {
    std::string words;
    for (const auto& token : kit::tokens(without_links(text))) (words += token.text) += ' ';
    return kit::sha256_hex(words.empty() ? text : std::string_view(words));
}

const Publication* covering(const std::vector<Publication>& tickets, const Item& item) {
    constexpr auto slack = std::chrono::minutes(10);  // clocks differ, and schedulers are late
    if (tickets.empty()) return nullptr;
    const auto digest = publication_digest(item.text);
    // A platform may date a post as it likes; a date in the future is not believed.
    const auto at =
        item.created_at && *item.created_at < item.observed_at ? *item.created_at : item.observed_at;
    const Publication* found = nullptr;
    for (const auto& t : tickets) {
        if (t.state == PublicationState::published && t.item == item.key() && t.digest == digest) return &t;
        if (t.state == PublicationState::approved && t.digest == digest && at >= t.opens - slack &&
            at <= t.closes + slack)
            found = &t;
    }
    return found;
}

Json to_json(const QueueView& view) {
    auto tickets = Json::array();
    for (const auto& t : view.tickets) {
        tickets.push_back({t.id.value, t.digest, to_us(t.opens), to_us(t.closes), name(t.state), t.created_by,
                           t.item.network, t.item.id});
    }
    Json out{{"tickets", std::move(tickets)}};
    if (view.frozen_at) out["frozen_at"] = to_us(*view.frozen_at);
    return out;
}

QueueView queue_view_of(const Json& json) {
    QueueView out;
    if (!json.is_object()) return out;
    try {
        if (json.contains("frozen_at")) out.frozen_at = from_us(json["frozen_at"].get<std::int64_t>());
        for (const auto& row : json.at("tickets")) {
            Publication t;
            t.id = PublicationId(row.at(0).get<std::string>());
            t.digest = row.at(1).get<std::string>();
            t.opens = from_us(row.at(2).get<std::int64_t>());
            t.closes = from_us(row.at(3).get<std::int64_t>());
            const auto state = publication_state_of(row.at(4).get<std::string>());
            if (!state) continue;
            t.state = *state;
            t.created_by = row.at(5).get<std::string>();
            t.item = {row.at(6).get<std::string>(), row.at(7).get<std::string>()};
            out.tickets.push_back(std::move(t));
        }
    } catch (const Json::exception&) {
        return out;
    }
    return out;
}

void to_json(Json& j, const Publication& v) {
    j = Json{{"id", v.id.value},
             {"asset", v.asset.value},
             {"text", v.text},
             {"digest", v.digest},
             {"opens_at", format_time(v.opens)},
             {"closes_at", format_time(v.closes)},
             {"state", name(v.state)},
             {"created_by", v.created_by},
             {"created_at", format_time(v.created_at)},
             {"decided_by", v.decided_by},
             {"why", v.why}};
    if (!v.decided_by.empty()) j["decided_at"] = format_time(v.decided_at);
    if (!v.item.id.empty()) j["item"] = {{"network", v.item.network}, {"id", v.item.id}};
}

void to_json(Json& j, const AccountFreeze& v) {
    j = Json{{"asset", v.asset.value},
             {"frozen", v.frozen},
             {"by", v.by},
             {"at", format_time(v.at)},
             {"why", v.why}};
    if (!v.incident.empty()) j["incident"] = v.incident.value;
}

}  // namespace vigie::model
