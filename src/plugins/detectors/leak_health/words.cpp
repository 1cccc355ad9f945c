#include "words.hpp"

#include <vigie/kit/ascii.hpp>
#include <vigie/kit/text.hpp>
#include <vigie/kit/utf8.hpp>

#include <algorithm>
#include <array>
#include <unordered_map>

namespace vigie::plugins {
namespace {

using enum HealthWord;

// Folded words of each kind, one blank between them.
struct List {
    HealthWord kind;
    std::string_view words;
};
constexpr std::array lists{
    List{disease,
         "addiction aids alcoholic alcoholism alcoolique alcoolisme alzheimer anaemia anemia anemie "
         "anorexia anorexie anorexique appendicite appendicitis arrhythmia arthrite arthritis arthrose "
         "arythmie asthma asthmatique asthme autism autisme autiste autistic avc bipolaire bipolar "
         "bipolarite boulimie bpco bronchite bronchitis bulimia burnout cachexie cancer cancers "
         "carcinoma carcinome chlamydia cirrhose cirrhosis colite colitis copd coronavirus covid crohn "
         "cystite delire demence dementia depression diabete diabetes diabetic diabetique diabetiques "
         "drepanocytose eczema embolie embolism encephalite encephalitis endometriose endometriosis "
         "epilepsie epilepsy epileptic epileptique fausse-couche fibrillation fibroids fibrome "
         "fibrosis fracture fractures gangrene gastrite gonorrhea gonorrhee hemophilia hemophilie "
         "hepatite hepatitis hernia hernie herpes hiv hypertension infarctus insuffisance leucemie "
         "leukaemia leukemia lupus lymphoma lymphome mastite melanoma melanome meningite meningitis "
         "metastase metastases metastasis metastatic miscarriage mucoviscidose myopathie nephropathie "
         "nephropathy obesite osteoporose osteoporosis pancreatite pancreatitis parkinson phlebite "
         "pneumonia pneumonie pneumopathie polyarthrite preeclampsia preeclampsie psoriasis psychose "
         "psychosis psychotic psychotique pyelonephrite rectocolite schizophrene schizophrenia "
         "schizophrenic schizophrenie sclerose sclerosis sepsis septicemie seropositif seropositive "
         "shingles sida stroke suicidaire suicidal syphilis thrombose thrombosis toxicomane "
         "toxicomanie trisomie tuberculose tuberculosis tumeur tumeurs tumor tumour ulcer ulcere vih "
         "zona"},
    List{drug,
         "adalimumab adderall alprazolam amlodipine amoxicillin amoxicilline antibiotiques "
         "anticoagulant anticoagulants antidepressant antidepressants antidepresseur antidepresseurs "
         "antipsychotic antipsychotics antiretrovirals antiretroviraux anxiolytique anxiolytiques "
         "aspirine ativan atorvastatin atorvastatine augmentin baclofene bisoprolol bromazepam chemo "
         "chemotherapy chimio chimiotherapie codeine corticoides cortisone coumadine depakine diazepam "
         "doliprane effexor eliquis escitalopram fentanyl fluoxetine haldol heparin heparine herceptin "
         "humira ibuprofen ibuprofene immunotherapie immunotherapy infliximab insulin insuline "
         "kardegic keppra klonopin levetiracetam levothyrox levothyroxine lexapro lexomil lisinopril "
         "lithium lorazepam lovenox metformin metformine methadone methotrexate methylphenidate "
         "morphine neuroleptique neuroleptiques olanzapine oxycodone oxycontin ozempic paracetamol "
         "plavix prednisolone prednisone prep prozac quetiapine ramipril risperdal risperidone ritalin "
         "ritaline rituximab seroplex seroquel sertraline steroids stilnox subutex tamoxifen "
         "tamoxifene tegretol tramadol tritherapie truvada valium valproate venlafaxine ventoline "
         "warfarin warfarine wegovy xanax xarelto zoloft zolpidem zyprexa"},
    List{act,
         "ablation abortion accouche accouchement amputation anesthesie angioplastie angioplasty "
         "avortement biopsie biopsy bypass c-section cesarienne chirurgie colonoscopy coloscopie "
         "coronarographie detox dialyse dialysis echographie electrochoc endoscopie endoscopy "
         "fibroscopie fiv greffe hysterectomie hysterectomy intubated intubation intube intubee irm "
         "ivf ivg mammogram mammographie mastectomie mastectomy mri operation opere operee perfusion "
         "pontage prothese radiographie radiotherapie radiotherapy rehab scan scanner sevrage stent "
         "surgery tracheotomie tracheotomy transfusion transplant transplantation ultrasound "
         "vasectomie vasectomy x-ray"},
    List{ward,
         "addictologie cardiologie cardiology chu clinic clinique cmp dermatologie dermatology ehpad "
         "er gastro-enterologie geriatrics geriatrie gynaecology gynecologie gynecology hopital "
         "hospital hospitalisation hospitalise hospitalised hospitalisee hospitalized icu maternite "
         "maternity nephrologie neurologie neurology oncologie oncology paediatrics pediatrics "
         "pediatrie pneumologie pneumology psychiatric psychiatrie psychiatrique psychiatry rea "
         "reanimation rhumatologie samu smur urgences urologie urology ward"},
    List{sign,
         "allergic allergie allergique antecedent antecedents bilan bleeding convulsions creatinine "
         "crp diagnosed diagnosis diagnostic diagnostique diagnostiquee dizziness douleur douleurs "
         "dyspnea dyspnee enceinte fever fievre glucose glycemie grossesse hallucinations hemoglobin "
         "hemoglobine hemorragie hemorrhage idees intoxication leucocytes malaise nausea nausees "
         "ordonnance overdose palliatifs palliative plaquettes pregnancy pregnant prescribed "
         "prescription prescrit prescrite prognosis pronostic relapse saignement saignements "
         "saturation seizures seropositivite symptome symptomes symptoms tension tentative traitement "
         "vertiges vomissements vomiting"},
    List{patient, "curiste malade parturiente patient patiente resident residente usager usagere"},
    List{room, "bay bed box chambre lit room"},
    List{voice,
         "admis admise admitted anamnese chart compte-rendu consult consultation consultations "
         "discharged dossier examen follow-up garde hospitalier interrogatoire referred sortie suivi "
         "suivie transfere transferee visite"},
    List{own, "i j je ma me mes mine moi mon my myself nos notre nous our we"},
    List{kin,
         "aunt baby bebe brother conjoint cousin cousine dad daughter epouse father femme fille fils "
         "frere grand-mere grand-pere grandfather grandma grandmother grandpa husband maman mamie mari "
         "mere mom mother mum oncle papa papy pere sister soeur son tante uncle wife"},
    List{publicly,
         "acteur actor actress actrice animateur animatrice attaquant author celebrity ceo champion "
         "championne chanteur chanteuse cineaste coach comedian comedien comedienne communique "
         "congressman depute deputee ecrivain elysee entraineur famille footballeur humoriste joueur "
         "joueuse king maire mayor minister ministre officiel palais pape pdg player pope premier "
         "president presidente prince princesse quarterback queen rapper rappeur realisateur reine roi "
         "romancier royale senateur senator senatrice singer star striker"},
    List{several,
         "adults awareness campagne cas cases chercheurs children depistage enfants etude etudes "
         "femmes francais francaises gens hommes journee malades men mondiale patientes patients "
         "people personnes population prevention recherche research researchers residents screening "
         "sensibilisation studies study women"}};

using Table = std::unordered_map<std::string_view, HealthWord>;

const Table& table() {
    static const Table all = [] {
        Table out;
        for (const auto& list : lists) {
            for (std::size_t pos = 0; pos < list.words.size();) {
                const auto end = std::min(list.words.find(' ', pos), list.words.size());
                out.emplace(list.words.substr(pos, end - pos), list.kind);
                pos = end + 1;
            }
        }
        return out;
    }();
    return all;
}

constexpr std::size_t most_bytes = 64 * 1024;
constexpr std::size_t most_mentions = 64;
constexpr std::size_t longest_word = 24;

}  // namespace

std::vector<HealthMention> find_health_words(std::string_view given) {
    const auto text = kit::prefix_utf8(given, most_bytes);
    const auto& known = table();
    std::vector<HealthMention> out;
    std::array<char, longest_word + 8> folded{};
    for (std::size_t pos = 0; pos < text.size() && out.size() < most_mentions;) {
        const auto from = pos;
        std::size_t size = 0;
        std::size_t end = pos;
        while (pos < text.size()) {
            const auto before = pos;
            const auto point = kit::next_code_point(text, pos);
            const bool hyphen =
                point == U'-' && size > 0 && pos < text.size() && kit::ascii::letter(text[pos]);
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
        const auto it = known.find(word);
        if (it != known.end()) out.push_back({it->second, from, end});
    }
    return out;
}

}  // namespace vigie::plugins
