// Deceptive pages, first hand: French, in the manner of kits that circulate by SMS.
import { at, chain, go, html, only, page, refresh, script, status } from './site.mjs'

const fr = (title, body, head) => html('fr', title, body, head)
const logo = (src, alt) => `<img src="${src}" alt="${alt}">`

export default [
  // Crédit Valmont
  page('login', 'valmont', 'secure-valmont-client/connexion', fr('Crédit Valmont – Accès à vos comptes', `${logo('/i/logo.svg', 'Crédit Valmont')}
    <h1>Accédez à vos comptes</h1><form method="post" action="envoi.php"><label>Identifiant <input name="ident" type="text" maxlength="10"></label>
    <label>Code personnel <input name="code" type="password" maxlength="6"></label><button>Valider</button></form><p>Crédit Valmont vous garantit la sécurité de vos données.</p>`)),
  page('login', 'valmont', 'espace-bnq-91/fr/index.php', fr('Espace client', `<div class=top>${logo('logo.png', 'CRÉDIT VALMONT')}</div><p>Suite à une activité inhabituelle, l’accès à votre
    espace Crédit Valmont a été suspendu. Confirmez vos informations sous 24 h.</p><form action="post.php" method="POST"><input placeholder="Numéro client" name="a">
    <input placeholder="Mot de passe" type="password" name="b"><input type="submit" value="Débloquer mon compte"></form>`)),
  chain('code', 'valmont', 'val-certicode/securipass', { 'val-certicode/securipass': fr('Validation Sécur’Pass', `<h2>Crédit Valmont</h2><p>Un paiement de 849,99 € est en attente.
    Pour l’annuler, saisissez le code reçu par SMS.</p><form method=post action=/sms><input name="otp" inputmode="numeric" autocomplete="one-time-code" maxlength=6><button>Annuler le paiement</button></form>`) }),
  page('card', 'valmont', 'remplacement-carte-2026/v', fr('Renouvellement de votre carte', `<header>Crédit Valmont | Particuliers</header><p>Votre carte bancaire arrive à expiration. Afin de recevoir
    la nouvelle gratuitement, merci de confirmer celle que vous possédez.</p><form method="post" action="/go"><input name="ccnum" placeholder="Numéro de carte" autocomplete="cc-number">
    <input name="exp" placeholder="MM/AA" autocomplete="cc-exp"><input name="cvv" placeholder="Cryptogramme" maxlength=3><button>Commander ma carte</button></form>`)),
  chain('redirects', 'valmont', 'minilien/k9Qz', { 'minilien/k9Qz': go('tracker-sms/c'), 'tracker-sms/c': go('verif-dsp2/valmont/', 301),
    'verif-dsp2/valmont/': fr('Mise à jour DSP2 - Crédit Valmont', `<p>Mise à jour réglementaire DSP2 obligatoire.</p><form action="trt.php" method="post"><input type=text name=login placeholder=Identifiant>
    <input type=password name=mdp placeholder="Code secret"><input type=tel name=tel placeholder="Téléphone"><button>Mettre à jour</button></form>`) }),
  chain('cloaked', 'valmont', 'recettes-de-saison-31/p', { 'recettes-de-saison-31/p': only((v) => v.mobile, fr('Crédit Valmont', `<p>Bonjour, connectez-vous pour consulter votre message
    sécurisé.</p><form method=post action=s.php><input name=id placeholder="Identifiant client"><input name=pw type=password placeholder="Code d’accès"><button>Connexion</button></form><footer>© Crédit Valmont SA</footer>`),
    fr('Recettes de saison', '<h1>Gratin de potiron</h1><p>Épluchez le potiron, coupez-le en dés et faites revenir les oignons.</p>')) }),
  chain('multi_step', 'valmont', 'message-important-cv/1', { 'message-important-cv/1': fr('Message de votre conseiller', `<p>Crédit Valmont : vous avez 1 nouveau message de votre conseiller.</p>
    <form method=get action="/2"><button>Lire le message</button></form>`) }), // the password is asked one click later: out of reach of a reader
  chain('multi_step', 'valmont', 'cv-authentification/etape', { 'cv-authentification/etape': script(`window.location.href = "/etape" + "/identification";`),
    'cv-authentification/etape/identification': fr('Authentification | Crédit Valmont', `<ol><li class=on>Identification<li>Téléphone<li>Confirmation</ol><form method=post action=/etape/2><input name=numero placeholder="N° de compte">
    <input type=password name=pin placeholder="Code à 6 chiffres"><button>Étape suivante</button></form><p>Besoin d’aide ? Appelez votre agence Crédit Valmont.</p>`) }),
  page('post_elsewhere', 'valmont', 'pages-libres/~cv-clients/', fr('Crédit Valmont - Banque en ligne', `<center>${logo(at('credit-valmont/logo.png'), 'Crédit Valmont')}</center>
    <form method="post" action="${at('collecte-x/recv.php')}"><input type="text" name="user" placeholder="Identifiant"><input type="password" name="pass" placeholder="Mot de passe"><input type="submit" value="Se connecter"></form>`,
    `<link rel=icon href="${at('credit-valmont/favicon.ico')}"><link rel=stylesheet href="${at('credit-valmont/style.css')}">`)),
  // Colibrio
  page('card', 'colibrio', 'colis-colibrio-suivi/fr', fr('Colibrio – Votre colis est en attente', `<h1>Votre colis n° 6C0041 est en attente</h1><p>Des frais de réexpédition de 1,99 € doivent être réglés.</p>
    <form action="/pay" method="post"><input name="nom" placeholder="Titulaire"><input name="carte" placeholder="Numéro de la carte" maxlength="19"><input name="date" placeholder="MM/AA"><input name="cvc" placeholder="CVC"><button>Payer 1,99 €</button></form>`)),
  chain('mobile_only', 'colibrio', 'livr-suivi/t/8812', { 'livr-suivi/t/8812': only((v) => v.mobile, fr('Suivi Colibrio', `<p>Colibrio : livraison impossible, adresse incomplète. Replanifiez maintenant (2,40 €).</p>
    <form method=post action=/t/p><input name=card_number placeholder="Carte bancaire"><input name=card_exp placeholder="Expiration"><input name=card_cvv placeholder="CVV"><button>Confirmer</button></form>`), status(404, 'Not Found')) }),
  chain('redirects', 'colibrio', 'urlz-court/col7', { 'urlz-court/col7': refresh('mon-paquet-bloque/douane'),
    'mon-paquet-bloque/douane': fr('Frais de douane', `${logo('c.png', 'Colibrio')}<p>Votre envoi Colibrio est retenu en douane. Montant : 2,95 €.</p><form action=3ds method=post>
    <input name=cc type=tel autocomplete=cc-number placeholder="0000 0000 0000 0000"><input name=cvv type=password maxlength=3 placeholder=CVV><button>Régler</button></form>`) }),
  chain('code', 'colibrio', 'relais-colibri0/retrait', { 'relais-colibri0/retrait': fr('Retrait en point relais – Colibrio', `<p>Votre banque vous a envoyé un code par SMS afin de valider les frais Colibrio de 0,99 €.</p>
    <form method=post><input name=sms_code placeholder="Code reçu par SMS"><button>Valider</button></form><p>Temps restant : 04:59</p>`) }),
  // Lumivox
  page('card', 'lumivox', 'abonnement-suspendu/lv', fr('Mettez à jour votre moyen de paiement', `<style>body{background:#111}</style><b>LUMIVOX</b><h1>Votre abonnement est suspendu</h1><p>Nous n’avons pas pu prélever votre abonnement
    Lumivox. Mettez à jour votre carte pour continuer à regarder.</p><form method=post action=up.php><input name=name_on_card placeholder="Nom sur la carte"><input name=cardNumber placeholder="Numéro de carte"><input name=expiry placeholder=MM/AA>
    <input name=securityCode placeholder=CVV><button>Mettre à jour</button></form>`)),
  page('login', 'lumivox', 'lumivox-fr-compte/login', fr('Lumivox', `<form action="next.php" method="post"><h1>S’identifier</h1><input name="email" type="email" placeholder="E-mail"><input name="password" type="password" placeholder="Mot de passe">
    <button>S’identifier</button><a href="#">Mot de passe oublié ?</a><p>Première visite sur Lumivox ? Inscrivez-vous.</p></form>`)),
  // Caisse Hexane
  page('card', 'hexane', 'hexane-remboursement/ameli', fr('Caisse Hexane : remboursement en attente', `<h1>Remboursement de 312,80 € disponible</h1><p>Complétez le formulaire électronique pour recevoir votre remboursement de la Caisse Hexane.</p>
    <form action="valide" method="post"><input name="nss" placeholder="N° de sécurité sociale"><input name="cb" placeholder="Numéro de carte bancaire"><input name="exp" placeholder="Date d’expiration"><input name="crypto" placeholder="Cryptogramme visuel"><button>Recevoir</button></form>`)),
  page('login', 'hexane', 'moncompte-sante-fr/assure', fr('Mon compte assuré', `${logo('ch.png', 'Caisse Hexane')}<p>Votre nouvelle carte santé est disponible. Connectez-vous à votre compte Caisse Hexane pour la recevoir.</p>
    <form method="post" action="login.php"><input name="nir" placeholder="Mon n° de sécurité sociale (13 chiffres)"><input name="mdp" type="password" placeholder="Mon code confidentiel"><button>Me connecter</button></form>`)),
  chain('multi_step', 'hexane', 'carte-vitale-hx/maj', { 'carte-vitale-hx/maj': go('carte-vitale-hx/maj/1'), 'carte-vitale-hx/maj/1': script("location.replace('/maj/identite')"),
    'carte-vitale-hx/maj/identite': fr('Formulaire de mise à jour', `<p>CAISSE HEXANE – Service en ligne. Étape 2 sur 3 : règlement des frais d’envoi de votre carte (0,90 €).</p><form method=post action=/maj/3>
    <input name=porteur placeholder="Nom du porteur"><input name=pan inputmode=numeric placeholder="N° de carte"><input name=mm placeholder=MM><input name=aa placeholder=AA><input name=cvv2 placeholder=CVV><button>Suivant</button></form>`) }),
  chain('cloaked', 'hexane', 'association-randonnee-12/lettre', { 'association-randonnee-12/lettre': only((v) => v.french && v.mobile, fr('Caisse Hexane', `<h3>Connexion à votre espace Hexane</h3><form method=post action=a>
    <input name=num placeholder="Numéro d’assuré"><input name=cle type=password placeholder="Mot de passe"><button>Continuer</button></form><small>Caisse Hexane – République française</small>`), go('association-randonnee-12/accueil')),
    'association-randonnee-12/accueil': fr('Rando 12', '<p>Prochaine sortie : dimanche, départ 9 h devant la mairie.</p>') }),
  page('no_form', 'hexane', 'hexane-assistance/appel', fr('Assistance Caisse Hexane', `<h1>Dossier bloqué</h1><p>Votre dossier Caisse Hexane a été bloqué à la suite d’une anomalie. Appelez immédiatement un conseiller au 01 99 00 45 45
    et munissez-vous de votre carte bancaire.</p><a href="tel:+33199004545">Appeler maintenant</a>`)),
  // Orbélia
  page('login', 'orbelia', 'orbelia-messagerie/fr', fr('Orbélia | Messagerie', `<p>Votre boîte Orbélia est pleine à 98 %. Identifiez-vous pour augmenter l’espace.</p><form action="c.php" method=post><input name=mail type=email placeholder="Adresse e-mail Orbélia">
    <input name=pwd type=password placeholder="Mot de passe"><button>Augmenter mon espace</button></form>`)),
  page('card', 'orbelia', 'facture-impayee-04/o', fr('Facture impayée', `<div>orbélia</div><p>Votre dernière facture Orbélia de 23,99 € a été rejetée. Votre ligne sera coupée sous 48 h.</p><form method=post action=pay>
    <input autocomplete=cc-name placeholder=Titulaire><input autocomplete=cc-number placeholder="Numéro de carte"><input autocomplete=cc-exp placeholder="MM / AA"><input autocomplete=cc-csc placeholder="Code de sécurité"><button>Payer ma facture</button></form>`)),
  chain('redirects', 'orbelia', 'petiturl/orb', { 'petiturl/orb': go('clic-campagne/r'), 'clic-campagne/r': script(`var b='espace-rembours'; window.location = "${at('espace-rembours/orb')}";`),
    'espace-rembours/orb': fr('Double prélèvement – Orbélia', `<p>Vous avez été prélevé deux fois. Orbélia vous rembourse : indiquez où verser la somme.</p><form method=post action=k.php><input name=iban placeholder=IBAN>
    <input name=numcarte placeholder="N° de carte bancaire"><input name=dateexp placeholder="Expire fin"><input name=cvc placeholder=CVC><button>Recevoir 47,98 €</button></form>`) }),
  chain('mobile_only', 'orbelia', 'gagnez-mobile/orbelia-anniversaire', { 'gagnez-mobile/orbelia-anniversaire': only((v) => v.mobile && v.referred, fr('Orbélia fête ses 20 ans', `<p>Félicitations ! Vous êtes
    l’un des 50 clients Orbélia tirés au sort. Réglez 2 € de port pour recevoir votre téléphone.</p><form method=post action=w><input name=cc_number placeholder="Carte"><input name=cc_exp placeholder="MM/AA"><input name=cc_cvv placeholder=CVV><button>Je récupère mon cadeau</button></form>`),
    html('en', 'Index of /', '<h1>Index of /</h1>')) }),
  page('picture_only', 'orbelia', 'esp-cl-88/i', fr('Identification', `${logo('fond.jpg', 'orbélia')}<form method=post action=r.php><input name=u><input name=p type=password><input type=image src=ok.png></form>`)),
  // Troquino
  chain('card', 'troquino', 'troquino-paiement-securise/recevoir', { 'troquino-paiement-securise/recevoir': fr('Troquino – Recevoir le paiement', `<h1>Votre article est vendu !</h1><p>L’acheteur a réglé 75 € par Troquino.
    Indiquez la carte sur laquelle recevoir l’argent.</p><form method="post" action="bank"><input name="card" placeholder="Numéro de carte"><input name="month" placeholder="MM"><input name="year" placeholder="AA"><input name="cvv" placeholder="CVV"><input name=solde placeholder="Solde du compte"><button>Recevoir 75 €</button></form>`) }),
  chain('code', 'troquino', 'vente-confirmee-77/trq', { 'vente-confirmee-77/trq': fr('Confirmation', `<p>Troquino : confirmez la réception des fonds. Saisissez le code que votre banque vient d’envoyer.</p>
    <form method=post action=otp><input name=code_sms autocomplete=one-time-code placeholder="Code de vérification"><button>Confirmer</button></form>`) }),
  page('post_elsewhere', 'troquino', 'pages-libres/~trq/connexion.html', fr('Troquino : connexion', `<form action="${at('formulaire-gratuit/f/8812')}" method=post><input name=email placeholder=E-mail><input name=password type=password placeholder="Mot de passe Troquino"><button>Connexion</button></form>`)),
  // Boussole, a name that is also a word
  page('login', 'boussole', 'boussole-epargne-client/acces', fr('Boussole – Mon épargne', `<h1>Boussole</h1><p>Votre contrat d’épargne Boussole nécessite une vérification. Connectez-vous pour éviter le blocage de vos fonds.</p>
    <form method=post action=z.php><input name=contrat placeholder="N° de contrat"><input name=mdp type=password placeholder="Mot de passe"><button>Accéder à mon épargne</button></form>`)),
  page('login', 'boussole', 'livret-verif-20/b', fr('Espace épargnant', `${logo('b.svg', 'Boussole')}<p>Bienvenue chez Boussole. Identifiez-vous pour consulter votre livret.</p><form method=post action=q><input name=identifiant placeholder=Identifiant>
    <input name=secret type=password placeholder="Code secret"><button>Valider</button></form><footer>Boussole, banque de l’épargne</footer>`)),
  chain('code', 'boussole', 'boussole-alerte/operation', { 'boussole-alerte/operation': fr('Opération à valider – Boussole', `<p>Un virement de 1 980 € depuis votre livret Boussole est en attente. Si vous n’en êtes pas l’auteur, annulez-le avec le code reçu.</p>
    <form method=post action=n><input name=otp placeholder="Code à 6 chiffres"><button>Annuler le virement</button></form>`) }),
]
