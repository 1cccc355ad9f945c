#include "forms.hpp"

namespace vigie::respond {
namespace {

std::string escape(std::string_view text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '"': out += "&quot;"; break;
            default: out += c;
        }
    }
    return out;
}

std::string captures_table(const Custody& custody, bool french) {
    std::string out =
        french ? "<table><tr><th>Entrée</th><th>Conservée le (UTC)</th><th>Nature</th><th>Adresse</th>"
                 "<th>SHA-256</th></tr>\n"
               : "<table><tr><th>Entry</th><th>Kept at (UTC)</th><th>What</th><th>Address</th>"
                 "<th>SHA-256</th></tr>\n";
    for (const auto& [entry, capture] : custody.captures) {
        if (!capture) {
            out += fmt::format("<tr><td>{}</td><td>{}</td><td colspan=3>{}</td></tr>\n", entry.index,
                               format_time(entry.at),
                               french ? "détruite à la fin de sa durée de conservation"
                                      : "destroyed at the end of its retention");
            continue;
        }
        for (const auto& part : capture->parts) {
            out += fmt::format(
                "<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td><code>{}</code></td></tr>\n",
                entry.index, format_time(entry.at), escape(part.role), escape(part.url), part.sha256);
        }
    }
    return out + "</table>\n";
}

std::string custody_table(const Custody& custody, bool french) {
    std::string out =
        french ? "<table><tr><th>N°</th><th>Date (UTC)</th><th>Qui</th><th>Quoi</th><th>Motif</th></tr>\n"
               : "<table><tr><th>No.</th><th>When (UTC)</th><th>Who</th><th>What</th><th>Why</th></tr>\n";
    for (const auto& e : custody.entries) {
        out += fmt::format("<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>\n", e.seq,
                           format_time(e.at), escape(e.actor), escape(french ? e.says.fr : e.says.en),
                           escape(e.why));
    }
    return out + "</table>\n";
}

constexpr const char* style =
    "<style>body{font:11pt/1.45 Georgia,serif;max-width:60em;margin:2em auto;padding:0 1em}"
    "table{border-collapse:collapse;width:100%;font-size:9pt}td,th{border:1px solid #999;padding:.25em .5em;"
    "text-align:left;vertical-align:top;overflow-wrap:anywhere}code{font-size:8pt}</style>";

}  // namespace

std::string cover_sheet(const model::Incident& incident, const Custody& custody, Time now,
                        const std::string& program, const std::string& public_key, bool french) {
    const auto title = escape(french ? incident.title.fr : incident.title.en);
    auto out = fmt::format(
        "<!doctype html>\n<html lang=\"{}\"><meta charset=\"utf-8\"><title>{} {}</title>{}\n<h1>{} {}</h1>\n"
        "<p>{}</p>\n",
        french ? "fr" : "en", french ? "Preuves" : "Evidence", escape(incident.id.value), style,
        french ? "Preuves de l’incident" : "Evidence of incident", escape(incident.id.value), title);
    const auto hold =
        custody.hold
            ? fmt::format(fmt::runtime(french ? "Conservation judiciaire depuis le {} par {} : {}."
                                              : "Legal hold since {} by {}: {}."),
                          format_time(custody.hold->at), escape(custody.hold->by), escape(custody.hold->why))
            : std::string(french ? "Aucune conservation judiciaire." : "No legal hold.");
    if (french) {
        out += fmt::format(
            "<p>Ouvert le {}. Exporté le {} par {}. {}</p>\n<h2>Ce qui a été conservé</h2>\n"
            "<p>Chaque objet se trouve dans <code>objects/</code>, sous son empreinte SHA-256. "
            "<code>pages.warc</code> reprend ce qui a été lu sur le web. Les octets envoyés par les serveurs "
            "n’ont pas été gardés, seulement ce que Vigie y a lu.</p>\n",
            format_time(incident.opened_at), format_time(now), escape(program), hold);
    } else {
        out += fmt::format(
            "<p>Opened at {}. Exported at {} by {}. {}</p>\n<h2>What was kept</h2>\n"
            "<p>Each object stands in <code>objects/</code>, under its SHA-256. <code>pages.warc</code> "
            "holds "
            "what was read on the web. The bytes that servers sent were not kept, only what Vigie read in "
            "them.</p>\n",
            format_time(incident.opened_at), format_time(now), escape(program), hold);
    }
    out += captures_table(custody, french);
    out += french ? "<h2>Chaîne de conservation</h2>\n" : "<h2>Chain of custody</h2>\n";
    out += custody_table(custody, french);
    out += fmt::format(
        fmt::runtime(french ? "<h2>Vérifier</h2>\n<p><code>vigie evidence verify FICHIER --key {0}</code>, "
                              "sans réseau ni "
                              "configuration. La clé publique <code>{0}</code> doit être confirmée par "
                              "l’organisation, par une "
                              "autre voie que ce fichier.</p>\n<p>Ce fichier montre que rien n’a changé "
                              "depuis la signature. Il ne "
                              "prouve pas par lui-même l’heure, et ne remplace pas un constat de commissaire "
                              "de justice.</p>\n"
                            : "<h2>How to verify</h2>\n<p><code>vigie evidence verify FILE --key {0}</code>, "
                              "without network or "
                              "configuration. The organisation must confirm the public key <code>{0}</code> "
                              "by another way than "
                              "this file.</p>\n<p>This file shows that nothing changed since it was signed. "
                              "By itself it does not "
                              "prove the time, and it does not replace a bailiff’s report.</p>\n"),
        public_key);
    return out + "</html>\n";
}

}  // namespace vigie::respond
