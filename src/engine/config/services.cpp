// The services that need little: their fields in one table, from which they are read.
#include "config/parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace vigie::engine {
namespace {

using kit::YamlNode;

enum class Kind : std::uint8_t { secret, secret_url, url, second_url, word, mailbox, number, flag, choice };

struct Field {
    const char* name;
    Kind kind;
    bool required = false;
    std::int64_t low = 0;  // number
    std::int64_t high = 0;
    std::vector<std::string> choices{};  // choice; url: the schemes
};

struct Type {
    const char* name;
    bool desk;
    std::vector<Field> fields;
};

const std::vector<Type>& table() {
    using enum Kind;
    static const std::vector<std::string> web{"https", "http"};
    static const std::vector<std::string> tlp{"white", "green", "amber", "red"};
    static const std::vector<std::string> platforms{"x",        "facebook", "instagram",
                                                    "linkedin", "tiktok",   "youtube"};
    static const Field hook{"secret_url", secret_url, true};
    static const Field private_too{"allow_private", flag};
    static const std::vector<Type> types{
        {"slack", false, {hook, private_too}},
        {"teams", false, {hook, private_too}},
        {"mattermost", false, {hook, {"channel", word}, {"username", word}, private_too}},
        {"discord", false, {hook, {"thread", word}, private_too}},
        {"pagerduty", false, {{"routing_key", secret, true}, {"url", url, false, 0, 0, web}, private_too}},
        {"jira",
         false,
         {{"url", url, true, 0, 0, web},
          {"user", word},
          {"token", secret, true},
          {"project", word, true},
          {"issue_type", word},
          private_too}},
        {"syslog",
         false,
         {{"server", url, true, 0, 0, {"udp", "tcp", "tls"}},
          {"format", choice, false, 0, 0, {"rfc5424", "cef"}},
          {"host", word},
          {"facility", number, false, 0, 23}}},
        {"thehive",
         false,
         {{"url", url, true, 0, 0, web},
          {"key", secret, true},
          {"organisation", word},
          {"case_template", word},
          {"tlp", number, false, 0, 4},
          private_too}},
        {"misp",
         false,
         {{"url", url, true, 0, 0, web},
          {"key", secret, true},
          {"distribution", number, false, 0, 3},
          {"tlp", choice, false, 0, 0, tlp},
          private_too}},
        {"taxii",
         false,
         {{"url", url, true, 0, 0, web},
          {"collection", word, true},
          {"user", word},
          {"secret", secret, true},
          {"organisation", word},
          {"tlp", choice, false, 0, 0, tlp},
          {"incident_extension", flag},
          private_too}},
        {"mastodon", true, {{"instance", url, true, 0, 0, web}, {"token", secret, true}, private_too}},
        {"abuse_mail",
         true,
         {{"server", url, true, 0, 0, {"smtp", "smtps"}},
          {"user", word},
          {"password", secret},
          {"from", mailbox, true},
          {"reply_to", mailbox},
          {"organisation", word, true},
          {"signatory", word, true},
          {"bootstrap", second_url, false, 0, 0, web},
          private_too}},
        {"netcraft", true, {{"email", mailbox, true}, {"url", url, false, 0, 0, web}, private_too}},
        {"assisted",
         true,
         {{"platform", choice, true, 0, 0, platforms},
          {"organisation", word, true},
          {"signatory", word, true},
          {"email", mailbox, true},
          {"postal", word},
          {"phone", word},
          {"mark", word}}},
    };
    return types;
}

void read_field(ServiceSettings& out, const Field& field, const YamlNode& node, const Values& values) {
    switch (field.kind) {
        case Kind::secret: out.secret = values.secret(node).value_or(Secret()); return;
        case Kind::secret_url: {
            out.secret = values.secret(node).value_or(Secret());
            const auto& address = out.secret.reveal();
            if (!address.empty() && !address.starts_with("https://") && !address.starts_with("http://")) {
                node.error("bad-value", "this secret is not the address of a hook",
                           "copy the whole address that the service shows, with https://");
            }
            return;
        }
        case Kind::url: {
            auto text = origin(node, field.choices);
            if (!text) return;
            if (text->starts_with("http://") && !local_host(*text))
                node.warning("no-tls", "notices and secrets would travel in the clear", "write https://…");
            out.url = *std::move(text);
            return;
        }
        case Kind::second_url:  // beside another address
            if (auto text = origin(node, field.choices)) out.words[field.name] = *std::move(text);
            return;
        case Kind::word:
            if (auto text = word(node)) out.words[field.name] = *std::move(text);
            return;
        case Kind::mailbox:
            if (auto text = mailbox(node)) out.words[field.name] = *std::move(text);
            return;
        case Kind::number:
            if (const auto n = node.integer(field.low, field.high))
                out.words[field.name] = std::to_string(*n);
            return;
        case Kind::flag:
            if (const auto set = node.flag()) {
                if (std::string_view(field.name) == "allow_private") {
                    out.allow_private = *set;
                } else {
                    out.words[field.name] = *set ? "true" : "";
                }
            }
            return;
        case Kind::choice:
            if (auto text = node.one_of(field.choices)) out.words[field.name] = *std::move(text);
            return;
    }
}

}  // namespace

std::vector<std::string> service_types(bool desk) {
    std::vector<std::string> out;
    for (const auto& type : table()) {
        if (type.desk == desk) out.emplace_back(type.name);
    }
    return out;
}

ServiceSettings read_service(const YamlNode& node, const Values& values, const std::string& type, bool desk) {
    ServiceSettings out;
    out.type = type;
    const auto& types = table();
    const auto it =
        std::ranges::find_if(types, [&](const Type& t) { return t.name == type && t.desk == desk; });
    if (it == types.end()) return out;
    std::vector<std::string> names{"type"};
    for (const auto& field : it->fields) names.emplace_back(field.name);
    node.known(names);
    for (const auto& field : it->fields)
        read_field(out, field, field.required ? node.require(field.name) : node.get(field.name), values);
    if (local_host(out.url) && !out.allow_private && out.url.starts_with("http")) {
        node.error("bad-value", "this address is private, and private targets are refused",
                   "add 'allow_private: true' if you mean it");
    }
    return out;
}

}  // namespace vigie::engine
