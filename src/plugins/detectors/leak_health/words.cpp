#include "words.hpp"

#include <vigie/kit/ascii.hpp>
#include <vigie/kit/text.hpp>
#include <vigie/kit/utf8.hpp>

#include <algorithm>
#include <array>

namespace vigie::plugins {
namespace {

using enum HealthWord;

struct Entry {
    std::string_view word;  // folded
    HealthWord kind;
};
// Sorted by word.
constexpr std::array entries{
    Entry{"ablation", act}, Entry{"abortion", act}, Entry{"accouche", act}, Entry{"accouchement", act},
    Entry{"acteur", publicly}, Entry{"actor", publicly}, Entry{"actress", publicly},
    Entry{"actrice", publicly}, Entry{"adalimumab", drug}, Entry{"adderall", drug},
    Entry{"addiction", disease}, Entry{"addictologie", ward}, Entry{"admis", voice},
    Entry{"admise", voice}, Entry{"admitted", voice}, Entry{"adults", several}, Entry{"aids", disease},
    Entry{"alcoholic", disease}, Entry{"alcoholism", disease}, Entry{"alcoolique", disease},
    Entry{"alcoolisme", disease}, Entry{"allergic", sign}, Entry{"allergie", sign},
    Entry{"allergique", sign}, Entry{"alprazolam", drug}, Entry{"alzheimer", disease},
    Entry{"amlodipine", drug}, Entry{"amoxicillin", drug}, Entry{"amoxicilline", drug},
    Entry{"amputation", act}, Entry{"anaemia", disease}, Entry{"anamnese", voice},
    Entry{"anemia", disease}, Entry{"anemie", disease}, Entry{"anesthesie", act},
    Entry{"angioplastie", act}, Entry{"angioplasty", act}, Entry{"animateur", publicly},
    Entry{"animatrice", publicly}, Entry{"anorexia", disease}, Entry{"anorexie", disease},
    Entry{"anorexique", disease}, Entry{"antecedent", sign}, Entry{"antecedents", sign},
    Entry{"antibiotiques", drug}, Entry{"anticoagulant", drug}, Entry{"anticoagulants", drug},
    Entry{"antidepressant", drug}, Entry{"antidepressants", drug}, Entry{"antidepresseur", drug},
    Entry{"antidepresseurs", drug}, Entry{"antipsychotic", drug}, Entry{"antipsychotics", drug},
    Entry{"antiretrovirals", drug}, Entry{"antiretroviraux", drug}, Entry{"anxiolytique", drug},
    Entry{"anxiolytiques", drug}, Entry{"appendicite", disease}, Entry{"appendicitis", disease},
    Entry{"arrhythmia", disease}, Entry{"arthrite", disease}, Entry{"arthritis", disease},
    Entry{"arthrose", disease}, Entry{"arythmie", disease}, Entry{"aspirine", drug},
    Entry{"asthma", disease}, Entry{"asthmatique", disease}, Entry{"asthme", disease},
    Entry{"ativan", drug}, Entry{"atorvastatin", drug}, Entry{"atorvastatine", drug},
    Entry{"attaquant", publicly}, Entry{"augmentin", drug}, Entry{"aunt", kin}, Entry{"author", publicly},
    Entry{"autism", disease}, Entry{"autisme", disease}, Entry{"autiste", disease},
    Entry{"autistic", disease}, Entry{"avc", disease}, Entry{"avortement", act},
    Entry{"awareness", several}, Entry{"baby", kin}, Entry{"baclofene", drug}, Entry{"bay", room},
    Entry{"bebe", kin}, Entry{"bed", room}, Entry{"bilan", sign}, Entry{"biopsie", act},
    Entry{"biopsy", act}, Entry{"bipolaire", disease}, Entry{"bipolar", disease},
    Entry{"bipolarite", disease}, Entry{"bisoprolol", drug}, Entry{"bleeding", sign},
    Entry{"boulimie", disease}, Entry{"box", room}, Entry{"bpco", disease}, Entry{"bromazepam", drug},
    Entry{"bronchite", disease}, Entry{"bronchitis", disease}, Entry{"brother", kin},
    Entry{"bulimia", disease}, Entry{"burnout", disease}, Entry{"bypass", act}, Entry{"c-section", act},
    Entry{"cachexie", disease}, Entry{"campagne", several}, Entry{"cancer", disease},
    Entry{"cancers", disease}, Entry{"carcinoma", disease}, Entry{"carcinome", disease},
    Entry{"cardiologie", ward}, Entry{"cardiology", ward}, Entry{"cas", several}, Entry{"cases", several},
    Entry{"celebrity", publicly}, Entry{"ceo", publicly}, Entry{"cesarienne", act}, Entry{"chambre", room},
    Entry{"champion", publicly}, Entry{"championne", publicly}, Entry{"chanteur", publicly},
    Entry{"chanteuse", publicly}, Entry{"chart", voice}, Entry{"chemo", drug}, Entry{"chemotherapy", drug},
    Entry{"chercheurs", several}, Entry{"children", several}, Entry{"chimio", drug},
    Entry{"chimiotherapie", drug}, Entry{"chirurgie", act}, Entry{"chlamydia", disease},
    Entry{"chu", ward}, Entry{"cineaste", publicly}, Entry{"cirrhose", disease},
    Entry{"cirrhosis", disease}, Entry{"clinic", ward}, Entry{"clinique", ward}, Entry{"cmp", ward},
    Entry{"coach", publicly}, Entry{"codeine", drug}, Entry{"colite", disease}, Entry{"colitis", disease},
    Entry{"colonoscopy", act}, Entry{"coloscopie", act}, Entry{"comedian", publicly},
    Entry{"comedien", publicly}, Entry{"comedienne", publicly}, Entry{"communique", publicly},
    Entry{"compte-rendu", voice}, Entry{"congressman", publicly}, Entry{"conjoint", kin},
    Entry{"consult", voice}, Entry{"consultation", voice}, Entry{"consultations", voice},
    Entry{"convulsions", sign}, Entry{"copd", disease}, Entry{"coronarographie", act},
    Entry{"coronavirus", disease}, Entry{"corticoides", drug}, Entry{"cortisone", drug},
    Entry{"coumadine", drug}, Entry{"cousin", kin}, Entry{"cousine", kin}, Entry{"covid", disease},
    Entry{"creatinine", sign}, Entry{"crohn", disease}, Entry{"crp", sign}, Entry{"curiste", patient},
    Entry{"cystite", disease}, Entry{"dad", kin}, Entry{"daughter", kin}, Entry{"delire", disease},
    Entry{"demence", disease}, Entry{"dementia", disease}, Entry{"depakine", drug},
    Entry{"depistage", several}, Entry{"depression", disease}, Entry{"depute", publicly},
    Entry{"deputee", publicly}, Entry{"dermatologie", ward}, Entry{"dermatology", ward},
    Entry{"detox", act}, Entry{"diabete", disease}, Entry{"diabetes", disease}, Entry{"diabetic", disease},
    Entry{"diabetique", disease}, Entry{"diabetiques", disease}, Entry{"diagnosed", sign},
    Entry{"diagnosis", sign}, Entry{"diagnostic", sign}, Entry{"diagnostique", sign},
    Entry{"diagnostiquee", sign}, Entry{"dialyse", act}, Entry{"dialysis", act}, Entry{"diazepam", drug},
    Entry{"discharged", voice}, Entry{"dizziness", sign}, Entry{"doliprane", drug},
    Entry{"dossier", voice}, Entry{"douleur", sign}, Entry{"douleurs", sign},
    Entry{"drepanocytose", disease}, Entry{"dyspnea", sign}, Entry{"dyspnee", sign},
    Entry{"echographie", act}, Entry{"ecrivain", publicly}, Entry{"eczema", disease},
    Entry{"effexor", drug}, Entry{"ehpad", ward}, Entry{"electrochoc", act}, Entry{"eliquis", drug},
    Entry{"elysee", publicly}, Entry{"embolie", disease}, Entry{"embolism", disease},
    Entry{"enceinte", sign}, Entry{"encephalite", disease}, Entry{"encephalitis", disease},
    Entry{"endometriose", disease}, Entry{"endometriosis", disease}, Entry{"endoscopie", act},
    Entry{"endoscopy", act}, Entry{"enfants", several}, Entry{"entraineur", publicly},
    Entry{"epilepsie", disease}, Entry{"epilepsy", disease}, Entry{"epileptic", disease},
    Entry{"epileptique", disease}, Entry{"epouse", kin}, Entry{"er", ward}, Entry{"escitalopram", drug},
    Entry{"etude", several}, Entry{"etudes", several}, Entry{"examen", voice}, Entry{"famille", publicly},
    Entry{"father", kin}, Entry{"fausse-couche", disease}, Entry{"femme", kin}, Entry{"femmes", several},
    Entry{"fentanyl", drug}, Entry{"fever", sign}, Entry{"fibrillation", disease},
    Entry{"fibroids", disease}, Entry{"fibrome", disease}, Entry{"fibroscopie", act},
    Entry{"fibrosis", disease}, Entry{"fievre", sign}, Entry{"fille", kin}, Entry{"fils", kin},
    Entry{"fiv", act}, Entry{"fluoxetine", drug}, Entry{"follow-up", voice},
    Entry{"footballeur", publicly}, Entry{"fracture", disease}, Entry{"fractures", disease},
    Entry{"francais", several}, Entry{"francaises", several}, Entry{"frere", kin},
    Entry{"gangrene", disease}, Entry{"garde", voice}, Entry{"gastrite", disease},
    Entry{"gastro-enterologie", ward}, Entry{"gens", several}, Entry{"geriatrics", ward},
    Entry{"geriatrie", ward}, Entry{"glucose", sign}, Entry{"glycemie", sign}, Entry{"gonorrhea", disease},
    Entry{"gonorrhee", disease}, Entry{"grand-mere", kin}, Entry{"grand-pere", kin},
    Entry{"grandfather", kin}, Entry{"grandma", kin}, Entry{"grandmother", kin}, Entry{"grandpa", kin},
    Entry{"greffe", act}, Entry{"grossesse", sign}, Entry{"gynaecology", ward}, Entry{"gynecologie", ward},
    Entry{"gynecology", ward}, Entry{"haldol", drug}, Entry{"hallucinations", sign},
    Entry{"hemoglobin", sign}, Entry{"hemoglobine", sign}, Entry{"hemophilia", disease},
    Entry{"hemophilie", disease}, Entry{"hemorragie", sign}, Entry{"hemorrhage", sign},
    Entry{"heparin", drug}, Entry{"heparine", drug}, Entry{"hepatite", disease},
    Entry{"hepatitis", disease}, Entry{"herceptin", drug}, Entry{"hernia", disease},
    Entry{"hernie", disease}, Entry{"herpes", disease}, Entry{"hiv", disease}, Entry{"hommes", several},
    Entry{"hopital", ward}, Entry{"hospital", ward}, Entry{"hospitalier", voice},
    Entry{"hospitalisation", ward}, Entry{"hospitalise", ward}, Entry{"hospitalised", ward},
    Entry{"hospitalisee", ward}, Entry{"hospitalized", ward}, Entry{"humira", drug},
    Entry{"humoriste", publicly}, Entry{"husband", kin}, Entry{"hypertension", disease},
    Entry{"hysterectomie", act}, Entry{"hysterectomy", act}, Entry{"i", own}, Entry{"ibuprofen", drug},
    Entry{"ibuprofene", drug}, Entry{"icu", ward}, Entry{"idees", sign}, Entry{"immunotherapie", drug},
    Entry{"immunotherapy", drug}, Entry{"infarctus", disease}, Entry{"infliximab", drug},
    Entry{"insuffisance", disease}, Entry{"insulin", drug}, Entry{"insuline", drug},
    Entry{"interrogatoire", voice}, Entry{"intoxication", sign}, Entry{"intubated", act},
    Entry{"intubation", act}, Entry{"intube", act}, Entry{"intubee", act}, Entry{"irm", act},
    Entry{"ivf", act}, Entry{"ivg", act}, Entry{"j", own}, Entry{"je", own}, Entry{"joueur", publicly},
    Entry{"joueuse", publicly}, Entry{"journee", several}, Entry{"kardegic", drug}, Entry{"keppra", drug},
    Entry{"king", publicly}, Entry{"klonopin", drug}, Entry{"leucemie", disease},
    Entry{"leucocytes", sign}, Entry{"leukaemia", disease}, Entry{"leukemia", disease},
    Entry{"levetiracetam", drug}, Entry{"levothyrox", drug}, Entry{"levothyroxine", drug},
    Entry{"lexapro", drug}, Entry{"lexomil", drug}, Entry{"lisinopril", drug}, Entry{"lit", room},
    Entry{"lithium", drug}, Entry{"lorazepam", drug}, Entry{"lovenox", drug}, Entry{"lupus", disease},
    Entry{"lymphoma", disease}, Entry{"lymphome", disease}, Entry{"m", own}, Entry{"ma", own},
    Entry{"maire", publicly}, Entry{"malade", patient}, Entry{"malades", several}, Entry{"malaise", sign},
    Entry{"maman", kin}, Entry{"mamie", kin}, Entry{"mammogram", act}, Entry{"mammographie", act},
    Entry{"mari", kin}, Entry{"mastectomie", act}, Entry{"mastectomy", act}, Entry{"mastite", disease},
    Entry{"maternite", ward}, Entry{"maternity", ward}, Entry{"mayor", publicly}, Entry{"me", own},
    Entry{"melanoma", disease}, Entry{"melanome", disease}, Entry{"men", several},
    Entry{"meningite", disease}, Entry{"meningitis", disease}, Entry{"mere", kin}, Entry{"mes", own},
    Entry{"metastase", disease}, Entry{"metastases", disease}, Entry{"metastasis", disease},
    Entry{"metastatic", disease}, Entry{"metformin", drug}, Entry{"metformine", drug},
    Entry{"methadone", drug}, Entry{"methotrexate", drug}, Entry{"methylphenidate", drug},
    Entry{"mine", own}, Entry{"minister", publicly}, Entry{"ministre", publicly},
    Entry{"miscarriage", disease}, Entry{"moi", own}, Entry{"mom", kin}, Entry{"mon", own},
    Entry{"mondiale", several}, Entry{"morphine", drug}, Entry{"mother", kin}, Entry{"mri", act},
    Entry{"mucoviscidose", disease}, Entry{"mum", kin}, Entry{"my", own}, Entry{"myopathie", disease},
    Entry{"myself", own}, Entry{"nausea", sign}, Entry{"nausees", sign}, Entry{"nephrologie", ward},
    Entry{"nephropathie", disease}, Entry{"nephropathy", disease}, Entry{"neuroleptique", drug},
    Entry{"neuroleptiques", drug}, Entry{"neurologie", ward}, Entry{"neurology", ward}, Entry{"nos", own},
    Entry{"notre", own}, Entry{"nous", own}, Entry{"obesite", disease}, Entry{"officiel", publicly},
    Entry{"olanzapine", drug}, Entry{"oncle", kin}, Entry{"oncologie", ward}, Entry{"oncology", ward},
    Entry{"operation", act}, Entry{"opere", act}, Entry{"operee", act}, Entry{"ordonnance", sign},
    Entry{"osteoporose", disease}, Entry{"osteoporosis", disease}, Entry{"our", own},
    Entry{"overdose", sign}, Entry{"oxycodone", drug}, Entry{"oxycontin", drug}, Entry{"ozempic", drug},
    Entry{"paediatrics", ward}, Entry{"palais", publicly}, Entry{"palliatifs", sign},
    Entry{"palliative", sign}, Entry{"pancreatite", disease}, Entry{"pancreatitis", disease},
    Entry{"papa", kin}, Entry{"pape", publicly}, Entry{"papy", kin}, Entry{"paracetamol", drug},
    Entry{"parkinson", disease}, Entry{"parturiente", patient}, Entry{"patient", patient},
    Entry{"patiente", patient}, Entry{"patientes", several}, Entry{"patients", several},
    Entry{"pdg", publicly}, Entry{"pediatrics", ward}, Entry{"pediatrie", ward}, Entry{"people", several},
    Entry{"pere", kin}, Entry{"perfusion", act}, Entry{"personnes", several}, Entry{"phlebite", disease},
    Entry{"plaquettes", sign}, Entry{"plavix", drug}, Entry{"player", publicly},
    Entry{"pneumologie", ward}, Entry{"pneumology", ward}, Entry{"pneumonia", disease},
    Entry{"pneumonie", disease}, Entry{"pneumopathie", disease}, Entry{"polyarthrite", disease},
    Entry{"pontage", act}, Entry{"pope", publicly}, Entry{"population", several},
    Entry{"prednisolone", drug}, Entry{"prednisone", drug}, Entry{"preeclampsia", disease},
    Entry{"preeclampsie", disease}, Entry{"pregnancy", sign}, Entry{"pregnant", sign},
    Entry{"premier", publicly}, Entry{"prep", drug}, Entry{"prescribed", sign},
    Entry{"prescription", sign}, Entry{"prescrit", sign}, Entry{"prescrite", sign},
    Entry{"president", publicly}, Entry{"presidente", publicly}, Entry{"prevention", several},
    Entry{"prince", publicly}, Entry{"princesse", publicly}, Entry{"prognosis", sign},
    Entry{"pronostic", sign}, Entry{"prothese", act}, Entry{"prozac", drug}, Entry{"psoriasis", disease},
    Entry{"psychiatric", ward}, Entry{"psychiatrie", ward}, Entry{"psychiatrique", ward},
    Entry{"psychiatry", ward}, Entry{"psychose", disease}, Entry{"psychosis", disease},
    Entry{"psychotic", disease}, Entry{"psychotique", disease}, Entry{"pyelonephrite", disease},
    Entry{"quarterback", publicly}, Entry{"queen", publicly}, Entry{"quetiapine", drug},
    Entry{"radiographie", act}, Entry{"radiotherapie", act}, Entry{"radiotherapy", act},
    Entry{"ramipril", drug}, Entry{"rapper", publicly}, Entry{"rappeur", publicly}, Entry{"rea", ward},
    Entry{"realisateur", publicly}, Entry{"reanimation", ward}, Entry{"recherche", several},
    Entry{"rectocolite", disease}, Entry{"referred", voice}, Entry{"rehab", act}, Entry{"reine", publicly},
    Entry{"relapse", sign}, Entry{"research", several}, Entry{"researchers", several},
    Entry{"resident", patient}, Entry{"residente", patient}, Entry{"residents", several},
    Entry{"rhumatologie", ward}, Entry{"risperdal", drug}, Entry{"risperidone", drug},
    Entry{"ritalin", drug}, Entry{"ritaline", drug}, Entry{"rituximab", drug}, Entry{"roi", publicly},
    Entry{"romancier", publicly}, Entry{"room", room}, Entry{"royale", publicly},
    Entry{"saignement", sign}, Entry{"saignements", sign}, Entry{"samu", ward}, Entry{"saturation", sign},
    Entry{"scan", act}, Entry{"scanner", act}, Entry{"schizophrene", disease},
    Entry{"schizophrenia", disease}, Entry{"schizophrenic", disease}, Entry{"schizophrenie", disease},
    Entry{"sclerose", disease}, Entry{"sclerosis", disease}, Entry{"screening", several},
    Entry{"seizures", sign}, Entry{"senateur", publicly}, Entry{"senator", publicly},
    Entry{"senatrice", publicly}, Entry{"sensibilisation", several}, Entry{"sepsis", disease},
    Entry{"septicemie", disease}, Entry{"seroplex", drug}, Entry{"seropositif", disease},
    Entry{"seropositive", disease}, Entry{"seropositivite", sign}, Entry{"seroquel", drug},
    Entry{"sertraline", drug}, Entry{"sevrage", act}, Entry{"shingles", disease}, Entry{"sida", disease},
    Entry{"singer", publicly}, Entry{"sister", kin}, Entry{"smur", ward}, Entry{"soeur", kin},
    Entry{"son", kin}, Entry{"sortie", voice}, Entry{"star", publicly}, Entry{"stent", act},
    Entry{"steroids", drug}, Entry{"stilnox", drug}, Entry{"striker", publicly}, Entry{"stroke", disease},
    Entry{"studies", several}, Entry{"study", several}, Entry{"subutex", drug},
    Entry{"suicidaire", disease}, Entry{"suicidal", disease}, Entry{"suivi", voice},
    Entry{"suivie", voice}, Entry{"surgery", act}, Entry{"symptome", sign}, Entry{"symptomes", sign},
    Entry{"symptoms", sign}, Entry{"syphilis", disease}, Entry{"tamoxifen", drug},
    Entry{"tamoxifene", drug}, Entry{"tante", kin}, Entry{"tegretol", drug}, Entry{"tension", sign},
    Entry{"tentative", sign}, Entry{"thrombose", disease}, Entry{"thrombosis", disease},
    Entry{"toxicomane", disease}, Entry{"toxicomanie", disease}, Entry{"tracheotomie", act},
    Entry{"tracheotomy", act}, Entry{"traitement", sign}, Entry{"tramadol", drug},
    Entry{"transfere", voice}, Entry{"transferee", voice}, Entry{"transfusion", act},
    Entry{"transplant", act}, Entry{"transplantation", act}, Entry{"trisomie", disease},
    Entry{"tritherapie", drug}, Entry{"truvada", drug}, Entry{"tuberculose", disease},
    Entry{"tuberculosis", disease}, Entry{"tumeur", disease}, Entry{"tumeurs", disease},
    Entry{"tumor", disease}, Entry{"tumour", disease}, Entry{"ulcer", disease}, Entry{"ulcere", disease},
    Entry{"ultrasound", act}, Entry{"uncle", kin}, Entry{"urgences", ward}, Entry{"urologie", ward},
    Entry{"urology", ward}, Entry{"usager", patient}, Entry{"usagere", patient}, Entry{"valium", drug},
    Entry{"valproate", drug}, Entry{"vasectomie", act}, Entry{"vasectomy", act},
    Entry{"venlafaxine", drug}, Entry{"ventoline", drug}, Entry{"vertiges", sign}, Entry{"vih", disease},
    Entry{"visite", voice}, Entry{"vomissements", sign}, Entry{"vomiting", sign}, Entry{"ward", ward},
    Entry{"warfarin", drug}, Entry{"warfarine", drug}, Entry{"we", own}, Entry{"wegovy", drug},
    Entry{"wife", kin}, Entry{"women", several}, Entry{"x-ray", act}, Entry{"xanax", drug},
    Entry{"xarelto", drug}, Entry{"zoloft", drug}, Entry{"zolpidem", drug}, Entry{"zona", disease},
    Entry{"zyprexa", drug}};
static_assert(std::ranges::is_sorted(entries, {}, &Entry::word));

constexpr std::size_t most_bytes = 64 * 1024;
constexpr std::size_t most_mentions = 64;
constexpr std::size_t longest_word = 24;

}  // namespace

std::vector<HealthMention> find_health_words(std::string_view given) {
    const auto text = kit::prefix_utf8(given, most_bytes);
    std::vector<HealthMention> out;
    std::array<char, longest_word + 8> folded{};
    for (std::size_t pos = 0; pos < text.size() && out.size() < most_mentions;) {
        const auto from = pos;
        std::size_t size = 0;
        std::size_t end = pos;
        while (pos < text.size()) {
            const auto before = pos;
            const auto point = kit::next_code_point(text, pos);
            const bool hyphen = point == U'-' && size > 0 && pos < text.size() && kit::ascii::letter(text[pos]);
            if (!hyphen && !kit::is_word_code_point(point)) {
                if (before == from) end = pos;
                break;
            }
            end = pos;
            if (size >= longest_word) continue;
            if (point < 0x80) {
                folded[size++] = kit::ascii::lower(static_cast<char>(point));
            } else {
                for (const char c : kit::fold(text.substr(before, pos - before)))
                    if (size < folded.size()) folded[size++] = c;
            }
        }
        pos = std::max(end, from + 1);
        if (size == 0 || size > longest_word) continue;
        const std::string_view word{folded.data(), size};
        const auto* it = std::ranges::lower_bound(entries, word, {}, &Entry::word);
        if (it != entries.end() && it->word == word) out.push_back({it->kind, from, end});
    }
    return out;
}

}  // namespace vigie::plugins
