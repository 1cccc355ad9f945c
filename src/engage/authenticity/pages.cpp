#include <vigie/engage/authenticity.hpp>

#include <fmt/core.h>

#include <algorithm>
#include <map>

namespace vigie::engage {
namespace {

using model::Asset;
using model::AssetKind;

constexpr const char* style = R"(:root{color-scheme:light dark;font:17px/1.55 system-ui,sans-serif}
body{max-width:44rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.7rem;line-height:1.2}h2{font-size:1.2rem;margin-top:2rem}
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.4rem .6rem;border-bottom:1px solid #8886;vertical-align:top}
th[scope=row]{font-weight:600;width:9rem}td{overflow-wrap:anywhere}
nav{font-size:.95rem}footer{margin-top:3rem;font-size:.9rem;opacity:.8}
a{color:LinkText}li{margin:.3rem 0}
)";

// What the register holds reaches a public page: every character that means something to HTML is written out.
std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '"': out += "&quot;"; break;
            case '\'': out += "&#39;"; break;
            default:
                if (static_cast<unsigned char>(c) >= 0x20 || c == '\n') out += c;
        }
    }
    return out;
}

// Only addresses of the web become links.
std::string link(std::string_view url, std::string_view text) {
    if (!url.starts_with("https://") && !url.starts_with("http://")) return escaped(text);
    return fmt::format("<a href=\"{}\" rel=\"noopener\">{}</a>", escaped(url), escaped(text));
}

std::string organisation_of(const model::AssetRegister& assets, const AuthenticityOptions& options) {
    if (!options.organisation.empty()) return options.organisation;
    for (const auto kind : {AssetKind::organisation, AssetKind::brand}) {
        for (const auto& asset : assets.all()) {
            if (asset.kind == kind && !asset.name.empty()) return asset.name;
        }
    }
    return "Vigie";
}

std::string network_title(const std::string& network) {
    static const std::map<std::string, std::string, std::less<>> known{
        {"bluesky", "Bluesky"},   {"mastodon", "Mastodon"},   {"x", "X"},
        {"facebook", "Facebook"}, {"instagram", "Instagram"}, {"linkedin", "LinkedIn"},
        {"tiktok", "TikTok"},     {"youtube", "YouTube"},     {"telegram", "Telegram"},
        {"whatsapp", "WhatsApp"}, {"threads", "Threads"},     {"reddit", "Reddit"}};
    const auto it = known.find(network);
    return it == known.end() ? network : it->second;
}

struct Words {
    const char *lang, *other, *other_name, *title, *lead, *accounts, *sites, *phones, *channels, *tags, *none,
        *fakes, *report, *mail, *form, *inside, *never, *as_of, *back;
    std::vector<const char*> signs;
    std::vector<const char*> steps;
};

const Words& french() {
    static const Words words{
        "fr",
        "../en/index.html",
        "English",
        "Les comptes officiels de {}",
        "Cette page dit quels comptes, sites et numéros sont les nôtres. Tout autre qui se présente en notre "
        "nom est "
        "à tenir pour faux jusqu’à preuve du contraire.",
        "Nos comptes",
        "Nos sites et adresses",
        "Nos numéros de téléphone",
        "Nos chaînes",
        "Nos mots-dièse",
        "Aucun n’est publié ici.",
        "Reconnaître un faux",
        "Signaler un faux",
        "Écrivez-nous à {} avec l’adresse du compte et une capture d’écran.",
        "Remplissez {}.",
        "notre formulaire",
        "Nous ne demandons jamais de mot de passe, de code reçu par SMS ni de numéro de carte par message.",
        "À jour au {}.",
        "Nos comptes officiels",
        {"Le nom du compte diffère d’une lettre, d’un chiffre ou d’un tiret de celui qui est écrit "
         "ci-dessus.",
         "Le compte est récent, a peu d’abonnés, ou reprend notre photo sans nos anciennes publications.",
         "Il vous écrit le premier, vous presse, promet un gain ou un remboursement.",
         "Le lien mène à un site qui n’est pas dans la liste ci-dessus.",
         "Il demande de poursuivre par une autre messagerie."},
        {"Ne répondez pas, ne cliquez pas, ne payez pas.",
         "Signalez le compte sur le réseau où il se trouve («\u00a0usurpation d’identité\u00a0»).",
         "Si vous avez donné un code ou un numéro de carte, appelez votre banque tout de suite.",
         "Victime d’une escroquerie en France\u00a0: 17cyber.gouv.fr et la plateforme THESEE de "
         "service-public.fr."}};
    return words;
}

const Words& english() {
    static const Words words{
        "en",
        "../fr/index.html",
        "Français",
        "The official accounts of {}",
        "This page says which accounts, sites and numbers are ours. Treat any other that speaks in our name "
        "as fake "
        "until proved otherwise.",
        "Our accounts",
        "Our sites and addresses",
        "Our telephone numbers",
        "Our channels",
        "Our hashtags",
        "None is published here.",
        "How to tell a fake",
        "How to report a fake",
        "Write to {} with the address of the account and a screenshot.",
        "Fill in {}.",
        "our form",
        "We never ask for a password, a code sent by text message or a card number in a message.",
        "True as of {}.",
        "Our official accounts",
        {"The account's name differs by a letter, a digit or a dash from the one written above.",
         "The account is new, has few followers, or shows our picture without our older posts.",
         "It writes to you first, hurries you, promises a prize or a refund.",
         "Its link leads to a site that is not in the list above.", "It asks to go on in another messenger."},
        {"Do not answer, do not click, do not pay.",
         "Report the account on the network where it is (“impersonation”).",
         "If you gave away a code or a card number, call your bank at once.",
         "Victims of a scam in France: 17cyber.gouv.fr and THESEE on service-public.fr."}};
    return words;
}

