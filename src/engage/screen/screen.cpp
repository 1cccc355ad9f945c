#include "screen/phrases.hpp"

#include <vigie/engage/screen.hpp>

#include <algorithm>
#include <array>

namespace vigie::engage {
namespace {

using model::Finding;

struct Law {
    std::string_view detector;
    std::string_view code;
    Decision from_half;  // what a score of 0.5 asks for
    Decision when_sure;  // and one of 0.9
    model::Text mend;
};

// By the detector, or by the kind of finding on a file.
const std::array<Law, 12>& laws() {
    static const model::Text clean{"Publiez une copie sans métadonnées.", "Publish a copy without metadata."};
    static const std::array<Law, 12> all{
        Law{"leak_personal",
            "personal_data",
            Decision::warn,
            Decision::block,
            {"Masquez ces données, ou demandez l’accord de la personne.",
             "Mask this data, or ask the person’s consent."}},
        Law{"leak_health",
            "health_data",
            Decision::warn,
            Decision::block,
            {"Retirez ce qui permet de reconnaître la personne.",
             "Take out what lets people recognise the person."}},
        Law{"leak_secret",
            "credential",
            Decision::block,
            Decision::block,
            {"Retirez-le, et changez-le s’il a déjà été montré.",
             "Take it out, and change it if it has been shown."}},
        Law{"leak_document",
            "confidential",
            Decision::block,
            Decision::block,
            {"Retirez cet extrait d’un document confidentiel, ou demandez l’accord de son propriétaire.",
             "Take out this excerpt of a confidential document, or ask its owner."}},
        Law{"leak_confidential",
            "confidential",
            Decision::warn,
            Decision::block,
            {"Attendez la publication officielle, ou demandez l’accord de la communication.",
             "Wait for the official release, or ask communications."}},
        Law{"file_place", "geolocation", Decision::warn, Decision::warn, clean},
        Law{"file_person", "personal_data", Decision::warn, Decision::warn, clean},
        Law{"file_patient",
            "health_data",
            Decision::block,
            Decision::block,
            {"Exportez une image anonymisée.", "Export an anonymised image."}},
        Law{"file_before",
            "confidential",
            Decision::warn,
            Decision::warn,
            {"Acceptez les modifications, supprimez ce qui est masqué, puis exportez une copie.",
             "Accept the changes, delete what is hidden, then export a copy."}},
        Law{"file_type",
            "legal_risk",
            Decision::warn,
            Decision::block,
            {"Publiez un PDF ou une image sans contenu actif.",
             "Publish a PDF or picture without active content."}},
        Law{"screen_medical",
            "health_data",
            Decision::warn,
            Decision::block,
            {"Ne publiez pas de photo d’un dossier.", "Do not publish a photo of a record."}},
        Law{"screen_internal",
            "confidential",
            Decision::warn,
            Decision::warn,
            {"Ne publiez pas de copie d’écran d’un outil interne.",
             "Do not publish a screenshot of an internal tool."}}};
    return all;
}

// Of personal data only what proves identity or pays is refused outright; a way to reach somebody is a
// question.
bool grave(const Finding& finding) {
    return finding.severity >= model::Severity::high;
}

void add(std::vector<Reason>& reasons, Reason reason) {
    const auto same = std::ranges::find(reasons, reason.code, &Reason::code);
    if (same == reasons.end()) {
        reasons.push_back(std::move(reason));
        return;
    }
    same->decision = std::max(same->decision, reason.decision);
    same->spans.insert(same->spans.end(), reason.spans.begin(), reason.spans.end());
}

void judge_finding(const Finding& finding, std::vector<Reason>& reasons) {
    const auto& key = finding.detector == "leak_file" ? finding.kind : finding.detector;
    const auto law = std::ranges::find(laws(), key, &Law::detector);
    constexpr double counts_from = 0.5;
    constexpr double sure = 0.9;
    if (law == laws().end() || finding.score < counts_from) return;
    Reason reason{std::string(law->code), law->from_half, finding.title, law->mend, {}};
    if (finding.score >= sure && (law->detector != "leak_personal" || grave(finding)))
        reason.decision = law->when_sure;
    Reason where{"geolocation",
                 Decision::warn,
                 {"Le texte donne un lieu exact.", "The text gives an exact place."},
                 {"Retirez le lieu, ou publiez après coup.", "Take the place out, or post later."},
                 {}};
    for (const auto& evidence : finding.evidence) {
        if (evidence.weight <= 0) continue;
        for (const auto& span : evidence.spans) {
            if (span.field != "text") continue;
            (span.kind == "gps" ? where : reason).spans.push_back(span);
        }
    }
    if (!where.spans.empty()) add(reasons, std::move(where));
    if (!reason.spans.empty() || where.spans.empty()) add(reasons, std::move(reason));
}

// Each span's masked words in place of what stands there; what lies inside another is covered by it.
std::string masked(std::string_view text, const std::vector<Reason>& reasons) {
    std::vector<const model::Span*> spans;
    for (const auto& reason : reasons) {
        if (reason.code == "brand_tone" || reason.code == "legal_risk" || reason.code == "third_party_rights")
            continue;
        for (const auto& span : reason.spans)
            if (span.start < span.end && span.end <= text.size()) spans.push_back(&span);
    }
    if (spans.empty()) return {};
    std::ranges::sort(spans, [](const auto* a, const auto* b) {
        return a->start != b->start ? a->start < b->start : a->end > b->end;
    });
    std::string out;
    std::size_t done = 0;
    for (const auto* span : spans) {
        if (span->start < done) continue;
        out += text.substr(done, span->start - done);
        const auto words = text.substr(span->start, span->end - span->start);
        out += span->text == words ? "[…]" : span->text;
        done = span->end;
    }
    out += text.substr(done);
    return out;
}

void order(Screening& screening) {
    std::ranges::stable_sort(screening.reasons, std::ranges::greater{}, &Reason::decision);
    for (const auto& reason : screening.reasons)
        screening.decision = std::max(screening.decision, reason.decision);
}

}  // namespace

std::string_view name(Decision decision) noexcept {
    constexpr std::array<std::string_view, 3> names{"allow", "warn", "block"};
    return names[static_cast<std::size_t>(decision)];
}

void screen_file(Screening& screening, const std::vector<Finding>& findings, std::string_view field) {
    std::vector<Reason> reasons;
    for (const auto& finding : findings) judge_finding(finding, reasons);
    for (auto& reason : reasons) {
        for (auto& span : reason.spans) span.field = field;
        add(screening.reasons, std::move(reason));
    }
    order(screening);
}

void screen_unread(Screening& screening) {
    screening.decision = std::max(screening.decision, Decision::warn);
}

Screening screen(const model::Item& draft, const std::vector<Finding>& findings) {
    Screening out;
    for (const auto& finding : findings) judge_finding(finding, out.reasons);
    if (draft.coordinates)
        add(out.reasons, {"geolocation",
                          Decision::warn,
                          {"La publication porte un lieu exact.", "The post carries an exact place."},
                          {"Retirez le lieu avant de publier.", "Take the place out before posting."},
                          {}});
    for (auto& reason : phrase_reasons(draft.text)) add(out.reasons, std::move(reason));
    order(out);
    out.mended = masked(draft.text, out.reasons);
    return out;
}

}  // namespace vigie::engage
