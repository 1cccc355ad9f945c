// The network of a drill: answers the XRPC calls that Vigie makes (WIRE formats of Bluesky), receives its
// mails and webhooks, and lets moderators remove a reported account after a while, if it is guilty.
// Thread-safe.
#pragma once

#include <vigie/drill/scenario.hpp>
#include <vigie/ports/clock.hpp>
#include <vigie/ports/http.hpp>
#include <vigie/ports/mail.hpp>

#include <map>
#include <mutex>
#include <set>
#include <string>
#include <vector>

namespace vigie::drill {

class Platform final : public ports::Http, public ports::Mailer {
public:
    Platform(const Scenario& scenario, const ports::Clock& clock);

    Result<ports::HttpResponse> send(const ports::HttpRequest& request) override;
    Result<> send(const ports::SmtpServer& server, const ports::Mail& mail) override;

    // Accounts exist on the network from their first event on.
    void saw(const model::Item& item);
    // What moderators did since the last call: account events as the network's stream tells them.
    [[nodiscard]] std::vector<model::Item> moderate();

    [[nodiscard]] std::size_t reports() const;
    [[nodiscard]] std::size_t mails() const;
    [[nodiscard]] std::size_t webhooks() const;

private:
    [[nodiscard]] ports::HttpResponse xrpc(const std::string& method, const ports::HttpRequest& request);
    [[nodiscard]] ports::HttpResponse profile(const std::string& actor) const;
    [[nodiscard]] ports::HttpResponse report(const std::string& body);

    const ports::Clock& clock_;
    House house_;
    Duration moderation_delay_;
    std::set<std::string> guilty_;
    mutable std::mutex mutex_;
    std::map<std::string, model::Account> accounts_;
    std::map<std::string, Time> removal_;  // reported and guilty: when it will be removed
    std::set<std::string> removed_;
    std::size_t reports_ = 0;
    std::size_t mails_ = 0;
    std::size_t webhooks_ = 0;
};

}  // namespace vigie::drill
