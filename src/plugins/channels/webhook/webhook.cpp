#include "signature.hpp"

#include <vigie/kit/utf8.hpp>
#include <vigie/plugins/webhook.hpp>

#include <fmt/core.h>

#include <array>
#include <atomic>

namespace vigie::plugins {
namespace {

using model::Json;
using respond::Delivery;
using std::chrono::hours;
using std::chrono::minutes;

constexpr std::array<std::chrono::seconds, 9> plan{std::chrono::seconds(5),
                                                   minutes(5),
                                                   minutes(30),
                                                   hours(2),
                                                   hours(5),
                                                   hours(10),
                                                   hours(14),
                                                   hours(20),
                                                   hours(24)};
constexpr std::size_t answer_bytes = 64 * 1024;
constexpr std::size_t title_bytes = 1000;

std::string body_of(const model::Notice& notice, const model::Incident& incident,
                    const std::string& console_url, Time now) {
    const auto cut = [](const std::string& text) { return std::string(kit::prefix_utf8(text, title_bytes)); };
    Json data{{"id", incident.id.value},
              {"kind", incident.kind},
              {"severity", model::name(incident.severity)},
              {"status", model::name(incident.status)},
              {"title", cut(incident.title.en)},
              {"title_fr", cut(incident.title.fr)},
              {"subject", cut(notice.subject)}};
    if (!notice.step.empty()) data["step"] = notice.step.value;
    if (!console_url.empty()) data["url"] = fmt::format("{}/incidents/{}", console_url, incident.id.value);
    // The moment of the event, not of the try: a retry sends the same bytes under the same id.
    const auto at = notice.created_at == Time{} ? now : notice.created_at;
    return model::dump(
        Json{{"type", notice.event}, {"timestamp", format_time(at)}, {"data", std::move(data)}});
}

class WebhookChannel final : public respond::Channel {
public:
    WebhookChannel(WebhookConfig config, std::vector<std::string> keys, ports::Http& http,
                   const ports::Clock& clock)
        : config_(std::move(config)), keys_(std::move(keys)), http_(http), clock_(clock) {}

    [[nodiscard]] std::string name() const override { return config_.name; }
    [[nodiscard]] std::string type() const override { return "webhook"; }

    [[nodiscard]] Delivery deliver(const model::Notice& notice, const model::Incident& incident) override {
        if (gone_) return {Delivery::Outcome::refused, switched_off(), {}};
        const auto now = clock_.now();
        const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(now.time_since_epoch()).count();
        ports::HttpRequest request;
        request.method = "POST";
        request.url = config_.url;
        request.body = body_of(notice, incident, config_.console_url, now);
        request.headers = {
            {"content-type", "application/json"},
            {"webhook-id", notice.id.value},
            {"webhook-timestamp", std::to_string(seconds)},
            {"webhook-signature", webhook_signature(keys_, notice.id.value, seconds, request.body)}};
        request.timeout = config_.timeout;
        request.max_response = answer_bytes;
        request.max_redirects = 0;
        request.public_only = !config_.allow_private;
        const auto answer = http_.send(request);
        if (answer) return judge(*answer, seconds);
        if (answer.error().code == Errc::unauthorised) {
            return {
                Delivery::Outcome::refused,
                answer.error().message + " (for a receiver in your own network write 'allow_private: true')",
                {}};
        }
        return {Delivery::Outcome::retry, answer.error().message, {}};
    }

    [[nodiscard]] std::optional<std::chrono::seconds> retry_plan(int attempt) const override {
        if (attempt < 1 || attempt > static_cast<int>(plan.size())) return std::nullopt;
        return plan.at(static_cast<std::size_t>(attempt) - 1);
    }

private:
    // The URL may hold a token: it stays out of what is shown.
    [[nodiscard]] Delivery judge(const ports::HttpResponse& answer, std::int64_t now) {
        auto detail = fmt::format("the receiver answered {}", answer.status);
        if (answer.ok()) return {Delivery::Outcome::sent, std::move(detail), {}};
        constexpr int gone = 410;
        if (answer.status == gone) {
            gone_ = true;
            return {Delivery::Outcome::refused, switched_off(), {}};
        }
        if (answer.status >= 300 && answer.status < 400)
            detail += ": redirects are not followed, configure the final address";
        const auto named = ports::retry_after(answer.header("retry-after"), now);
        const bool present = !answer.header("retry-after").empty();
        return {Delivery::Outcome::retry, std::move(detail),
                present ? std::max(named, std::chrono::seconds(1)) : named};
    }
    [[nodiscard]] std::string switched_off() const {
        return fmt::format(
            "the receiver answered 410 Gone: the channel '{}' is off until Vigie is started again",
            config_.name);
    }

    WebhookConfig config_;
    std::vector<std::string> keys_;
    ports::Http& http_;
    const ports::Clock& clock_;
    std::atomic<bool> gone_{false};
};

}  // namespace

Result<std::unique_ptr<respond::Channel>> make_webhook_channel(WebhookConfig config, ports::Http& http,
                                                               const ports::Clock& clock) {
    if (!config.url.starts_with("https://") && !config.url.starts_with("http://")) {
        return fail(Errc::invalid_argument, "channel '{}': 'url' must begin with https:// (or http://)",
                    config.name);
    }
    if (config.secrets.empty()) {
        return fail(Errc::invalid_argument,
                    "channel '{}': a webhook needs a secret: write 'whsec_' and what 'openssl rand -base64 "
                    "32' prints",
                    config.name);
    }
    std::vector<std::string> keys;
    for (const auto& secret : config.secrets) {
        auto key = webhook_key(secret);
        if (!key) return tl::unexpected(key.error().in(fmt::format("channel '{}'", config.name)));
        keys.push_back(*std::move(key));
    }
    while (config.console_url.ends_with('/')) config.console_url.pop_back();
    return std::make_unique<WebhookChannel>(std::move(config), std::move(keys), http, clock);
}

}  // namespace vigie::plugins
