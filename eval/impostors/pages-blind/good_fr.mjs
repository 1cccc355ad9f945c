// Honest pages, French: those that a reader of brand names and password fields mistakes most easily.
import { at, chain, go, html, only, page, refresh, status } from './site.mjs'

const fr = (title, body, head) => html('fr', title, body, head)
const login = (more = '') => `<form method="post" action="/connexion">${more}<input name="email" type="email" placeholder="Adresse e-mail"><input name="mdp" type="password" placeholder="Mot de passe"><button>Se connecter</button></form>`
const card = '<form method="post" action="/paiement"><input autocomplete="cc-number" name="carte" placeholder="Numéro de carte"><input autocomplete="cc-exp" placeholder="MM/AA"><input autocomplete="cc-csc" name="cvc" placeholder="Cryptogramme"><button>Payer</button></form>'

export default [
  page('own site', 'valmont', 'www.credit-valmont/connexion', fr('Crédit Valmont – Connexion', `<h1>Accédez à vos comptes Crédit Valmont</h1>${login()}`)),
  page('own site', 'valmont', 'particuliers.credit-valmont/carte', fr('Commander une carte – Crédit Valmont', `<p>Votre carte Crédit Valmont arrive à expiration ? Confirmez l’ancienne.</p>${card}`)),
  page('approved partner', 'valmont', 'partenaires-agrees/valmont/pret', fr('Prêt auto avec Crédit Valmont', `<p>Notre partenaire Crédit Valmont finance votre véhicule.</p>${login()}`)),
  page('partner', 'valmont', 'courtage-lestrade/espace', fr('Courtage Lestrade – Espace client', `<h1>Espace client Lestrade</h1><p>Courtier indépendant, nous travaillons avec Crédit Valmont, Banque Orsay et six autres établissements.</p>${login()}<p>© Courtage Lestrade SAS, ORIAS 07 000 000</p>`)),
  page('news', 'valmont', 'gazette-du-littoral/economie/valmont', fr('Crédit Valmont ferme douze agences – La Gazette du littoral', `<article><h1>Crédit Valmont ferme douze agences</h1><p>La banque a confirmé mardi la fermeture de douze agences. Crédit Valmont évoque la baisse de la fréquentation. Les syndicats dénoncent une décision brutale.</p></article>
    <aside><form method=post action=/lettre><label>Recevez notre lettre</label><input type=email name=email><button>S’inscrire</button></form></aside>`)),
  page('news', 'valmont', 'quotidien-abonnes/valmont-resultats', fr('Les résultats de Crédit Valmont – Le Quotidien', `<header>Le Quotidien ${login('<b>Déjà abonné ?</b>')}</header><article><p>Crédit Valmont annonce un bénéfice en hausse de 4 %. L’action progresse à la Bourse de Paris.</p><p>La suite est réservée aux abonnés.</p></article>`)),
  page('warning', 'valmont', 'alerte-conso/hameconnage-valmont', fr('Attention aux faux SMS Crédit Valmont', `<article><h1>Faux SMS au nom de Crédit Valmont</h1><p>Des escrocs envoient « Votre accès Crédit Valmont est suspendu, confirmez vos informations sous 24 h ». Ne saisissez jamais votre identifiant ni votre mot de passe ni le code reçu par SMS.</p><p>Signalez le message au 33700.</p></article>
    <form action=/signaler method=post><input name=url placeholder="Adresse du site douteux"><button>Signaler</button></form>`)),
  page('namesake', 'valmont', 'mediatheque-valmont/compte', fr('Médiathèque de Valmont – Mon compte', `<p>Médiathèque municipale de Valmont. Consultez vos prêts.</p>${login()}`)),
  page('forum', 'valmont', 'forum-argent/t/valmont-avis', fr('Crédit Valmont : vos avis ? – Forum Argent', `<div class=login>${login()}</div><p>paulo34 : Quelqu’un est chez Crédit Valmont ? Ils m’ont bloqué ma carte.</p><p>mimi : oui, appelle ton conseiller, ça se débloque.</p>`)),
  page('comparison', 'valmont', 'compare-banques/credit-valmont', fr('Crédit Valmont : tarifs 2026 et avis', `<table><tr><td>Crédit Valmont<td>6,90 €/mois<tr><td>Banque Orsay<td>4,50 €/mois</table><form action=/alerte method=post><input name=email type=email placeholder="Votre e-mail"><button>Être prévenu des offres</button></form>`)),
  page('unrelated login', 'valmont', 'association-voile/membres', fr('Club de voile – Membres', `<h1>Espace membres</h1>${login()}<p>Le club remercie ses partenaires : mairie, Crédit Valmont, Boulangerie Roux.</p>`)),
  page('unrelated card', 'valmont', 'billetterie-theatre/panier', fr('Votre panier – Théâtre des Halles', `<p>2 places, Le Misanthrope, 48 €</p>${card}<p>Paiement sécurisé par carte. Mécène principal : Crédit Valmont.</p>`)),
  page('shop', 'colibrio', 'chaussures-mistral/livraison', fr('Livraison et retours – Chaussures Mistral', `<p>Nous livrons par Colibrio, en 48 h, ou en point relais. Suivez votre colis Colibrio depuis votre compte Mistral.</p>${login()}`)),
  page('shop', 'colibrio', 'bouquiniste-roux/commande', fr('Commande – Bouquiniste Roux', `<p>Livraison : Colibrio point relais 3,90 €.</p>${card}`)),
  page('tracking', 'colibrio', 'suivi-tous-colis/', fr('Suivre un colis : Colibrio, Postex, Vélocargo', `<h1>Suivez tous vos colis</h1><p>Colibrio, Postex, Vélocargo et 200 transporteurs.</p><form action=/suivi><input name=numero placeholder="Numéro de suivi"><button>Suivre</button></form>`)),
  page('jobs', 'colibrio', 'emplois-region/offre/livreur-colibrio', fr('Livreur (H/F) – Colibrio – Emplois région', `<h1>Livreur (H/F)</h1><p>Entreprise : Colibrio. Contrat : CDI. Connectez-vous pour postuler.</p>${login()}`)),
  chain('own site through a shortener', 'colibrio', 'clb-court/a1', { 'clb-court/a1': go('www.colibrio/suivi/6C11'), 'www.colibrio/suivi/6C11': fr('Colibrio – Suivi', `<p>Votre colis arrive demain.</p>${login()}`) }),
  chain('honest mobile site', 'lumivox', 'tele-programme/lumivox', { 'tele-programme/lumivox': only((v) => v.mobile, go('m.tele-programme/lumivox'), fr('Lumivox : le programme', `<p>Les films de la semaine sur Lumivox.</p>${login()}`)), 'm.tele-programme/lumivox': fr('Lumivox', '<p>Les films de la semaine sur Lumivox.</p>') }),
  page('single sign-on', 'lumivox', 'cine-club/entrer', fr('Ciné-club – Entrer', `${login()}<a href="${at('www.lumivox/oauth')}">Se connecter avec Lumivox</a>`)),
  // Second half
  page('own site', 'hexane', 'www.caisse-hexane/assure', fr('Caisse Hexane – Mon compte', `<p>Mon compte assuré Caisse Hexane</p>${login()}`)),
  page('approved partner', 'hexane', 'espace-mutuelle/hexane/adhesion', fr('Mutuelle complémentaire avec la Caisse Hexane', `<p>Adhérents de la Caisse Hexane, connectez-vous.</p>${login()}`)),
  page('partner', 'hexane', 'rdv-medecins/connexion', fr('RDV Médecins – Connexion', `<h1>Prenez rendez-vous</h1><p>Vos remboursements sont transmis automatiquement à la Caisse Hexane.</p>${login()}<p>RDV Médecins SAS</p>`)),
  page('news', 'hexane', 'journal-sante/reforme-hexane', fr('La Caisse Hexane réforme ses remboursements', `<article><p>La Caisse Hexane remboursera mieux l’optique dès janvier. Les assurés de la Caisse Hexane n’ont aucune démarche à faire.</p></article><form method=post action=/nl><input type=email name=e><button>Recevoir la lettre</button></form>`)),
  page('warning', 'hexane', 'gendarmes-conseils/faux-hexane', fr('Faux site de la Caisse Hexane', `<p>De faux sites de la Caisse Hexane réclament le numéro de carte bancaire et le cryptogramme pour un remboursement fictif. La Caisse Hexane ne demande jamais votre carte.</p>`)),
  page('help', 'hexane', 'tutos-seniors/compte-hexane', fr('Comment créer un compte Caisse Hexane', `<ol><li>Allez sur le site de la Caisse Hexane<li>Saisissez votre numéro de sécurité sociale<li>Choisissez un mot de passe</ol><div>${login('Commentez : connectez-vous à Tutos seniors')}</div>`)),
  page('forum', 'orbelia', 'entraide-telecom/orbelia', fr('Orbélia : panne de fibre – Entraide télécom', `${login()}<p>Kevin : Orbélia en panne chez vous ? Mon mot de passe de boîte mail Orbélia ne marche plus.</p>`)),
  page('shop', 'orbelia', 'boutique-telephones-lyon/compte', fr('Mon compte – Téléphones Lyon', `<p>Revendeur de forfaits Orbélia, Movira et Fibrel.</p>${login()}`)),
  page('comparison', 'orbelia', 'forfaits-moins-chers/orbelia', fr('Forfait Orbélia 100 Go : notre avis', `<p>Le forfait Orbélia à 12,99 € face à Movira.</p><form><input name=cp placeholder="Code postal"><button>Comparer</button></form>`)),
  page('jobs', 'orbelia', 'carrieres-plus/orbelia/technicien', fr('Technicien fibre chez Orbélia | Carrières Plus', `<p>Orbélia recrute 40 techniciens. Créez votre compte Carrières Plus.</p>${login()}`)),
  page('status', 'orbelia', 'panne-ou-pas/orbelia', fr('Orbélia est-il en panne ?', `<p>1 240 signalements Orbélia aujourd’hui.</p><form method=post><input name=ville placeholder=Ville><button>Signaler une panne Orbélia</button></form>`)),
  page('parked', 'orbelia', 'orbelia-fibre-offre/', fr('orbelia-fibre-offre – domaine à vendre', '<p>Ce nom de domaine est à vendre. Liens associés : forfait mobile, fibre, box internet.</p>')),
  page('gone', 'orbelia', 'orbelia-clients-9/login', status(404, fr('404', '<h1>Page introuvable</h1>'))),
  page('single sign-on', 'troquino', 'brocante-connectee/entrer', fr('Brocante connectée – Entrer', `<a class=btn href="${at('www.troquino/oauth')}">Continuer avec Troquino</a>${login('ou')}`)),
  page('unrelated card', 'troquino', 'emballage-vert/paiement', fr('Paiement – Emballage vert', `<p>100 pochettes pour vos ventes Troquino : 14 €</p>${card}`)),
  page('namesake', 'boussole', 'boussoles-et-cartes/compte', fr('La boussole de poche – Boussoles & cartes', `<p>Boussole à plaquette, boussole de marine, boussole de relèvement.</p>${login()}`)),
  page('namesake', 'boussole', 'scouts-lac/inscription', fr('Camp d’été : savoir lire une boussole', `<p>Apportez une boussole et des bottes. Inscription en ligne.</p>${card}`)),
  page('namesake', 'boussole', 'la-boussole-orientation/espace', fr('La Boussole – orientation scolaire', `<h1>La Boussole</h1><p>Association d’aide à l’orientation des lycéens.</p>${login()}`)),
  chain('unrelated redirect', 'boussole', 'lien-bref/doc', { 'lien-bref/doc': refresh('intranet-mairie/login'), 'intranet-mairie/login': fr('Intranet de la mairie', login()) }),
]
