#include "auth.hpp"
#include "resources.hpp"

namespace vigie::serve {
namespace {

constexpr std::size_t shortest_password = 12;
constexpr std::size_t longest_password = 256;
constexpr std::size_t longest_name = 100;

Json session_json(const model::User& user, const model::WebSession& session) {
    return {{"user",
             {{"name", user.name},
              {"role", model::name(user.role)},
              {"lang", user.lang},
              {"must_change_password", user.must_change_password}}},
            {"csrf", session.csrf},
            {"expires_at", format_time(session.expires_at)}};
}

Response opened(const Call& call, const Auth::Login& login) {
    auto response = json(session_json(login.user, login.session));
    response.headers.emplace_back("Set-Cookie", session_cookie(call.app, login.token));
    return response;
}

Response too_many(const Call& call, const Auth::Check& check) {
    auto response =
        problem(call, {429,
                       "rate_limited",
                       {"Trop de mots de passe erronés.", "Too many wrong passwords."},
                       {"Attendez un quart d’heure puis réessayez.", "Wait 15 minutes and try again."}});
    response.headers.emplace_back("Retry-After", std::to_string(check.retry_after_s));
    return response;
}

}  // namespace

std::string session_cookie(const App& app, const std::string& token) {
    const auto age =
        token.empty() ? 0 : std::chrono::duration_cast<std::chrono::seconds>(Auth::lifetime).count();
    return "vigie_session=" + token + "; Path=/; HttpOnly; SameSite=Strict; Max-Age=" + std::to_string(age) +
           (app.options.public_url.starts_with("https:") ? "; Secure" : "");
}

Response log_in(Call& call) {
    const auto name = call.text("name");
    const auto password = call.text("password");
    if (name.empty() || password.empty() || name.size() > longest_name ||
        password.size() > longest_password) {
        return problem(call, {422,
                              "invalid_argument",
                              {"Il faut un nom et un mot de passe.", "A name and a password are needed."},
                              {"", ""}});
    }
    const auto login = call.app.auth->log_in(name, password, call.request.address);
    if (!login) return problem(call, login.error());
    if (login->check.outcome == Auth::Outcome::ok) return opened(call, *login);
    if (login->check.outcome == Auth::Outcome::limited) return too_many(call, login->check);
    return problem(
        call, {401,
               "unauthorised",
               {"Ce nom et ce mot de passe ne vont pas ensemble.", "This name and password do not match."},
               {"Vérifiez les majuscules. Un administrateur peut donner un nouveau mot de passe avec « vigie "
                "user password NOM ».",
                "Check capital letters. An administrator can give you a new password with “vigie user "
                "password NAME”."}});
}

Response get_session(Call& call) {
    return json(session_json(*call.user, *call.session));
}

Response log_out(Call& call) {
    if (auto done = call.app.auth->log_out(call.request.cookie("vigie_session")); !done)
        return problem(call, done.error());
    return {.status = 204, .headers = {{"Set-Cookie", session_cookie(call.app, "")}}, .body = {}};
}

Response change_password(Call& call) {
    const auto old = call.text("old");
    const auto fresh = call.text("new");
    const auto check = call.app.auth->check(call.user, call.user->name, old.substr(0, longest_password),
                                            call.request.address);
    if (check.outcome == Auth::Outcome::limited) return too_many(call, check);
    if (check.outcome == Auth::Outcome::refused) {
        return problem(call, {422,
                              "invalid_argument",
                              {"L’ancien mot de passe n’est pas le bon.", "The old password is not right."},
                              {"", ""}});
    }
    if (fresh.size() < shortest_password || fresh.size() > longest_password || fresh == old ||
        fresh == call.user->name) {
        return problem(call, {422,
                              "weak_password",
                              {"Le nouveau mot de passe est trop faible.", "The new password is too weak."},
                              {"Prenez au moins 12 caractères, autres que l’ancien ; une phrase convient.",
                               "Take at least 12 characters, not the old ones; a sentence is fine."}});
    }
    const auto login = call.app.auth->change_password(*call.user, fresh);
    return login ? opened(call, *login) : problem(call, login.error());
}

Response set_lang(Call& call) {
    const auto lang = call.text("lang");
    if (lang != "fr" && lang != "en") {
        return problem(call, {422,
                              "invalid_argument",
                              {"La langue est « fr » ou « en ».", "The language is “fr” or “en”."},
                              {"", ""}});
    }
    if (auto done = call.app.auth->set_lang(call.user->name, lang); !done) return problem(call, done.error());
    call.user->lang = lang;
    return get_session(call);
}

Response list_users(Call& call) {
    auto rows = Json::array();
    const auto done = call.app.parts.store->read([&](ports::Session& s) -> Result<> {
        VIGIE_TRY_ASSIGN(const auto users, s.users());
        for (const auto& u : users) {
            if (!u.disabled) rows.push_back({{"name", u.name}, {"role", model::name(u.role)}});
        }
        return {};
    });
    return done ? json({{"rows", std::move(rows)}}) : problem(call, done.error());
}

}  // namespace vigie::serve
