#include "app.hpp"

#include <vigie/kit/text.hpp>

#include <charconv>

namespace vigie::serve {

bool Call::french() const {
    return request.header("accept-language").starts_with("fr");
}

std::string Call::text(const char* key) const {
    const auto it = body.find(key);
    return it != body.end() && it->is_string() ? it->get<std::string>() : std::string();
}

Response json(const Json& body, int status) {
    return {.status = status,
            .headers = {{"Content-Type", "application/json; charset=utf-8"}, {"Cache-Control", "no-store"}},
            .body = model::dump(body)};
}

Response problem(bool french, const Problem& p) {
    const char* lang = french ? "fr" : "en";
    return json({{"error", {{"code", p.code}, {"message", p.message.in(lang)}, {"help", p.help.in(lang)}}}},
                p.status);
}

Response problem(const Call& call, const Problem& p) {
    return problem(call.french(), p);
}

Response problem(const Call& call, const Error& error) {
    // Messages of the inner layers are English sentences. In French the kind of trouble is said, the sentence
    // follows.
    const auto make = [&](int status, const char* code, const std::string& french, model::Text help) {
        return problem(call,
                       {status, code, {french + " (" + error.message + ")", error.message}, std::move(help)});
    };
    const model::Text again{"Réessayez dans un instant.", "Try again in a moment."};
    switch (error.code) {
        case Errc::invalid_argument:
        case Errc::parse: return make(422, "invalid_argument", "Cette valeur ne convient pas", {"", ""});
        case Errc::not_found:
            return make(404, "not_found", "Introuvable",
                        {"Vérifiez l’identifiant ; l’élément a peut-être été purgé.",
                         "Check the id; it may have been purged."});
        case Errc::conflict:
            return make(409, "conflict", "L’état du dossier ne le permet pas",
                        {"Rechargez la page : le dossier a peut-être changé entre-temps.",
                         "Load the page again: the case may have changed meanwhile."});
        case Errc::unauthorised: return make(403, "forbidden", "Ce n’est pas permis", {"", ""});
        case Errc::timeout: return make(504, "timeout", "La réponse s’est fait trop attendre", again);
        case Errc::io:
            return make(503, "io", "Le stockage ne répond pas correctement",
                        {"Vérifiez l’espace disque et le journal de Vigie.",
                         "Check the free disk space and Vigie’s log."});
        case Errc::unavailable: return make(503, "unavailable", "Momentanément indisponible", again);
    }
    return make(500, "internal", "Erreur interne", {"", ""});
}

std::optional<std::string> long_text(const Json& body, const char* key, std::size_t most) {
    auto out = std::optional<std::string>(std::string());
    const auto it = body.find(key);
    if (it == body.end() || !it->is_string()) return out;
    const auto& text = it->get_ref<const std::string&>();
    std::size_t letters = 0;
    for (const char c : text) letters += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U ? 1 : 0;
    if (letters > most) return std::nullopt;
    return text;
}

std::optional<std::int64_t> number(const Request& request, std::string_view name, std::int64_t low,
                                   std::int64_t high, std::int64_t standard) {
    const auto text = request.parameter(name);
    if (text.empty()) return standard;
    std::int64_t value = 0;
    const auto [p, ec] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (ec != std::errc{} || p != text.data() + text.size() || value < low || value > high)
        return std::nullopt;
    return value;
}

std::vector<std::string> split(std::string_view list) {
    std::vector<std::string> out;
    while (!list.empty()) {
        const auto end = list.find(',');
        if (const auto part = list.substr(0, end); !part.empty()) out.emplace_back(part);
        if (end == std::string_view::npos) break;
        list.remove_prefix(end + 1);
    }
    return out;
}

bool contains_folded(std::string_view haystack, std::string_view folded_needle) {
    return kit::fold(haystack).find(folded_needle) != std::string::npos;
}

}  // namespace vigie::serve
