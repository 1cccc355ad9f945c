#include "look.hpp"

#include <vigie/kit/utf8.hpp>
#include <vigie/plugins/bluesky.hpp>

#include <fmt/core.h>

#include <map>

namespace vigie::plugins {
namespace {

using model::Json;
using respond::Answer;
using respond::Sighting;

constexpr std::size_t reason_characters = 2000;
constexpr std::size_t reason_bytes = 20'000;

struct Token {
    const char* current;
    const char* legacy;
};

Token token_of(const std::string& reason) {
    static const std::map<std::string, Token> tokens{
        {"impersonation", {"MisleadingImpersonation", "Misleading"}},
        {"scam", {"MisleadingScam", "Misleading"}},
        {"phishing", {"MisleadingScam", "Misleading"}},
        {"leak", {"HarassmentDoxxing", "Violation"}},
    };
    const auto it = tokens.find(reason);
    return it == tokens.end() ? Token{"Other", "Other"} : it->second;
}

// Code points are never fewer than graphemes.
std::string fitting(const std::string& text) {
    std::size_t at = 0;
    const auto limited = kit::prefix_utf8(text, reason_bytes);
    for (std::size_t n = 0; at < limited.size() && n < reason_characters; ++n)
        kit::next_code_point(limited, at);
    return std::string(limited.substr(0, at));
}

Answer refused(std::string why) {
    return {Answer::Outcome::refused, {}, std::move(why), false, {}, false};
}
Answer retry(std::string why, std::chrono::seconds wait = {}, bool unsure = false) {
    return {Answer::Outcome::retry, {}, std::move(why), false, wait, unsure};
}

class BlueskyDesk final : public respond::Desk {
public:
    BlueskyDesk(BlueskyDeskConfig config, SessionVault vault, ports::Http& http, const ports::Clock& clock)
        : config_(std::move(config)),
          session_({config_.name, config_.service, config_.identifier, config_.password, config_.timeout},
                   std::move(vault), http, clock),
          look_(config_, http, clock) {}

    [[nodiscard]] std::string name() const override { return config_.name; }
    [[nodiscard]] bool serves(const model::Culprit& culprit) const override {
        return culprit.network == "bluesky" && (culprit.kind == "account" || culprit.kind == "post");
    }
    [[nodiscard]] Answer request(const model::Takedown& takedown) override;
    [[nodiscard]] Sighting look(const model::Takedown& takedown) override;

private:
    // The subject as the lexicon wants it, or the answer when it cannot be had.
    [[nodiscard]] std::optional<Answer> subject_of(const model::Takedown& takedown, Json& subject) const;
    [[nodiscard]] std::optional<Answer> settle_did(std::string& name) const;
    [[nodiscard]] atproto::Session::Call report(const model::Takedown& takedown, const Json& subject,
                                                const std::string& reason_type);
    [[nodiscard]] Answer judge(const xrpc::Reply& reply) const;

