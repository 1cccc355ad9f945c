#include <vigie/plugins/slack.hpp>
#include <vigie/respond/markup.hpp>

namespace vigie::plugins {
namespace {

using model::Json;
using respond::Delivery;
namespace markup = respond::markup;

constexpr std::size_t text_characters = 4000;
constexpr std::size_t header_characters = 149;
constexpr std::size_t section_characters = 2900;
constexpr std::size_t field_characters = 1900;

std::string message(const respond::Telling& t) {
    Json fields = Json::array();
    for (const auto& fact : t.facts) {
        fields.push_back({{"type", "mrkdwn"},
                          {"text", "*" + markup::slack(fact.label) + "*\n" +
                                       markup::cut(markup::slack(fact.value), field_characters)}});
    }
    Json blocks = Json::array();
    blocks.push_back(
        {{"type", "header"},
         {"text",
          {{"type", "plain_text"}, {"text", markup::cut(markup::clean(t.title), header_characters)}}}});
    blocks.push_back({{"type", "section"}, {"fields", std::move(fields)}});
    if (!t.text.empty()) {
        blocks.push_back(
            {{"type", "section"},
             {"text",
              {{"type", "mrkdwn"}, {"text", markup::cut(markup::slack(t.text), section_characters)}}}});
    }
    if (!t.link.empty()) {
        Json button{
            {"type", "button"}, {"text", {{"type", "plain_text"}, {"text", t.open}}}, {"url", t.link}};
        blocks.push_back({{"type", "actions"}, {"elements", Json::array({std::move(button)})}});
    }
    // `text` is what notifications and screen readers say.
    return model::dump(Json{{"text", markup::cut(markup::slack(t.headline), text_characters)},
                            {"blocks", std::move(blocks)}});
}

class SlackChannel final : public respond::ServiceChannel {
public:
    SlackChannel(SlackConfig config, ports::Http& http, const ports::Clock& clock)
        : ServiceChannel(std::move(config.service), "Slack", {config.url}, http, clock),
          url_(std::move(config.url)) {}

    [[nodiscard]] std::string type() const override { return "slack"; }

    [[nodiscard]] Delivery deliver(const model::Notice& notice, const model::Incident& incident) override {
        if (auto out = off()) return *out;
        auto reply = call("POST", url_, {}, message(tell(notice, incident)));
        constexpr int gone = 410;
        constexpr int unknown = 404;
        if (reply.status == unknown || reply.status == gone) switch_off(reply.status);
        return reply.delivery;
    }

private:
    std::string url_;
};

}  // namespace

Result<std::unique_ptr<respond::Channel>> make_slack_channel(SlackConfig config, ports::Http& http,
                                                             const ports::Clock& clock) {
    VIGIE_TRY(respond::check_service_url(config.service, config.url));
    return std::make_unique<SlackChannel>(std::move(config), http, clock);
}

}  // namespace vigie::plugins
