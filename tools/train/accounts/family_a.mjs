// Attack family A: retailers and private banks, mostly French. The model is trained on this family only; family B, written apart from it,
// is for measuring. Exports the register's parts, the attacks and the innocent.
import { fill, plain, squeeze, words } from './chance.mjs'

export const name = 'a'
const first = 'Claire Thomas Inès Karim Sophie Julien Camille Antoine Nadia Hugo Élodie Mehdi Laure Benoît Aurélie Yann Fatou Olivier Margaux Rémi Emma Lucas Priya Daniel Hannah Oliver Grace Samuel Chloé Victor'.split(' ')
const last = 'Martin Leroy Benali Moreau Garnier Lefèvre Dupont Benhadj Roussel Faure Chevalier Diallo Perrin Marchand Renaud Lambert Fontaine Barbier Ramanathan Wells Carter Hughes Bennett Nguyen Mercier Blanchard Colin Arnaud Vidal Picard'.split(' ')
const cities = 'Lyon Paris Marseille Lille Nantes Bordeaux Toulouse Rennes Strasbourg Nice Grenoble Dijon Reims Metz Tours Leeds York Bristol Annecy Avignon Amiens Limoges Pau Brest'.split(' ')
const retail = ['Maison Bellac', 'Northgate Foods', 'Verlane', 'Auréa', 'Grand Marché', 'Tilleul', 'Kervan Sport', 'Brico Rive', 'Lumio', 'Optique Sirel', 'Calisson & Fils', 'Fermette', 'Jardivert', 'Electro Plaza', 'Petit Navire Bleu', 'Orchard']
const banks = ['Banque Méridien', 'Valmont Patrimoine', 'Crédit Armor', 'Cap Horizon Gestion', 'Sequana Finance', 'Hawthorne Wealth', 'Épargne Boussole', 'Lacombe & Associés']
const commonWords = new Set(['Tilleul', 'Orchard', 'Lumio'])

const handleStyles = [(w) => w.join(''), (w) => w.join('_'), (w) => w.join('.'), (w) => w.map((x) => x[0].toUpperCase() + x.slice(1)).join(''), (w) => w.join('-')]
const networks = ['x', 'instagram', 'bluesky', 'facebook', 'tiktok']
const shape = (network, local) => (network === 'bluesky' ? `${local.replace(/[^a-zA-Z0-9-]+/g, '-').toLowerCase()}.bsky.social` : network === 'x' ? local.replace(/[^A-Za-z0-9_]+/g, '_') : local)

