#include <vigie/kit/url.hpp>
#include <vigie/model/json.hpp>
#include <vigie/plugins/netcraft.hpp>
#include <vigie/respond/markup.hpp>
#include <vigie/respond/rdap.hpp>
#include <vigie/respond/telling.hpp>

#include <fmt/core.h>

#include <algorithm>

namespace vigie::plugins {
namespace {

using model::Json;
using respond::Answer;
using respond::Sighting;

constexpr std::size_t answer_bytes = 64 * 1024;
constexpr std::size_t reason_characters = 2000;
constexpr std::size_t shown_bytes = 200;

Answer refused(std::string why) {
    return {Answer::Outcome::refused, {}, std::move(why), false, {}, false};
}

class NetcraftDesk final : public respond::Desk {
public:
    NetcraftDesk(NetcraftDeskConfig config, ports::Http& http, const ports::Clock& clock)
        : config_(std::move(config)),
          http_(http),
          clock_(clock),
          rdap_(http, clock, config_.bootstrap, config_.allow_private) {}

    [[nodiscard]] std::string name() const override { return config_.name; }
    [[nodiscard]] bool serves(const model::Culprit& culprit) const override {
        return culprit.kind == "url" || culprit.kind == "domain";
    }

    // A repetition gets the earlier number: nothing is doubled.
    [[nodiscard]] Answer request(const model::Takedown& takedown) override {
        auto address = respond::culprit_address(takedown.subject);
        const auto url = kit::parse_url(address);
        if (!url) return refused("the culprit has no address that could be reported");
        if (takedown.subject.kind == "domain") address = "https://" + url->host + "/";
        ports::HttpRequest request;
        request.method = "POST";
        request.url = config_.url + "/report/urls";
        request.headers = {{"content-type", "application/json"}, {"accept", "application/json"}};
        request.body = model::dump(Json{{"email", config_.email},
                                        {"reason", respond::markup::cut(takedown.text, reason_characters)},
                                        {"urls", Json::array({Json{{"url", address}}})}});
        request.timeout = config_.timeout;
        request.max_response = answer_bytes;
        request.public_only = !config_.allow_private;
        const auto answer = http_.send(request);
        if (!answer) {
            if (answer.error().code == Errc::unauthorised) return refused(answer.error().message);
            return {Answer::Outcome::retry, {}, answer.error().message, false, {}, false};
        }
        const auto body = Json::parse(answer->body, nullptr, false);
        if (answer->ok()) {
            const auto uuid = body.is_object() ? body.value("uuid", Json()) : Json();
            const auto number = uuid.is_string() ? uuid.get<std::string>().substr(0, 64) : std::string();
            return {Answer::Outcome::sent, number, "report " + number, !number.empty(), {}, false};
        }
        auto said =
            fmt::format("Netcraft answered {} ({})", answer->status, answer->body.substr(0, shown_bytes));
        if (!ports::retryable(answer->status) && answer->status < 500) return refused(std::move(said));
        const auto now =
            std::chrono::duration_cast<std::chrono::seconds>(clock_.now().time_since_epoch()).count();
        return {Answer::Outcome::retry,
                {},
                std::move(said),
                false,
                ports::retry_after(answer->header("retry-after"), now),
                false};
    }

    [[nodiscard]] Sighting look(const model::Takedown& takedown) override {
        const auto url = kit::parse_url(respond::culprit_address(takedown.subject));
        const auto domain = url ? kit::registrable_domain(url->host) : std::string();
        if (domain.empty()) return {Sighting::State::unknown, "no domain whose registry could be asked"};
        const auto found = rdap_.domain(domain, true);
        if (!found) return {Sighting::State::unknown, found.error().message};
        if (!found->registered) return {Sighting::State::gone, domain + " is not registered any more"};
        if (found->on_hold()) return {Sighting::State::gone, domain + " is suspended"};
        return {Sighting::State::still_up, domain + " is registered" + verdict(takedown.reference)};
    }

private:
    // What Netcraft made of our report, "" when that cannot be had.
    [[nodiscard]] std::string verdict(const std::string& uuid) const {
        const bool plain = !uuid.empty() && std::ranges::all_of(uuid, [](char c) {
            return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
                   c == '_';
        });
        if (!plain) return {};
        ports::HttpRequest request;
        request.url = config_.url + "/submission/" + uuid;
        request.max_response = answer_bytes;
        request.timeout = config_.timeout;
        request.public_only = !config_.allow_private;
        const auto answer = http_.send(request);
        if (!answer || !answer->ok()) return {};
        const auto body = Json::parse(answer->body, nullptr, false);
        const auto state = body.is_object() ? body.value("state", Json()) : Json();
        constexpr std::size_t word = 40;
        return state.is_string() ? "; Netcraft says: " + state.get<std::string>().substr(0, word)
                                 : std::string();
    }

    NetcraftDeskConfig config_;
    ports::Http& http_;
    const ports::Clock& clock_;
    respond::RdapClient rdap_;
};

}  // namespace

Result<std::unique_ptr<respond::Desk>> make_netcraft_desk(NetcraftDeskConfig config, ports::Http& http,
                                                          const ports::Clock& clock) {
    while (config.url.ends_with('/')) config.url.pop_back();
    if (!config.url.starts_with("http"))
        return fail(Errc::invalid_argument, "desk '{}': 'url' must begin with https://", config.name);
    if (config.email.find('@') == std::string::npos)
        return fail(Errc::invalid_argument, "desk '{}': 'email' must be an address", config.name);
    return std::make_unique<NetcraftDesk>(std::move(config), http, clock);
}

}  // namespace vigie::plugins
