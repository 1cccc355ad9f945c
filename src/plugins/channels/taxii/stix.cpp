#include <vigie/kit/url.hpp>
#include <vigie/kit/uuid.hpp>
#include <vigie/plugins/stix.hpp>
#include <vigie/respond/markup.hpp>
#include <vigie/respond/telling.hpp>

#include <fmt/core.h>

#include <chrono>
#include <cmath>
#include <map>

namespace vigie::plugins::stix {
namespace {

using model::Json;

constexpr std::string_view observables = "00abedb4-aa42-466c-9c01-fed23315a9b7";  // of the OASIS, for all
constexpr std::string_view ours = "8f9e2f6c-3d0b-5b57-9a4e-52c1a7c0d4e1";  // for what we name ourselves
constexpr auto worth = std::chrono::hours(24 * 90);
constexpr std::size_t value_bytes = 2000;

std::string own_id(const std::string& type, const std::string& name) {
    return type + "--" + kit::uuid5(ours, type + "/" + name);
}

std::string marking(const std::string& tlp) {
    static const std::map<std::string, std::string> known{{"white", "613f2e26-407d-48c7-9eca-b8e91df99dc9"},
                                                          {"green", "34098fce-860f-48ae-8e50-ebd3cc5e41da"},
                                                          {"amber", "f88d31f6-486f-44da-b317-01333bde0b82"},
                                                          {"red", "5e57c739-391a-4eb3-b6be-7d15ca92d5ed"}};
    const auto it = known.find(tlp);
    return it == known.end() ? std::string() : "marking-definition--" + it->second;
}

// A string literal of a pattern: ' and \ after a backslash.
std::string literal(std::string_view text) {
    std::string out = "'";
    for (const char c : text) {
        if (c == '\'' || c == '\\') out += '\\';
        out += c;
    }
    return out + "'";
}

struct Observed {
    Json objects = Json::array();
    std::string pattern;  // empty: nothing to look for
};

void put(Observed& out, const std::string& type, Json contributing, const Json& more = Json::object()) {
    Json object{{"type", type}, {"spec_version", "2.1"}, {"id", observable_id(type, contributing)}};
    object.update(contributing);
    object.update(more);
    out.objects.push_back(std::move(object));
}

Observed observed(const model::Culprit& culprit) {
    Observed out;
    const auto address = respond::markup::cut_bytes(respond::culprit_address(culprit), value_bytes);
    if (address.empty()) return out;
    const auto url = kit::parse_url(address);
    if (culprit.kind == "domain") {
        put(out, "domain-name", {{"value", address}});
        out.pattern = fmt::format("[domain-name:value = {}]", literal(address));
    } else if ((culprit.kind == "url" || culprit.kind == "post") && url && address.starts_with("http")) {
        put(out, "url", {{"value", address}});
        out.pattern = fmt::format("[url:value = {}]", literal(address));
        if (culprit.kind == "url" && !kit::is_ip_address(url->host))
            put(out, "domain-name", {{"value", url->host}});
    } else if (culprit.kind == "account") {
        Json account{{"account_type", culprit.network}};
        if (!culprit.id.empty()) account["user_id"] = culprit.id;
        if (!culprit.handle.empty()) account["account_login"] = culprit.handle;
        Json shown = Json::object();
        if (!culprit.display.empty()) shown["display_name"] = culprit.display;
        put(out, "user-account", account, shown);
        out.pattern = fmt::format("[user-account:account_type = {} AND user-account:{} = {}]",
                                  literal(culprit.network), culprit.id.empty() ? "account_login" : "user_id",
                                  literal(culprit.id.empty() ? culprit.handle : culprit.id));
    }
    return out;
}

std::string incident_type(const std::string& kind) {
    if (kind.find("phishing") != std::string::npos) return "hosting-phishing-sites";
    if (kind.find("leak") != std::string::npos) return "unauthorized-release";
    if (kind == "takeover") return "theft-access-credentials";
    return "illegitimate-use-name";
}

// What every object of ours begins with. `modified` rises with every change of the case.
struct Maker {
    std::string created;
    std::string modified;
    std::string by;
    std::string marking;

