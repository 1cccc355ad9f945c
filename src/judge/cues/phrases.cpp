#include "cues/phrases.hpp"

namespace vigie::judge {
namespace {

constexpr std::string_view parody =
    "parodie|parodies|parodique|compte parodique|page parodique|parody|parody "
    "account|parodic|satire|satirique|satirical|satira|"
    "satirisch|pastiche|spoof|humoristique|compte humoristique|pour rire|just for "
    "laughs|for laughs|"
    "parodia|parodie account|parodieaccount|parodiekonto|parodie konto|cuenta parodia|account parodia|role "
    "play|roleplay|rp account";
constexpr std::string_view unofficial =
    "non officiel|non officielle|nonofficiel|pas officiel|pas officielle|pas le compte officiel|pas la page "
    "officielle|"
    "pas un compte officiel|n est pas officiel|compte non officiel|page non officielle|unofficial|un "
    "official|not official|"
    "not the official|not an official|non official|not affiliated|not associated|not endorsed|not "
    "connected|no affiliation|"
    "unaffiliated|non affilie|non affiliee|pas affilie|pas affiliee|sans lien avec|aucun lien avec|sans "
    "affiliation|"
    "aucune affiliation|sans rapport avec|aucun rapport avec|independant de|not run by|no "
    "oficial|inoficial|inoffiziell|"
    "nicht offiziell|non ufficiale|niet officieel|nao oficial|homonyme|namesake|not that|not the real|pas le "
    "vrai|pas la vraie";
constexpr std::string_view fan =
    "fan|fans|fan account|fan page|fanpage|fanclub|fan club|compte fan|page fan|compte de fan|compte de "
    "fans|fan de|fans de|"
    "fan of|supporter de|supporters de|admirateur|admiratrice|stan account|fandom|passionne de|passionnes "
    "de|tribute|hommage a|"
    "fankonto|club de fans|cuenta fan|fansite|fan base|groupe de fans|communaute de fans";
constexpr std::string_view critic =
    "victime de|victimes "
    "de|victimes|collectif|boycott|boycottez|boycotter|anti|stop|contre|mecontent|mecontents|"
    "clients mecontents|syndicat|section syndicale|cgt|cfdt|fo|sud|unsa|cfe cgc|union|salaries de|ex "
    "salarie|ex client|"
    "temoignages|victims|victims of|victims against|angry customers|unhappy customers|against|workers "
    "of|complaints about|plaintes contre|"
    "arnaque par|scammed by|ripoff|sucks|degage|degagez|fuck|balance ta|balance ton";
constexpr std::string_view reseller =
    "revendeur|revendeur agree|revendeur officiel|revendeur autorise|distributeur|distributeur "
    "agree|concessionnaire|partenaire|"
    "partenaire officiel|partenaire agree|franchise|franchise independant|installateur agree|reparateur "
    "agree|courtier|courtiers|comparateur|broker|brokers|"
    "point de vente agree|point de vente officiel|detaillant agree|depositaire|magasin partenaire|"
    "garage agree|agent agree|centre agree|reseller|stockist|official stockist|authorised retailer|"
    "authorized retailer|official retailer|approved retailer|authorised distributor|authorized distributor|"
    "official distributor|"
    "authorised reseller|authorized reseller|authorised dealer|authorized dealer|dealer|official "
    "partner|certified partner|"
    "partner of|distributor|stockist|franchisee|handler|vertragshandler|rivenditore|rivenditore "
    "autorizzato|distribuidor";
constexpr std::string_view press =
    "journaliste|journalist|presse|press|media|redaction|newsroom|reporter|magazine|actualite|actualites|"
    "news|breaking news|"
    "blog|podcast|podcasteur|veille|revue de presse|observatoire";
constexpr std::string_view official =
    "compte officiel|compte certifie|compte verifie|page officielle|profil officiel|site officiel|seul "
    "compte officiel|"
    "nouveau compte officiel|nouveau compte|compte de secours|compte principal|official account|official "
    "page|official profile|"
    "official website|verified account|only official account|the official|new account|backup account|my new "
    "account|main account|"
    "private account|compte prive|second compte|cuenta oficial|account ufficiale|offizieller "
    "account|offizielles konto|"
    "officieel account|conta oficial|pagina oficial|pagina ufficiale";
constexpr std::string_view service =
    "service client|service clients|service clientele|service apres vente|sav|support client|assistance "
    "client|"
    "relation client|centre d aide|customer service|customer support|customer care|help desk|helpdesk|help "
    "center|help centre|"
    "support team|equipe support|support officiel|official support|nous repondons|vos reclamations|here to "
    "help|"
    "kundenservice|kundendienst|atencion al cliente|servizio clienti|klantenservice|atendimento ao cliente";
constexpr std::string_view contact =
    "whatsapp|whats app|whatsap|telegram|signal|wa me|t me|telegramme|contactez moi|contactez nous en "
    "prive|contactez nous en mp|"
    "ecrivez moi|ecrivez nous en mp|envoyez moi un message|envoyez nous un mp|envoyez un mp|en mp|en dm|en "
    "message prive|"
    "message prive|messages prives|par message prive|venez en dm|venez en mp|viens en dm|viens en mp|mp "
    "moi|dm moi|dm me|"
    "dm us|send a dm|send me a dm|send us a dm|send me a message|write to me|text me|message me|inbox "
    "me|inbox us|contact me|"
    "reach me|reach out on|slide into|private message|via dm|schreiben sie mir|schreib "
    "mir|escribeme|escribame|scrivimi|"
    "stuur een dm|manda mensagem|hangouts|viber";
constexpr std::string_view credential =
    "connectez vous|reconnectez vous|identifiez vous|verifiez votre|verifier votre|verifiez vos|verification "
    "de votre|"
    "confirmez votre|confirmer votre|confirmez vos|mettez a jour|mettre a jour vos|mise a jour de "
    "votre|validez votre|valider votre|"
    "activez votre|reactivez|debloquez|debloquer votre|securisez votre|espace client|espace securise|mot de "
    "passe|"
    "identifiants|code confidentiel|code secret|coordonnees bancaires|carte bancaire|numero de carte|votre "
    "rib|votre iban|"
    "compte bloque|compte suspendu|compte sera suspendu|acces suspendu|dernier rappel|sous 24h|sous "
    "48h|frais de livraison|"
    "frais de douane|regler les frais|reglez|payez|log in|login|sign in|verify your|confirm your|update "
    "your|validate your|"
    "activate your|unlock your|secure your|your password|your account|account suspended|account "
    "locked|account will be|"
    "card number|card details|bank details|billing details|payment details|seed phrase|phrase "
    "secrete|recovery phrase|"
    "connect your wallet|connectez votre wallet|customs fee|delivery fee|pay the fee|kontodaten|bestatigen "
    "sie|ihr konto|"
    "passwort|verifique su|su cuenta|contrasena|verifica il tuo|il tuo conto|bevestig uw|uw "
    "rekening|verifique sua|sua conta";
constexpr std::string_view gain =
    "vous avez gagne|tu as gagne|avez ete selectionne|avez ete tire au "
    "sort|felicitations|gagnant|gagnants|remboursement|"
    "remboursements|cadeau|cadeaux|bon d achat|bons d achat|carte cadeau|cartes cadeaux|code promo|offre "
    "exceptionnelle|"
    "offre limitee|cadeau gratuit|offert gratuitement|entierement gratuit|gratuit pour|rendement "
    "garanti|rendements garantis|gains garantis|sans "
    "risque|doublez|multipliez|"
    "investissez|investissement rentable|revenus passifs|liberte "
    "financiere|bitcoin|crypto|trading|forex|pret rapide|"
    "credit rapide|pret entre particuliers|you have won|you won|you ve won|been "
    "selected|congratulations|winner|winners|refund|"
    "refunds|gift card|gift cards|voucher|vouchers|giveaway|airdrop|free gift|guaranteed return|guaranteed "
    "returns|"
    "guaranteed profit|risk free|double your|passive income|financial freedom|make money|earn "
    "money|investment opportunity|"
    "limited offer|claim your|gewonnen|gutschein|has ganado|reembolso|hai vinto|rimborso|gewonnen prijs|voce "
    "ganhou";
constexpr std::string_view warning =
    "arnaque|arnaques|attention|hameconnage|phishing|fraude|fraudes|frauduleux|frauduleuse|faux site|faux "
    "sites|faux sms|"
    "faux mail|faux mails|faux compte|escroquerie|escrocs|escroc|ne cliquez pas|ne cliquez surtout "
    "pas|mefiez vous|mefiance|"
    "vigilance|prudence|alerte|signalez|signaler|signale|signalement|usurpation|usurpe|usurpent|se fait "
    "passer|se font passer|"
    "scam|scams|scammer|scammers|beware|warning|be careful|do not click|don t click|fake site|fake "
    "website|fake sms|"
    "fake account|fraud|fraudulent|impersonating|impersonator|report this|reported|watch "
    "out|betrug|vorsicht|estafa|cuidado|"
    "truffa|attenzione|oplichting|golpe|cybermalveillance|pharos|thread investigation|enquete";
constexpr std::string_view profession =
    "photographe|infirmier|infirmiere|medecin|docteur|dentiste|kine|kinesitherapeute|psychologue|veterinaire|"
    "pharmacien|"
    "pharmacienne|professeur|professeure|prof|enseignant|enseignante|instituteur|institutrice|etudiant|"
    "etudiante|lyceen|"
    "lyceenne|avocat|avocate|notaire|architecte|ingenieur|ingenieure|developpeur|developpeuse|graphiste|"
    "illustrateur|"
    "illustratrice|artiste|peintre|sculpteur|musicien|musicienne|chanteur|chanteuse|comedien|comedienne|"
    "acteur|actrice|auteur|"
    "autrice|ecrivain|ecrivaine|romancier|romanciere|poete|traducteur|traductrice|bibliothecaire|chercheur|"
    "chercheuse|historien|"
    "historienne|biologiste|physicien|physicienne|chimiste|boulanger|boulangere|patissier|patissiere|"
    "cuisinier|cuisiniere|chef|"
    "fleuriste|coiffeur|coiffeuse|estheticienne|menuisier|menuisiere|macon|plombier|plombiere|electricien|"
    "electricienne|"
    "agriculteur|agricultrice|eleveur|eleveuse|vigneron|vigneronne|apiculteur|apicultrice|maraicher|"
    "maraichere|pompier|gendarme|"
    "policier|policiere|militaire|pilote|hotesse|marin|footballeur|footballeuse|rugbyman|athlete|cycliste|"
    "danseur|danseuse|"
    "coach sportif|maman|papa|mere de|pere de|retraite|retraitee|deputee|depute|maire|elu|elue|conseiller "
    "municipal|"
    "conseillere "
    "municipale|senateur|senatrice|photographer|nurse|doctor|dentist|physiotherapist|psychologist|vet|"
    "pharmacist|"
    "teacher|professor|lecturer|student|lawyer|solicitor|barrister|architect|engineer|developer|programmer|"
    "designer|illustrator|"
    "artist|painter|sculptor|musician|singer|actor|actress|author|writer|novelist|poet|translator|librarian|"
    "researcher|scientist|"
    "historian|biologist|physicist|chemist|baker|pastry "
    "chef|cook|florist|hairdresser|carpenter|plumber|electrician|farmer|"
    "beekeeper|firefighter|police officer|soldier|pilot|sailor|footballer|runner|cyclist|dancer|mum of|dad "
    "of|mother of|"
    "father "
    "of|retired|councillor|mayor|gamer|streamer|phd|postdoc|gardener|potter|geologist|astronomer|economist|"
    "midwife|"
    "sage "
    "femme|ostheopathe|osteopathe|geologue|astronome|economiste|jardinier|jardiniere|potier|potiere|fotograf|"
    "lehrer|"
    "lehrerin|arzt|fotografo|fotografa|profesor|profesora|medico|insegnante|leraar|verpleegkundige|"
    "enfermeira";
constexpr std::string_view city =
    "paris|lyon|marseille|lille|nantes|bordeaux|toulouse|nice|strasbourg|rennes|montpellier|grenoble|dijon|"
    "angers|reims|metz|"
    "nancy|tours|brest|caen|rouen|limoges|amiens|perpignan|besancon|orleans|mulhouse|poitiers|la "
    "rochelle|bayonne|biarritz|pau|"
    "avignon|aix en provence|toulon|cannes|annecy|chambery|clermont ferrand|saint etienne|le mans|le "
    "havre|lorient|vannes|"
    "quimper|saint "
    "malo|troyes|london|manchester|birmingham|leeds|liverpool|glasgow|edinburgh|bristol|cardiff|belfast|"
    "dublin|"
    "york|oxford|cambridge|new "
    "york|boston|chicago|seattle|austin|denver|portland|toronto|montreal|vancouver|quebec|ottawa|"
    "sydney|melbourne|auckland|bruxelles|brussels|liege|namur|geneve|geneva|lausanne|zurich|luxembourg|"
    "berlin|munich|hamburg|"
    "koln|madrid|barcelona|valencia|sevilla|lisbon|lisboa|porto|rome|roma|milano|torino|napoli|amsterdam|"
    "rotterdam|utrecht";

}  // namespace

const std::vector<PhraseList>& phrase_lists() {
    static const std::vector<PhraseList> lists{{CueKind::parody, parody},
                                               {CueKind::unofficial, unofficial},
                                               {CueKind::fan, fan},
                                               {CueKind::critic, critic},
                                               {CueKind::reseller, reseller},
                                               {CueKind::press, press},
                                               {CueKind::official, official},
                                               {CueKind::service, service},
                                               {CueKind::contact, contact},
                                               {CueKind::credential, credential},
                                               {CueKind::gain, gain},
                                               {CueKind::warning, warning},
                                               {CueKind::profession, profession},
                                               {CueKind::city, city}};
    return lists;
}

}  // namespace vigie::judge
