#include <vigie/kit/url.hpp>
#include <vigie/model/json.hpp>
#include <vigie/plugins/mastodon.hpp>
#include <vigie/respond/markup.hpp>

#include <fmt/core.h>

#include <algorithm>

namespace vigie::plugins {
namespace {

using model::Json;
using respond::Answer;
using respond::Sighting;

constexpr std::size_t comment_characters = 999;
constexpr std::size_t answer_bytes = 512 * 1024;
constexpr std::size_t shown_bytes = 200;

Answer refused(std::string why) {
    return {Answer::Outcome::refused, {}, std::move(why), false, {}, false};
}

bool digits(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

std::string query(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           c == '.' || c == '-' || c == '_';
        out += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return out;
}

std::string text(const Json& object, const char* key) {
    if (!object.is_object()) return {};
    const auto it = object.find(key);
    return it != object.end() && it->is_string() ? it->get<std::string>() : std::string();
}

// The moderators' three boxes. Rules are numbered differently everywhere: none is named.
const char* category(const std::string& reason) {
    if (reason == "scam" || reason == "phishing") return "spam";
    return reason == "leak" ? "legal" : "other";
}

// "user@host" without '@' in front; `home` for accounts of our own instance.
std::string account_of(const model::Culprit& culprit, std::string_view home) {
    auto handle = culprit.handle;
    if (handle.starts_with('@')) handle.erase(0, 1);
    if (handle.empty()) return {};
    return handle.find('@') == std::string::npos ? handle + "@" + std::string(home) : handle;
}

class MastodonDesk final : public respond::Desk {
public:
    MastodonDesk(MastodonDeskConfig config, ports::Http& http, const ports::Clock& clock)
        : config_(std::move(config)), http_(http), clock_(clock) {
        if (const auto url = kit::parse_url(config_.instance)) home_ = url->host;
    }

    [[nodiscard]] std::string name() const override { return config_.name; }
    [[nodiscard]] bool serves(const model::Culprit& culprit) const override {
        return culprit.network == "mastodon" && (culprit.kind == "account" || culprit.kind == "post");
    }
    [[nodiscard]] Answer request(const model::Takedown& takedown) override;
    [[nodiscard]] Sighting look(const model::Takedown& takedown) override;

private:
    struct Reply {
        int status = 0;
        Json json = Json(Json::value_t::discarded);
        std::string detail;
        Errc error = Errc::unavailable;
        std::chrono::seconds wait{0};
        [[nodiscard]] bool ok() const noexcept { return status >= 200 && status < 300; }
    };
    [[nodiscard]] Reply call(const std::string& method, const std::string& url, std::string body,
                             bool ours) const;
    [[nodiscard]] static Answer trouble(const Reply& reply, bool asked);

    MastodonDeskConfig config_;
    ports::Http& http_;
    const ports::Clock& clock_;
    std::string home_;
};

// The token goes to our own instance only.
MastodonDesk::Reply MastodonDesk::call(const std::string& method, const std::string& url, std::string body,
                                       bool ours) const {
    ports::HttpRequest request;
    request.method = method;
    request.url = url;
    request.headers = {{"accept", "application/json"}};
    if (ours) request.headers.emplace_back("authorization", "Bearer " + config_.token);
    if (!body.empty()) request.headers.emplace_back("content-type", "application/json");
    request.body = std::move(body);
    request.timeout = config_.timeout;
    request.max_response = answer_bytes;
    request.public_only = !(ours && config_.allow_private);
    const auto answer = http_.send(request);
    Reply out;
    if (!answer) {
        out.detail = answer.error().message;
        out.error = answer.error().code;
        return out;
    }
    out.status = answer->status;
    out.json = Json::parse(answer->body, nullptr, false);
    const auto said = text(out.json, "error");
    out.detail = fmt::format("the instance answered {}{}", answer->status,
                             said.empty() ? "" : " (" + said.substr(0, shown_bytes) + ")");
    const auto now =
        std::chrono::duration_cast<std::chrono::seconds>(clock_.now().time_since_epoch()).count();
    out.wait = ports::retry_after(answer->header("retry-after"), now);
    return out;
}

Answer MastodonDesk::trouble(const Reply& reply, bool asked) {
    if (reply.status == 0) {
        if (reply.error == Errc::unauthorised) return refused(reply.detail);
        const bool unsure = asked && (reply.error == Errc::timeout || reply.error == Errc::parse);
        return {Answer::Outcome::retry, {}, reply.detail, false, {}, unsure};
    }
    if (ports::retryable(reply.status) || reply.status >= 500)
        return {Answer::Outcome::retry, {}, reply.detail, false, reply.wait, false};
    return refused(reply.detail);
}

Answer MastodonDesk::request(const model::Takedown& takedown) {
    const bool post = takedown.subject.kind == "post";
    auto wanted = post ? takedown.subject_uri : account_of(takedown.subject, home_);
    if (wanted.empty() && post) wanted = takedown.subject.id;
    if (wanted.empty()) return refused("the culprit has no address that our instance could find");
    // What our instance does not know yet it fetches: resolve=true.
    const auto found = call("GET",
                            fmt::format("{}/api/v2/search?q={}&resolve=true&limit=1&type={}",
                                        config_.instance, query(wanted), post ? "statuses" : "accounts"),
                            {}, true);
    if (!found.ok()) return trouble(found, false);
    const auto list =
        found.json.is_object() ? found.json.value(post ? "statuses" : "accounts", Json()) : Json();
    if (!list.is_array() || list.empty() || !list.front().is_object())
        return refused("our instance finds no such " + std::string(post ? "post" : "account"));
    const auto& first = list.front();
    const auto account = post ? text(first.value("account", Json()), "id") : text(first, "id");
    if (account.empty()) return refused("our instance answers without the number of the account");
    Json statuses = Json::array();
    if (post) statuses.push_back(text(first, "id"));
    const Json body{{"account_id", account},
                    {"status_ids", std::move(statuses)},
                    {"comment", respond::markup::cut(takedown.text, comment_characters)},
                    {"forward", true},
                    {"category", category(takedown.reason)}};
    const auto reply = call("POST", config_.instance + "/api/v1/reports", model::dump(body), true);
    if (!reply.ok()) return trouble(reply, true);
    const auto number = text(reply.json, "id").substr(0, 64);
    if (number.empty())
        return {Answer::Outcome::retry, {}, "the answer has no report number", false, {}, true};
    return {Answer::Outcome::sent, number, "report " + number, true, {}, false};
}

// Without login, at the author's instance: what everybody sees. An instance that shows nothing to strangers
// says nothing.
Sighting MastodonDesk::look(const model::Takedown& takedown) {
    std::string address;
    if (takedown.subject.kind == "post") {
        const auto url =
            kit::parse_url(takedown.subject_uri.empty() ? takedown.subject.id : takedown.subject_uri);
        const auto id = url ? url->path.substr(url->path.rfind('/') + 1) : std::string();
        if (!url || !digits(id)) return {Sighting::State::unknown, "the post has no address with a number"};
        address = fmt::format("https://{}/api/v1/statuses/{}", url->host, id);
    } else {
        const auto account = account_of(takedown.subject, home_);
        const auto at = account.find('@');
        if (account.empty() || at == std::string::npos)
            return {Sighting::State::unknown, "the account has no handle"};
        const auto host = kit::host_to_ascii(account.substr(at + 1));
        if (host.empty()) return {Sighting::State::unknown, "the handle names no host"};
        address =
            fmt::format("https://{}/api/v1/accounts/lookup?acct={}", host, query(account.substr(0, at)));
    }
    const auto reply = call("GET", address, {}, false);
    if (reply.ok()) {
        if (!reply.json.is_object() || text(reply.json, "id").empty())
            return {Sighting::State::unknown, "the answer is no account or post"};
        const auto suspended = reply.json.value("suspended", Json());
        if (suspended.is_boolean() && suspended.get<bool>()) return {Sighting::State::gone, "suspended"};
        return {Sighting::State::still_up, "the instance shows it"};
    }
    constexpr int not_found = 404;
    constexpr int gone = 410;
    // Only the API's own words count: an error page of a proxy is no proof.
    if ((reply.status == not_found || reply.status == gone) && !text(reply.json, "error").empty())
        return {Sighting::State::gone, reply.detail};
    return {Sighting::State::unknown, reply.detail};
}

}  // namespace

Result<std::unique_ptr<respond::Desk>> make_mastodon_desk(MastodonDeskConfig config, ports::Http& http,
                                                          const ports::Clock& clock) {
    while (config.instance.ends_with('/')) config.instance.pop_back();
    if (!config.instance.starts_with("https://") && !config.instance.starts_with("http://"))
        return fail(Errc::invalid_argument, "desk '{}': 'instance' must begin with https://", config.name);
    if (config.token.empty()) return fail(Errc::invalid_argument, "desk '{}': no token", config.name);
    return std::make_unique<MastodonDesk>(std::move(config), http, clock);
}

}  // namespace vigie::plugins
