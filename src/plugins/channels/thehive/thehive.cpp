#include <vigie/kit/url.hpp>
#include <vigie/plugins/thehive.hpp>
#include <vigie/respond/markup.hpp>

#include <fmt/core.h>

#include <algorithm>

namespace vigie::plugins {
namespace {

using model::Json;
using respond::Delivery;
namespace markup = respond::markup;

constexpr std::size_t title_characters = 500;
constexpr std::size_t text_characters = 20'000;

int severity(model::Severity s) {
    switch (s) {
        case model::Severity::critical: return 4;
        case model::Severity::high: return 3;
        case model::Severity::medium: return 2;
        default: return 1;
    }
}

// Each once: one repeated observable refuses the whole alert.
Json observables(const model::Incident& incident, int tlp) {
    auto out = Json::array();
    const auto add = [&](const char* type, const std::string& data, const std::string& message) {
        if (!data.empty())
            out.push_back(
                {{"dataType", type}, {"data", data}, {"ioc", true}, {"tlp", tlp}, {"message", message}});
    };
    const auto address = respond::culprit_address(incident.culprit);
    if (incident.culprit.kind == "url") {
        add("url", address, incident.kind);
        if (const auto url = kit::parse_url(address))
            add(kit::is_ip_address(url->host) ? "ip" : "domain", url->host, "host of the link");
    } else if (incident.culprit.kind == "domain") {
        add("domain", address, incident.kind);
    } else {
        add("other", address, incident.culprit.network + " " + incident.culprit.kind);
    }
    return out;
}

class TheHiveChannel final : public respond::ServiceChannel {
public:
    TheHiveChannel(TheHiveConfig config, ports::Http& http, const ports::Clock& clock)
        : ServiceChannel(config.service, "TheHive", {config.key}, http, clock), config_(std::move(config)) {
        headers_ = {{"authorization", "Bearer " + config_.key}};
        if (!config_.organisation.empty()) headers_.emplace_back("x-organisation", config_.organisation);
    }

    [[nodiscard]] std::string type() const override { return "thehive"; }

    [[nodiscard]] Delivery deliver(const model::Notice& notice, const model::Incident& incident) override {
        if (notice.event == "channel.test") {
            auto reply = call("GET", config_.url + "/api/v1/user/current", headers_, {});
            if (reply.ok()) reply.delivery.detail = "TheHive answers; nothing was sent";
            return reply.delivery;
        }
        auto reply =
            call("POST", config_.url + "/api/v1/alert", headers_, model::dump(alert(notice, incident)));
        constexpr int bad_request = 400;
        const bool there = reply.status == bad_request && reply.json.is_object() &&
                           reply.json.value("type", Json()) == "CreateError" &&
                           reply.body.find("already exist") != std::string::npos;
        return there ? change(notice, incident) : reply.delivery;
    }

private:
    [[nodiscard]] Json alert(const model::Notice& notice, const model::Incident& incident) const {
        const auto t = tell(notice, incident);
        Json out{{"type", "vigie"},
                 {"source", "vigie"},
                 {"sourceRef", incident.id.value},
                 {"title", markup::cut(markup::clean(t.title), title_characters)},
                 {"description",
                  markup::cut(markup::markdown(t.text.empty() ? t.title : t.text), text_characters)},
                 {"severity", severity(incident.severity)},
                 {"date",
                  std::chrono::duration_cast<std::chrono::milliseconds>(incident.opened_at.time_since_epoch())
                      .count()},
                 {"tags", Json::array({"vigie", incident.kind})},
                 {"tlp", config_.tlp},
                 {"pap", 2},
                 {"flag", false}};
        if (!t.link.empty()) out["externalLink"] = t.link;
        if (!config_.case_template.empty()) out["caseTemplate"] = config_.case_template;
        out["observables"] = observables(incident, config_.tlp);
        return out;
    }
    // (type, source, sourceRef) is unique: the alert of this case is changed.
    [[nodiscard]] Delivery change(const model::Notice& notice, const model::Incident& incident) const {
        const Json query{
            {"query",
             Json::array({Json{{"_name", "listAlert"}},
                          Json{{"_name", "filter"},
                               {"_eq", {{"_field", "sourceRef"}, {"_value", incident.id.value}}}}})}};
        auto found = call("POST", config_.url + "/api/v1/query", headers_, model::dump(query));
        if (!found.ok()) return found.delivery;
        std::string id;
        if (found.json.is_array() && !found.json.empty() && found.json.front().is_object()) {
            const auto value = found.json.front().value("_id", Json());
            if (value.is_string()) id = value.get<std::string>();
        }
        const bool plain = std::ranges::all_of(id, [](char c) {
            return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '~' ||
                   c == '-' || c == '_';
        });
        if (id.empty() || !plain) {
            found.delivery.detail = "TheHive has this alert already";
            return found.delivery;
        }
        auto whole = alert(notice, incident);
        Json changed;
        for (const auto* key : {"title", "description", "severity", "tags"}) changed[key] = whole[key];
        return call("PATCH", config_.url + "/api/v1/alert/" + id, headers_, model::dump(changed)).delivery;
    }

    TheHiveConfig config_;
    ports::Headers headers_;
};

}  // namespace

Result<std::unique_ptr<respond::Channel>> make_thehive_channel(TheHiveConfig config, ports::Http& http,
                                                               const ports::Clock& clock) {
    VIGIE_TRY(respond::check_service_url(config.service, config.url));
    while (config.url.ends_with('/')) config.url.pop_back();
    constexpr int strictest = 4;
    if (config.tlp < 0 || config.tlp > strictest)
        return fail(Errc::invalid_argument, "channel '{}': 'tlp' is a number from 0 to 4",
                    config.service.name);
    return std::make_unique<TheHiveChannel>(std::move(config), http, clock);
}

}  // namespace vigie::plugins
