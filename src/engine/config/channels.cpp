#include "config/parts.hpp"

#include <vigie/kit/hash.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace vigie::engine {
namespace {

using kit::YamlNode;

EmailChannel email(const YamlNode& node, const Values& values) {
    node.known({"type", "server", "user", "password", "from", "reply_to", "to", "require_tls"});
    EmailChannel out;
    out.server = origin(node.require("server"), {"smtp", "smtps"}).value_or("");
    out.user = word(node.get("user")).value_or("");
    out.password = values.secret(node.get("password")).value_or(Secret());
    out.from = mailbox(node.require("from")).value_or("");
    out.reply_to = mailbox(node.get("reply_to")).value_or("");
    for (const auto& item : node.get("to").items()) {
        if (auto address = mailbox(item)) out.to.push_back(std::move(*address));
    }
    const bool local = local_host(out.server);
    out.require_tls = node.get("require_tls").flag().value_or(!local);
    if (static_cast<bool>(node.get("user")) != static_cast<bool>(node.get("password"))) {
        node.error("missing-field", "a login needs both 'user' and 'password'",
                   "add the other one, or remove both");
    }
    if (!out.require_tls && !local && !out.user.empty() && out.server.starts_with("smtp://")) {
        node.get("require_tls")
            .warning("no-tls", "the password may travel in the clear", "write 'require_tls: true'");
    }
    return out;
}

// Standard Webhooks: "whsec_" and 24 to 64 bytes in base64.
bool good_webhook_secret(const std::string& secret) {
    constexpr std::string_view prefix = "whsec_";
    constexpr std::size_t shortest = 24;
    constexpr std::size_t longest = 64;
    if (!secret.starts_with(prefix)) return false;
    const auto key = kit::base64_decode(std::string_view(secret).substr(prefix.size()));
    return key && key->size() >= shortest && key->size() <= longest;
}

WebhookChannel webhook(const YamlNode& node, const Values& values) {
    node.known({"type", "url", "secret", "secrets", "allow_private"});
    WebhookChannel out;
    out.url = origin(node.require("url"), {"https", "http"}).value_or("");
    out.allow_private = node.get("allow_private").flag().value_or(false);
    if (out.url.starts_with("http://") && !local_host(out.url)) {
        node.get("url").warning("no-tls", "notices would travel in the clear", "write https://…");
    }
    if (local_host(out.url) && !out.allow_private) {
        node.get("url").error("bad-value", "this address is private, and private targets are refused",
                              "add 'allow_private: true' if you mean it");
    }
    auto places = node.get("secret").type() == YamlNode::Type::absent
                      ? node.get("secrets").items()
                      : std::vector<YamlNode>{node.get("secret")};
    if (node.get("secret") && node.get("secrets")) {
        node.get("secrets").error("duplicate", "'secret' and 'secrets' are both given",
                                  "put all of them into 'secrets'");
    }
    if (places.empty()) {
        node.error(
            "missing-field", "'secret' is missing: the receiver could not tell us from others",
            "add 'secret: {file: webhook-secret}'; make one with: echo whsec_$(openssl rand -base64 32)");
    }
    for (const auto& place : places) {
        auto secret = values.secret(place);
        if (!secret) continue;
        if (!good_webhook_secret(secret->reveal())) {
            place.error("bad-value", "this is not a webhook secret: 'whsec_' and 24 to 64 bytes in base64",
                        "make one with: echo whsec_$(openssl rand -base64 32)");
        }
        out.secrets.push_back(std::move(*secret));
    }
    return out;
}

BlueskyDesk bluesky(const YamlNode& node, const Values& values) {
    node.known({"type", "service", "identifier", "password", "labeler", "appview", "plc"});
    BlueskyDesk out;
    if (auto text = origin(node.get("service"), {"https", "http"})) out.service = std::move(*text);
    if (auto text = origin(node.get("appview"), {"https", "http"})) out.appview = std::move(*text);
    if (auto text = origin(node.get("plc"), {"https", "http"})) out.plc = std::move(*text);
    out.identifier = word(node.require("identifier")).value_or("");
    if (out.identifier.starts_with('@')) {
        node.get("identifier")
            .error("bad-value", "a handle is written without '@'",
                   fmt::format("write '{}'", out.identifier.substr(1)));
    }
    out.password = values.secret(node.require("password")).value_or(Secret());
    if (auto text = word(node.get("labeler"))) {
        if (text->starts_with("did:") && text->find('#') != std::string::npos) {
            out.labeler = std::move(*text);
        } else {
            node.get("labeler").error("bad-value", "this is not a labeler service",
                                      "write did:plc:…#atproto_labeler");
        }
    }
    return out;
}

BlueskyAccount bluesky_account(const YamlNode& node, const Values& values) {
    node.known({"type", "handle", "service", "identifier", "password"});
    BlueskyAccount out;
    if (auto text = origin(node.get("service"), {"https", "http"})) out.service = std::move(*text);
    out.identifier = word(node.get("identifier")).value_or("");
    out.password = values.secret(node.require("password")).value_or(Secret());
    return out;
}

MastodonAccount mastodon_account(const YamlNode& node, const Values& values) {
    node.known({"type", "handle", "service", "token", "expires", "characters"});
    MastodonAccount out;
    out.service = origin(node.require("service"), {"https", "http"}).value_or("");
    out.token = values.secret(node.require("token")).value_or(Secret());
    if (const auto text = word(node.get("expires"))) {
        if (const auto day = parse_time(*text))
            out.expires = *day;
        else
            node.get("expires").error("bad-value", "this is no date", "write 2027-03-01");
    }
    constexpr std::int64_t most = 100'000;
    out.characters = static_cast<std::size_t>(
        node.get("characters").integer(1, most).value_or(static_cast<std::int64_t>(out.characters)));
    return out;
}

// channels and desks: a map from name to settings. The type may be left out where the name says it.
template <class Visit>
void each_named(const YamlNode& node, std::string_view what, const std::vector<std::string>& types,
                const Visit& visit) {
    if (node.type() == YamlNode::Type::list || node.type() == YamlNode::Type::scalar) {
        node.error("wrong-type", fmt::format("'{}s' is a map from name to settings", what),
                   fmt::format("write '{}:' and indent its fields below", types.front()));
        return;
    }
    node.each_key([&](const std::string& name, const YamlNode& key, const YamlNode& value) {
        if (!good_name(key, name)) return;
        if (value.type() != YamlNode::Type::map) {
            key.error("wrong-type", fmt::format("{} '{}' says nothing", what, name),
                      "indent its fields below");
            return;
        }
        const bool told = static_cast<bool>(value.get("type"));
        if (!told && std::ranges::find(types, name) == types.end()) {
            value.error("missing-field", "'type' is missing",
                        fmt::format("add 'type: {}'", fmt::join(types, " or ")));
            return;
        }
        const auto type = told ? value.get("type").one_of(types) : std::optional(name);
        if (type) visit(name, key.line(), *type, value);
    });
}

}  // namespace

