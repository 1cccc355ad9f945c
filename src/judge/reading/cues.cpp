#include "cues.hpp"

#include <vigie/kit/near_copies.hpp>
#include <vigie/kit/phrase_set.hpp>
#include <vigie/stories/story.hpp>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace vigie::judge {
namespace {

struct Phrase {
    std::string_view words;
    float weight;
};

// Weights add up, at most to one.
constexpr auto urgent = std::to_array<Phrase>({{" urgent ", 0.6F},
                                               {" urgence ", 0.6F},
                                               {" urgently ", 0.6F},
                                               {" asap ", 0.6F},
                                               {" emergency ", 0.6F},
                                               {" immediately ", 0.4F},
                                               {" immediatement ", 0.4F},
                                               {" au plus vite ", 0.5F},
                                               {" tout de suite ", 0.4F},
                                               {" right now ", 0.4F},
                                               {" help me ", 0.3F},
                                               {" au secours ", 0.5F},
                                               {" aidez moi ", 0.4F},
                                               {" besoin d aide ", 0.4F},
                                               {" need help ", 0.4F},
                                               {" hospital ", 0.5F},
                                               {" hopital ", 0.5F},
                                               {" hospitalise ", 0.6F},
                                               {" hospitalisee ", 0.6F},
                                               {" intoxication ", 0.6F},
                                               {" food poisoning ", 0.6F},
                                               {" injured ", 0.6F},
                                               {" blesse ", 0.5F},
                                               {" blessee ", 0.5F},
                                               {" allergic reaction ", 0.6F},
                                               {" allergie ", 0.4F},
                                               {" on fire ", 0.5F},
                                               {" a pris feu ", 0.6F},
                                               {" prend feu ", 0.6F},
                                               {" caught fire ", 0.6F},
                                               {" exploded ", 0.5F},
                                               {" a explose ", 0.6F},
                                               {" lawyer ", 0.5F},
                                               {" avocat ", 0.5F},
                                               {" sue you ", 0.5F},
                                               {" legal action ", 0.6F},
                                               {" porter plainte ", 0.6F},
                                               {" porte plainte ", 0.6F},
                                               {" plainte ", 0.3F},
                                               {" tribunal ", 0.5F},
                                               {" en justice ", 0.5F},
                                               {" mise en demeure ", 0.6F},
                                               {" outage ", 0.4F},
                                               {" en panne ", 0.4F},
                                               {" is down ", 0.4F},
                                               {" bloque ", 0.3F},
                                               {" bloques ", 0.3F},
                                               {" stranded ", 0.6F},
                                               {" stuck ", 0.3F},
                                               {" coince ", 0.4F},
                                               {" coinces ", 0.4F},
                                               {" deadline ", 0.4F},
                                               {" avant ce soir ", 0.5F},
                                               {" avant demain ", 0.5F},
                                               {" by tomorrow ", 0.5F},
                                               {" demain matin ", 0.3F},
                                               {" leaves in ", 0.3F},
                                               {" dans une heure ", 0.4F},
                                               {" still waiting ", 0.3F},
                                               {" toujours pas ", 0.3F},
                                               {" toujours rien ", 0.3F},
                                               {" no response ", 0.3F},
                                               {" sans reponse ", 0.3F},
                                               {" on hold ", 0.3F},
                                               {" for days ", 0.3F},
                                               {" for weeks ", 0.3F},
                                               {" for hours ", 0.3F},
                                               {" depuis des jours ", 0.4F},
                                               {" depuis des heures ", 0.4F},
                                               {" depuis des semaines ", 0.4F},
                                               {" depuis ce matin ", 0.3F},
                                               {" depuis hier ", 0.3F},
                                               {" hacked ", 0.6F},
                                               {" pirate ", 0.4F},
                                               {" piratee ", 0.5F},
                                               {" debite deux fois ", 0.4F},
                                               {" charged twice ", 0.4F},
                                               {" fraude ", 0.4F},
                                               {" fraud ", 0.4F},
                                               {" danger ", 0.5F},
                                               {" dangereux ", 0.4F},
                                               {" dangerous ", 0.4F},
                                               {" sans chauffage ", 0.5F},
                                               {" sans electricite ", 0.5F},
                                               {" no heating ", 0.5F},
                                               {" no power ", 0.4F},
                                               {" suicide ", 0.6F}});

constexpr auto asks_first = std::to_array<std::string_view>(
    {" who ",         " what ",      " when ",     " where ",      " why ",    " how ",    " which ",
     " is ",          " are ",       " do ",       " does ",       " did ",    " can ",    " could ",
     " will ",        " would ",     " has ",      " have ",       " est ce ", " qui ",    " quoi ",
     " quand ",       " ou ",        " pourquoi ", " comment ",    " quel ",   " quelle ", " combien ",
     " pouvez vous ", " avez vous ", " y a t il ", " savez vous ", " anyone "});
constexpr auto asks_within = std::to_array<std::string_view>(
    {" est ce que ",         " est ce qu ",      " pourquoi ",       " comment faire ",
     " quelqu un sait ",     " quelqu un peut ", " savez vous ",     " pouvez vous ",
     " pourriez vous ",      " y a t il ",       " can you ",        " could you ",
     " does anyone ",        " anyone know ",    " how do i ",       " how can i ",
     " is there ",           " do you ",         " please tell me ", " dites moi ",
     " je voudrais savoir ", " i wonder ",       " je me demande ",  " a quelle heure ",
     " what time ",          " c est quand ",    " combien "});

struct Reason {
    std::string_view phrase;
    std::string_view reason;
};
// The first that stands in the text: what is particular comes before what is common.
constexpr auto reasons = std::to_array<Reason>({{" poison", "hygiene"},
                                                {" intoxi", "hygiene"},
                                                {" moisi", "hygiene"},
                                                {" mould", "hygiene"},
                                                {" mold", "hygiene"},
                                                {" perime", "hygiene"},
                                                {" cafard", "hygiene"},
                                                {" cockroach", "hygiene"},
                                                {" expired food", "hygiene"},
                                                {" sale ", "hygiene"},
                                                {" filthy ", "hygiene"},
                                                {" my data ", "data"},
                                                {" mes donnees ", "data"},
                                                {" donnees personnelles ", "data"},
                                                {" hacked ", "data"},
                                                {" pirate ", "data"},
                                                {" piratage ", "data"},
                                                {" lost my ", "lost"},
                                                {" lost luggage", "lost"},
                                                {" lost bag", "lost"},
                                                {" bagage", "lost"},
                                                {" perdu mon ", "lost"},
                                                {" perdu ma ", "lost"},
                                                {" colis perdu", "lost"},
                                                {" refund", "refund"},
                                                {" rembours", "refund"},
                                                {" money back ", "refund"},
                                                {" charged ", "billing"},
                                                {" overcharged", "billing"},
                                                {" invoice", "billing"},
                                                {" facture", "billing"},
                                                {" preleve", "billing"},
                                                {" debite", "billing"},
                                                {" bill ", "billing"},
                                                {" tarif", "billing"},
                                                {" augmentation ", "billing"},
                                                {" resili", "billing"},
                                                {" never arrived", "not_delivered"},
                                                {" not arrived", "not_delivered"},
                                                {" not received", "not_delivered"},
                                                {" jamais recu", "not_delivered"},
                                                {" pas recu", "not_delivered"},
                                                {" toujours pas recu", "not_delivered"},
                                                {" livraison", "not_delivered"},
                                                {" delivery", "not_delivered"},
                                                {" colis ", "not_delivered"},
                                                {" parcel ", "not_delivered"},
                                                {" package ", "not_delivered"},
                                                {" cancelled", "cancelled"},
                                                {" canceled", "cancelled"},
                                                {" annule", "cancelled"},
                                                {" supprime", "cancelled"},
                                                {" outage", "outage"},
                                                {" is down", "outage"},
                                                {" panne ", "outage"},
                                                {" no internet", "outage"},
                                                {" plus internet", "outage"},
                                                {" plus de reseau", "outage"},
                                                {" reseau ", "outage"},
                                                {" signal ", "outage"},
                                                {" app ", "outage"},
                                                {" appli", "outage"},
                                                {" site ", "outage"},
                                                {" website", "outage"},
                                                {" bug", "outage"},
                                                {" crash", "outage"},
                                                {" broken", "defect"},
                                                {" not working", "defect"},
                                                {" doesn t work", "defect"},
                                                {" stopped working", "defect"},
                                                {" ne marche", "defect"},
                                                {" ne fonctionne", "defect"},
                                                {" marche plus", "defect"},
                                                {" casse", "defect"},
                                                {" defect", "defect"},
                                                {" faulty", "defect"},
                                                {" damaged", "defect"},
                                                {" abime", "defect"},
                                                {" delayed", "late"},
                                                {" delay ", "late"},
                                                {" late ", "late"},
                                                {" retard", "late"},
                                                {" still waiting", "late"},
                                                {" attends ", "late"},
                                                {" queue ", "late"},
                                                {" attente ", "late"},
                                                {" rude", "staff"},
                                                {" staff", "staff"},
                                                {" impoli", "staff"},
                                                {" vendeu", "staff"},
                                                {" personnel ", "staff"},
                                                {" malpoli", "staff"},
                                                {" desagreable", "staff"},
                                                {" attendant", "staff"},
                                                {" customer service", "customer_service"},
                                                {" service client", "customer_service"},
                                                {" on hold", "customer_service"},
                                                {" no response", "customer_service"},
                                                {" no reply", "customer_service"},
                                                {" no answer", "customer_service"},
                                                {" reponse", "customer_service"},
                                                {" repond", "customer_service"},
                                                {" sav ", "customer_service"},
                                                {" telephone", "customer_service"},
                                                {" conseiller", "customer_service"},
                                                {" call back", "customer_service"},
                                                {" phone ", "customer_service"},
                                                {" misleading", "advertising"},
                                                {" publicite", "advertising"},
                                                {" spam", "advertising"},
                                                {" demarchage", "advertising"},
                                                {" quality", "quality"},
                                                {" qualite", "quality"},
                                                {" disgusting", "quality"},
                                                {" degueu", "quality"},
                                                {" disappoint", "quality"},
                                                {" decu", "quality"}});

template <std::size_t N, class Row, class Words>
kit::PhraseSet set_of(const std::array<Row, N>& rows, Words words) {
    std::vector<std::string_view> all;
    for (const auto& row : rows) all.push_back(words(row));
    return kit::PhraseSet(all);
}

}  // namespace

