#include <vigie/plugins/discord.hpp>
#include <vigie/respond/markup.hpp>

#include <algorithm>
#include <cmath>

namespace vigie::plugins {
namespace {

using model::Json;
using respond::Delivery;
namespace markup = respond::markup;

// 6,000 characters in all embeds: 250 + 3,000 + facts of 500 leave a margin.
constexpr std::size_t content_characters = 1900;
constexpr std::size_t title_characters = 250;
constexpr std::size_t text_characters = 3000;
constexpr std::size_t field_characters = 500;
constexpr double longest_wait = 3600;

int colour(model::Severity severity) {
    constexpr int red = 0xD24B4E;
    constexpr int amber = 0xE8A33D;
    constexpr int grey = 0x5B7083;
    if (severity >= model::Severity::high) return red;
    return severity == model::Severity::medium ? amber : grey;
}

class DiscordChannel final : public respond::ServiceChannel {
public:
    DiscordChannel(DiscordConfig config, ports::Http& http, const ports::Clock& clock)
        : ServiceChannel(std::move(config.service), "Discord", {config.url}, http, clock),
          url_(config.url + (config.url.find('?') == std::string::npos ? "?wait=true" : "&wait=true") +
               (config.thread.empty() ? "" : "&thread_id=" + config.thread)) {}

    [[nodiscard]] std::string type() const override { return "discord"; }

    [[nodiscard]] Delivery deliver(const model::Notice& notice, const model::Incident& incident) override {
        if (auto out = off()) return *out;
        const auto t = tell(notice, incident);
        Json embed{{"title", markup::cut(markup::markdown(t.title), title_characters)}};
        if (!t.link.empty()) embed["url"] = t.link;
        if (!t.text.empty()) embed["description"] = markup::cut(markup::markdown(t.text), text_characters);
        embed["color"] = colour(incident.severity);
        embed["fields"] = Json::array();
        for (const auto& fact : t.facts) {
            embed["fields"].push_back({{"name", fact.label},
                                       {"value", markup::cut(markup::markdown(fact.value), field_characters)},
                                       {"inline", true}});
        }
        if (notice.created_at != Time{}) embed["timestamp"] = format_time(notice.created_at);
        const Json body{{"content", markup::cut(markup::markdown(t.headline), content_characters)},
                        {"allowed_mentions", {{"parse", Json::array()}}},
                        {"embeds", Json::array({std::move(embed)})}};
        auto reply = call("POST", url_, {}, model::dump(body));
        constexpr int limited = 429;
        if (reply.status == limited && reply.json.is_object()) wait_as_told(reply);
        // 10,000 of these in ten minutes, and the address of the whole house is banned.
        if (reply.status == 401 || reply.status == 403 || reply.status == 404) switch_off(reply.status);
        return reply.delivery;
    }

private:
    // In the body stand seconds with a fraction.
    static void wait_as_told(Reply& reply) {
        const auto it = reply.json.find("retry_after");
        if (it == reply.json.end() || !it->is_number()) return;
        const auto wait = std::clamp(std::ceil(it->get<double>()), 1.0, longest_wait);
        reply.delivery.retry_after =
            std::max(reply.delivery.retry_after, std::chrono::seconds(static_cast<std::int64_t>(wait)));
    }

    std::string url_;
};

}  // namespace

Result<std::unique_ptr<respond::Channel>> make_discord_channel(DiscordConfig config, ports::Http& http,
                                                               const ports::Clock& clock) {
    VIGIE_TRY(respond::check_service_url(config.service, config.url));
    const bool number = std::ranges::all_of(config.thread, [](char c) { return c >= '0' && c <= '9'; });
    if (!number) {
        return fail(Errc::invalid_argument, "channel '{}': 'thread' is the number of a Discord thread",
                    config.service.name);
    }
    return std::make_unique<DiscordChannel>(std::move(config), http, clock);
}

}  // namespace vigie::plugins
