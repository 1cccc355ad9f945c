#include "phrases.hpp"

#include <array>

namespace vigie::plugins::scam {
namespace {

constexpr int f(Family family) {
    return static_cast<int>(family);
}
constexpr int s(Stance stance) {
    return static_cast<int>(families) + static_cast<int>(stance);
}

constexpr auto table = std::to_array<PhraseList>({
    {f(Family::giveaway), 1,
     "gagne|gagnez|gagner|gagnant|gagnante|gagnants|cadeau|cadeaux|offre "
     "gratuitement|gratuit|gratuite|gratuitement|tirage au sort|tire au sort|tiree au "
     "sort|concours|loterie|lot|felicitations|vous avez gagne|avez ete selectionne|participer|"
     "partagez ce post|partagez cette "
     "publication|giveaway|won|winner|winners|win|prize|prizes|congratulations|congrats|claim|draw|lottery|"
     "gift|gifts|free|entry|selected to receive|jackpot|reward|rewards|cash prize|faire gagner|bravo|"
     "fais don|offre a|palettes|invendus|euromillions|euro millions"},
    {f(Family::coupon), 1.1,
     "coupon|coupons|bon d achat|bons d achat|code promo|code promotionnel|code reduction|code de "
     "reduction|carte cadeau|cartes cadeaux|bon de reduction|voucher|vouchers|gift card|gift cards|promo "
     "code|discount code|points fidelite|points de fidelite|loyalty "
     "points|reward points|remise|reduction|bon plan|promo|soldes|caddie"},
    {f(Family::call_number), 1.1,
     "appelez|appelez le|appelez vite|rappelez|rappelez le|composez|composez le|appelle le|en "
     "appelant|message vocal|messagerie vocale|joindre le service|service client|call now|call back|please "
     "call|call our|voicemail|call to claim|land line|landline|"
     "voyance|infecte|virus|infected|txt|sms|per min|150p|ppm|surtaxe"},
    {f(Family::fake_support), 1.1,
     "desole pour|desoles pour|navre|toutes nos excuses|ce desagrement|gene "
     "occasionnee|conseiller|conseillere|service remboursement|service technique|service reclamation|votre "
     "dossier|votre reclamation|pour le remboursement|etre rembourse|agent|support|"
     "support team|customer care|customer support|help desk|helpdesk|refund desk|recovered my "
     "account|recupere mon compte|recuperer mon compte|sorry to hear|we apologise|we apologize|the "
     "inconvenience|same issue|same problem|meme probleme|unlock your account|"
     "debloquer votre compte|open a ticket|account hacked|hacked account|assistance|service "
     "litiges|suspended account"},
    {f(Family::lure), 1.1,
     "colis|votre colis|livraison|relais|frais de port|frais de douane|douane|chronopost|colissimo|la "
     "poste|mondial relay|dhl|ups|dpd|fedex|usps|royal mail|evri|ameli|assurance maladie|carte "
     "vitale|cpam|cpf|compte formation|amende|contravention|antai|"
     "impots|dgfip|caf|critair|crit air|vignette|parcel|package|delivery|redelivery|customs|tax "
     "refund|hmrc|irs|toll|unpaid|impaye|impayee|netflix|votre paiement|payment failed|payment "
     "declined|account locked|compte sera|sera suspendu|suspended|suspendu|"
     "certicode|identifiants|nouvel appareil|new device|unusual login|connexion inhabituelle|verify your "
     "account|confirmez|confirmez votre|mettez a jour|update your|new number|nouveau numero|telephone est "
     "casse|phone is broken|cheque energie|pompe a chaleur|"
     "isolation|peage|your bank|votre banque|kyc|billing information|coordonnees bancaires"},
    {f(Family::advance_fee), 1.2,
     "pret|prets|credit|credits|preteur|pret entre particuliers|entre "
     "particuliers|heritage|heritier|heir|inheritance|notaire|barrister|avocat|atteinte d un "
     "cancer|cancer|veuve|widow|faire don|donation|frais de dossier|frais de transfert|frais notaries|"
     "virement bloque|western union|mandat cash|mandat|transcash|pcs|caution|loan|loans|loan offer|late "
     "client|processing fee|beneficiary|next of kin|grant|marabout|medium|retour de l etre aime|retour d "
     "affection|fiche banque de france|puppies|chiot|chiots|"
     "apartment for rent|send the deposit|fonds|je legue|don de"},
    {f(Family::crypto), 1.2,
     "bitcoin|bitcoins|btc|eth|ethereum|usdt|crypto|cryptos|cryptomonnaie|cryptomonnaies|wallet|wallets|"
     "airdrop|token|tokens|deploy|ticker|presale|staking|mining|cloud "
     "mining|minage|trading|trader|forex|signaux|signals|signal|investi|investir|investissez|"
     "invested|invest|investment|placement|rendement|rendement garanti|capital garanti|guaranteed "
     "returns|profit|profits|doublez|double your|passive "
     "income|stocks|stock|equity|analyst|broker|binaire|whitelist|nft|mint|pump|gem|seed phrase|recovered "
     "all my|"
     "recuperer vos fonds|recupere vos fonds|lost money|dogecoin|solana|xrp|memecoin"},
    {f(Family::job_task), 1.2,
     "travail a domicile|teletravail|emploi|recrutement|recrutons|recruteuse|recruteur|job|jobs|job "
     "etudiant|complement de revenu|sans experience|responsable rh|service rh|liker des videos|aimer des "
     "publications|noter des hotels|hiring|we are hiring|work from home|no experience|hr "
     "manager|recruiter|like youtube videos|rate hotels|mystery shopper|client "
     "mystere|reshipping|reexpediez|side hustle|extra income|part time|temps partiel|testeur|mise sous "
     "pli|from your phone|depuis ton telephone|depuis chez vous|paid every evening"},
    {f(Family::job_task), 0.4, "par jour|par semaine|per day|daily|a day"},
    {f(Family::ticket), 1.4,
     "place|places|billet|billets|ticket|tickets|concert|fosse|carre or|e billet|e billets|billetterie|sold "
     "out|complet|face value|floor seats|front row|festival|pass|bracelet|cause empechement|prix coutant|can "
     "t make it|premier arrive"},

    {s(Stance::warns), 0,
     "attention arnaque|attention aux "
     "arnaques|arnaque|arnaques|arnaqueur|arnaqueurs|escroquerie|escroqueries|escroc|escrocs|fraude|fraudes|"
     "frauduleux|frauduleuse|phishing|hameconnage|smishing|faux sms|faux compte|faux comptes|faux "
     "conseiller|faux site|"
     "mefiez vous|mefiance|ne cliquez pas|ne cliquez jamais|ne communiquez jamais|ne donnez jamais|ne payez "
     "pas|ne demandera jamais|ne demanderons jamais|ne vous demandera jamais|signalez|signaler|signalez "
     "le|33700|cybermalveillance|ne rappelez pas|ne rappelez surtout pas|n appelez pas|n appelez surtout "
     "pas|n "
     "appelez jamais|ne composez pas|ne repondez pas|prevenez vos proches|faites passer|numero "
     "surtaxe|contester|contestation|est interdit|don t call|do not call|do not reply|tell your "
     "friends|premium rate number|mise en garde|met en "
     "garde|mettent en garde|scam|scams|scam alert|scammer|scammers|fraud|fraudsters|beware|do not click|don "
     "t click|never share|never ask|will never ask|warn|warns|warning about|report it|fake account|fake "
     "page|fake texts|fake text|n est pas nous|intox|"
     "fact check|prevention|usurpe|usurpation|impersonating"},
    {s(Stance::tells), 0,
     "j ai recu|je viens de recevoir|ai recu ce sms|recu ce message|on m a appele|m a appele|m a ecrit|m "
     "ecrit|me propose|s est fait avoir|s est fait arnaquer|me suis fait avoir|me suis fait arnaquer|failli "
     "me faire avoir|failli se faire|fait arnaquer|ma "
     "mere|mon pere|ma grand mere|vous connaissez|c est fiable|est ce une arnaque|arnaque ou pas|i got "
     "this|just got this|got this text|texted me|dmed me|messaged me|called me|fell for|is this a scam|is "
     "this legit|is this real|is this really you|my mum|my "
     "dad|my gran|my mom|lol|mdr|nice try|bien essaye|est ce bien vous|c est bien vous|est a vous|is this "
     "you"},
    {s(Stance::press), 0,
     "selon|enquete|reportage|temoignages|police|gendarmerie|tribunal|jugement|condamne|condamnes|mis en "
     "examen|interpelle|interpelles|prejudice|victimes|amf|dgccrf|ufc que choisir|60 millions|according "
     "to|police say|officers|court|jailed|arrested|"
     "charged|sentenced|victims|ftc|fca|prosecutors|investigation|article|journaliste"},
    {s(Stance::contact), 0,
     "whatsapp|telegram|snap|snapchat|dm|dms|mp|pv|en prive|en message prive|message prive|private "
     "message|inbox|inbox me|dm me|mp moi|viens dm|viens pv|viens en prive|contactez|contactez moi|contacte "
     "moi|ecrivez|ecris moi|ecrivez moi|reach out|message "
     "me|text me|hit me up|lien en bio|link in bio|send a dm|signal"},
    {s(Stance::credential), 0,
     "numero de carte|carte bancaire|identifiant|identifiants|mot de passe|code sms|code "
     "recu|rib|coordonnees bancaires|vos coordonnees|connectez vous|recto verso|card "
     "number|password|login|log in|sign in|seed phrase|verify your|connect your wallet|pin|cvv"},
    {s(Stance::urgency), 0,
     "urgent|vite|derniere chance|dernier jour|dernier rappel|avant minuit|avant ce soir|sous 24h|sous "
     "00h|aujourd hui seulement|immediatement|expire|expirent|places limitees|stock limite|plus que|act "
     "now|hurry|last chance|final notice|within 00 hours|"
     "within 00h|today only|ends tonight|immediately|expires|limited spots|limited time|asap|before "
     "midnight"},
});

}  // namespace

std::span<const PhraseList> phrase_table() {
    return table;
}

}  // namespace vigie::plugins::scam