CueScores cues_of(std::string_view text) {
    return cues_of(text, stories::cues(text));
}

CueScores cues_of(std::string_view text, const stories::Cues& found) {
    const auto folded = " " + kit::canonical_text(text) + " ";
    bool mark = false;  // not one of an address
    for (std::size_t i = 0; i < text.size(); ++i)
        mark = mark || (text[i] == '?' && (i + 1 == text.size() || text[i + 1] <= ' ' || text[i + 1] == '?' ||
                                           text[i + 1] == '!' || text[i + 1] == '"'));
    CueScores out;
    out.urgency = double{urgency_of(folded)};
    out.question = double{question_of(folded, mark)};
    out.denial = found.denial ? 0.85 : 0.04;
    out.disputed_claim = found.denial && found.enquiry ? 0.9
                         : found.enquiry               ? 0.8
                         : found.denial                ? 0.75
                         : found.hedge                 ? 0.4
                                                       : 0.04;
    return out;
}

float urgency_of(std::string_view folded) {
    static const auto set = set_of(urgent, [](const Phrase& p) { return p.words; });
    std::array<bool, urgent.size()> seen{};
    set.each(folded, [&](std::size_t i) { seen[i] = true; });
    float sum = 0;
    for (std::size_t i = 0; i < seen.size(); ++i)
        if (seen[i]) sum += urgent[i].weight;
    return std::min(sum, 1.0F);
}

float question_of(std::string_view folded, bool mark) {
    const bool first =
        std::ranges::any_of(asks_first, [&](std::string_view w) { return folded.starts_with(w); });
    static const auto set = set_of(asks_within, [](std::string_view w) { return w; });
    bool within = false;
    set.each(folded, [&](std::size_t) { within = true; });
    if (mark) return first || within ? 0.95F : 0.8F;
    return within ? 0.6F : first ? 0.3F : 0.03F;
}

std::string_view reason_of(std::string_view folded) {
    static const auto set = set_of(reasons, [](const Reason& r) { return r.phrase; });
    auto first = reasons.size();  // the order of the list decides
    set.each(folded, [&](std::size_t i) { first = std::min(first, i); });
    return first < reasons.size() ? reasons[first].reason : std::string_view();
}

}  // namespace vigie::judge
