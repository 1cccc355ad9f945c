#include <vigie/drill/platform.hpp>
#include <vigie/model/json.hpp>

#include <fmt/format.h>

namespace vigie::drill {
namespace {

using model::Json;
using ports::HttpRequest;
using ports::HttpResponse;

HttpResponse json(int status, const Json& body) {
    return {.status = status, .headers = {{"content-type", "application/json"}}, .body = model::dump(body)};
}

HttpResponse error(int status, const char* name, std::string message) {
    return json(status, {{"error", name}, {"message", std::move(message)}});
}

std::string decoded(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%' && i + 2 < text.size()) {
            out += static_cast<char>(std::stoi(std::string(text.substr(i + 1, 2)), nullptr, 16));
            i += 2;
        } else {
            out += text[i] == '+' ? ' ' : text[i];
        }
    }
    return out;
}

// All values of `key` in the query of `url`.
std::vector<std::string> parameters(std::string_view url, std::string_view key) {
    std::vector<std::string> out;
    const auto mark = url.find('?');
    if (mark == std::string_view::npos) return out;
    auto query = url.substr(mark + 1);
    while (!query.empty()) {
        const auto end = query.find('&');
        const auto pair = query.substr(0, end);
        const auto equals = pair.find('=');
        if (equals != std::string_view::npos && pair.substr(0, equals) == key)
            out.push_back(decoded(pair.substr(equals + 1)));
        if (end == std::string_view::npos) break;
        query.remove_prefix(end + 1);
    }
    return out;
}

// The account of "at://<did>/…".
std::string repo_of(const std::string& uri) {
    constexpr std::size_t scheme = 5;
    return uri.size() > scheme ? uri.substr(scheme, uri.find('/', scheme) - scheme) : std::string();
}

Json profile_json(const model::Account& a) {
    Json j{{"did", a.id},
           {"handle", a.handle},
           {"displayName", a.name},
           {"description", a.bio},
           {"avatar", a.avatar}};
    if (a.followers) j["followersCount"] = *a.followers;
    if (a.following) j["followsCount"] = *a.following;
    if (a.posts) j["postsCount"] = *a.posts;
    if (a.created_at) j["createdAt"] = format_time(*a.created_at);
    return j;
}

}  // namespace

Platform::Platform(const Scenario& scenario, const ports::Clock& clock)
    : clock_(clock), house_(scenario.house), moderation_delay_(scenario.moderation_delay) {
    for (const auto& g : scenario.guilty) guilty_.insert(g.item_id.empty() ? g.account_id : g.item_id);
}

void Platform::saw(const model::Item& item) {
    const std::lock_guard lock(mutex_);
    accounts_[item.author.id] = item.author;
}

std::vector<model::Item> Platform::moderate() {
    const std::lock_guard lock(mutex_);
    std::vector<model::Item> out;
    for (const auto& [id, when] : removal_) {
        if (when > clock_.now() || removed_.contains(id)) continue;
        removed_.insert(id);
        model::Item item;
        item.network = "bluesky";
        item.id = id;
        item.observed_at = clock_.now();
        item.author.network = "bluesky";
        if (id.starts_with("at://")) {
            item.author.id = repo_of(id);
            item.deleted = true;
        } else {
            item.kind = model::ItemKind::account;
            item.author.id = id;
            item.account_status = "takendown";
        }
        out.push_back(std::move(item));
    }
    return out;
}

Result<HttpResponse> Platform::send(const HttpRequest& request) {
    const std::lock_guard lock(mutex_);
    const auto at = request.url.find("/xrpc/");
    if (at == std::string::npos) {
        ++webhooks_;
        return HttpResponse{.status = 204, .headers = {}, .body = {}};
    }
    const auto path = request.url.substr(at + 6);
    return xrpc(path.substr(0, path.find('?')), request);
}

HttpResponse Platform::xrpc(const std::string& method, const HttpRequest& request) {
    if (method == "com.atproto.server.createSession" || method == "com.atproto.server.refreshSession") {
        return json(200, {{"did", house_.account_id},
                          {"handle", house_.handle},
                          {"accessJwt", "drill-access"},
                          {"refreshJwt", "drill-refresh"},
                          {"active", true}});
    }
    if (method == "com.atproto.moderation.createReport") return report(request.body);
    if (method == "app.bsky.actor.getProfile") {
        const auto actors = parameters(request.url, "actor");
        return profile(actors.empty() ? std::string() : actors.front());
    }
    if (method == "app.bsky.actor.getProfiles") {
        auto list = Json::array();
        for (const auto& actor : parameters(request.url, "actors")) {
            const auto it = accounts_.find(actor);
            if (it != accounts_.end() && !removed_.contains(actor)) list.push_back(profile_json(it->second));
        }
        return json(200, {{"profiles", std::move(list)}});
    }
    if (method == "app.bsky.feed.getPosts") {
        // A post that must go is shown until it is gone.
        auto posts = Json::array();
        for (const auto& uri : parameters(request.url, "uris"))
            if (guilty_.contains(uri) && !removed_.contains(uri))
                posts.push_back({{"uri", uri}, {"cid", "bafyreidrill"}});
        return json(200, {{"posts", std::move(posts)}});
    }
    if (method == "com.atproto.sync.getRepoStatus" || method == "com.atproto.repo.getRecord") {
        auto ids = parameters(request.url, method == "com.atproto.repo.getRecord" ? "repo" : "did");
        if (!ids.empty() && removed_.contains(ids.front()))
            return error(400, "RepoTakendown", "Repo has been taken down");
        return json(200, {{"did", ids.empty() ? "" : ids.front()}, {"active", true}});
    }
    return error(501, "MethodNotImplemented", "the drill's network does not know " + method);
}

HttpResponse Platform::profile(const std::string& actor) const {
    if (removed_.contains(actor)) return error(400, "AccountTakedown", "Account has been suspended");
    const auto it = accounts_.find(actor);
    if (it == accounts_.end()) return error(400, "InvalidRequest", "Profile not found");
    return json(200, profile_json(it->second));
}

HttpResponse Platform::report(const std::string& body) {
    const auto j = Json::parse(body, nullptr, false);
    if (j.is_discarded() || !j.contains("subject")) return error(400, "InvalidRequest", "no subject");
    const auto& subject = j["subject"];
    auto did = subject.value("did", std::string());
    if (did.empty()) {  // a post
        const auto uri = subject.value("uri", std::string());
        did = guilty_.contains(uri) ? uri : repo_of(uri);
    }
    ++reports_;
    if (guilty_.contains(did) && !removal_.contains(did)) removal_[did] = clock_.now() + moderation_delay_;
    return json(200, {{"id", 7'000 + reports_},
                      {"reasonType", j.value("reasonType", std::string())},
                      {"subject", subject},
                      {"reportedBy", house_.account_id},
                      {"createdAt", format_time(clock_.now())}});
}

Result<> Platform::send(const ports::SmtpServer&, const ports::Mail&) {
    const std::lock_guard lock(mutex_);
    ++mails_;
    return {};
}

std::size_t Platform::reports() const {
    const std::lock_guard lock(mutex_);
    return reports_;
}
std::size_t Platform::mails() const {
    const std::lock_guard lock(mutex_);
    return mails_;
}
std::size_t Platform::webhooks() const {
    const std::lock_guard lock(mutex_);
    return webhooks_;
}

}  // namespace vigie::drill
