#include <vigie/plugins/pagerduty.hpp>
#include <vigie/respond/markup.hpp>

#include <fmt/core.h>

namespace vigie::plugins {
namespace {

using model::Json;
using respond::Delivery;
namespace markup = respond::markup;

constexpr std::size_t summary_characters = 1000;
constexpr std::size_t text_characters = 4000;
constexpr std::size_t key_bytes = 255;

const char* severity(model::Severity s) {
    switch (s) {
        case model::Severity::critical: return "critical";
        case model::Severity::high: return "error";
        case model::Severity::medium: return "warning";
        default: return "info";
    }
}

class PagerDutyChannel final : public respond::ServiceChannel {
public:
    PagerDutyChannel(PagerDutyConfig config, ports::Http& http, const ports::Clock& clock)
        : ServiceChannel(config.service, "PagerDuty", {config.routing_key}, http, clock),
          config_(std::move(config)) {}

    [[nodiscard]] std::string type() const override { return "pagerduty"; }

    // One alert per case: the key makes retries and later notices find it.
    [[nodiscard]] Delivery deliver(const model::Notice& notice, const model::Incident& incident) override {
        const auto key = "vigie:" + incident.id.value.substr(0, key_bytes - 6);
        if (notice.event == "channel.test") {  // nobody stays paged
            auto sent = send(alert(notice, incident, key));
            if (sent.outcome != Delivery::Outcome::sent) return sent;
            return send(event("resolve", key));
        }
        if (respond::is_over(notice, incident)) return send(event("resolve", key));
        const bool taken = !incident.owner.empty() && notice.event == "incident.updated";
        return send(taken ? event("acknowledge", key) : alert(notice, incident, key));
    }

private:
    [[nodiscard]] Json event(const char* action, const std::string& key) const {
        return {{"routing_key", config_.routing_key}, {"event_action", action}, {"dedup_key", key}};
    }
    [[nodiscard]] Json alert(const model::Notice& notice, const model::Incident& incident,
                             const std::string& key) const {
        const auto t = tell(notice, incident);
        auto out = event("trigger", key);
        Json details = Json::object();
        for (const auto& fact : t.facts) details[fact.label] = markup::cut(fact.value, summary_characters);
        if (!t.text.empty()) details["text"] = markup::cut(markup::clean(t.text), text_characters);
        out["payload"] = {{"summary", markup::cut(markup::clean(t.title), summary_characters)},
                          {"source", "vigie"},
                          {"severity", severity(incident.severity)},
                          {"timestamp", format_time(notice.created_at == Time{} ? now() : notice.created_at)},
                          {"class", incident.kind},
                          {"custom_details", std::move(details)}};
        if (!t.link.empty()) {
            out["links"] = Json::array({Json{{"href", t.link}, {"text", t.open}}});
        }
        out["client"] = "Vigie";
        if (!service().console_url.empty()) out["client_url"] = service().console_url;
        return out;
    }
    [[nodiscard]] Delivery send(const Json& body) const {
        return call("POST", config_.url + "/v2/enqueue", {}, model::dump(body)).delivery;
    }

    PagerDutyConfig config_;
};

}  // namespace

Result<std::unique_ptr<respond::Channel>> make_pagerduty_channel(PagerDutyConfig config, ports::Http& http,
                                                                 const ports::Clock& clock) {
    VIGIE_TRY(respond::check_service_url(config.service, config.url));
    constexpr std::size_t key_characters = 32;
    if (config.routing_key.size() != key_characters) {
        return fail(Errc::invalid_argument,
                    "channel '{}': a PagerDuty integration key (Events API v2) has 32 characters",
                    config.service.name);
    }
    while (config.url.ends_with('/')) config.url.pop_back();
    return std::make_unique<PagerDutyChannel>(std::move(config), http, clock);
}

}  // namespace vigie::plugins
