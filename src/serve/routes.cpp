#include "routes.hpp"

#include "auth.hpp"
#include "resources.hpp"

#include <vigie/base/limits.hpp>
#include <vigie/kit/hash.hpp>

#include <algorithm>

namespace vigie::serve {
namespace {

using model::Role;

constexpr auto reader = Role::reader;
constexpr auto analyst = Role::analyst;
constexpr auto admin = Role::admin;

// `path` as it was sent: an encoded slash belongs to its part ("asset:link:https%3A%2F%2F…").
bool matches(std::string_view pattern, std::string_view path, std::vector<std::string>& captures) {
    captures.clear();
    for (;;) {
        const auto p = pattern.substr(0, pattern.find('/', 1));
        const auto s = path.substr(0, path.find('/', 1));
        if (p.starts_with("/{")) {
            if (s.size() < 2) return false;
            captures.push_back(percent_decode(s.substr(1), false));
        } else if (p != percent_decode(s, false)) {
            return false;
        }
        pattern.remove_prefix(p.size());
        path.remove_prefix(s.size());
        if (pattern.empty() || path.empty()) return pattern.empty() && path.empty();
    }
}

std::string_view host_of(std::string_view authority) {
    if (authority.starts_with('[')) return authority.substr(0, authority.find(']') + 1);
    return authority.substr(0, authority.find(':'));
}

std::string_view authority_of(std::string_view url) {
    if (const auto scheme = url.find("://"); scheme != std::string_view::npos) url.remove_prefix(scheme + 3);
    return url.substr(0, url.find('/'));
}

bool same_folded(std::string_view a, std::string_view b) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    return std::ranges::equal(a, b, {}, lower, lower);
}

// The host that a browser believes it speaks to: a foreign name that leads to our address is a DNS rebinding
// attack. Bare addresses are no names: nobody can rebind them.
bool host_is_ours(const App& app, std::string_view authority) {
    const auto host = host_of(authority);
    const bool address =
        host.starts_with('[') || host.find_first_not_of("0123456789.") == std::string_view::npos;
    return address || same_folded(host, "localhost") || same_folded(host, host_of(app.options.listen)) ||
           same_folded(host, host_of(authority_of(app.options.public_url)));
}

// Whether a page of another site sent this. Browsers say so themselves; older ones name at least the origin.
bool from_another_site(const App& app, const Request& request) {
    if (const auto site = request.header("sec-fetch-site"); !site.empty())
        return site != "same-origin" && site != "none";
    const auto origin = request.header("origin");
    if (origin.empty()) return false;
    const auto authority = authority_of(origin);
    return !same_folded(authority, request.header("host")) &&
           !same_folded(host_of(authority), host_of(authority_of(app.options.public_url)));
}

bool too_deep(std::string_view json) {
    std::size_t depth = 0;
    bool quoted = false;
    for (std::size_t i = 0; i < json.size(); ++i) {
        const char c = json[i];
        if (quoted) {
            if (c == '\\')
                ++i;
            else if (c == '"')
                quoted = false;
        } else if (c == '"') {
            quoted = true;
        } else if (c == '{' || c == '[') {
            if (++depth > limits::json_depth) return true;
        } else if ((c == '}' || c == ']') && depth > 0) {
            --depth;
        }
    }
    return false;
}

bool unsafe(const Request& request) {
    return request.method != "GET" && request.method != "HEAD";
}

// Nothing when the caller may go on.
std::optional<Response> refuse(const Call& call, const Route& route) {
    if (!route.role) return std::nullopt;
    if (!call.user) {
        return problem(call, {401,
                              "unauthorised",
                              {"Vous n’êtes pas connecté.", "You are not logged in."},
                              {"Reconnectez-vous.", "Log in again."}});
    }
    const bool about_session = std::string_view(route.path).starts_with("/api/v1/session");
    if (call.user->must_change_password && !about_session) {
        return problem(call, {403,
                              "password_change_required",
                              {"Changez d’abord votre mot de passe.", "Change your password first."},
                              {"Le mot de passe initial ne sert qu’une fois.",
                               "The first password is only good for one login."}});
    }
    if (call.user->role < *route.role) {
        const std::string mine(model::name(call.user->role));
        const std::string needed(model::name(*route.role));
        return problem(call, {403,
                              "forbidden",
                              {"Votre rôle « " + mine + " » ne le permet pas.",
                               "Your role “" + mine + "” may not do this."},
                              {"Demandez le rôle « " + needed + " » à un administrateur.",
                               "Ask an administrator for the role “" + needed + "”."}});
    }
    if (unsafe(call.request) &&
        !kit::constant_time_equal(call.request.header("x-csrf-token"), call.session->csrf)) {
        return problem(call,
                       {403,
                        "csrf",
                        {"Le jeton CSRF manque ou a expiré.", "The CSRF token is missing or out of date."},
                        {"Rechargez la page.", "Load the page again."}});
    }
    return std::nullopt;
}

std::optional<Response> read_body(Call& call) {
    if (call.request.body.empty()) return std::nullopt;
    if (too_deep(call.request.body)) {
        return problem(
            call, {400, "bad_request", {"JSON trop imbriqué.", "This JSON is nested too deeply."}, {"", ""}});
    }
    call.body = Json::parse(call.request.body, nullptr, false);
    if (call.body.is_discarded() || !call.body.is_object()) {
        return problem(call,
                       {400,
                        "bad_request",
                        {"Le corps de la requête n’est pas un objet JSON.", "The body is not a JSON object."},
                        {"Envoyez {\"…\": …} en UTF-8.", "Send {\"…\": …} in UTF-8."}});
    }
    return std::nullopt;
}

Response run(Call& call, const Route& route) {
    const auto token = call.request.cookie("vigie_session");
    auto visitor = call.app.auth->visitor(token);
    if (!visitor) return problem(call, visitor.error());
    const bool prolonged = *visitor && (*visitor)->prolonged;
    if (*visitor) {
        call.user = std::move((*visitor)->user);
        call.session = std::move((*visitor)->session);
    }
    if (unsafe(call.request) && from_another_site(call.app, call.request)) {
        return problem(call, {403,
                              "csrf",
                              {"Requête venue d’un autre site.", "This request comes from another site."},
                              {"Ouvrez Vigie à son adresse et recommencez.",
                               "Open Vigie at its own address and try again."}});
    }
    if (auto refused = refuse(call, route)) return *std::move(refused);
    if (auto bad = read_body(call)) return *std::move(bad);
    auto response = route.handle(call);
    const bool own = std::ranges::find(response.headers, "Set-Cookie", &ports::Headers::value_type::first) !=
                     response.headers.end();
    if (prolonged && !own) response.headers.emplace_back("Set-Cookie", session_cookie(call.app, token));
    return response;
}

}  // namespace

