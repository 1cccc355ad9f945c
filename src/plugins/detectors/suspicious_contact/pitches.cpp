#include "pitches.hpp"

#include <vigie/kit/text.hpp>
#include <vigie/kit/utf8.hpp>

#include <array>
#include <vector>

namespace vigie::plugins {
namespace {

struct Phrase {
    std::string_view words;  // folded, one blank between
    PitchKind kind;
};
constexpr std::array phrases{
    Phrase{"recruteur", PitchKind::recruiter},
    Phrase{"recruteuse", PitchKind::recruiter},
    Phrase{"chasseur de tetes", PitchKind::recruiter},
    Phrase{"chasseuse de tetes", PitchKind::recruiter},
    Phrase{"cabinet de recrutement", PitchKind::recruiter},
    Phrase{"recrutement de cadres", PitchKind::recruiter},
    Phrase{"talent acquisition", PitchKind::recruiter},
    Phrase{"recruiter", PitchKind::recruiter},
    Phrase{"headhunter", PitchKind::recruiter},
    Phrase{"head hunter", PitchKind::recruiter},
    Phrase{"executive search", PitchKind::recruiter},
    Phrase{"job opportunities", PitchKind::recruiter},
    Phrase{"opportunites de carriere", PitchKind::recruiter},
    Phrase{"investisseur", PitchKind::investor},
    Phrase{"investisseuse", PitchKind::investor},
    Phrase{"business angel", PitchKind::investor},
    Phrase{"opportunite d investissement", PitchKind::investor},
    Phrase{"opportunites d investissement", PitchKind::investor},
    Phrase{"investment opportunity", PitchKind::investor},
    Phrase{"investment opportunities", PitchKind::investor},
    Phrase{"angel investor", PitchKind::investor},
    Phrase{"venture partner", PitchKind::investor},
    Phrase{"family office", PitchKind::investor},
    Phrase{"private investor", PitchKind::investor},
    Phrase{"trader crypto", PitchKind::investor},
    Phrase{"crypto trader", PitchKind::investor},
    Phrase{"crypto investor", PitchKind::investor},
    Phrase{"forex", PitchKind::investor},
    Phrase{"rendement garanti", PitchKind::investor},
    Phrase{"liberte financiere", PitchKind::investor},
    Phrase{"financial freedom", PitchKind::investor},
    Phrase{"reseau d experts", PitchKind::consulting},
    Phrase{"expert network", PitchKind::consulting},
    Phrase{"consultation remuneree", PitchKind::consulting},
    Phrase{"consultations remunerees", PitchKind::consulting},
    Phrase{"paid consultation", PitchKind::consulting},
    Phrase{"paid consultations", PitchKind::consulting},
    Phrase{"paid consulting", PitchKind::consulting},
    Phrase{"mission remuneree", PitchKind::consulting},
    Phrase{"etude remuneree", PitchKind::consulting},
    Phrase{"paid survey", PitchKind::consulting},
    Phrase{"market research calls", PitchKind::consulting},
    Phrase{"think tank", PitchKind::consulting},
    Phrase{"geopolitical consultant", PitchKind::consulting},
    Phrase{"recrute", PitchKind::recruiter},
    Phrase{"recrutons", PitchKind::recruiter},
    Phrase{"recrutement de dirigeants", PitchKind::recruiter},
    Phrase{"chercheur de talents", PitchKind::recruiter},
    Phrase{"head of talent", PitchKind::recruiter},
    Phrase{"talent partner", PitchKind::recruiter},
    Phrase{"talent scout", PitchKind::recruiter},
    Phrase{"hiring", PitchKind::recruiter},
    Phrase{"career opportunities", PitchKind::recruiter},
    Phrase{"opportunites professionnelles", PitchKind::recruiter},
    Phrase{"postes a l etranger", PitchKind::recruiter},
    Phrase{"poste a l etranger", PitchKind::recruiter},
    Phrase{"relocation", PitchKind::recruiter},
    Phrase{"passive income", PitchKind::investor},
    Phrase{"revenu passif", PitchKind::investor},
    Phrase{"revenus passifs", PitchKind::investor},
    Phrase{"complement de revenu", PitchKind::investor},
    Phrase{"digital assets", PitchKind::investor},
    Phrase{"actifs numeriques", PitchKind::investor},
    Phrase{"investment coach", PitchKind::investor},
    Phrase{"coach en investissement", PitchKind::investor},
    Phrase{"conseiller en investissement", PitchKind::investor},
    Phrase{"placements garantis", PitchKind::investor},
    Phrase{"placements exclusifs", PitchKind::investor},
    Phrase{"placements reserves", PitchKind::investor},
    Phrase{"non cote", PitchKind::investor},
    Phrase{"non cotes", PitchKind::investor},
    Phrase{"je finance", PitchKind::investor},
    Phrase{"forex trader", PitchKind::investor},
    Phrase{"trading signals", PitchKind::investor},
    Phrase{"pret entre particuliers", PitchKind::investor},
    Phrase{"prets entre particuliers", PitchKind::investor},
    Phrase{"honorarium", PitchKind::consulting},
    Phrase{"paid calls", PitchKind::consulting},
    Phrase{"paid interview", PitchKind::consulting},
    Phrase{"paid interviews", PitchKind::consulting},
    Phrase{"expert calls", PitchKind::consulting},
    Phrase{"we pay for your", PitchKind::consulting},
    Phrase{"entretien paye", PitchKind::consulting},
    Phrase{"entretiens payes", PitchKind::consulting},
    Phrase{"entretien remunere", PitchKind::consulting},
    Phrase{"entretiens remuneres", PitchKind::consulting},
    Phrase{"avis remunere", PitchKind::consulting},
    Phrase{"nous remunerons", PitchKind::consulting},
    Phrase{"remunerons", PitchKind::consulting},
    Phrase{"etudes remunerees", PitchKind::consulting},
    Phrase{"missions remunerees", PitchKind::consulting},
};
constexpr std::size_t most_bytes = 2048;

}  // namespace

std::optional<Pitch> find_pitch(std::string_view text) {
    const auto words = kit::tokens(kit::prefix_utf8(text, most_bytes));
    for (std::size_t i = 0; i < words.size(); ++i) {
        for (const auto& phrase : phrases) {
            std::size_t at = 0;
            for (std::size_t j = i; j < words.size() && phrase.words.substr(at).starts_with(words[j].text);
                 ++j) {
                at += words[j].text.size();
                if (at == phrase.words.size()) {
                    const auto start = words[i].start;
                    return Pitch{phrase.kind, start, words[j].end,
                                 std::string(text.substr(start, words[j].end - start))};
                }
                if (words[j].text.empty() || phrase.words[at] != ' ') break;
                ++at;
            }
        }
    }
    return std::nullopt;
}

}  // namespace vigie::plugins
