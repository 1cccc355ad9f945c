// Deceptive pages of the third set, French and English, one kit each.
import { chain, go, html, only, page, refresh, script, status } from '../pages-blind/site.mjs'

const pad = [1, 2, 3, 4, 5, 6].map((n) => `<input name="c${n}" inputmode="numeric" maxlength="1" aria-label="Chiffre ${n} du code secret">`).join('')
const letters = '\u200b' // between letters, unseen

export default [
  page('bank login, name in a heading', 'ferrandi', 'srv-4471/acces/index.html', html('fr', 'Espace personnel',
    `<div class="top"><h1>Banque Ferrandi</h1></div><main><p>Pour votre sécurité, identifiez-vous avant de poursuivre.</p><form method="post" action="etape2.php"><label>Identifiant</label><input name="ident" maxlength="10"><fieldset>${pad}</fieldset><button>Valider</button></form></main>`)),
  page('parcel fee, name in a picture', 'parcelio', 'redeliver-hub/t/8841', html('en', 'Track and trace',
    `<img src="/i/head.png" alt="Parcelio"><h2>Delivery attempt failed</h2><p>A redelivery fee of £1.49 is due before your item is returned to sender.</p><form method="post" action="/t/pay"><input name="holder" placeholder="Name on card"><input name="pan" autocomplete="cc-number"><input name="exp" placeholder="MM/YY"><input name="cvv" placeholder="CVV"><button>Pay £1.49</button></form>`)),
  page('refund, name in the footer', 'sirocco', 'mes-remboursements-web/sante', html('fr', 'Remboursement en attente',
    `<section><h2>Un remboursement de 237,40 € vous attend</h2><p>Complétez le formulaire pour recevoir votre virement sous 48 heures.</p><form method="post" action="/sante/2"><input name="nom" placeholder="Nom"><input name="prenom" placeholder="Prénom"><input name="naissance" placeholder="Date de naissance"><input name="tel" placeholder="Téléphone"><input name="numcarte" placeholder="Numéro de carte"><input name="date_exp"><input name="crypto" placeholder="Cryptogramme visuel"></form></section><footer>Votre espace Sirocco Santé – mentions légales</footer>`)),
  page('subscription, name once in the text', 'nuvoka', 'account-billing-desk/update', html('en', 'Payment declined',
    `<div><h3>We could not process your last payment</h3><p>To keep watching, please update the card of your Nuvoka membership within 24 hours.</p><form method="post" action="save"><input name="email" type="email"><input name="card-number" inputmode="numeric"><input name="card-exp"><input name="cvc"><button>Update</button></form></div>`)),
  page('form written by a script', 'vaubert', 'facture-regul/client', html('fr', 'Régularisation',
    `<div id="zone"></div><script>document.write('<h2>\\u00c9nergie Vaubert</h2><p>Votre prélèvement a été rejeté.</p><form method="post" action="/client/carte"><input name="email"><input name="num_carte" placeholder="Num\\u00e9ro de carte bancaire"><input name="cvv"></form>');</script>`)),
  page('form set into the page', 'kestrel', 'secure-desk-09/session', html('en', 'Secure session',
    `<header id="h">Kestrel Savings</header><div id="app">Loading…</div><script>const root = document.getElementById('app');root.innerHTML = \`<form method="post" action="/session/in">
      <label>Customer number</label><input name="customer"><label>Passcode</label><input name="pass" type="password"><button>Continue</button></form>\`;</script>`)),
  page('unseen letters in the name', 'ferrandi', 'verif-appareil/fr', html('fr', `Banque${letters} Fer${letters}ran${letters}di : nouvel appareil`,
    `<p>Un nouvel appareil a été détecté sur votre compte Ban${letters}que Ferr${letters}andi.</p><form method="post"><input name="id" placeholder="Identifiant client"><input type="password" name="code"><button>Confirmer mon appareil</button></form>`)),
  page('letters of another alphabet', 'kestrel', 'online-review-team/login', html('en', 'K\u0435str\u0435l S\u0430vings – Sign in',
    `<form action="go" method="post"><input name="user" placeholder="Username"><input name="pwd" type="password"><a href="#">Forgotten?</a><button>Sign in</button></form>`)),
  page('telephones only', 'parcelio', 'suivi-livraison-mob/c', only((v) => v.mobile && v.french, html('fr', 'Confirmation de livraison',
    `<header><b>Parcelio</b></header><p>Un code vous a été envoyé. Saisissez-le pour valider les frais de douane de 2,90 €.</p><form method="post"><input name="carte" autocomplete="cc-number"><input name="code_recu" placeholder="Code reçu par SMS"></form>`), status(404, 'Not found'))),
  chain('chain to a login', 'halden', 'lnk-go/q7', {
    'lnk-go/q7': go('cdn-hop/x'), 'cdn-hop/x': refresh('wallet-check/start'), 'wallet-check/start': script(`window.location.replace("/in" + "/app")`),
    'wallet-check/in/app': html('en', 'Wallet check', `<nav><img alt="Halden Pay logo" src="/l.svg"></nav><p>Your balance is on hold until you confirm who you are.</p><form method="post" action="/in/next"><input name="phone" type="tel"><input name="pin" type="password" maxlength="6" placeholder="PIN code"><button>Unlock my balance</button></form>`),
  }),
  page('words of a wallet', 'halden', 'wallet-restore-centre/', html('en', 'Halden Pay wallet restore',
    `<h1>Restore your wallet</h1><p>Enter the 12 words of your recovery phrase to keep access to Halden Pay after the migration.</p><form method="post"><textarea name="phrase" placeholder="word1 word2 word3 …"></textarea><input name="password" type="password" placeholder="New password"><button>Restore</button></form>`)),
  page('advantages of a kit in a hurry', 'sirocco', 'cadeau-adherents/offre', `<title>offre</title><center><font size=6>SIROCCO SANTE</font><br>vous offre une montre connectee, payez seulement la livraison 1.95<form method=POST action=p.php><input name=nom placeholder=Nom><input name=adresse placeholder=Adresse><input name=telephone placeholder=Telephone><input name=ccnum placeholder="carte bancaire"><input name=cvv placeholder=cvv><input type=submit value=RECEVOIR></form></center>`),
]
