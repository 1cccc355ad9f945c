#include "incident/words.hpp"

#include <vigie/respond/service_channel.hpp>

#include <fmt/core.h>

#include <algorithm>
#include <array>

namespace vigie::respond {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr std::array<seconds, 8> plan{seconds(5), seconds(30), minutes(5), minutes(30),
                                      hours(2),   hours(6),    hours(12),  hours(24)};
constexpr std::size_t answer_bytes = 256 * 1024;
constexpr std::size_t shown_bytes = 200;
constexpr std::size_t shortest_secret = 4;  // a shorter one would star out half of every sentence

// "https://hooks.slack.com": what may be shown of an address whose path is a password.
std::string origin_of(std::string_view url) {
    const auto scheme = url.find("://");
    const auto from = scheme == std::string_view::npos ? 0 : scheme + 3;
    auto host = url.substr(from, url.find_first_of("/?#", from) - from);
    if (const auto at = host.rfind('@'); at != std::string_view::npos) host.remove_prefix(at + 1);
    return std::string(host);
}

}  // namespace

Result<> check_service_url(const Service& service, std::string_view url) {
    if (url.starts_with("https://") || url.starts_with("http://")) return {};
    return fail(Errc::invalid_argument, "channel '{}': its address must begin with https:// (or http://)",
                service.name);
}

ServiceChannel::ServiceChannel(Service service, std::string product, std::vector<std::string> secrets,
                               ports::Http& http, const ports::Clock& clock)
    : service_(std::move(service)),
      product_(std::move(product)),
      secrets_(std::move(secrets)),
      http_(http),
      clock_(clock) {
    std::erase_if(secrets_, [](const auto& s) { return s.size() < shortest_secret; });
    // The longest first: a secret may hold another.
    std::ranges::sort(secrets_, [](const auto& a, const auto& b) { return a.size() > b.size(); });
}

std::optional<seconds> ServiceChannel::retry_plan(int attempt) const {
    if (attempt < 1 || attempt > static_cast<int>(plan.size())) return std::nullopt;
    return plan.at(static_cast<std::size_t>(attempt) - 1);
}

std::string ServiceChannel::hidden(std::string text) const {
    for (const auto& secret : secrets_) {
        for (auto at = text.find(secret); at != std::string::npos; at = text.find(secret, at + 3))
            text.replace(at, secret.size(), "***");
    }
    return words::one_line(text);
}

Delivery ServiceChannel::refused(std::string why) const {
    return {Delivery::Outcome::refused, hidden(std::move(why)), {}};
}

std::optional<Delivery> ServiceChannel::off() const {
    const int status = off_;
    if (status == 0) return std::nullopt;
    return refused(
        fmt::format("{} answered {}: the channel '{}' is off until Vigie is started again; check "
                    "its address in the configuration",
                    product_, status, service_.name));
}

ServiceChannel::Reply ServiceChannel::call(std::string_view method, const std::string& url,
                                           ports::Headers headers, std::string body) const {
    ports::HttpRequest request;
    request.method = method;
    request.url = url;
    request.headers = std::move(headers);
    const bool typed = std::ranges::any_of(request.headers, [](const auto& h) {
        return h.first == "content-type" || h.first == "Content-Type";
    });
    if (!typed && !body.empty()) request.headers.emplace_back("content-type", "application/json");
    request.body = std::move(body);
    request.timeout = service_.timeout;
    request.max_response = answer_bytes;
    request.cut = true;
    request.max_redirects = 0;
    request.public_only = !service_.allow_private;
    auto answer = http_.send(request);
    Reply out;
    if (!answer) {
        out.json = model::Json(model::Json::value_t::discarded);
        out.delivery = judge(answer.error(), url);
        return out;
    }
    out.status = answer->status;
    out.json = model::Json::parse(answer->body, nullptr, false);
    out.delivery = judge(*answer);
    out.body = std::move(answer->body);
    return out;
}

Delivery ServiceChannel::judge(const ports::HttpResponse& answer) const {
    const auto body = std::string_view(answer.body).substr(0, shown_bytes);
    auto said = fmt::format("{} answered {}", product_, answer.status);
    if (answer.ok()) return {Delivery::Outcome::sent, std::move(said), {}};
    const bool page = body.find('<') != std::string_view::npos;  // HTML tells nobody anything
    if (!body.empty() && !page) said += fmt::format(" ({})", body);
    if (answer.status >= 300 && answer.status < 400)
        return refused(said + ": redirects are not followed, configure the final address");
    const bool again = ports::retryable(answer.status) || answer.status >= 500;
    if (!again) return refused(std::move(said));
    const auto unix_now = std::chrono::duration_cast<seconds>(clock_.now().time_since_epoch()).count();
    const auto header = answer.header("retry-after");
    auto wait = ports::retry_after(header, unix_now);
    if (!header.empty()) wait = std::max(wait, seconds(1));
    return {Delivery::Outcome::retry, hidden(std::move(said)), wait};
}

// The driver's own words name the whole address; here only its host is said.
Delivery ServiceChannel::judge(const Error& error, std::string_view url) const {
    const auto host = origin_of(url);
    switch (error.code) {
        case Errc::unauthorised:
            return refused(
                fmt::format("{} is a private address (for a service in your own network write "
                            "'allow_private: true')",
                            host));
        case Errc::invalid_argument: return refused("the address in the configuration is not a URL");
        case Errc::timeout: return {Delivery::Outcome::retry, hidden(host + " did not answer in time"), {}};
        case Errc::parse:
            return {Delivery::Outcome::retry, hidden(host + " sent an answer that could not be read"), {}};
        default: break;
    }
    constexpr std::string_view reached = " cannot be reached: ";
    const auto why = error.message.find(reached);
    auto detail = host + " cannot be reached";
    if (why != std::string::npos) detail += ": " + error.message.substr(why + reached.size());
    return {Delivery::Outcome::retry, hidden(std::move(detail)), {}};
}

}  // namespace vigie::respond
