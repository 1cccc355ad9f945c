// A Bluesky network as it answers on the wire (lexicons and error names), small enough to script: servers,
// accounts, posts, a labeler that stores reports, and the faults it may show.
#pragma once

#include <vigie/model/json.hpp>
#include <vigie/plugins/bluesky.hpp>

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace vigie::plugins::fake {

using model::Json;

class Network final : public ports::Http {
public:
    struct Seen {
        std::string method, path, query, body;
        ports::Headers headers;
        bool public_only = false;
    };
    Result<ports::HttpResponse> send(const ports::HttpRequest& request) override;

    [[nodiscard]] static std::string header(const Seen& seen, std::string_view name) {
        for (const auto& [key, value] : seen.headers) {
            if (key == name) return value;
        }
        return {};
    }
    [[nodiscard]] int count(std::string_view method) const {
        int n = 0;
        for (const auto& s : seen) n += s.path == "/xrpc/" + std::string(method) ? 1 : 0;
        return n;
    }

    std::map<std::string, std::string> accounts{
        {"did:plc:fake", ""}};  // did → "" or takendown | deactivated | missing
    std::map<std::string, std::string> posts{{"at://did:plc:fake/app.bsky.feed.post/3abc", "bafyone"}};
    bool record_on_server = true;
    bool repo_active = true;
    bool plc_knows = true;
    int token = 1;  // the access token that is valid now; others are expired
    bool refresh_works = true;
    bool password_right = true;
    bool new_tokens = true;  // the labeler knows tools.ozone.report.defs
    std::vector<Json> reports;
    std::vector<Seen> seen;
    // When set and it answers something, that is the answer (by XRPC method).
    std::function<std::optional<Result<ports::HttpResponse>>(const std::string& method)> fault;

private:
    static ports::HttpResponse json(int status, const Json& body) {
        return {status, {{"Content-Type", "application/json"}}, model::dump(body)};
    }
    static ports::HttpResponse error(int status, const char* code, const char* message) {
        return json(status, Json{{"error", code}, {"message", message}});
    }
    ports::HttpResponse session(int status) const {
        return json(status,
                    Json{{"did", "did:plc:us"},
                         {"handle", "vigie.exemple.test"},
                         {"accessJwt", "access" + std::to_string(token)},
                         {"refreshJwt", "refresh" + std::to_string(token)},
                         {"active", true},
                         {"didDoc",
                          {{"id", "did:plc:us"},
                           {"service", Json::array({{{"id", "#atproto_pds"},
                                                     {"type", "AtprotoPersonalDataServer"},
                                                     {"serviceEndpoint", "https://pds.exemple.test"}}})}}}});
    }
    ports::HttpResponse report(const Seen& request);
    ports::HttpResponse answer(const Seen& request, const std::string& host);
};

inline Result<ports::HttpResponse> Network::send(const ports::HttpRequest& request) {
    auto rest = request.url.substr(request.url.find("://") + 3);
    const auto slash = rest.find('/');
    const auto host = rest.substr(0, slash);
    rest = rest.substr(slash);
    const auto mark = rest.find('?');
    const auto unescape = [](std::string text) {
        for (const auto& [code, plain] : {std::pair{"%3A", ":"}, {"%2F", "/"}}) {
            for (auto at = text.find(code); at != std::string::npos; at = text.find(code))
                text.replace(at, 3, plain);
        }
        return text;
    };
    Seen s{request.method,
           unescape(rest.substr(0, mark)),
           mark == std::string::npos ? "" : unescape(rest.substr(mark + 1)),
           request.body,
           request.headers,
           request.public_only};
    seen.push_back(s);
    const auto method = s.path.starts_with("/xrpc/") ? s.path.substr(6) : s.path;
    if (fault) {
        if (auto wrong = fault(method)) {
            // A time-out may come after the server did its work.
            if (!*wrong && wrong->error().code == Errc::timeout) (void)answer(s, host);
            return *std::move(wrong);
        }
    }
    return answer(s, host);
}

inline ports::HttpResponse Network::report(const Seen& request) {
    if (header(request, "Authorization") != "Bearer access" + std::to_string(token))
        return error(400, "ExpiredToken", "Token has expired");
    if (header(request, "atproto-proxy") != "did:plc:labeler#atproto_labeler")
        return error(400, "InvalidRequest", "no labeler");
    const auto body = Json::parse(request.body);
    const auto reason = body["reasonType"].get<std::string>();
    if (!new_tokens && reason.starts_with("tools.ozone"))
        return error(400, "InvalidRequest", "Invalid reason type");
    if (body["subject"]["$type"] == "com.atproto.repo.strongRef" && !body["subject"].contains("cid"))
        return error(400, "InvalidRequest", "cid missing");
    reports.push_back(body);
    Json out = body;
    out["id"] = 1234567 + static_cast<int>(reports.size()) - 1;
    out["reportedBy"] = "did:plc:us";
    return json(200, out);
}

inline ports::HttpResponse Network::answer(const Seen& r, const std::string& host) {
    const auto& path = r.path;
    const auto value = r.query.substr(r.query.find('=') + 1);
    if (path == "/xrpc/com.atproto.server.createSession") {
        return password_right ? session(200)
                              : error(401, "AuthenticationRequired", "Invalid identifier or password");
    }
    if (path == "/xrpc/com.atproto.server.refreshSession") {
        if (!refresh_works || !r.body.empty()) return error(400, "ExpiredToken", "Token has been revoked");
        return session(200);
    }
    if (path == "/xrpc/com.atproto.moderation.createReport")
        return host == "pds.exemple.test" ? report(r) : error(404, "NotFound", "");
    if (path == "/xrpc/app.bsky.actor.getProfile") {
        const auto it = accounts.find(value);
        if (it == accounts.end() || it->second == "missing")
            return error(400, "InvalidRequest", "Profile not found");
        if (it->second == "takendown") return error(400, "AccountTakedown", "Account has been suspended");
        if (it->second == "deactivated") return error(400, "AccountDeactivated", "Account is deactivated");
        return json(200, Json{{"did", value}, {"handle", "fake.test"}, {"postsCount", 4}});
    }
    if (path == "/xrpc/app.bsky.feed.getPosts") {
        auto list = Json::array();
        if (posts.contains(value))
            list.push_back({{"uri", value}, {"cid", posts.at(value)}, {"author", {{"did", "did:plc:fake"}}}});
        return json(200, Json{{"posts", list}});
    }
    if (path == "/xrpc/com.atproto.identity.resolveHandle") {
        return value == "fake.test" ? json(200, Json{{"did", "did:plc:fake"}})
                                    : error(400, "HandleNotFound", "Unable to resolve handle");
    }
    if (path == "/xrpc/com.atproto.sync.getRepoStatus") {
        if (repo_active) return json(200, Json{{"did", "did:plc:fake"}, {"active", true}, {"rev", "3m"}});
        return json(200, Json{{"did", "did:plc:fake"}, {"active", false}, {"status", "takendown"}});
    }
    if (path == "/xrpc/com.atproto.repo.getRecord") {
        return record_on_server ? json(200, Json{{"uri", "x"}, {"cid", "bafyone"}, {"value", Json::object()}})
                                : error(400, "RecordNotFound", "Could not locate record");
    }
    if (path == "/did:plc:fake") {
        if (!plc_knows) return json(410, Json{{"message", "DID not available: did:plc:fake"}});
        return json(200, Json{{"id", "did:plc:fake"},
                              {"service", Json::array({{{"id", "#atproto_pds"},
                                                        {"type", "AtprotoPersonalDataServer"},
                                                        {"serviceEndpoint", "https://evil-pds.test"}}})}});
    }
    return error(501, "MethodNotImplemented", "Method Not Implemented");
}

}  // namespace vigie::plugins::fake