const std::vector<Route>& routes() {
    static const std::vector<Route> table{
        {"GET", "/healthz", {}, &healthz},
        {"GET", "/health", {}, &health},
        {"GET", "/metrics", {}, &metrics},
        {"POST", "/api/v1/session", {}, &log_in},
        {"GET", "/api/v1/session", reader, &get_session},
        {"DELETE", "/api/v1/session", reader, &log_out},
        {"POST", "/api/v1/session/password", reader, &change_password},
        {"POST", "/api/v1/session/lang", reader, &set_lang},
        {"GET", "/api/v1/overview", reader, &get_overview},
        {"GET", "/api/v1/incidents", reader, &list_incidents},
        {"POST", "/api/v1/incidents/bulk", analyst, &bulk},
        {"GET", "/api/v1/incidents/{id}", reader, &get_incident},
        {"POST", "/api/v1/incidents/{id}/{act}", analyst, &act_on_incident},
        {"POST", "/api/v1/incidents/{id}/steps/{key}/{act}", analyst, &act_on_step},
        {"GET", "/api/v1/findings/{id}", reader, &get_finding},
        {"POST", "/api/v1/findings/{id}/open", analyst, &open_held_finding},
        {"GET", "/api/v1/digest", reader, &get_digest},
        {"GET", "/api/v1/allowances", reader, &list_allowances},
        {"POST", "/api/v1/allowances", analyst, &create_allowance},
        {"DELETE", "/api/v1/allowances/{id}", analyst, &end_allowance},
        {"GET", "/api/v1/reputation", reader, &get_reputation},
        {"PUT", "/api/v1/reputation/customers/{month}", analyst, &tell_customers},
        {"POST", "/api/v1/screen", reader, &screen_draft},
        {"GET", "/api/v1/publications", reader, &list_publications},
        {"POST", "/api/v1/publications", analyst, &create_publication},
        {"POST", "/api/v1/publications/{id}/{act}", analyst, &act_on_publication},
        {"GET", "/api/v1/drafts", reader, &list_drafts},
        {"POST", "/api/v1/drafts", analyst, &create_draft},
        {"GET", "/api/v1/drafts/{id}", reader, &get_draft},
        {"POST", "/api/v1/drafts/{id}/{act}", analyst, &act_on_draft},
        {"GET", "/api/v1/publishers", reader, &list_publishers},
        {"GET", "/api/v1/charter", reader, &get_charter},
        {"POST", "/api/v1/charter", admin, &publish_charter},
        {"POST", "/api/v1/charter/acknowledge", reader, &acknowledge_charter},
        {"GET", "/api/v1/charter/standing", analyst, &list_charter_standing},
        {"GET", "/api/v1/charter/proof", analyst, &list_charter_proof},
        {"GET", "/api/v1/employees", reader, &get_employees},
        {"GET", "/api/v1/freezes", reader, &list_freezes},
        {"POST", "/api/v1/freezes", analyst, &freeze},
        {"POST", "/api/v1/freezes/{asset}/lift", analyst, &lift_freeze},
        {"GET", "/api/v1/assets", reader, &list_assets},
        {"GET", "/api/v1/sources", reader, &list_sources},
        {"GET", "/api/v1/takedowns", reader, &list_takedowns},
        {"POST", "/api/v1/takedowns/{id}/resend", analyst, &resend_takedown},
        {"POST", "/api/v1/takedowns/{id}/mark", analyst, &mark_takedown},
        {"GET", "/api/v1/takedowns/{id}/dossier", reader, &get_dossier},
        {"GET", "/api/v1/notices/dead", reader, &list_dead_notices},
        {"POST", "/api/v1/notices/resend", analyst, &resend_notice},
        {"GET", "/api/v1/policies", reader, &list_policies},
        {"GET", "/api/v1/detectors", reader, &list_detectors},
        {"GET", "/api/v1/channels", reader, &list_channels},
        {"POST", "/api/v1/channels/{name}/test", analyst, &test_channel},
        {"GET", "/api/v1/users", reader, &list_users},
        {"GET", "/api/v1/watches", reader, &list_watches},
        {"POST", "/api/v1/watches", analyst, &create_watch},
        {"GET", "/api/v1/watches/{name}", reader, &get_watch},
        {"PUT", "/api/v1/watches/{name}", analyst, &change_watch},
        {"DELETE", "/api/v1/watches/{name}", analyst, &delete_watch},
        {"GET", "/api/v1/watches/{name}/items", reader, &list_watch_items},
        {"GET", "/api/v1/watches/{name}/volume", reader, &get_watch_volume},
        {"GET", "/api/v1/rules", reader, &list_rules},
        {"GET", "/api/v1/rules/{name}", reader, &get_rule},
        {"PUT", "/api/v1/rules/{name}/mode", analyst, &set_rule_mode},
        {"POST", "/api/v1/rules/{name}/backtest", analyst, &backtest_rule},
        {"POST", "/api/v1/queries/check", analyst, &check_query},
        {"POST", "/api/v1/queries/preview", analyst, &preview_query},
        {"GET", "/api/v1/audit", reader, &list_audit},
        {"GET", "/api/v1/audit/verify", analyst, &verify_audit},
        {"GET", "/api/v1/search", reader, &search},
        {"GET", "/api/v1/events", reader, &events},
        {"GET", "/api/v1/system", {}, &get_system},
    };
    return table;
}