// ---- the register
export function register(r, size) {
  const out = { brands: [], victims: [], partners: [] }
  const pool = r.shuffle([...retail.map((n) => [n, 'retail']), ...banks.map((n) => [n, 'bank'])]).slice(0, size)
  for (const [brandName, trade] of pool) {
    const brand = { name: brandName, trade, common: commonWords.has(brandName), domain: `${words(brandName).join('-')}.example` }
    out.brands.push(brand)
    const style = r.pick(handleStyles)
    for (const network of r.shuffle(networks).slice(0, r.between(1, 3))) {
      const bio = r.maybe(0.85) ? fill(r.pick(trade === 'bank' ? bankBios : shopBios), { brand: brandName, year: r.between(1890, 2010) }) : ''
      out.victims.push({ kind: 'brand', name: brandName, brand, network, handle: shape(network, style(words(brandName))), bio, avatar: `https://cdn.test/${squeeze(brandName)}.jpg`, role: 'head_office' })
    }
    for (const city of r.shuffle(cities).slice(0, r.between(2, 8))) {
      const network = r.pick(networks)
      out.victims.push({ kind: 'shop', name: `${brandName} ${city}`, brand, city, network, handle: shape(network, style([...words(brandName), ...words(city)])), role: 'shop',
        bio: r.maybe(0.7) ? fill(r.pick(localBios), { brand: brandName, city }) : '', avatar: r.maybe(0.8) ? `https://cdn.test/${squeeze(brandName + city)}.jpg` : '' })
    }
    for (let i = r.between(2, 5); i > 0; i--) {
      const person = `${r.pick(first)} ${r.pick(last)}`
      if (out.victims.some((v) => v.name === person)) continue
      const network = r.pick(networks)
      const job = r.pick(trade === 'bank' ? ['conseillère en patrimoine', 'gérant de portefeuille', 'directeur général', 'wealth manager', 'banquier privé'] : ['présidente', 'ambassadrice', 'directeur de magasin', 'chief executive', 'chef de rayon'])
      out.victims.push({ kind: 'person', name: person, brand, network, job, city: r.pick(cities), role: 'ambassador', handle: shape(network, r.pick(handleStyles)(r.maybe(0.8) ? words(person) : [words(person)[0][0], words(person).at(-1)])),
        bio: r.maybe(0.8) ? fill(r.pick(personBios), { job, brand: brandName, city: r.pick(cities) }) : '', avatar: r.maybe(0.8) ? `https://cdn.test/${squeeze(person)}.jpg` : '' })
    }
    if (r.maybe(0.5)) {
      const partner = `${r.pick(['Garage', 'Maison', 'Cycles', 'Épicerie', 'Optique', 'Cabinet'])} ${r.pick(last)}`
      out.partners.push({ name: `${partner} ${brandName}`, brand, network: r.pick(networks), handle: squeeze(partner) })
    }
  }
  return out
}
const shopBios = ['{brand}, depuis {year}. Nos produits, nos équipes, nos magasins.', 'Le compte officiel de {brand}. Actualités et service client.', 'Bienvenue chez {brand} ! Des produits choisis avec soin.', 'Good food, good people. {brand} since {year}.', 'Toute l’actualité {brand} : nouveautés, coulisses et conseils. Une question ? Nous sommes là du lundi au samedi.']
const bankBios = ['{brand} accompagne les familles depuis {year}.', 'Compte officiel de {brand}. Nous ne demandons jamais vos identifiants.', 'Private banking by {brand}. Independent since {year}.', '{brand} : banque privée, gestion de fortune, transmission.']
const localBios = ['Votre magasin {brand} à {city}. Ouvert du lundi au samedi, 9h-19h30.', '{brand} {city} — l’équipe vous accueille !', 'Your {brand} shop in {city}.', 'Toutes les infos de {brand} {city} : arrivages, animations, horaires.']
const personBios = ['{job} chez {brand}. J’écris sur mon métier.', '{job} @ {brand}, {city}. Mes avis n’engagent que moi.', '{job}, {brand}. Passionnée par l’épargne et la transmission.', '{job} at {brand}. Kids, bikes and bread.']

