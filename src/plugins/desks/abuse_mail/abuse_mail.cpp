#include "report.hpp"

#include <vigie/kit/url.hpp>
#include <vigie/respond/telling.hpp>

#include <fmt/core.h>

namespace vigie::plugins {
namespace {

using respond::Answer;
using respond::Sighting;
namespace mime = respond::mime;

constexpr std::size_t most_recipients = 3;

Answer refused(std::string why) {
    return {Answer::Outcome::refused, {}, std::move(why), false, {}, false};
}

std::optional<abuse::Target> target_of(const model::Culprit& culprit) {
    const auto address = respond::culprit_address(culprit);
    const auto url = kit::parse_url(address);
    if (!url) return std::nullopt;
    abuse::Target out;
    out.host = url->host;
    out.domain = kit::registrable_domain(url->host);
    out.url = culprit.kind == "domain" ? "https://" + url->host + "/" : address;
    if (out.url.find("://") == std::string::npos) out.url = "https://" + out.url;
    if (out.domain.empty()) return std::nullopt;
    return out;
}

class AbuseMailDesk final : public respond::Desk {
public:
    AbuseMailDesk(AbuseMailConfig config, mime::Address from, ports::Http& http, ports::Mailer& mailer,
                  const ports::Clock& clock)
        : config_(std::move(config)),
          from_(std::move(from)),
          mailer_(mailer),
          clock_(clock),
          rdap_(http, clock, config_.bootstrap, config_.allow_private) {}

    [[nodiscard]] std::string name() const override { return config_.name; }
    [[nodiscard]] bool serves(const model::Culprit& culprit) const override {
        return culprit.kind == "url" || culprit.kind == "domain";
    }

    [[nodiscard]] Answer request(const model::Takedown& takedown) override {
        const auto target = target_of(takedown.subject);
        if (!target) return refused("no domain is concerned: an address of a machine has no registrar");
        const auto found = rdap_.domain(target->domain);
        if (!found) {
            const auto code = found.error().code;
            if (code == Errc::not_found || code == Errc::parse || code == Errc::unauthorised)
                return refused(found.error().message + "; look for the abuse address by hand");
            return {Answer::Outcome::retry, {}, found.error().message, false, {}, false};
        }
        if (found->abuse.empty()) {
            return refused(fmt::format(
                "{} publishes no abuse address{}", target->domain,
                found->abuse_form.empty() ? std::string() : "; it has a form: " + found->abuse_form));
        }
        abuse::Addresses addresses{from_, config_.reply_to, found->abuse};
        if (addresses.to.size() > most_recipients) addresses.to.resize(most_recipients);
        const auto mail = abuse::mail(config_, takedown, *target, *found, addresses, clock_.now());
        const auto sent = mailer_.send(config_.server, mail);
        if (sent) {
            return {Answer::Outcome::sent, {}, "mail to " + addresses.to.front(), false, {}, false};
        }
        const auto code = sent.error().code;
        const bool again = code == Errc::unavailable || code == Errc::timeout || code == Errc::io;
        return {again ? Answer::Outcome::retry : Answer::Outcome::refused,
                {},
                sent.error().message,
                false,
                {},
                false};
    }

    // The registry knows: a page that shows nothing to us proves nothing.
    [[nodiscard]] Sighting look(const model::Takedown& takedown) override {
        const auto target = target_of(takedown.subject);
        if (!target) return {Sighting::State::unknown, "no domain whose registry could be asked"};
        const auto found = rdap_.domain(target->domain, true);
        if (!found) return {Sighting::State::unknown, found.error().message};
        if (!found->registered)
            return {Sighting::State::gone, target->domain + " is not registered any more"};
        if (found->on_hold()) return {Sighting::State::gone, target->domain + " is suspended"};
        return {Sighting::State::still_up, target->domain + " is registered"};
    }

private:
    AbuseMailConfig config_;
    mime::Address from_;
    ports::Mailer& mailer_;
    const ports::Clock& clock_;
    respond::RdapClient rdap_;
};

}  // namespace

Result<std::unique_ptr<respond::Desk>> make_abuse_mail_desk(AbuseMailConfig config, ports::Http& http,
                                                            ports::Mailer& mailer,
                                                            const ports::Clock& clock) {
    const auto from = mime::parse_address(config.from);
    if (!from)
        return fail(Errc::invalid_argument, "desk '{}': 'from' must be an e-mail address", config.name);
    if (!config.reply_to.empty()) {
        const auto reply = mime::parse_address(config.reply_to);
        if (!reply)
            return fail(Errc::invalid_argument, "desk '{}': 'reply_to' must be an e-mail address",
                        config.name);
        config.reply_to = reply->email;
    }
    if (config.organisation.empty() || config.signatory.empty() || !mime::header_safe(config.organisation))
        return fail(Errc::invalid_argument, "desk '{}': 'organisation' and 'signatory' are needed",
                    config.name);
    return std::make_unique<AbuseMailDesk>(std::move(config), *from, http, mailer, clock);
}

}  // namespace vigie::plugins
