#include "message.hpp"

#include <vigie/plugins/email.hpp>

#include <fmt/core.h>

#include <array>

namespace vigie::plugins {
namespace {

using respond::Delivery;
using std::chrono::hours;
using std::chrono::minutes;

// 5 min, 15, 60… up to 48 h in all.
constexpr std::array<std::chrono::seconds, 10> plan{minutes(5), minutes(15), hours(1), hours(2), hours(4),
                                                    hours(8),   hours(8),    hours(8), hours(8), hours(8)};

class EmailChannel final : public respond::Channel {
public:
    EmailChannel(EmailConfig config, mime::Address from, std::vector<mime::Address> to, ports::Mailer& mailer,
                 const ports::Clock& clock)
        : config_(std::move(config)),
          from_(std::move(from)),
          to_(std::move(to)),
          mailer_(mailer),
          clock_(clock) {}

    [[nodiscard]] std::string name() const override { return config_.name; }
    [[nodiscard]] std::string type() const override { return "email"; }

    [[nodiscard]] Delivery deliver(const model::Notice& notice, const model::Incident& incident) override {
        Envelope envelope{from_, config_.reply_to, to_, config_.message_host, clock_.now()};
        if (!notice.to.empty()) {
            envelope.to.clear();
            for (const auto& text : notice.to) {
                auto address = mime::parse_address(text);
                if (!address)
                    return refused(fmt::format("'{}' is no e-mail address: correct it in the policies",
                                               printable(text)));
                envelope.to.push_back(*std::move(address));
            }
        }
        if (envelope.to.empty())
            return refused("nobody to write to: give the department or the channel an address ('to')");
        auto mail = compose(envelope, notice, incident);
        if (!mail) return refused(mail.error().message);
        auto sent = mailer_.send(config_.server, *mail);
        if (sent) return {Delivery::Outcome::sent, fmt::format("accepted by {}", config_.server.url), {}};
        const auto code = sent.error().code;
        const bool again = code == Errc::unavailable || code == Errc::timeout || code == Errc::io;
        return {again ? Delivery::Outcome::retry : Delivery::Outcome::refused, sent.error().message, {}};
    }

    [[nodiscard]] std::optional<std::chrono::seconds> retry_plan(int attempt) const override {
        if (attempt < 1 || attempt > static_cast<int>(plan.size())) return std::nullopt;
        return plan.at(static_cast<std::size_t>(attempt) - 1);
    }

private:
    static Delivery refused(std::string why) { return {Delivery::Outcome::refused, std::move(why), {}}; }
    static std::string printable(std::string text) {
        for (auto& c : text) {
            if (static_cast<unsigned char>(c) < 0x20) c = ' ';
        }
        return text;
    }

    EmailConfig config_;
    mime::Address from_;
    std::vector<mime::Address> to_;
    ports::Mailer& mailer_;
    const ports::Clock& clock_;
};

}  // namespace

Result<std::unique_ptr<respond::Channel>> make_email_channel(EmailConfig config, ports::Mailer& mailer,
                                                             const ports::Clock& clock) {
    const auto& name = config.name;
    if (config.server.url.empty()) {
        return fail(Errc::invalid_argument,
                    "channel '{}': no mail server: write e.g. 'server: smtp://mail.example.org:587'", name);
    }
    const auto from = mime::parse_address(config.from);
    if (!from)
        return fail(Errc::invalid_argument, "channel '{}': 'from' must be an e-mail address, not '{}'", name,
                    config.from);
    if (!config.reply_to.empty()) {
        const auto reply = mime::parse_address(config.reply_to);
        if (!reply)
            return fail(Errc::invalid_argument, "channel '{}': 'reply_to' must be an e-mail address", name);
        config.reply_to = reply->header(10);
    }
    std::vector<mime::Address> to;
    for (const auto& text : config.to) {
        auto address = mime::parse_address(text);
        if (!address)
            return fail(Errc::invalid_argument, "channel '{}': '{}' in 'to' is no e-mail address", name,
                        text);
        to.push_back(*std::move(address));
    }
    if (config.message_host.empty()) config.message_host = from->email.substr(from->email.find('@') + 1);
    if (!mime::parse_address("x@" + config.message_host)) {
        return fail(Errc::invalid_argument, "channel '{}': 'message_host' must be a host name", name);
    }
    return std::make_unique<EmailChannel>(std::move(config), *from, std::move(to), mailer, clock);
}

}  // namespace vigie::plugins