// ---- the attacks
const look = { a: ['а', 'ɑ', 'à'], e: ['е', 'é', '3'], i: ['і', 'l', '1', 'í'], o: ['о', '0', 'ο'], l: ['I', '1', 'ӏ'], c: ['с'], p: ['р'], s: ['ѕ', '5'], x: ['х'], y: ['у'], m: ['rn'], B: ['В', 'ß'], M: ['М'], C: ['С'], O: ['О', '0'], n: ['ո'], d: ['ԁ'], u: ['υ'] }
const ascii = { a: ['4'], e: ['3'], i: ['1', 'l'], o: ['0'], l: ['1', 'I', 'i'], m: ['rn'], s: ['5'], w: ['vv'], t: ['7'], g: ['9', 'q'], b: ['8'] }
function disguise(r, text, table, most = 3) {
  const places = r.shuffle([...text].map((c, i) => (table[c] ? i : -1)).filter((i) => i >= 0)).slice(0, r.between(1, most))
  return [...text].map((c, i) => (places.includes(i) ? r.pick(table[c]) : c)).join('')
}
function slip(r, text) {
  const i = r.between(1, Math.max(1, text.length - 2))
  const kind = r.below(4)
  if (kind === 0) return text.slice(0, i) + text.slice(i + 1)
  if (kind === 1) return text.slice(0, i) + text[i] + text.slice(i)
  if (kind === 2) return text.slice(0, i) + (text[i + 1] ?? '') + text[i] + text.slice(i + 2)
  return text.slice(0, i) + r.pick([...'aeinrst']) + text.slice(i + 1)
}
const local = (v) => v.handle.replace(/\.bsky\.social$/, '')
const stranger = (r) => r.pick([() => `${r.pick(first)}${r.between(10, 99)}`, () => squeeze(r.pick(first) + r.pick(last)), () => `user${r.between(10000, 9999999)}`, () => `${r.pick(['info', 'contact', 'fresh', 'bonplan', 'team'])}${r.between(1, 999)}`])().toLowerCase()
const officialWords = ['officiel', 'official', 'off', 'vrai', 'reel', 'fr', 'france', 'verified']
const supportWords = ['sav', 'support', 'serviceclient', 'service_client', 'aide', 'help', 'assistance', 'client', 'care']
const promoWords = ['promo', 'gain', 'cadeaux', 'concours', 'giveaway', 'bonsplans', 'vip', 'destockage']
const jobWords = ['recrutement', 'rh', 'jobs', 'recrute', 'careers', 'emploi']
const adviceWords = ['conseil', 'invest', 'patrimoine', 'trading', 'finance', 'coach', 'advisor']
const join = (r, parts) => r.pick(handleStyles)(parts)
const handleFor = (r, v) => r.pick([() => `${local(v)}_`, () => join(r, words(v.name)) + r.pick(['', '1', '_fr', '.off']), () => join(r, [...words(v.name)].reverse()), () => stranger(r), () => `${local(v)}${r.between(1, 99)}`])()
const lures = ['Écrivez-moi sur WhatsApp +33 7 5{n} 12 34 5{n}', 'Contact : t.me/{slug}', 'Rendement garanti, sans risque. Contactez-moi en MP', 'Vous avez gagné ! Cliquez sur le lien pour recevoir votre cadeau', 'Message me on WhatsApp', 'Remboursement sous 24h, envoyez-nous un MP']
const lure = (r, v) => fill(r.pick(lures), { n: r.below(9), slug: squeeze(v.name) })
const badLinks = (r, v) => (r.maybe(0.35) ? [fill(r.pick(['https://{slug}-verif.test/', 'https://{slug}-promo.test/gain', 'https://t.me/{slug}', 'https://wa.me/33752123456', 'https://bit.ly/3x{n}', 'https://connexion-{slug}.test']), { slug: words(v.brand.name).join('-'), n: r.below(999) })] : [])
const copiedBio = (r, v) => (v.bio && r.maybe(0.75) ? (r.maybe(0.6) ? v.bio : `${v.bio} ${lure(r, v)}`) : r.maybe(0.5) ? lure(r, v) : '')