void read_channels(const YamlNode& node, const Values& values, std::vector<ChannelConfig>& out) {
    std::vector<std::string> types{"email", "webhook"};
    for (auto& type : service_types(false)) types.push_back(std::move(type));
    each_named(node, "channel", types,
               [&](const std::string& name, int line, const std::string& type, const YamlNode& value) {
                   auto& channel = out.emplace_back();
                   channel.name = name;
                   channel.line = line;
                   if (type == "email") {
                       channel.settings = email(value, values);
                   } else if (type == "webhook") {
                       channel.settings = webhook(value, values);
                   } else {
                       channel.settings = read_service(value, values, type, false);
                   }
               });
}

void read_desks(const YamlNode& node, const Values& values, std::vector<DeskConfig>& out) {
    std::vector<std::string> types{"bluesky"};
    for (auto& type : service_types(true)) types.push_back(std::move(type));
    each_named(node, "desk", types,
               [&](const std::string& name, int line, const std::string& type, const YamlNode& value) {
                   auto& desk = out.emplace_back();
                   desk.name = name;
                   desk.line = line;
                   if (type == "bluesky") {
                       desk.settings = bluesky(value, values);
                   } else {
                       desk.settings = read_service(value, values, type, true);
                   }
               });
}

void read_publishers(const YamlNode& node, const Values& values, std::vector<PublisherConfig>& out) {
    each_named(node, "publisher", {"bluesky", "mastodon"},
               [&](const std::string& name, int line, const std::string& type, const YamlNode& value) {
                   auto& publisher = out.emplace_back();
                   publisher.name = name;
                   publisher.line = line;
                   publisher.handle = word(value.require("handle")).value_or("");
                   if (publisher.handle.starts_with('@')) {
                       value.get("handle").error("bad-value", "a handle is written without '@'",
                                                 fmt::format("write '{}'", publisher.handle.substr(1)));
                   }
                   if (type == "bluesky") {
                       publisher.settings = bluesky_account(value, values);
                   } else {
                       publisher.settings = mastodon_account(value, values);
                   }
               });
}

}  // namespace vigie::engine
