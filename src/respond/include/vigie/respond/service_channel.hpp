// The base of every channel that speaks JSON over HTTP to a service: one place for retry classes, time-outs,
// Retry-After, and for keeping secrets out of what is shown.
//
// Retry: 408, 425, 429, 5xx, and no answer. Refused for good: any other 4xx, any redirect. The notice's id is
// the idempotency key where the service knows one; where it does not, a lost answer may repeat a message.
#pragma once

#include <vigie/model/json.hpp>
#include <vigie/ports/clock.hpp>
#include <vigie/ports/http.hpp>
#include <vigie/respond/channel.hpp>
#include <vigie/respond/telling.hpp>

#include <atomic>
#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace vigie::respond {

struct Service {
    std::string name;  // of the channel
    std::string console_url;
    std::string lang = "en";
    bool allow_private = false;  // the service stands in our own network
    std::chrono::milliseconds timeout{20'000};
};

// Errc::invalid_argument, without the address, unless it begins with https:// or http://.
[[nodiscard]] Result<> check_service_url(const Service& service, std::string_view url);

class ServiceChannel : public Channel {
public:
    [[nodiscard]] std::string name() const override { return service_.name; }
    // 5 s, 30 s, 5 min, 30 min, 2 h, 6 h, 12 h, 24 h.
    [[nodiscard]] std::optional<std::chrono::seconds> retry_plan(int attempt) const override;

protected:
    struct Reply {
        int status = 0;  // 0: no answer
        std::string body;
        model::Json json;   // discarded when the body is none
        Delivery delivery;  // by the retry classes above; 2xx is sent
        [[nodiscard]] bool ok() const noexcept { return status >= 200 && status < 300; }
    };

    // `product`: how people call the service ("Slack"). `secrets`: what must never be shown; its path and
    // query are hidden anyway. Both ports must outlive the channel.
    ServiceChannel(Service service, std::string product, std::vector<std::string> secrets, ports::Http& http,
                   const ports::Clock& clock);

    // Sends `body` (as JSON unless `headers` say otherwise) and classes the answer.
    [[nodiscard]] Reply call(std::string_view method, const std::string& url, ports::Headers headers,
                             std::string body) const;
    [[nodiscard]] Telling tell(const model::Notice& notice, const model::Incident& incident) const {
        return telling(notice, incident, service_.console_url, service_.lang);
    }
    [[nodiscard]] const Service& service() const noexcept { return service_; }
    [[nodiscard]] std::string hidden(
        std::string text) const;  // secrets as stars, one line, at most 300 bytes
    [[nodiscard]] Delivery refused(std::string why) const;
    [[nodiscard]] Time now() const { return clock_.now(); }

    // A hook that is gone is not called again until the configuration is read anew: services ban who insists.
    void switch_off(int status) noexcept { off_ = status; }
    [[nodiscard]] std::optional<Delivery> off() const;

private:
    [[nodiscard]] Delivery judge(const ports::HttpResponse& answer) const;
    [[nodiscard]] Delivery judge(const Error& error, std::string_view url) const;

    Service service_;
    std::string product_;
    std::vector<std::string> secrets_;
    ports::Http& http_;
    const ports::Clock& clock_;
    std::atomic<int> off_{0};
};

}  // namespace vigie::respond