export const attacks = {
  exact_copy: (r, v) => ({ name: v.name, handle: handleFor(r, v), bio: v.bio || `${v.brand.name}. ${lure(r, v)}`, avatar: v.avatar }),
  confusables: (r, v) => ({ name: r.maybe(0.75) ? disguise(r, v.name, look) : v.name, handle: r.maybe(0.75) ? disguise(r, local(v), ascii, 2) : handleFor(r, v), bio: copiedBio(r, v), avatar: r.maybe(0.5) ? v.avatar : '' }),
  affix: (r, v) => {
    const word = r.pick([...officialWords, ...officialWords, ...supportWords, ...promoWords])
    return { name: r.pick([`${v.name} ${word}`, `${v.name} (${word})`, v.name, `${v.name} ✓`]), handle: r.pick([`${local(v)}_${word}`, `${word}${local(v)}`, `${local(v)}.${word}`, `${local(v)}${word}`]), bio: copiedBio(r, v), avatar: r.maybe(0.5) ? v.avatar : '' }
  },
  separators: (r, v) => ({ name: v.name, handle: r.pick([`_${local(v)}`, `${local(v)}_`, words(v.name).join('__'), local(v).replace(/[._-]/g, ''), words(v.name).join('_'), `${local(v)}.`]), bio: copiedBio(r, v), avatar: r.maybe(0.5) ? v.avatar : '' }),
  digits: (r, v) => ({ name: r.maybe(0.8) ? v.name : `${v.name} ${r.between(1, 24)}`, handle: r.pick([`${local(v)}${r.between(1, 2026)}`, `${local(v)}_${r.between(1, 99)}`, `${r.between(1, 99)}${local(v)}`]), bio: copiedBio(r, v), avatar: r.maybe(0.6) ? v.avatar : '' }),
  typos: (r, v) => ({ name: r.maybe(0.5) ? slip(r, v.name) : v.name, handle: slip(r, local(v)), bio: copiedBio(r, v), avatar: r.maybe(0.5) ? v.avatar : '' }),
  handle_swap: (r, v) => ({ name: r.maybe(0.6) ? v.name : words(v.name).reverse().map((w) => w[0].toUpperCase() + w.slice(1)).join(' '), handle: r.pick([words(v.name).reverse().join('_'), words(v.name).reverse().join(''), squeeze(v.name), join(r, [words(v.name).at(-1), words(v.brand.name)[0]])]), bio: copiedBio(r, v), avatar: r.maybe(0.6) ? v.avatar : '' }),
  name_in_bio: (r, v) => ({ name: r.pick(['Service Clients', 'Assistance', 'Cellule Remboursement', 'Customer Care', 'Centre d’aide', 'Infos & Promotions', 'Gagnants du jour']), handle: r.maybe(0.5) ? stranger(r) : `${r.pick(supportWords)}_${r.pick(['24h', 'online', 'fr', 'team'])}`,
    bio: fill(r.pick(['Compte officiel du service client {name}. {lure}', 'Official support of {name}. {lure}', 'Page officielle {name} : remboursements et réclamations. {lure}', 'Nouveau compte officiel de {name}, l’ancien est bloqué. {lure}', 'Service après-vente {name}, réponse en 5 minutes. {lure}']), { name: v.name, lure: lure(r, v) }), avatar: r.maybe(0.3) ? v.avatar : '' }),
  avatar_stolen: (r, v) => ({ name: r.pick([v.name, v.name, plain(v.name).split(' ')[0], `${plain(v.name).split(' ')[0]} ${r.pick(['Service', 'Officiel', '✓', 'Conseil'])}`]), handle: r.maybe(0.5) ? stranger(r) : handleFor(r, v), bio: r.maybe(0.5) ? copiedBio(r, v) : '', avatar: v.avatar }),
  regional_clone: (r, v) => {
    const city = r.pick(cities)
    return { name: r.pick([`${v.brand.name} ${city}`, `${v.brand.name} - ${city}`, `${city} ${v.brand.name}`]), handle: join(r, r.shuffle([...words(v.brand.name), squeeze(city)])), bio: r.pick([`Votre ${v.brand.name} à ${city}. ${lure(r, v)}`, `Compte officiel ${v.brand.name} ${city}`, `${v.brand.name} ${city} : bons d’achat pour les 100 premiers ! ${lure(r, v)}`]), avatar: r.maybe(0.6) ? v.avatar : '' }
  },
  support_clone: (r, v) => {
    const word = r.pick(supportWords)
    return { name: r.pick([`${v.brand.name} ${r.pick(['Service Client', 'Support', 'SAV', 'Assistance', 'Help', 'Aide'])}`, `${r.pick(['Service Client', 'SAV', 'Support'])} ${v.brand.name}`]), handle: join(r, r.shuffle([words(v.brand.name).join(''), word])), bio: r.pick(['Nous répondons à vos réclamations 7j/7. Envoyez-nous un MP avec votre numéro de commande', lure(r, v), 'Here to help. DM us your card number', '']), avatar: r.maybe(0.6) ? v.avatar : '' }
  },
  recruitment_clone: (r, v) => {
    const word = r.pick(jobWords)
    return { name: r.pick([`${v.brand.name} ${r.pick(['Recrutement', 'Recrute', 'RH', 'Carrières', 'Jobs', 'Careers'])}`, `Recrutement ${v.brand.name}`]), handle: join(r, r.shuffle([words(v.brand.name).join(''), word])), bio: r.pick([`Emploi à domicile chez ${v.brand.name}, 300 € par jour. ${lure(r, v)}`, `${v.brand.name} recrute ! Postulez sur WhatsApp`, 'Candidatures : envoyez votre pièce d’identité et votre RIB en message privé', '']), avatar: r.maybe(0.6) ? v.avatar : '' }
  },
  adviser_clone: (r, v) => ({ name: r.pick([`${v.name} ${r.pick(['Conseil', 'Invest', 'Patrimoine'])}`, `${v.name} | ${v.brand.name}`, v.name]), handle: join(r, [...words(v.name), r.maybe(0.5) ? r.pick([words(v.brand.name).at(-1), words(v.brand.name).at(-1), words(v.brand.name).join('')]) : r.pick(adviceWords)]), bio: r.pick(['', `Conseiller en patrimoine ${v.brand.name}. ${lure(r, v)}`, `${v.brand.name} - placements garantis 9 %. ${lure(r, v)}`, `Expert ${v.brand.name}. ${lure(r, v)}`, v.bio]), avatar: r.maybe(0.6) ? v.avatar : '' }),
}
export const finishAttack = (r, v, account) => ({ ...account, links: badLinks(r, v), text: r.maybe(0.25) ? r.pick([`${v.brand.name} : connectez-vous pour confirmer vos identifiants`, 'Écrivez-nous en MP pour votre remboursement', `Gagnez un bon d’achat ${v.brand.name} de 250 €`, 'Bonjour']) : '' })

