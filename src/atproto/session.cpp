#include <vigie/atproto/session.hpp>
#include <vigie/base/log.hpp>
#include <vigie/kit/hash.hpp>

#include <fmt/core.h>

#include <algorithm>

namespace vigie::atproto {
namespace {

using model::Json;

constexpr auto leave_alone = std::chrono::minutes(15);

bool ran_out(const Reply& reply) {
    return reply.is("ExpiredToken") || reply.is("InvalidToken");
}

std::string server_of(const Json& session) {
    const auto doc = session.find("didDoc");
    if (doc == session.end() || !doc->is_object()) return {};
    const auto services = doc->find("service");
    if (services == doc->end() || !services->is_array()) return {};
    for (const auto& service : *services) {
        if (text_of(service, "id").ends_with("#atproto_pds")) return text_of(service, "serviceEndpoint");
    }
    return {};
}

}  // namespace

std::optional<Time> expiry_of(std::string_view token) {
    const auto first = token.find('.');
    if (first == std::string_view::npos) return std::nullopt;
    auto part = std::string(token.substr(first + 1, token.find('.', first + 1) - first - 1));
    std::ranges::replace(part, '-', '+');
    std::ranges::replace(part, '_', '/');
    while (part.size() % 4 != 0) part += '=';
    const auto bytes = kit::base64_decode(part);
    const auto json = Json::parse(bytes.value_or(""), nullptr, false);
    if (!json.is_object() || !json.contains("exp") || !json["exp"].is_number_integer()) return std::nullopt;
    const auto seconds = json["exp"].get<std::int64_t>();
    constexpr std::int64_t year_9999 = 253'402'300'799;
    if (seconds < 0 || seconds > year_9999) return std::nullopt;
    return Time(std::chrono::seconds(seconds));
}

std::int64_t Session::now() const {
    return std::chrono::duration_cast<std::chrono::seconds>(clock_.now().time_since_epoch()).count();
}

Reply Session::send(std::string_view host, std::string_view method, const std::string& body,
                    ports::Headers headers) {
    ports::HttpRequest request;
    request.method = "POST";
    request.url = url(host, method);
    request.body = body;
    request.headers = std::move(headers);
    if (!body.empty()) request.headers.emplace_back("Content-Type", "application/json");
    request.headers.emplace_back("Accept", "application/json");
    request.timeout = config_.timeout;
    return read(http_.send(request), now());
}

// The new tokens, or what stands in the way.
std::optional<Session::Trouble> Session::take(const Reply& reply, std::string_view doing) {
    if (reply.ok()) {
        Tokens tokens{text_of(reply.body, "did"), text_of(reply.body, "accessJwt"),
                      text_of(reply.body, "refreshJwt"), server_of(reply.body)};
        if (tokens.access.empty())
            return Trouble{fmt::format("{}: no token in the answer", doing), false, {}};
        if (tokens.server.empty()) tokens.server = tokens_.server.empty() ? config_.service : tokens_.server;
        tokens_ = std::move(tokens);
        const Json kept{{"did", tokens_.did},
                        {"access", tokens_.access},
                        {"refresh", tokens_.refresh},
                        {"server", tokens_.server}};
        if (vault_.save) {
            if (auto saved = vault_.save(model::dump(kept)); !saved)
                log::warn("bluesky", "session not kept: {}", saved.error().message);
        }
        return std::nullopt;
    }
    const bool person =
        !reply.network && (reply.status == 401 || reply.status == 403 || reply.is("AccountTakedown") ||
                           reply.is("AuthFactorTokenRequired") || reply.is("AuthenticationRequired"));
    auto detail = fmt::format("{}: {}", doing, reply.text());
    if (person) detail += "; a person must look: check the account and its app password in the configuration";
    return Trouble{std::move(detail), person, reply.wait};
}

std::optional<Session::Trouble> Session::create() {
    if (refused_ && clock_.steady() < refused_until_) return refused_;
    refused_.reset();
    const Json body{{"identifier", config_.identifier}, {"password", config_.password}};
    auto trouble =
        take(send(config_.service, "com.atproto.server.createSession", model::dump(body), {}), "logging in");
    if (trouble && trouble->final) {
        refused_ = trouble;
        refused_until_ = clock_.steady() + leave_alone;
    }
    return trouble;
}

std::optional<Session::Trouble> Session::refresh() {
    if (tokens_.refresh.empty()) return create();
    const auto reply = send(tokens_.server, "com.atproto.server.refreshSession", "",
                            {{"Authorization", "Bearer " + tokens_.refresh}});
    if (ran_out(reply)) return create();
    return take(reply, "renewing the session");
}

std::optional<Session::Trouble> Session::have_tokens() {
    if (config_.identifier.empty() || config_.password.empty()) {
        return Trouble{fmt::format("'{}' has no account: give it 'identifier' and 'password' (an app "
                                   "password) in the configuration",
                                   config_.name),
                       true,
                       {}};
    }
    if (auto problem = load(); !problem)
        return Trouble{"the session could not be read: " + problem.error().message, false, {}};
    return tokens_.empty() ? create() : std::nullopt;
}

Result<> Session::load() {
    if (loaded_) return {};
    if (vault_.load) {
        VIGIE_TRY_ASSIGN(const auto kept, vault_.load());
        const auto json = Json::parse(kept.value_or(""), nullptr, false);
        tokens_ = {text_of(json, "did"), text_of(json, "access"), text_of(json, "refresh"),
                   text_of(json, "server")};
    }
    loaded_ = true;
    return {};
}

Session::Call Session::post(std::string_view method, const Json& body, const ports::Headers& more) {
    const std::lock_guard lock(mutex_);
    return post_locked(method, body, more);
}

Session::Call Session::post_in_repo(std::string_view method, Json body) {
    const std::lock_guard lock(mutex_);
    if (auto trouble = have_tokens()) return {std::move(trouble), {}};
    body["repo"] = tokens_.did;
    return post_locked(method, body, {});
}

Reply Session::get(std::string_view method_and_query) {
    std::string server;
    {
        const std::lock_guard lock(mutex_);
        server = tokens_.server.empty() ? config_.service : tokens_.server;
    }
    ports::HttpRequest request;
    request.url = url(server, method_and_query);
    request.headers = {{"Accept", "application/json"}};
    request.timeout = config_.timeout;
    return read(http_.send(request), now());
}

std::string Session::did() {
    const std::lock_guard lock(mutex_);
    if (auto done = load(); !done) return {};
    return tokens_.did;
}

std::optional<Time> Session::expires_at() {
    const std::lock_guard lock(mutex_);
    if (auto done = load(); !done) return std::nullopt;
    return expiry_of(tokens_.refresh);
}

Session::Call Session::post_locked(std::string_view method, const Json& body, const ports::Headers& more) {
    if (auto trouble = have_tokens()) return {std::move(trouble), {}};
    const auto text = model::dump(body);
    const auto once = [&] {
        auto headers = more;
        headers.emplace_back("Authorization", "Bearer " + tokens_.access);
        return send(tokens_.server, method, text, std::move(headers));
    };
    auto reply = once();
    if (!ran_out(reply)) return {std::nullopt, std::move(reply)};
    if (auto trouble = refresh()) return {std::move(trouble), {}};
    return {std::nullopt, once()};
}

}  // namespace vigie::atproto
