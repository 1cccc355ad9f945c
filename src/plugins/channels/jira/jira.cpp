#include <vigie/kit/hash.hpp>
#include <vigie/plugins/jira.hpp>
#include <vigie/respond/markup.hpp>

#include <fmt/core.h>

#include <algorithm>

namespace vigie::plugins {
namespace {

using model::Json;
using respond::Delivery;
namespace markup = respond::markup;

constexpr std::size_t summary_characters = 240;  // 255
constexpr std::size_t text_characters = 20'000;  // 32,767

const char* priority(model::Severity s) {
    switch (s) {
        case model::Severity::critical: return "Highest";
        case model::Severity::high: return "High";
        case model::Severity::medium: return "Medium";
        default: return "Low";
    }
}

std::string one_line(std::string text) {
    std::ranges::replace(text, '\n', ' ');
    return text;
}

// Atlassian document: text nodes are literal, so nothing in them is a mention or a link.
Json document(const respond::Telling& t) {
    auto content = Json::array();
    std::string_view rest = t.text;
    const auto text = markup::cut(markup::clean(rest.empty() ? t.title : rest), text_characters);
    rest = text;
    while (!rest.empty()) {
        const auto end = rest.find('\n');
        const auto line = rest.substr(0, end);
        if (!line.empty()) {
            content.push_back(
                {{"type", "paragraph"}, {"content", Json::array({Json{{"type", "text"}, {"text", line}}})}});
        }
        if (end == std::string_view::npos) break;
        rest.remove_prefix(end + 1);
    }
    if (!t.link.empty()) {
        const Json mark{{"type", "link"}, {"attrs", {{"href", t.link}}}};
        content.push_back(
            {{"type", "paragraph"},
             {"content",
              Json::array({Json{{"type", "text"}, {"text", t.open}, {"marks", Json::array({mark})}}})}});
    }
    return {{"type", "doc"}, {"version", 1}, {"content", std::move(content)}};
}

// Wiki markup: what would be a macro, link, image or mention after a backslash.
std::string wiki(const respond::Telling& t) {
    std::string out;
    for (const char c : markup::cut(markup::clean(t.text.empty() ? t.title : t.text), text_characters)) {
        if (std::string_view("[]{}!|*_").find(c) != std::string_view::npos) out += '\\';
        out += c;
    }
    if (!t.link.empty()) out += "\n\n" + t.link;
    return out;
}

class JiraChannel final : public respond::ServiceChannel {
public:
    JiraChannel(JiraConfig config, ports::Http& http, const ports::Clock& clock)
        : ServiceChannel(config.service, "Jira", {config.token}, http, clock),
          config_(std::move(config)),
          cloud_(!config_.user.empty()) {
        headers_ = {{"accept", "application/json"},
                    {"authorization", cloud_ ? "Basic " + kit::base64(config_.user + ":" + config_.token)
                                             : "Bearer " + config_.token}};
        api_ = config_.url + (cloud_ ? "/rest/api/3" : "/rest/api/2");
    }

    [[nodiscard]] std::string type() const override { return "jira"; }

    // Creating is not idempotent: the label of the case is looked for first.
    [[nodiscard]] Delivery deliver(const model::Notice& notice, const model::Incident& incident) override {
        if (notice.event == "channel.test") {
            auto reply = call("GET", api_ + "/project/" + config_.project, headers_, {});
            if (reply.ok()) reply.delivery.detail = "Jira knows the project; nothing was sent";
            return reply.delivery;
        }
        const auto& label = incident.id.value;
        const bool plain = std::ranges::all_of(label, [](char c) {
            return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
        });
        if (!plain) return refused("the number of the case cannot be a label");
        const Json search{
            {"jql", fmt::format("project = \"{}\" AND labels = \"{}\"", config_.project, label)},
            {"fields", Json::array({"key"})},
            {"maxResults", 1}};
        auto found = call("POST", api_ + (cloud_ ? "/search/jql" : "/search"), headers_, model::dump(search));
        if (!found.ok()) return found.delivery;
        const auto t = tell(notice, incident);
        if (const auto key = first_key(found.json); !key.empty()) return comment(key, t);
        return create(incident, t);
    }

private:
    [[nodiscard]] static std::string first_key(const Json& found) {
        if (!found.is_object()) return {};
        const auto issues = found.find("issues");
        if (issues == found.end() || !issues->is_array() || issues->empty() || !issues->front().is_object())
            return {};
        const auto key = issues->front().value("key", Json());
        if (!key.is_string()) return {};
        auto text = key.get<std::string>();
        const bool plain = std::ranges::all_of(text, [](char c) {
            return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
        });
        return plain ? text : std::string();
    }
    [[nodiscard]] Json text_of(const respond::Telling& t) const {
        return cloud_ ? document(t) : Json(wiki(t));
    }
    [[nodiscard]] Delivery comment(const std::string& key, const respond::Telling& t) const {
        auto reply = call("POST", fmt::format("{}/issue/{}/comment", api_, key), headers_,
                          model::dump(Json{{"body", text_of(t)}}));
        if (reply.ok()) reply.delivery.detail = "commented on " + key;
        return reply.delivery;
    }
    [[nodiscard]] Delivery create(const model::Incident& incident, const respond::Telling& t) const {
        Json fields{{"project", {{"key", config_.project}}},
                    {"issuetype", {{"name", config_.issue_type}}},
                    {"summary", markup::cut(one_line(markup::clean(incident.id.value + " " + t.title)),
                                            summary_characters)},
                    {"labels", Json::array({"vigie", incident.id.value})}};
        if (config_.priority) fields["priority"] = {{"name", priority(incident.severity)}};
        fields["description"] = text_of(t);
        auto reply = call("POST", api_ + "/issue", headers_, model::dump(Json{{"fields", fields}}));
        constexpr int bad_request = 400;
        if (reply.status == bad_request && config_.priority && reply.json.is_object()) {
            const auto errors = reply.json.value("errors", Json::object());
            if (errors.is_object() && errors.contains("priority")) {
                fields.erase("priority");
                reply = call("POST", api_ + "/issue", headers_, model::dump(Json{{"fields", fields}}));
            }
        }
        if (reply.ok() && reply.json.is_object() && reply.json.value("key", Json()).is_string())
            reply.delivery.detail = "opened " + reply.json["key"].get<std::string>().substr(0, 64);
        return reply.delivery;
    }

    JiraConfig config_;
    bool cloud_;
    ports::Headers headers_;
    std::string api_;
};

}  // namespace

Result<std::unique_ptr<respond::Channel>> make_jira_channel(JiraConfig config, ports::Http& http,
                                                            const ports::Clock& clock) {
    VIGIE_TRY(respond::check_service_url(config.service, config.url));
    while (config.url.ends_with('/')) config.url.pop_back();
    const bool plain = std::ranges::all_of(
        config.project, [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || c == '_'; });
    if (config.project.empty() || !plain)
        return fail(Errc::invalid_argument, "channel '{}': 'project' is a key such as SEC",
                    config.service.name);
    return std::make_unique<JiraChannel>(std::move(config), http, clock);
}

}  // namespace vigie::plugins
