#include "assemble/services.hpp"

#include <vigie/plugins/abuse_mail.hpp>
#include <vigie/plugins/assisted.hpp>
#include <vigie/plugins/discord.hpp>
#include <vigie/plugins/jira.hpp>
#include <vigie/plugins/mastodon.hpp>
#include <vigie/plugins/mattermost.hpp>
#include <vigie/plugins/misp.hpp>
#include <vigie/plugins/netcraft.hpp>
#include <vigie/plugins/pagerduty.hpp>
#include <vigie/plugins/slack.hpp>
#include <vigie/plugins/syslog.hpp>
#include <vigie/plugins/taxii.hpp>
#include <vigie/plugins/teams.hpp>
#include <vigie/plugins/thehive.hpp>

#include <charconv>

namespace vigie::engine {
namespace {

int number(const ServiceSettings& s, const std::string& key, int usual) {
    const auto text = s.word(key);
    int out = usual;
    if (!text.empty()) (void)std::from_chars(text.data(), text.data() + text.size(), out);
    return out;
}

void put(std::string& to, const std::string& value) {  // what is absent keeps the plug-in's own value
    if (!value.empty()) to = value;
}

}  // namespace

Result<std::unique_ptr<respond::Channel>> make_service_channel(const Config& config, const std::string& name,
                                                               const ServiceSettings& s,
                                                               const Outward& outward) {
    respond::Service service{.name = name,
                             .console_url = config.serve.public_url,
                             .lang = config.language,
                             .allow_private = s.allow_private};
    const auto& secret = s.secret.reveal();
    auto& http = outward.http;
    const auto& clock = outward.clock;
    if (s.type == "slack") return plugins::make_slack_channel({service, secret}, http, clock);
    if (s.type == "teams") return plugins::make_teams_channel({service, secret}, http, clock);
    if (s.type == "mattermost") {
        return plugins::make_mattermost_channel({service, secret, s.word("channel"), s.word("username")},
                                                http, clock);
    }
    if (s.type == "discord")
        return plugins::make_discord_channel({service, secret, s.word("thread")}, http, clock);
    if (s.type == "pagerduty") {
        plugins::PagerDutyConfig c{.service = service, .routing_key = secret};
        put(c.url, s.url);
        return plugins::make_pagerduty_channel(std::move(c), http, clock);
    }
    if (s.type == "jira") {
        plugins::JiraConfig c{.service = service,
                              .url = s.url,
                              .user = s.word("user"),
                              .token = secret,
                              .project = s.word("project")};
        put(c.issue_type, s.word("issue_type"));
        return plugins::make_jira_channel(std::move(c), http, clock);
    }
    if (s.type == "thehive") {
        return plugins::make_thehive_channel({.service = service,
                                              .url = s.url,
                                              .key = secret,
                                              .organisation = s.word("organisation"),
                                              .case_template = s.word("case_template"),
                                              .tlp = number(s, "tlp", 2)},
                                             http, clock);
    }
    if (s.type == "misp") {
        plugins::MispConfig c{
            .service = service, .url = s.url, .key = secret, .distribution = number(s, "distribution", 0)};
        put(c.tlp, s.word("tlp"));
        return plugins::make_misp_channel(std::move(c), http, clock);
    }
    if (s.type == "taxii") {
        plugins::TaxiiConfig c{.service = service,
                               .root = s.url,
                               .collection = s.word("collection"),
                               .user = s.word("user"),
                               .secret = secret};
        put(c.organisation, s.word("organisation"));
        put(c.tlp, s.word("tlp"));
        c.incident_extension = !s.word("incident_extension").empty();
        return plugins::make_taxii_channel(std::move(c), http, clock);
    }
    if (s.type == "syslog" && outward.wire != nullptr) {
        plugins::SyslogConfig c{.name = name,
                                .server = s.url,
                                .cef = s.word("format") == "cef",
                                .console_url = config.serve.public_url,
                                .lang = config.language};
        put(c.host, s.word("host"));
        constexpr int local4 = 20;
        c.facility = number(s, "facility", local4);
        return plugins::make_syslog_channel(std::move(c), *outward.wire, clock);
    }
    return fail(Errc::invalid_argument, "channel '{}': the type '{}' cannot be used here", name, s.type);
}

Result<std::unique_ptr<respond::Desk>> make_service_desk(const Config& /*config*/, const std::string& name,
                                                         const ServiceSettings& s, const Outward& outward) {
    if (s.type == "mastodon") {
        return plugins::make_mastodon_desk(
            {.name = name, .instance = s.url, .token = s.secret.reveal(), .allow_private = s.allow_private},
            outward.http, outward.clock);
    }
    if (s.type == "netcraft") {
        plugins::NetcraftDeskConfig c;
        c.name = name;
        c.email = s.word("email");
        put(c.url, s.url);
        c.allow_private = s.allow_private;
        return plugins::make_netcraft_desk(std::move(c), outward.http, outward.clock);
    }
    if (s.type == "assisted") {
        return plugins::make_assisted_desk({.name = name,
                                            .platform = s.word("platform"),
                                            .organisation = s.word("organisation"),
                                            .signatory = s.word("signatory"),
                                            .email = s.word("email"),
                                            .postal = s.word("postal"),
                                            .phone = s.word("phone"),
                                            .mark = s.word("mark")});
    }
    if (s.type == "abuse_mail" && outward.mailer != nullptr) {
        plugins::AbuseMailConfig c;
        c.name = name;
        c.server = {.url = s.url, .user = s.word("user"), .password = s.secret.reveal()};
        c.server.require_tls = !s.word("user").empty();
        c.from = s.word("from");
        c.reply_to = s.word("reply_to");
        c.organisation = s.word("organisation");
        c.signatory = s.word("signatory");
        put(c.bootstrap, s.word("bootstrap"));
        c.allow_private = s.allow_private;
        return plugins::make_abuse_mail_desk(std::move(c), outward.http, *outward.mailer, outward.clock);
    }
    return fail(Errc::invalid_argument, "desk '{}': the type '{}' cannot be used here", name, s.type);
}

}  // namespace vigie::engine
