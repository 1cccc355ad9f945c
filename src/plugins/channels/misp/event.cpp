#include "event.hpp"

#include <vigie/kit/url.hpp>
#include <vigie/kit/uuid.hpp>
#include <vigie/respond/markup.hpp>

#include <fmt/core.h>

namespace vigie::plugins::misp {
namespace {

using model::Json;
namespace markup = respond::markup;

constexpr int inherit = 5;
constexpr std::size_t value_bytes = 2000;

std::string uuid(const model::Incident& incident, std::string_view what) {
    return kit::uuid_of(fmt::format("misp/{}/{}", incident.id.value, what));
}

const char* threat_level(model::Severity s) {
    if (s >= model::Severity::high) return "1";
    return s == model::Severity::medium ? "2" : "3";
}

const char* analysis(const model::Incident& incident) {
    if (incident.status == model::IncidentStatus::closed) return "2";
    return incident.owner.empty() ? "0" : "1";
}

Json relation(const char* name, const char* type, const char* category, const std::string& value,
              bool to_ids) {
    return {{"object_relation", name},
            {"type", type},
            {"category", category},
            {"value", markup::cut_bytes(markup::clean(value), value_bytes)},
            {"to_ids", to_ids}};
}

// Template UUIDs and versions of the MISP project's object list.
Json object(const model::Incident& incident, const char* name, const char* meta, const char* uuid_of_template,
            const char* version) {
    return {{"uuid", uuid(incident, name)}, {"name", name},
            {"meta-category", meta},        {"template_uuid", uuid_of_template},
            {"template_version", version},  {"distribution", std::to_string(inherit)},
            {"Attribute", Json::array()}};
}

Json phishing(const model::Incident& incident, const std::string& address) {
    auto out = object(incident, "phishing", "network", "2dad6f9d-d425-4217-8fda-0b0a2d815307", "7");
    out["Attribute"].push_back(relation("url", "url", "Network activity", address, true));
    if (const auto url = kit::parse_url(address); url && !kit::is_ip_address(url->host))
        out["Attribute"].push_back(relation("hostname", "hostname", "Network activity", url->host, true));
    if (!incident.assets.empty())
        out["Attribute"].push_back(relation("target", "text", "Other", incident.assets.front().value, false));
    return out;
}

Json impersonation(const model::Incident& incident) {
    const auto& c = incident.culprit;
    auto out = object(incident, "impersonation", "misc", "01833a92-d2ff-11e9-8016-d3b988153702", "1");
    out["Attribute"].push_back(
        relation("account-name", "text", "Other", c.handle.empty() ? c.id : c.handle, false));
    if (!c.display.empty())
        out["Attribute"].push_back(relation("real-name", "text", "Other", c.display, false));
    if (!incident.assets.empty())
        out["Attribute"].push_back(
            relation("impersonated-account-name", "text", "Other", incident.assets.front().value, false));
    return out;
}

Json user_account(const model::Incident& incident) {
    const auto& c = incident.culprit;
    auto out = object(incident, "user-account", "misc", "49606b06-22f0-4ac8-8eee-2f12ad46f3d3", "6");
    out["Attribute"].push_back(relation("account-type", "text", "Other", c.network, false));
    if (!c.handle.empty()) out["Attribute"].push_back(relation("username", "text", "Other", c.handle, false));
    if (!c.id.empty()) out["Attribute"].push_back(relation("user-id", "text", "Other", c.id, false));
    if (!c.display.empty())
        out["Attribute"].push_back(relation("display-name", "text", "Other", c.display, false));
    return out;
}

Json microblog(const model::Incident& incident, const std::string& address) {
    auto out = object(incident, "microblog", "misc", "8ec8c911-ddbe-4f5b-895b-fbff70c42a60", "20");
    out["Attribute"].push_back(relation("post", "text", "Other", incident.title.en, false));
    if (address.starts_with("http"))
        out["Attribute"].push_back(relation("link", "url", "Network activity", address, false));
    if (!incident.culprit.handle.empty() && incident.culprit.kind == "post")
        out["Attribute"].push_back(relation("username", "text", "Other", incident.culprit.handle, false));
    return out;
}

// "2025-10-09T08:53:20.000000+00:00"
std::string micro(Time t) {
    return format_time(t).substr(0, 19) + ".000000+00:00";
}

}  // namespace

std::string event_uuid(const model::Incident& incident) {
    return uuid(incident, "event");
}

Json event(const MispConfig& config, const model::Incident& incident) {
    const auto& c = incident.culprit;
    const auto address = respond::culprit_address(c);
    const bool phish = incident.kind.find("phishing") != std::string::npos;
    Json tags = Json::array({Json{{"name", "tlp:" + config.tlp}}});
    if (phish) tags.push_back({{"name", "rsit:fraud=\"phishing\""}});
    if (incident.kind == "impersonation") tags.push_back({{"name", "rsit:fraud=\"masquerade\""}});
    tags.push_back({{"name", "vigie:kind=\"" + incident.kind + "\""}});
    Json attributes = Json::array();
    Json objects = Json::array();
    if (c.kind == "domain") {
        attributes.push_back({{"uuid", uuid(incident, "domain")},
                              {"type", "domain"},
                              {"category", "Network activity"},
                              {"value", address},
                              {"to_ids", incident.verdict != model::Verdict::false_alarm},
                              {"distribution", std::to_string(inherit)},
                              {"comment", incident.kind},
                              {"first_seen", micro(incident.first_seen)}});
    } else if (c.kind == "url") {
        objects.push_back(phishing(incident, address));
    } else if (c.kind == "account") {
        if (incident.kind == "impersonation") objects.push_back(impersonation(incident));
        objects.push_back(user_account(incident));
    } else if (!address.empty()) {
        objects.push_back(microblog(incident, address));
    }
    const auto seconds =
        std::chrono::duration_cast<std::chrono::seconds>(incident.updated_at.time_since_epoch()).count();
    return {{"Event",
             {{"uuid", event_uuid(incident)},
              {"info", markup::clean(incident.id.value + " " + incident.title.en)},
              {"date", format_time(incident.opened_at).substr(0, 10)},
              {"timestamp", std::to_string(seconds)},
              {"threat_level_id", threat_level(incident.severity)},
              {"analysis", analysis(incident)},
              {"distribution", std::to_string(config.distribution)},
              {"published", false},
              {"Tag", std::move(tags)},
              {"Attribute", std::move(attributes)},
              {"Object", std::move(objects)}}}};
}

}  // namespace vigie::plugins::misp
