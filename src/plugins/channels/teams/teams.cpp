#include <vigie/plugins/teams.hpp>
#include <vigie/respond/markup.hpp>

namespace vigie::plugins {
namespace {

using model::Json;
using respond::Delivery;
namespace markup = respond::markup;

// 28 KB for the whole message; below 21 KB nothing is lost on the way.
constexpr std::size_t title_bytes = 500;
constexpr std::size_t text_bytes = 8000;
constexpr std::size_t value_bytes = 1000;

std::string message(const respond::Telling& t) {
    Json facts = Json::array();
    for (const auto& fact : t.facts) {
        facts.push_back(
            {{"title", fact.label}, {"value", markup::cut_bytes(markup::card(fact.value), value_bytes)}});
    }
    Json card_body = Json::array();
    card_body.push_back({{"type", "TextBlock"},
                         {"size", "Large"},
                         {"weight", "Bolder"},
                         {"wrap", true},
                         {"text", markup::cut_bytes(markup::card(t.title), title_bytes)}});
    card_body.push_back({{"type", "FactSet"}, {"facts", std::move(facts)}});
    if (!t.text.empty()) {
        card_body.push_back({{"type", "TextBlock"},
                             {"wrap", true},
                             {"text", markup::cut_bytes(markup::card(t.text), text_bytes)}});
    }
    Json content{{"$schema", "http://adaptivecards.io/schemas/adaptive-card.json"},
                 {"type", "AdaptiveCard"},
                 {"version", "1.4"},
                 {"msteams", {{"width", "Full"}}},
                 {"body", std::move(card_body)}};
    if (!t.link.empty()) {
        content["actions"] =
            Json::array({Json{{"type", "Action.OpenUrl"}, {"title", t.open}, {"url", t.link}}});
    }
    const Json attachment{{"contentType", "application/vnd.microsoft.card.adaptive"},
                          {"contentUrl", nullptr},
                          {"content", std::move(content)}};
    return model::dump(Json{{"type", "message"}, {"attachments", Json::array({attachment})}});
}

class TeamsChannel final : public respond::ServiceChannel {
public:
    TeamsChannel(TeamsConfig config, ports::Http& http, const ports::Clock& clock)
        : ServiceChannel(std::move(config.service), "Teams", {config.url}, http, clock),
          url_(std::move(config.url)) {}

    [[nodiscard]] std::string type() const override { return "teams"; }

    [[nodiscard]] Delivery deliver(const model::Notice& notice, const model::Incident& incident) override {
        return call("POST", url_, {}, message(tell(notice, incident))).delivery;
    }

private:
    std::string url_;
};

}  // namespace

Result<std::unique_ptr<respond::Channel>> make_teams_channel(TeamsConfig config, ports::Http& http,
                                                             const ports::Clock& clock) {
    VIGIE_TRY(respond::check_service_url(config.service, config.url));
    if (config.url.find(".webhook.office.com") != std::string::npos) {
        return fail(Errc::invalid_argument,
                    "channel '{}': Office 365 connectors are retired: make a workflow “when a Teams webhook "
                    "request is received” and give its address",
                    config.service.name);
    }
    return std::make_unique<TeamsChannel>(std::move(config), http, clock);
}

}  // namespace vigie::plugins