Response dispatch(const App& app, const Request& request, std::string& route) {
    Call call{.app = app, .request = request, .captures = {}, .user = {}, .session = {}};
    if (!host_is_ours(app, request.header("host"))) {
        return problem(call, {421,
                              "misdirected",
                              {"Ce nom d’hôte n’est pas le mien.", "This host name is not mine."},
                              {"Réglez serve.public_url si Vigie est derrière un autre nom.",
                               "Set serve.public_url when Vigie is behind another name."}});
    }
    bool path_known = false;
    const std::string_view method =
        request.method == "HEAD" ? std::string_view("GET") : std::string_view(request.method);
    for (const auto& r : routes()) {
        if (!matches(r.path, request.sent_path, call.captures)) continue;
        path_known = true;
        if (method != r.method) continue;
        route = r.path;
        return run(call, r);
    }
    if (path_known) {
        return problem(call, {405,
                              "method_not_allowed",
                              {"Cette méthode n’est pas permise ici.", "This method is not allowed here."},
                              {"", ""}});
    }
    return problem(call, {404,
                          "not_found",
                          {"Il n’y a rien à cette adresse.", "There is nothing at this address."},
                          {"Voyez schemas/openapi.yaml.", "See schemas/openapi.yaml."}});
}

}  // namespace vigie::serve