struct Row {
    std::string head;
    std::string cell;  // HTML
};

std::string table(const char* title, const std::vector<Row>& rows) {
    if (rows.empty()) return {};
    auto out = fmt::format("<h2>{}</h2>\n<table>\n", escaped(title));
    for (const auto& row : rows)
        out += fmt::format("<tr><th scope=\"row\">{}</th><td>{}</td></tr>\n", escaped(row.head), row.cell);
    return out + "</table>\n";
}

std::string list(const std::vector<const char*>& lines, const char* tag) {
    auto out = fmt::format("<{}>\n", tag);
    for (const auto* line : lines) out += fmt::format("<li>{}</li>\n", escaped(line));
    return out + fmt::format("</{}>\n", tag);
}

std::string account_cell(const Asset& a) {
    auto out = a.handle.empty() ? escaped(a.name) : "<strong>@" + escaped(a.handle) + "</strong>";
    if (!a.handle.empty() && !a.name.empty() && a.name != a.handle) out += " — " + escaped(a.name);
    if (!a.place.empty()) out += ", " + escaped(a.place);
    return out;
}

std::string head(const char* lang, const std::string& title, const char* css) {
    // The same policy as the header that the web server should send; meta cannot say frame-ancestors.
    return fmt::format(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'self'; "
        "base-uri "
        "'none'; form-action 'none'\">\n<meta name=\"viewport\" content=\"width=device-width, "
        "initial-scale=1\">\n"
        "<meta name=\"referrer\" content=\"no-referrer\">\n<title>{}</title>\n<link rel=\"stylesheet\" "
        "href=\"{}\">\n</head>\n<body>\n",
        lang, escaped(title), css);
}

std::string page(const Words& w, const model::AssetRegister& assets, const AuthenticityOptions& options) {
    const auto organisation = organisation_of(assets, options);
    const auto title = fmt::format(fmt::runtime(w.title), organisation);
    std::vector<Row> accounts;
    std::vector<Row> sites;
    std::vector<Row> phones;
    std::vector<Row> channels;
    std::vector<Row> tags;
    for (const auto& a : assets.all()) {
        switch (a.kind) {
            case AssetKind::account: accounts.push_back({network_title(a.network), account_cell(a)}); break;
            case AssetKind::domain:
                sites.push_back({a.name, link("https://" + a.value + "/", a.value)});
                break;
            case AssetKind::link: sites.push_back({a.name, link(a.value, a.value)}); break;
            case AssetKind::phone: phones.push_back({a.name, escaped(a.value)}); break;
            case AssetKind::channel: channels.push_back({network_title(a.network), account_cell(a)}); break;
            case AssetKind::hashtag: tags.push_back({a.name, "#" + escaped(a.value)}); break;
            default: break;
        }
    }
    std::ranges::stable_sort(accounts, {}, &Row::head);
    auto out = head(w.lang, title, "../style.css");
    out += fmt::format("<nav><a href=\"{}\" hreflang=\"{}\">{}</a></nav>\n<main>\n<h1>{}</h1>\n<p>{}</p>\n",
                       w.other, std::string_view(w.lang) == "fr" ? "en" : "fr", w.other_name, escaped(title),
                       escaped(w.lead));
    const auto tables = table(w.accounts, accounts) + table(w.sites, sites) + table(w.phones, phones) +
                        table(w.channels, channels) + table(w.tags, tags);
    out += tables.empty() ? fmt::format("<p>{}</p>\n", escaped(w.none)) : tables;
    out += fmt::format("<h2>{}</h2>\n<p><strong>{}</strong></p>\n{}", escaped(w.fakes), escaped(w.never),
                       list(w.signs, "ul"));
    out += fmt::format("<h2>{}</h2>\n{}", escaped(w.report), list(w.steps, "ol"));
    if (options.report_email.find('@') != std::string::npos) {
        const auto mail = fmt::format("<a href=\"mailto:{}\">{}</a>", escaped(options.report_email),
                                      escaped(options.report_email));
        out += "<p>" + fmt::format(fmt::runtime(w.mail), mail) + "</p>\n";
    }
    if (options.report_url.starts_with("https://"))
        out += "<p>" + fmt::format(fmt::runtime(w.form), link(options.report_url, w.inside)) + "</p>\n";
    out += "</main>\n<footer>";
    if (!options.day.empty()) out += fmt::format(fmt::runtime(w.as_of), escaped(options.day));
    return out + "</footer>\n</body>\n</html>\n";
}

}  // namespace

std::vector<PublicFile> authenticity_pages(const model::AssetRegister& assets,
                                           const AuthenticityOptions& options) {
    const auto organisation = organisation_of(assets, options);
    auto index = head("fr", organisation, "style.css");
    index += fmt::format(
        "<main>\n<h1>{}</h1>\n<ul>\n<li><a href=\"fr/index.html\" hreflang=\"fr\" "
        "lang=\"fr\">{}</a></li>\n<li><a "
        "href=\"en/index.html\" hreflang=\"en\" lang=\"en\">{}</a></li>\n</ul>\n</main>\n</body>\n</html>\n",
        escaped(organisation), escaped(french().back), escaped(english().back));
    return {{"index.html", std::move(index)},
            {"fr/index.html", page(french(), assets, options)},
            {"en/index.html", page(english(), assets, options)},
            {"style.css", style}};
}

}  // namespace vigie::engage
