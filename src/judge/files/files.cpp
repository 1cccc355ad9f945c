#include "screens.hpp"

#include <vigie/judge/assess.hpp>
#include <vigie/judge/files.hpp>
#include <vigie/judge/leaks.hpp>
#include <vigie/judge/phrase.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace vigie::judge {
namespace {

using model::Evidence;
using model::FileContent;
using model::Finding;

constexpr double prior = -2.2;

Finding frame(const model::Item& item, std::string_view kind, std::vector<Evidence> evidence, Harm harm,
              model::Text title) {
    auto f = leak_finding(leak_file, item, {});
    f.kind = kind;
    f.id = model::finding_id(fmt::format("{}/{}", leak_file, kind), f.item, f.asset, f.culprit.id);
    f.score = score_of(prior, evidence);
    f.severity = severity_of(f.score, harm);
    f.title = std::move(title);
    f.evidence = std::move(evidence);
    return f;
}

bool has(const FileContent& file, std::string_view remark) {
    return std::ranges::find(file.remarks, remark) != file.remarks.end();
}

std::vector<model::Span> spans_of(const FileContent& file, std::string_view kind) {
    constexpr std::size_t most = 16;
    std::vector<model::Span> out;
    for (const auto& p : file.parts)
        if (p.kind == kind && out.size() < most)
            out.push_back({"text", p.start, p.end, file.text.substr(p.start, p.end - p.start), p.kind});
    return out;
}

std::optional<Finding> place(const FileContent& file, const model::Item& item) {
    if (!file.coordinates) return std::nullopt;
    const auto where = fmt::format("{:.5f}, {:.5f}", file.coordinates->latitude, file.coordinates->longitude);
    std::vector<Evidence> signs;
    signs.push_back(evidence("file.place", 6,
                             {fmt::format("Le fichier dit où la photo a été prise\u00a0: {}.", where),
                              fmt::format("The file tells where the photo was taken: {}.", where)},
                             {{"gps", 0, where.size(), where, "gps"}}));
    return frame(item, "file_place", std::move(signs), Harm::none,
                 {"Une photo donne le lieu exact où elle a été prise",
                  "A photo gives away the exact place where it was taken"});
}

std::optional<Finding> person(const FileContent& file, const model::Item& item) {
    std::vector<Evidence> signs;
    const auto say = [&](const char* code, double weight, const std::string& value, std::string_view fr,
                         std::string_view en) {
        if (value.empty()) return;
        signs.push_back(
            evidence(code, weight,
                     {fmt::format("{} {}.", fr, quote_fr(value)), fmt::format("{} {}.", en, quote_en(value))},
                     {{"metadata", 0, value.size(), value, code + 5}}));
    };
    // Nearly every document names its author; few pictures do.
    const bool document = file.picture == std::nullopt && file.type != "heic" && file.type != "tiff";
    say("file.owner", document ? 1.8 : 2.4, file.owner,
        "Le fichier nomme son propriétaire ou son auteur\u00a0:", "The file names its owner or author:");
    say("file.serial", 2.3, file.serial, "Le fichier porte le numéro de série de l’appareil\u00a0:",
        "The file carries the serial number of the device:");
    const auto property = [&](const char* key) {
        const auto it = file.properties.find(key);
        return it == file.properties.end() ? std::string{} : it->second;
    };
    const auto last = property("last_author");
    if (last != file.owner)
        say("file.last_author", 1.4, last,
            "Le fichier nomme qui l’a modifié en dernier\u00a0:", "The file names who changed it last:");
    if (file.type == "dicom")
        say("file.patient", 6, property("patient_name"),
            "L’image médicale nomme le patient\u00a0:", "The medical image names the patient:");
    if (signs.empty()) return std::nullopt;
    const bool patient = file.type == "dicom";
    return frame(item, patient ? "file_patient" : "file_person", std::move(signs),
                 patient ? Harm::credential : Harm::none,
                 patient ? model::Text{"Une image médicale porte l’identité du patient",
                                       "A medical image carries the patient’s identity"}
                         : model::Text{"Le fichier dit qui l’a fait, ou avec quel appareil",
                                       "The file tells who made it, or with which device"});
}

std::optional<Finding> before(const FileContent& file, const model::Item& item) {
    std::vector<Evidence> signs;
    const auto say = [&](bool there, const char* code, double weight, model::Text says,
                         std::string_view part) {
        if (there) signs.push_back(evidence(code, weight, std::move(says), spans_of(file, part)));
    };
    if (file.thumbnail && file.thumbnail->differs)
        signs.push_back(evidence(
            "file.thumbnail", 4,
            {fmt::format(
                 "La vignette de {} × {} pixels dans le fichier montre autre chose que l’image\u00a0: elle "
                 "date d’avant le recadrage ou la retouche.",
                 file.thumbnail->width, file.thumbnail->height),
             fmt::format(
                 "The thumbnail of {} × {} pixels in the file shows something else than the picture: it "
                 "is from before it was cropped or painted over.",
                 file.thumbnail->width, file.thumbnail->height)}));
    say(has(file, "hidden_sheet"), "file.hidden_sheet", 3.6,
        {"Le classeur a des feuilles masquées qui ne sont pas vides.",
         "The workbook has hidden sheets that are not empty."},
        "hidden");
    say(has(file, "hidden_slide"), "file.hidden_slide", 3,
        {"La présentation a des diapositives masquées.", "The presentation has hidden slides."}, "hidden");
    say(has(file, "hidden_text"), "file.hidden_text", 3,
        {"Le document a du texte masqué.", "The document has hidden text."}, "hidden");
    say(has(file, "tracked_changes"), "file.tracked_changes", 3,
        {"Le suivi des modifications est resté dans le document\u00a0: ce qui a été supprimé se lit encore.",
         "Tracked changes are still in the document: what was deleted can be read."},
        "deleted");
    say(has(file, "comments"), "file.comments", 2.6,
        {"Le document a des commentaires.", "The document has comments."}, "comment");
    say(has(file, "notes"), "file.notes", 1.5,
        {"La présentation a des notes pour l’orateur.", "The presentation has speaker’s notes."}, "comment");
    if (signs.empty()) return std::nullopt;
    return frame(item, "file_before", std::move(signs), Harm::none,
                 {"Le fichier contient encore ce qui semblait retiré ou caché",
                  "The file still holds what seemed removed or hidden"});
}

std::optional<Finding> kind(const FileContent& file, const model::Item& item) {
    std::vector<Evidence> signs;
    if (!file.claims.empty())
        signs.push_back(
            evidence("file.type", 4,
                     {fmt::format("Son nom dit {}, mais ses octets sont d’un autre type\u00a0: {}.",
                                  file.claims, file.type),
                      fmt::format("Its name says {}, but its bytes are of another type: {}.", file.claims,
                                  file.type)}));
    if (file.type == "program")
        signs.push_back(evidence("file.program", 4, {"C’est un programme.", "It is a program."}));
    if (has(file, "macros"))
        signs.push_back(evidence("file.macros", 3,
                                 {"Le document contient des macros.", "The document contains macros."}));
    if (has(file, "script"))
        signs.push_back(
            evidence("file.script", 3, {"Le PDF contient un script.", "The PDF contains a script."}));
    if (has(file, "launches_program"))
        signs.push_back(
            evidence("file.launch", 4, {"Le PDF lance un programme.", "The PDF starts a program."}));
    if (signs.empty()) return std::nullopt;
    return frame(item, "file_type", std::move(signs), Harm::lure,
                 {"Le fichier n’est pas ce qu’il paraît", "The file is not what it seems"});
}

// Distinct words of such a screen in what was read from pixels; few of them stand on many a picture.
std::optional<Finding> screen_of(const FileContent& file, const model::Item& item, ScreenKind which) {
    constexpr double a_word = 0.75;
    constexpr double most = 6;
    std::vector<model::Span> words;
    for (const auto& part : file.parts) {
        if (part.kind != "recognised") continue;
        for (auto span :
             screen_words(std::string_view(file.text).substr(part.start, part.end - part.start), which)) {
            span.start += part.start;
            span.end += part.start;
            words.push_back(std::move(span));
        }
    }
    constexpr std::size_t too_few = 3;
    if (words.size() < too_few) return std::nullopt;
    const bool medical = which == ScreenKind::medical;
    const auto n = words.size();
    const double weight = std::min(a_word * static_cast<double>(n), most);
    std::vector<Evidence> signs;
    signs.push_back(evidence(
        medical ? "screen.medical" : "screen.internal", weight,
        medical ? model::Text{fmt::format("L’image montre {} mots d’un dossier ou d’un logiciel médical.", n),
                              fmt::format("The picture shows {} words of a medical record or program.", n)}
                : model::Text{fmt::format("L’image montre {} mots d’un outil interne.", n),
                              fmt::format("The picture shows {} words of an internal tool.", n)},
        std::move(words)));
    return frame(item, medical ? "screen_medical" : "screen_internal", std::move(signs), Harm::none,
                 medical ? model::Text{"L’image semble montrer un dossier médical",
                                       "The picture seems to show a medical record"}
                         : model::Text{"L’image semble montrer un outil interne",
                                       "The picture seems to show an internal tool"});
}

}  // namespace

model::Item item_of_file(const FileContent& file, std::string_view id) {
    model::Item item;
    item.id = id;
    item.kind = model::ItemKind::post;
    item.text = file.text;
    // A QR code leads where a link would.
    if (file.picture)
        for (const auto& code : file.picture->codes) item.text += code + "\n";
    return item;
}

Opinion examine_file(const FileContent& file, const model::Item& item) {
    Opinion out;
    for (auto& found :
         {place(file, item), person(file, item), before(file, item), kind(file, item),
          screen_of(file, item, ScreenKind::medical), screen_of(file, item, ScreenKind::internal)}) {
        if (!found) continue;
        out.score = std::max(out.score, found->score);
        out.findings.push_back(*found);
    }
    return out;
}

}  // namespace vigie::judge