    BlueskyDeskConfig config_;
    atproto::Session session_;
    BlueskyLook look_;
};

std::optional<Answer> BlueskyDesk::settle_did(std::string& name) const {
    if (name.starts_with("did:")) return std::nullopt;
    if (name.empty()) return refused("the account has neither DID nor handle");
    const auto found = look_.did_of(name);
    if (found.value.empty()) {
        const bool later = found.reply.network || ports::retryable(found.reply.status);
        auto why = fmt::format("the handle {} could not be resolved: {}", name, found.reply.text());
        return later ? retry(std::move(why), found.reply.wait) : refused(std::move(why));
    }
    name = found.value;
    return std::nullopt;
}

std::optional<Answer> BlueskyDesk::subject_of(const model::Takedown& takedown, Json& subject) const {
    const auto& culprit = takedown.subject;
    if (culprit.kind == "account") {
        auto did = culprit.id.empty() ? culprit.handle : culprit.id;
        if (auto problem = settle_did(did)) return problem;
        subject = Json{{"$type", "com.atproto.admin.defs#repoRef"}, {"did", did}};
        return std::nullopt;
    }
    auto uri = at_uri_of(takedown.subject_uri);
    if (uri.empty()) uri = at_uri_of(culprit.id);
    if (uri.empty()) return refused("the post has no at:// address");
    const auto repo = repo_of(uri);
    auto did = repo;
    if (auto problem = settle_did(did)) return problem;
    uri.replace(std::string_view("at://").size(), repo.size(), did);
    auto cid = takedown.subject_cid;
    if (cid.empty()) {
        const auto found = look_.cid_of(uri);
        if (found.value.empty()) {
            if (found.reply.ok())
                return retry("the app view does not show the post (yet): its cid is needed for a report");
            const bool later = found.reply.network || ports::retryable(found.reply.status);
            auto why = "the post could not be read: " + found.reply.text();
            return later ? retry(std::move(why), found.reply.wait) : refused(std::move(why));
        }
        cid = found.value;
    }
    subject = Json{{"$type", "com.atproto.repo.strongRef"}, {"uri", uri}, {"cid", cid}};
    return std::nullopt;
}

atproto::Session::Call BlueskyDesk::report(const model::Takedown& takedown, const Json& subject,
                                           const std::string& reason_type) {
    const Json body{
        {"reasonType", reason_type},
        {"reason", fitting(takedown.text)},
        {"subject", subject},
        {"modTool", {{"name", "vigie/" + config_.version}, {"meta", {{"ref", takedown.incident.value}}}}}};
    return session_.post("com.atproto.moderation.createReport", body, {{"atproto-proxy", config_.labeler}});
}

Answer BlueskyDesk::request(const model::Takedown& takedown) {
    Json subject;
    if (auto problem = subject_of(takedown, subject)) return *std::move(problem);
    const auto token = token_of(takedown.reason);
    auto call = report(takedown, subject, fmt::format("tools.ozone.report.defs#reason{}", token.current));
    // A labeler that does not know the newer tokens refused, so nothing was stored: the older one is no
    // second report.
    if (!call.trouble && call.reply.status == 400 && call.reply.is("InvalidRequest") &&
        call.reply.message.find("reason") != std::string::npos) {
        call = report(takedown, subject, fmt::format("com.atproto.moderation.defs#reason{}", token.legacy));
    }
    if (call.trouble) {
        return call.trouble->final ? refused(call.trouble->detail)
                                   : retry(call.trouble->detail, call.trouble->wait);
    }
    return judge(call.reply);
}

Answer BlueskyDesk::judge(const xrpc::Reply& reply) const {
    if (reply.network) {
        // No answer at all, or none that could be read: the server may have stored the report. Reports cannot
        // be looked up.
        const bool unsure = reply.network->code == Errc::timeout || reply.network->code == Errc::parse;
        if (reply.network->code == Errc::unauthorised) return refused(reply.text());
        return retry(reply.text(), {}, unsure);
    }
    constexpr int gateway_timeout = 504;
    if (reply.status >= 200 && reply.status < 300) {
        const auto id = reply.body.is_object() ? reply.body.find("id") : reply.body.end();
        if (!reply.body.is_object() || id == reply.body.end())
            return retry("the answer has no report number", {}, true);
        const auto number = id->is_string() ? id->get<std::string>() : id->dump();
        return {
            Answer::Outcome::sent, number.substr(0, 64), "report " + number.substr(0, 64), true, {}, false};
    }
    if (reply.status == gateway_timeout) return retry(reply.text(), reply.wait, true);
    if (ports::retryable(reply.status) || reply.status >= 500) return retry(reply.text(), reply.wait);
    if (reply.status == 401 || reply.status == 403 || reply.is("AccountTakedown")) {
        return refused(reply.text() + "; a person must look: check our Bluesky account in the configuration");
    }
    return refused(reply.text());
}

Sighting BlueskyDesk::look(const model::Takedown& takedown) {
    const auto& culprit = takedown.subject;
    const bool asked = takedown.sent_at.has_value();
    if (culprit.kind == "account") {
        const auto& actor = culprit.id.empty() ? culprit.handle : culprit.id;
        if (actor.empty()) return {Sighting::State::unknown, "the account has neither DID nor handle"};
        return look_.account(actor, asked);
    }
    auto uri = at_uri_of(takedown.subject_uri);
    if (uri.empty()) uri = at_uri_of(culprit.id);
    if (uri.empty()) return {Sighting::State::unknown, "the post has no at:// address"};
    return look_.post(uri, asked);
}

}  // namespace

Result<std::unique_ptr<respond::Desk>> make_bluesky_desk(BlueskyDeskConfig config, SessionVault vault,
                                                         ports::Http& http, const ports::Clock& clock) {
    for (auto* address : {&config.service, &config.appview, &config.plc}) {
        while (address->ends_with('/')) address->pop_back();
        if (!address->starts_with("https://") && !address->starts_with("http://")) {
            return fail(Errc::invalid_argument, "desk '{}': '{}' must begin with https://", config.name,
                        *address);
        }
    }
    if (!config.labeler.starts_with("did:")) {
        return fail(Errc::invalid_argument,
                    "desk '{}': 'labeler' must be a DID such as did:plc:ar7c4by46qjdydhdevvrndac",
                    config.name);
    }
    if (config.labeler.find('#') == std::string::npos) config.labeler += "#atproto_labeler";
    return std::make_unique<BlueskyDesk>(std::move(config), std::move(vault), http, clock);
}

}  // namespace vigie::plugins
