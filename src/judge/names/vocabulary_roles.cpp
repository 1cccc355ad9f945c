#include "names/vocabulary.hpp"

namespace vigie::judge::vocabulary {

// What a name adds to look like the real one. French and English first; the commonest of the neighbours'
// languages too.
const std::string_view official =
    "officiel officielle officiels official officially verified verifie verifiee certified certifie "
    "authentic authentique "
    "real reel thereal vrai vraie original originel genuine oficial ufficiale offiziell offizielle officieel "
    "ofc "
    "siteofficiel pageofficielle";
const std::string_view service =
    "support supports sav service services client clients clientele customer customers aide help helpdesk "
    "helpline assistance "
    "assist team equipe care contact contacts hotline desk relation relations reclamation reclamations "
    "plainte complaint "
    "complaints litige litiges soutien serviceclient serviceclients customercare customerservice "
    "customersupport aideclient "
    "assistanceclient ayuda soporte atencion cliente clientes kundenservice kundendienst hilfe servizio "
    "assistenza clienti "
    "klantenservice hulp ajuda atendimento suporte";
const std::string_view advice =
    "conseil conseils conseiller conseillere conseillers advisor advisors adviser advisers advice advisory "
    "expert experts "
    "gestion gestionnaire patrimoine wealth invest investir investissement investissements investment "
    "investments investor "
    "investing capital trading trader crypto finance finances financial broker courtier courtage placement "
    "placements coach "
    "consultant consulting epargne fortune profit profits forex bitcoin";
const std::string_view promo =
    "promo promos promotion promotions gain gains gagnant gagnants gagner gagne gagnez vip cadeau cadeaux "
    "bonus concours "
    "giveaway giveaways win winner winners winning prize prizes reward rewards coupon coupons voucher "
    "vouchers remise remises "
    "reduction reductions solde soldes offre offres offer offers deal deals gratuit gratuite free gift gifts "
    "giftcard lottery "
    "loterie tombola jackpot airdrop bonplan bonsplans discount discounts sale sales destockage liquidation "
    "clearance outlet "
    "fidelite loyalty premio premios sorteo sorteio gewinn gewinner gewinnspiel angebot rabatt oferta "
    "ofertas sconto vinci "
    "regalo korting winactie";
const std::string_view job =
    "recrutement recrute recruteur recruteuse recruit recruiter recruiting recruitment rh hr drh job jobs "
    "career careers "
    "carriere carrieres emploi emplois embauche hiring candidature candidatures stage interim empleo lavoro "
    "karriere vacature";
const std::string_view access =
    "login signin signon logon log connexion connect connecter connexions identification identifiant "
    "identifiants auth "
    "authenticate authentication authentification secure secured securise securisee security securite safe "
    "safety compte "
    "comptes account accounts espace espaceclient moncompte myaccount monespace verify verif verifier "
    "verification validate "
    "validation valider confirm confirmer confirmation update updates maj actualisation actualiser unlock "
    "debloquer deblocage "
    "blocage suspendu suspended suspension password motdepasse passe code codes otp token remboursement "
    "rembourse rembourser "
    "refund refunds colis parcel package livraison livraisons delivery deliver suivi suivre tracking track "
    "douane douanes "
    "customs amende amendes fine antai paiement paiements payment payments payer pay facture factures "
    "facturation billing "
    "invoice invoices billet carte cartes card cards vitale ameli impots impot tax taxes caf cpf crit "
    "critair "
    "banque bank banking netbank ebanking webmail portail portal wallet transfer transfert virement claim "
    "reclamer recover "
    "recovery recuperation restore reset reinitialisation renouvellement renew renewal renouveler alert "
    "alerte alertes "
    "notification notifications info infos urgent fraude fraud beneficiaire rib iban kyc id ssl sso mfa "
    "konto anmelden "
    "sicherheit bestatigung rechnung zahlung paket sendung cuenta acceso seguro verificacion pago envio "
    "paquete reembolso "
    "accesso sicurezza verifica pagamento spedizione pacco rimborso inloggen rekening betaling pakket conta "
    "acesso "
    "seguranca pagamento entrega";
const std::string_view place =
    "fr france french francais francaise paris lyon marseille lille nantes bordeaux toulouse nice strasbourg "
    "rennes "
    "montpellier grenoble dijon angers reims metz nancy tours brest caen rouen uk us usa eu europe europa "
    "global world "
    "international intl mondial monde london londres madrid berlin rome bruxelles brussels geneve geneva "
    "luxembourg belgique "
    "belgium suisse swiss canada quebec maroc tunisie algerie senegal de es it be ch ca nl pt en group "
    "groupe gruppe company "
    "corp inc ltd sas sarl gmbh shop shops store stores boutique boutiques magasin magasins online enligne "
    "web www site sites "
    "website net app apps appli com org pro plus premium direct digital media tv live page pages blog forum "
    "news actu actus "
    "actualite mag tech lab studio hq nord sud est ouest region agence agences bureau officiels nouveau "
    "nouvelle new neuf "
    "the le la les l my mon ma mes notre our your votre vos by chez pour for de du des d et and of a au aux "
    "en sur";

// What sites call their parts and their users.
const std::string_view web =
    "www ww web webs site sites http https httpswww ssl cdn static assets cl click clic cliquez online "
    "enligne "
    "internet mobile app apps appli applis application applications portal portail index menu home accueil "
    "forum "
    "blog mail mails email emails webmail my mon ma mes me le la les go get the your votre vos register "
    "registration inscription inscriptions enroll enrol signup user users utilisateur utilisateurs abonne "
    "abonnes "
    "admin administration gerer manage manager actif active actives activate activation activer activite "
    "activites "
    "access agree accept accepter choose choisir find trouver view voir download downloads telecharger "
    "install "
    "installer installation setup summary resume solution solutions agent agents business group groupe carte "
    "cartes card cards bleu bleue blue store shop server serveur cloud host live chat info infos infoline "
    "news "
    "actu direct digital numerique virtual virtuel pro plus new nouveau gouv id ident net com org eu";

}  // namespace vigie::judge::vocabulary
