// What speaks to the outside: channels and desks.
#include "assemble/services.hpp"

#include <vigie/plugins/bluesky.hpp>
#include <vigie/plugins/email.hpp>
#include <vigie/plugins/webhook.hpp>

namespace vigie::engine {
namespace {

using MadeChannel = Result<std::unique_ptr<respond::Channel>>;

struct ChannelMaker {
    const Config& config;
    const ChannelConfig& channel;
    ports::Http& http;
    ports::Mailer& mailer;
    const ports::Clock& clock;
    ports::Wire* wire;

    MadeChannel operator()(const EmailChannel& c) const {
        plugins::EmailConfig email;
        email.name = channel.name;
        email.server = {
            .url = c.server, .user = c.user, .password = c.password.reveal(), .require_tls = c.require_tls};
        email.from = c.from;
        email.reply_to = c.reply_to;
        email.to = c.to;
        return plugins::make_email_channel(std::move(email), mailer, clock);
    }
    MadeChannel operator()(const WebhookChannel& c) const {
        plugins::WebhookConfig webhook;
        webhook.name = channel.name;
        webhook.url = c.url;
        for (const auto& secret : c.secrets) webhook.secrets.push_back(secret.reveal());
        webhook.console_url = config.serve.public_url;
        webhook.allow_private = c.allow_private;
        return plugins::make_webhook_channel(std::move(webhook), http, clock);
    }
    MadeChannel operator()(const ServiceSettings& s) const {
        return make_service_channel(config, channel.name, s,
                                    {.http = http, .clock = clock, .mailer = &mailer, .wire = wire});
    }
};

// A desk's session tokens live in the store, so that a restart does not log in again.
plugins::SessionVault vault(ports::Store& store, const std::string& key) {
    plugins::SessionVault out;
    out.load = [&store, key]() -> Result<std::optional<std::string>> {
        std::optional<std::string> value;
        VIGIE_TRY(store.read([&](ports::Session& s) -> Result<> {
            VIGIE_TRY_ASSIGN(value, s.value(key));
            return {};
        }));
        return value;
    };
    out.save = [&store, key](const std::string& value) {
        return store.write([&](ports::Session& s) { return s.set_value(key, value); });
    };
    return out;
}

}  // namespace

Result<std::vector<std::unique_ptr<respond::Channel>>> make_channels(const Config& config, ports::Http& http,
                                                                     ports::Mailer& mailer,
                                                                     const ports::Clock& clock,
                                                                     ports::Wire* wire) {
    std::vector<std::unique_ptr<respond::Channel>> out;
    for (const auto& channel : config.channels) {
        auto made = std::visit(ChannelMaker{config, channel, http, mailer, clock, wire}, channel.settings);
        if (!made) return tl::unexpected(made.error().in("channel " + channel.name));
        out.push_back(*std::move(made));
    }
    return out;
}

Result<std::vector<std::unique_ptr<respond::Desk>>> make_desks(const Config& config, ports::Http& http,
                                                               const ports::Clock& clock, ports::Store& store,
                                                               ports::Mailer* mailer) {
    std::vector<std::unique_ptr<respond::Desk>> out;
    for (const auto& desk : config.desks) {
        if (const auto* s = std::get_if<ServiceSettings>(&desk.settings)) {
            auto made =
                make_service_desk(config, desk.name, *s, {.http = http, .clock = clock, .mailer = mailer});
            if (!made) return tl::unexpected(made.error().in("desk " + desk.name));
            out.push_back(*std::move(made));
            continue;
        }
        const auto& c = std::get<BlueskyDesk>(desk.settings);
        plugins::BlueskyDeskConfig bluesky;
        bluesky.name = desk.name;
        bluesky.service = c.service;
        bluesky.identifier = c.identifier;
        bluesky.password = c.password.reveal();
        bluesky.labeler = c.labeler;
        bluesky.appview = c.appview;
        bluesky.plc = c.plc;
        // A test network or a server of our own: its addresses are private, those of its accounts, too.
        bluesky.allow_private = c.service.starts_with("http://");
        auto made = plugins::make_bluesky_desk(std::move(bluesky),
                                               vault(store, "desk." + desk.name + ".session"), http, clock);
        if (!made) return tl::unexpected(made.error().in("desk " + desk.name));
        out.push_back(*std::move(made));
    }
    return out;
}

}  // namespace vigie::engine