// ---- the innocent
const lives = ['Infirmière à {city}, voile et tricot.', 'Photographe de montagne. {city}.', 'Prof de maths, papa de deux filles.', 'Étudiante en droit à {city}', 'Supporter de foot, cuisine du dimanche.', 'Developer. Cats. {city}.', 'Physics PhD student, {city}', 'Retraité, jardin et pêche', 'Boulanger à {city} depuis 20 ans', 'Mum of three, gardener', 'Ostéopathe — {city}', '🎸🎬📚', 'La vie est belle', 'Runner, reader, terrible cook', '']
const namesakeOf = (r, v) => {
  const w = words(v.name)
  return { name: r.maybe(0.9) ? v.name : v.name.toUpperCase(), handle: r.pick([w.join(''), `${w.join('')}${r.between(1, 99)}`, w.join('_'), `${w[0][0]}${w.at(-1)}`, `${w.at(-1)}${w[0]}`, stranger(r), `${w.join('.')}${r.between(60, 99)}`, `${w.join('-')}-${r.pick(['photo', 'art', 'md', squeeze(r.pick(cities))])}`]), bio: r.maybe(0.2) ? '' : fill(r.pick(lives), { city: r.pick(cities) }), links: r.maybe(0.15) ? [`https://${w.join('')}.test`] : [] }
}
export const innocent = {
  parody: (r, v) => ({ name: r.pick([`${v.name} (parodie)`, v.name, `Fake ${v.name}`, `${v.name} parody`]), handle: r.pick([handleFor(r, v), `${local(v)}_parodie`, `faux${squeeze(v.name)}`]), bio: r.pick([`Compte parodique. Rien à voir avec ${v.brand.name}.`, 'Parodie. Tout est faux.', 'Parody account, not affiliated with anyone sane', `On vend du vent depuis toujours. Compte parodique de ${v.brand.name}.`, 'Satire. Compte humoristique.']), avatar: r.maybe(0.3) ? v.avatar : '' }),
  fan: (r, v) => ({ name: r.pick([`${v.brand.name} fans`, `Fan club ${v.name}`, `${v.name} fan page`, `Les fans de ${v.brand.name}`]), handle: r.pick([`${squeeze(v.name)}fans`, `fan_${squeeze(v.brand.name)}`, `${squeeze(v.brand.name)}.fanpage`, `love${squeeze(v.brand.name)}`]), bio: r.pick([`Page de fans de ${v.brand.name}, compte non officiel`, 'Fan account, not official', `Fan de ${v.name} depuis 2012. Non officiel.`, `Communauté de fans de ${v.brand.name}`, '']), avatar: r.maybe(0.2) ? v.avatar : '' }),
  namesake: (r, v) => (v.kind === 'person' ? namesakeOf(r, v) : undefined),
  reseller: (r, v) => {
    const own = `${r.pick(['Garage', 'Maison', 'Cycles', 'Épicerie', 'Optique', 'Cabinet', 'Boutique'])} ${r.pick(last)}`
    return { name: r.pick([`${own} - ${v.brand.name}`, own, `${own}, revendeur ${v.brand.name}`]), handle: r.pick([squeeze(own), `${squeeze(own)}_${squeeze(v.brand.name)}`]), bio: r.pick([`Revendeur agréé ${v.brand.name} à ${r.pick(cities)}`, `Partenaire ${v.brand.name} depuis 2009. Vente et réparation.`, `Authorised ${v.brand.name} dealer`, `Distributeur ${v.brand.name}, ${r.pick(cities)}`]), links: r.maybe(0.5) ? [`https://${squeeze(own)}.test`] : [] }
  },
  employee: (r, v) => ({ name: r.pick([`${r.pick(first)} ${r.pick(last)}`, r.pick(first), `${r.pick(first)} ${r.pick(last)[0]}.`]), handle: stranger(r), bio: r.pick([`Vendeuse chez ${v.brand.name}. Avis personnels.`, `Analyste à ${v.brand.name}`, `Butcher at ${v.name}. Views my own.`, `Ex-${v.brand.name}, aujourd’hui libre`, `Chef de rayon ${v.brand.name} ${r.pick(cities)}, mes tweets n’engagent que moi`, `RH chez ${v.brand.name}, maman`]) }),
  talks: (r, v) => ({ name: `${r.pick(first)} ${r.pick(last)}`, handle: stranger(r), bio: fill(r.pick(lives), { city: r.pick(cities) }), text: r.pick([`${v.brand.name} a les meilleures prunes`, `Merci ${v.name} pour l’accueil !`, `Attendu 40 minutes chez ${v.brand.name}, plus jamais`, `Who shops at ${v.brand.name}?`, `@${v.handle} ma commande n’est pas arrivée`]) }),
  local_shop: (r, v) => {
    const w = plain(v.brand.name).split(/[ &]+/)[r.maybe(0.7) ? 0 : plain(v.brand.name).split(/[ &]+/).length - 1]
    return { name: fill(r.pick(['Handball Club du {w}', 'Boulangerie {w}', 'Camping {w}', 'Théâtre {w}', 'Old {w} Residents', 'Auto-école {w}', 'Pharmacie du {w}']), { w }), handle: join(r, [r.pick(['hbc', 'boulangerie', 'camping', 'theatre', 'old', 'autoecole', 'pharmacie']), squeeze(w)]), bio: r.pick(['Tous les samedis au gymnase', 'Pain au levain, tartes, ouvert le dimanche', 'Amateur dramatics in the old town', 'Camping familial au bord de l’eau', '']) }
  },
  press: (r, v) => ({ name: r.pick(['L’Éco du jour', 'La Gazette de Lyon', 'Retail News', 'Radio Armor', `Info ${v.brand.name.split(' ')[0]}`]), handle: r.pick(['leco_dujour', 'gazettelyon', 'retailnews', 'radioarmor', `actu_${squeeze(v.brand.name)}`]), bio: r.pick(['Presse économique', 'Journal indépendant depuis 1953', 'News about shops and brands', 'Toute l’actualité de la grande distribution, média indépendant', `Journaliste. Je suis ${v.brand.name} pour La Gazette.`]), text: `${v.brand.name} alerte sur de faux comptes` }),
  critic: (r, v) => ({ name: r.pick([`Victimes de ${v.brand.name}`, `CGT ${v.brand.name}`, `Boycott ${v.brand.name}`, `Stop ${v.brand.name}`, `Collectif clients ${v.brand.name}`]), handle: r.pick([`victimes_${squeeze(v.brand.name)}`, `cgt${squeeze(v.brand.name)}`, `boycott${squeeze(v.brand.name)}`, `stop_${squeeze(v.brand.name)}`]), bio: r.pick(['Collectif de clients', 'Section syndicale', 'Témoignages de clients mécontents', '']) }),
  near_name: (r, v) => {
    if (v.kind !== 'person') return undefined
    const [f, l] = [words(v.name)[0], plain(v.name).split(' ').at(-1)]
    const other = r.pick([`${f[0].toUpperCase()}${f.slice(1)} ${r.pick(last)}`, `${r.pick(first)} ${l}`, `${f[0].toUpperCase()}${f.slice(1)} ${slip(r, l)}`])
    return { name: other, handle: r.pick([squeeze(other), `${squeeze(other)}${r.between(1, 99)}`, stranger(r)]), bio: fill(r.pick(lives), { city: r.pick(cities) }) }
  },
}
export { shape }