    [[nodiscard]] Json object(const std::string& type, const std::string& id) const {
        Json out{{"type", type}, {"spec_version", "2.1"}, {"id", id}};
        if (type != "identity") out["created_by_ref"] = by;
        out["created"] = created;
        out["modified"] = modified;
        if (!marking.empty()) out["object_marking_refs"] = Json::array({marking});
        return out;
    }
};

Json indicator(const Maker& make, const model::Incident& incident, const std::string& pattern) {
    auto out = make.object("indicator", own_id("indicator", incident.id.value));
    constexpr double percent = 100;
    out["name"] = incident.title.en;
    out["indicator_types"] = Json::array({"malicious-activity"});
    out["pattern"] = pattern;
    out["pattern_type"] = "stix";
    out["pattern_version"] = "2.1";
    out["valid_from"] = format_time(incident.first_seen);
    out["valid_until"] = format_time(incident.first_seen + worth);
    out["confidence"] = std::lround(incident.score * percent);
    out["labels"] = Json::array({"vigie:" + incident.kind});
    if (incident.verdict == model::Verdict::false_alarm) out["revoked"] = true;
    return out;
}

Json case_object(const Maker& make, const model::Incident& incident, const Export& how) {
    auto out = make.object("incident", own_id("incident", incident.id.value));
    out["name"] = incident.id.value + " " + incident.title.en;
    Json reference{{"source_name", "vigie"}, {"external_id", incident.id.value}};
    if (!how.console_url.empty())
        reference["url"] = fmt::format("{}/incidents/{}", how.console_url, incident.id.value);
    out["external_references"] = Json::array({std::move(reference)});
    if (!how.incident_extension) return out;
    const bool closed = incident.status == model::IncidentStatus::closed;
    const char* status = closed ? "closed" : incident.owner.empty() ? "new" : "open";
    const char* sure = incident.verdict == model::Verdict::confirmed     ? "confirmed"
                       : incident.verdict == model::Verdict::false_alarm ? "failed-attempt"
                                                                         : "suspected";
    out["extensions"] = {{"extension-definition--ef765651-680c-498d-9894-99799f2fa126",
                          {{"extension_type", "property-extension"},
                           {"determination", sure},
                           {"investigation_status", status},
                           {"incident_types", Json::array({incident_type(incident.kind)})}}}};
    return out;
}

}  // namespace

std::string observable_id(const std::string& type, const Json& contributing) {
    // Keys in order, no blanks, nothing escaped that need not be: RFC 8785 for an object of strings.
    std::map<std::string, nlohmann::json> sorted;
    for (const auto& [key, value] : contributing.items()) sorted[key] = value.get<std::string>();
    return type + "--" +
           kit::uuid5(observables,
                      nlohmann::json(sorted).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
}

Json objects(const model::Incident& incident, const Export& how) {
    const auto created = format_time(incident.opened_at);
    const auto modified = format_time(std::max(incident.updated_at, incident.opened_at));
    const Maker make{created, modified, own_id("identity", how.organisation), marking(how.tlp)};
    auto out = Json::array();
    auto identity = make.object("identity", make.by);
    identity["modified"] = created;
    identity["name"] = how.organisation;
    identity["identity_class"] = "organization";
    out.push_back(std::move(identity));
    auto seen = observed(incident.culprit);
    auto members = Json::array();
    const auto case_one = case_object(make, incident, how);
    members.push_back(case_one["id"]);
    if (!seen.pattern.empty()) {
        auto data = make.object("observed-data", own_id("observed-data", incident.id.value));
        data["first_observed"] = format_time(incident.first_seen);
        data["last_observed"] = format_time(std::max(incident.first_seen, incident.updated_at));
        data["number_observed"] = std::max(1, incident.findings);
        data["object_refs"] = Json::array();
        for (auto& object : seen.objects) {
            data["object_refs"].push_back(object["id"]);
            out.push_back(std::move(object));
        }
        auto sign = indicator(make, incident, seen.pattern);
        auto link = make.object("relationship", own_id("relationship", incident.id.value));
        link["relationship_type"] = "based-on";
        link["source_ref"] = sign["id"];
        link["target_ref"] = data["id"];
        members.push_back(sign["id"]);
        out.push_back(std::move(data));
        out.push_back(std::move(sign));
        out.push_back(std::move(link));
    }
    out.push_back(case_one);
    auto report = make.object("report", own_id("report", incident.id.value));
    report["name"] = incident.id.value;
    report["report_types"] = Json::array({"indicator", "observed-data"});
    report["published"] = modified;
    report["object_refs"] = std::move(members);
    out.push_back(std::move(report));
    return out;
}

Json bundle(const model::Incident& incident, const Export& how) {
    return {{"type", "bundle"},
            {"id", own_id("bundle", incident.id.value + format_time(incident.updated_at))},
            {"objects", objects(incident, how)}};
}

}  // namespace vigie::plugins::stix
