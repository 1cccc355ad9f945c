#include "report.hpp"

#include <vigie/kit/hash.hpp>
#include <vigie/kit/uuid.hpp>
#include <vigie/respond/markup.hpp>
#include <vigie/respond/telling.hpp>

#include <fmt/core.h>

#include <algorithm>

namespace vigie::plugins::abuse {
namespace {

using model::Json;
namespace markup = respond::markup;
namespace mime = respond::mime;

constexpr std::size_t description_characters = 2000;
constexpr std::size_t url_bytes = 2000;

// "vigie:vg-2025-0042": lower-case letters, digits, '_', '+', '-' on both sides.
std::string tag(std::string_view name) {
    std::string out = "vigie:";
    for (const char c : name) {
        if (c >= 'A' && c <= 'Z') {
            out += static_cast<char>(c - 'A' + 'a');
        } else {
            const bool plain =
                (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == '-' || c == '_' || c == '+';
            out += plain ? c : '-';
        }
    }
    return out;
}

std::string second(Time t) {  // "2025-10-09T09:12:00Z"
    return format_time(t).substr(0, 19) + "Z";
}

std::string minute(Time t) {  // "2025-10-09 09:12 UTC"
    auto text = format_time(t).substr(0, 16);
    text[10] = ' ';
    return text + " UTC";
}

model::Text charge(const std::string& reason) {
    if (reason == "phishing")
        return {"imite son espace client et recueille des identifiants",
                "imitates its customer login and collects credentials"};
    if (reason == "scam")
        return {"sert une escroquerie qui use de son nom", "serves a scam that uses its name"};
    if (reason == "impersonation") return {"se fait passer pour elle", "passes itself off as it"};
    if (reason == "leak")
        return {"publie des données personnelles dont elle a la garde",
                "publishes personal data in its care"};
    return {"porte atteinte à ses droits", "infringes its rights"};
}

model::Text kind(const std::string& reason) {
    if (reason == "phishing") return {"Hameçonnage visant", "Phishing against"};
    if (reason == "scam") return {"Escroquerie au nom de", "Scam in the name of"};
    if (reason == "leak") return {"Fuite de données de", "Leaked data of"};
    return {"Usurpation de", "Impersonation of"};
}

bool is_french(const Target& target, const std::vector<std::string>& to) {
    return target.domain.ends_with(".fr") ||
           std::ranges::any_of(to, [](const auto& address) { return address.ends_with(".fr"); });
}

}  // namespace

Json xarf(const AbuseMailConfig& config, const model::Takedown& takedown, const Target& target,
          const respond::RdapDomain& rdap, Time now) {
    auto contact = mime::parse_address(config.reply_to.empty() ? config.from : config.reply_to);
    const auto email = contact ? contact->email : std::string();
    const Json who{{"org", config.organisation},
                   {"contact", email},
                   {"domain", email.substr(std::min(email.find('@') + 1, email.size()))}};
    const bool phishing = takedown.reason == "phishing";
    const bool leak = takedown.reason == "leak";
    Json out{{"xarf_version", "4.2.0"},
             {"report_id", kit::uuid_of("xarf/" + takedown.id.value)},
             {"timestamp", second(now)},
             {"reporter", who},
             {"sender", who},
             {"source_identifier", target.host},
             {"category", "content"},
             {"type", phishing ? "phishing"
                      : leak   ? "exposed_data"
                               : "fraud"},
             {"evidence_source", "automated_scan"},
             {"description", markup::cut(markup::clean(takedown.text), description_characters)},
             {"url", target.url},
             {"domain", target.domain}};
    if (!phishing && !leak) out["fraud_type"] = "other";
    if (phishing) out["target_brand"] = config.organisation;
    if (!rdap.registrar.empty()) out["registrar"] = rdap.registrar;
    if (!rdap.nameservers.empty()) out["nameservers"] = rdap.nameservers;
    out["tags"] = Json::array({tag(takedown.incident.value)});
    return out;
}

std::string letter(const AbuseMailConfig& config, const model::Takedown& takedown, const Target& target,
                   const respond::RdapDomain& rdap, Time now, bool french) {
    const auto url = respond::defanged(markup::cut_bytes(target.url, url_bytes));
    auto registered = rdap.registered_at ? format_time(*rdap.registered_at).substr(0, 10) : std::string();
    const auto registrar =
        rdap.registrar_id.empty()
            ? markup::clean(rdap.registrar)
            : fmt::format("{} (IANA {})", markup::clean(rdap.registrar), rdap.registrar_id);
    const auto text = respond::defanged(markup::cut(markup::clean(takedown.text), description_characters));
    const auto what = charge(takedown.reason);
    if (french) {
        auto out =
            fmt::format("Nous agissons pour {}. L’adresse ci-dessous {}.\n\n", config.organisation, what.fr);
        out += fmt::format("  Adresse      {}   (forme exacte dans xarf.json)\n", url);
        out += fmt::format("  Constatée    {}\n", minute(now));
        if (!registered.empty()) out += fmt::format("  Domaine      enregistré le {}\n", registered);
        if (!registrar.empty()) out += fmt::format("  Bureau       {}\n", registrar);
        out += fmt::format(
            "\nCe que nous avons constaté (en anglais)\u00a0: voir plus haut.\n\n"
            "Demande\u00a0: suspendre le domaine ou retirer le contenu, et nous le confirmer.\n"
            "Fondement\u00a0: article 16 du règlement (UE) 2022/2065.\n"
            "Les informations sont exactes à notre connaissance et transmises de bonne foi.\n"
            "{}, {}\nRéférence\u00a0: {}\n",
            config.signatory, config.organisation, takedown.id.value);
        return out;
    }
    auto out = fmt::format("We represent {}. The address below {}.\n\n", config.organisation, what.en);
    out += fmt::format("  URL          {}   (exact form in xarf.json)\n", url);
    out += fmt::format("  Seen         {}\n", minute(now));
    if (!registered.empty()) out += fmt::format("  Domain       registered {}\n", registered);
    if (!registrar.empty()) out += fmt::format("  Registrar    {}\n", registrar);
    out += fmt::format(
        "\nWhat we observed:\n{}\n\n"
        "The page may hide from data-centre addresses: look at it as a visitor from France, on a telephone "
        "too.\n\n"
        "Request: suspend the domain (clientHold) or remove the content, and confirm to the address above.\n"
        "Basis: your acceptable-use terms; the registrar's duty on DNS abuse (RAA 3.18); DSA article 16 for "
        "hosts\n"
        "in the EU. The information is accurate to our knowledge and given in good faith.\n"
        "{}, {}\nReference: {}\n",
        text, config.signatory, config.organisation, takedown.id.value);
    return out;
}

ports::Mail mail(const AbuseMailConfig& config, const model::Takedown& takedown, const Target& target,
                 const respond::RdapDomain& rdap, const Addresses& addresses, Time now) {
    const bool french = is_french(target, addresses.to);
    const auto title = kind(takedown.reason);
    const auto subject = fmt::format("[{}] {} {} on {}", takedown.incident.value, title.en,
                                     config.organisation, respond::defanged(target.domain));
    auto body = letter(config, takedown, target, rdap, now, false);
    if (french) {
        body += fmt::format("\n---------- Français ----------\n\n{} {}\n\n", title.fr, config.organisation) +
                letter(config, takedown, target, rdap, now, true);
    }
    ports::Mail out;
    out.from = addresses.from.email;
    out.to = addresses.to;
    std::string to;
    for (const auto& address : addresses.to) to += (to.empty() ? "" : ",\r\n ") + address;
    const auto id = kit::sha256_hex("abuse/" + takedown.id.value).substr(0, 32);
    const auto boundary = "vigie-" + id;
    const auto host = addresses.from.email.substr(addresses.from.email.find('@') + 1);
    auto report = kit::base64(
        xarf(config, takedown, target, rdap, now).dump(2, ' ', false, Json::error_handler_t::replace));
    constexpr std::size_t line = 76;
    for (std::size_t at = line; at < report.size(); at += line + 2) report.insert(at, "\r\n");
    auto& m = out.message;
    m += fmt::format("From: {}\r\n", addresses.from.header(6));
    m += fmt::format("To: {}\r\n", to);
    if (!addresses.reply_to.empty()) m += fmt::format("Reply-To: {}\r\n", addresses.reply_to);
    m += fmt::format("Subject: {}\r\n", mime::header_text(markup::clean(subject), 9));
    m += fmt::format("Date: {}\r\n", mime::date(now));
    // The same on every try: who got it twice can tell.
    m += fmt::format("Message-ID: <{}@{}>\r\n", id, host);
    m += "Auto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n";
    m += fmt::format("Content-Type: multipart/mixed; boundary=\"{}\"\r\n\r\n", boundary);
    m += fmt::format(
        "--{}\r\nContent-Type: text/plain; charset=utf-8\r\n"
        "Content-Transfer-Encoding: quoted-printable\r\n\r\n{}\r\n",
        boundary, mime::quoted_printable(body));
    m += fmt::format(
        "--{}\r\nContent-Type: application/json; name=\"xarf.json\"\r\n"
        "Content-Disposition: attachment; filename=\"xarf.json\"\r\n"
        "Content-Transfer-Encoding: base64\r\n\r\n{}\r\n--{}--\r\n",
        boundary, report, boundary);
    return out;
}

}  // namespace vigie::plugins::abuse
