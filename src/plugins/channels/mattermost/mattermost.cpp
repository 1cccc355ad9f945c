#include <vigie/plugins/mattermost.hpp>
#include <vigie/respond/markup.hpp>

namespace vigie::plugins {
namespace {

using model::Json;
using respond::Delivery;
namespace markup = respond::markup;

constexpr std::size_t text_characters = 16'000;  // 16,383 runes; a longer message is split
constexpr std::size_t value_characters = 2000;

// The colour of the bar beside the message.
const char* colour(model::Severity severity) {
    switch (severity) {
        case model::Severity::critical:
        case model::Severity::high: return "#D24B4E";
        case model::Severity::medium: return "#E8A33D";
        default: return "#5B7083";
    }
}

class MattermostChannel final : public respond::ServiceChannel {
public:
    MattermostChannel(MattermostConfig config, ports::Http& http, const ports::Clock& clock)
        : ServiceChannel(config.service, "Mattermost", {config.url}, http, clock),
          config_(std::move(config)) {}

    [[nodiscard]] std::string type() const override { return "mattermost"; }

    [[nodiscard]] Delivery deliver(const model::Notice& notice, const model::Incident& incident) override {
        if (auto out = off()) return *out;
        const auto t = tell(notice, incident);
        Json fields = Json::array();
        for (const auto& fact : t.facts) {
            fields.push_back({{"short", true},
                              {"title", fact.label},
                              {"value", markup::cut(markup::markdown(fact.value), value_characters)}});
        }
        Json attachment{{"fallback", markup::clean(t.headline)},
                        {"color", colour(incident.severity)},
                        {"title", incident.id.value}};
        if (!t.link.empty()) attachment["title_link"] = t.link;
        if (!t.text.empty()) attachment["text"] = markup::cut(markup::markdown(t.text), text_characters / 2);
        attachment["fields"] = std::move(fields);
        Json body{{"text", "**" + markup::cut(markup::markdown(t.headline), value_characters) + "**"}};
        if (!config_.username.empty()) body["username"] = config_.username;
        if (!config_.channel.empty()) body["channel"] = config_.channel;
        body["attachments"] = Json::array({std::move(attachment)});
        if (incident.severity >= model::Severity::high && !respond::is_over(notice, incident))
            body["priority"] = {{"priority", "urgent"}};
        auto reply = call("POST", config_.url, {}, model::dump(body));
        constexpr int unknown = 404;
        if (reply.status == unknown) switch_off(reply.status);
        return reply.delivery;
    }

private:
    MattermostConfig config_;
};

}  // namespace

Result<std::unique_ptr<respond::Channel>> make_mattermost_channel(MattermostConfig config, ports::Http& http,
                                                                  const ports::Clock& clock) {
    VIGIE_TRY(respond::check_service_url(config.service, config.url));
    return std::make_unique<MattermostChannel>(std::move(config), http, clock);
}

}  // namespace vigie::plugins
