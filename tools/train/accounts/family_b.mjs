// Attack family B: telecoms, transport, insurers, restaurants, luxury and schools, half of them English. Never trained on; written apart
// from family A with other tricks (full-width and mathematical letters, zero-width marks, Greek), other words and other bios.
import { plain, squeeze, words } from './chance.mjs'

export const name = 'b'
const given = 'Amélie Bastien Corinne Damien Estelle Fabrice Gaëlle Hervé Isabelle Jérôme Khadija Ludovic Mireille Noël Odile Pascal Quentin Rachida Sylvain Tatiana Alice Brandon Charlotte Edward Fiona George Heather Ian Jessica Kevin'.split(' ')
const family = 'Aubert Bouvier Caron Delmas Étienne Fabre Gauthier Haddad Jacquet Kone Lacroix Maillard Nicolas Olivier Pasquier Royer Schneider Tessier Vasseur Weber Adams Brown Collins Davies Edwards Foster Green Harrison Irving Jackson'.split(' ')
const towns = 'Montpellier Angers Caen Rouen Besançon Perpignan Orléans Mulhouse Poitiers Toulon Bayonne Vannes Manchester Glasgow Cardiff Oxford Dublin Genève Liège Lausanne'.split(' ')
const houses = [
  ['Telnova', 'telecom'], ['Free Bird Mobile', 'telecom'], ['Océane Assurances', 'insurer'], ['Mutuelle du Phare', 'insurer'], ['Trans Alizés', 'transport'], ['RapidoColis', 'transport'],
  ['Burger Fjord', 'food'], ['La Table d’Hector', 'food'], ['Château Serrant', 'luxury'], ['Dorival', 'luxury'], ['Université Saint-Clair', 'school'], ['Kingsmead College', 'school'],
  ['Norvik Air', 'transport'], ['Brightwater Energy', 'energy'], ['Soléo Énergie', 'energy'], ['Pivot', 'telecom'], ['Greenfield Bank', 'bank'], ['Caisse Littoral', 'bank'], ['Arcadie Invest', 'bank'], ['Pharmalys', 'health'],
]
const networkList = ['instagram', 'x', 'facebook', 'bluesky', 'linkedin', 'threads']
export const shape = (network, raw) => {
  if (network === 'bluesky') return `${raw.toLowerCase().replace(/[^a-z0-9-]+/g, '-').replace(/^-+|-+$/g, '')}.bsky.social`
  return network === 'linkedin' ? raw.toLowerCase().replace(/[^a-z0-9\u00a0-\uffff-]+/g, '-') : raw
}
const title = (w) => w.charAt(0).toUpperCase() + w.slice(1)
const bare = (v) => v.handle.replace('.bsky.social', '')

const house = {
  telecom: (h) => [`${h}, le réseau qui vous rapproche.`, `The official ${h} account. Network status, offers, help 8am–8pm.`],
  insurer: (h) => [`${h} protège ses sociétaires et leurs proches.`, `Assureur mutualiste. Prévention, santé, habitation. ${h}.`],
  transport: (h) => [`Infos trafic et voyages ${h} en direct.`, `Flying with ${h}? Travel updates here.`],
  food: (h) => [`${h} : frais, fait maison, servi chaud.`, `Burgers, beers, fjords. That’s ${h}.`],
  luxury: (h) => [`Maison ${h}. Paris, 1854.`, `Explore the world of ${h}.`],
  school: (h) => [`Formation, recherche, vie de campus : ${h}.`, `Official account of ${h}. Teaching and research since 1902.`],
  energy: (h) => [`${h} fournit une électricité verte et locale.`, `Powering homes. ${h}.`],
  bank: (h) => [`${h}, banque coopérative.`, `${h} – member-owned banking. We never ask for your PIN.`],
  health: (h) => [`${h}, au service des patients.`, `${h}: medicines since 1931.`],
}

export function register(r, size) {
  const reg = { brands: [], victims: [], partners: [] }
  for (const [h, trade] of r.shuffle(houses).slice(0, size)) {
    const brand = { name: h, trade, common: h === 'Pivot', domain: `${squeeze(h)}.example` }
    reg.brands.push(brand)
    const tag = r.pick([squeeze(h), words(h).map(title).join(''), words(h).join('_')])
    for (const network of r.shuffle(networkList).slice(0, 2))
      reg.victims.push({ kind: 'brand', name: h, brand, network, handle: shape(network, tag), bio: r.pick(house[trade](h)), avatar: `https://img.test/${squeeze(h)}/1`, role: 'head_office' })
    for (const town of r.shuffle(towns).slice(0, r.between(2, 6))) {
      const network = r.pick(networkList)
      reg.victims.push({ kind: 'shop', name: r.maybe(0.5) ? `${h} ${town}` : `${h} – ${town}`, brand, city: town, network, handle: shape(network, `${tag}${network === 'x' ? '_' : '.'}${squeeze(town)}`), role: 'shop',
        bio: r.pick([`${h} in ${town}. Come and see us.`, `L’agence ${h} de ${town} vous reçoit sur rendez-vous.`, '']), avatar: r.maybe(0.7) ? `https://img.test/${squeeze(h + town)}/1` : '' })
    }
    for (let i = 0; i < 3; i++) {
      const full = `${r.pick(given)} ${r.pick(family)}`
      if (reg.victims.some((v) => v.name === full)) continue
      const network = r.pick(networkList)
      const job = r.pick(['CEO', 'directrice de la communication', 'porte-parole', 'head of research', 'conseiller clientèle', 'brand ambassador', 'Chief Medical Officer', 'financial adviser'])
      reg.victims.push({ kind: 'person', name: full, brand, network, job, city: r.pick(towns), role: 'ambassador', handle: shape(network, r.pick([words(full).join(''), words(full).join('-'), `${words(full)[0]}.${words(full).at(-1)}`, `${words(full)[0][0]}${words(full).at(-1)}`])),
        bio: r.pick([`${title(job)} | ${h}`, `${h}. ${title(job)}. Tweets about work and sailing.`, `Je travaille chez ${h} comme ${job}.`, '']), avatar: r.maybe(0.85) ? `https://img.test/${squeeze(full)}/1` : '' })
    }
    if (r.maybe(0.4)) reg.partners.push({ name: `${h} Store by ${r.pick(family)}`, brand, network: r.pick(networkList), handle: `${squeeze(h)}.store.${r.between(1, 99)}` })
  }
  return reg
}

// ---- tricks
const fullWidth = (c) => (/[A-Za-z0-9]/.test(c) ? String.fromCodePoint(c.codePointAt(0) + 0xfee0) : c)
const boldMath = (c) => (/[A-Z]/.test(c) ? String.fromCodePoint(0x1d400 + c.charCodeAt(0) - 65) : /[a-z]/.test(c) ? String.fromCodePoint(0x1d41a + c.charCodeAt(0) - 97) : c)
const greek = { A: 'Α', B: 'Β', E: 'Ε', H: 'Η', I: 'Ι', K: 'Κ', M: 'Μ', N: 'Ν', O: 'Ο', T: 'Τ', X: 'Χ', o: 'ο', v: 'ν', a: 'α' }
const cyrillic = { a: 'а', c: 'с', e: 'е', o: 'о', p: 'р', x: 'х', s: 'ѕ', i: 'і', j: 'ј', h: 'һ', A: 'А', B: 'В', C: 'С', E: 'Е', H: 'Н', K: 'К', M: 'М', O: 'О', P: 'Р', T: 'Т' }
const marked = { a: 'ạ', e: 'ė', i: 'ị', o: 'ọ', u: 'ụ', n: 'ṅ', s: 'ṣ', t: 'ţ', c: 'ç', l: 'ł' }
function dress(r, text) {
  const how = r.below(6)
  if (how === 0) return [...text].map(fullWidth).join('')
  if (how === 1) return [...text].map(boldMath).join('')
  if (how === 2) return text.slice(0, 2) + r.pick(['\u200b', '\u200c', '\u2060', '\u00ad']) + text.slice(2)
  const table = [greek, cyrillic, marked][how - 3]
  let left = r.between(1, 4)
  return [...text].map((c) => (table[c] && left > 0 && r.maybe(0.6) ? (left--, table[c]) : c)).join('')
}
const leet = (r, text) => {
  const swaps = [['o', '0'], ['i', '1'], ['l', '1'], ['e', '3'], ['a', '4'], ['s', '5'], ['m', 'rn'], ['l', 'I'], ['w', 'vv'], ['i', 'l']].filter(([from]) => text.includes(from))
  for (const [from, to] of r.shuffle(swaps).slice(0, r.between(1, 2))) text = text.replace(from, to)
  return text
}
const typo = (r, text) => {
  const at = r.between(1, Math.max(1, text.length - 1))
  const near = { a: 'zq', e: 'rz', i: 'uo', o: 'ip', r: 'et', t: 'ry', n: 'bm', s: 'dq', l: 'km', u: 'yi', c: 'xv', d: 'sf', m: 'lp' }
  const c = text[at]?.toLowerCase()
  return r.pick([() => text.slice(0, at) + text.slice(at + 1), () => text.slice(0, at) + text[at - 1] + text.slice(at), () => text.slice(0, at - 1) + (text[at] ?? '') + text[at - 1] + text.slice(at + 1), () => text.slice(0, at) + (near[c] ? r.pick([...near[c]]) : 'x') + text.slice(at + 1)])()
}
const noise = (r) => r.pick([`${r.pick(given).toLowerCase().slice(0, 4)}${r.between(100, 9999)}`, `x${r.between(1e5, 1e7)}`, `${squeeze(r.pick(given))}.${squeeze(r.pick(family))}`, `team.${r.between(1, 500)}`, `the_real_one_${r.between(1, 99)}`])
const otherHandle = (r, v) => r.pick([`${bare(v)}.${r.between(2, 9)}`, `real${squeeze(v.name)}`, `${squeeze(v.name)}hq`, `its${squeeze(v.name)}`, words(v.name).join('.'), noise(r)])
const bait = (r, v) =>
  r.pick(['DM for assistance 📩', `Rejoignez le canal Telegram @${squeeze(v.brand.name)}_vip`, 'Doublez votre épargne en 7 jours. Infos en privé.', `WhatsApp 24/7: +44 7911 12${r.between(1000, 9999)}`, 'You have been selected for a gift card 🎁 inbox us', 'Dossier de remboursement : contactez-nous en message privé', 'Text me on Signal for details', 'Claim your refund below ⬇️', 'Prêt rapide entre particuliers, dossier en 24h'])
const copied = (r, v) => (v.bio ? r.pick([v.bio, v.bio, `${v.bio} ${bait(r, v)}`, v.bio.replace(/[.!]$/, ' ✨'), bait(r, v), '']) : r.pick([bait(r, v), '']))
const mark = { official: ['official', 'officielle', 'real', 'verified', 'authentic', 'ofc', 'thereal', 'originel'], help: ['help', 'hotline', 'helpdesk', 'reclamations', 'assistance', 'contact', 'team', 'desk', 'relationclient'], win: ['rewards', 'winners', 'loterie', 'coupons', 'soldes', 'freegift', 'remise'], work: ['hiring', 'careers', 'recruteur', 'emplois', 'stage', 'drh'], money: ['wealth', 'capital', 'expert', 'conseillere', 'crypto', 'investments', 'epargne'] }
const glued = (r, parts) => parts.filter(Boolean).join(r.pick(['', '', '_', '.', '-']))

export const attacks = {
  exact_copy: (r, v) => ({ name: v.name, handle: otherHandle(r, v), bio: v.bio || bait(r, v), avatar: v.avatar }),
  confusables: (r, v) => {
    const where = r.below(3)
    return { name: where === 1 ? v.name : dress(r, v.name), handle: where === 0 ? otherHandle(r, v) : leet(r, bare(v)), bio: copied(r, v), avatar: r.maybe(0.4) ? v.avatar : '' }
  },
  affix: (r, v) => {
    const w = r.pick([...mark.official, ...mark.official, ...mark.help, ...mark.win])
    return { name: r.pick([v.name, `${title(w)} ${v.name}`, `${v.name} – ${title(w)}`, `${v.name} ☑️ ${w}`]), handle: glued(r, r.shuffle([bare(v), w])), bio: copied(r, v), avatar: r.maybe(0.45) ? v.avatar : '' }
  },
  separators: (r, v) => ({ name: v.name, handle: r.pick([words(v.name).join('..'), `__${bare(v)}`, `${bare(v)}__`, bare(v).replace(/[aeiou]/, '$&_'), words(v.name).join('-'), `${bare(v)}-`]), bio: copied(r, v), avatar: r.maybe(0.5) ? v.avatar : '' }),
  digits: (r, v) => ({ name: v.name, handle: r.pick([`${bare(v)}${r.between(0, 9)}`, `${bare(v)}0${r.between(1, 9)}`, `${bare(v)}_${r.between(1980, 2026)}`, `1${bare(v)}`, `${bare(v)}2.0`]), bio: copied(r, v), avatar: r.maybe(0.5) ? v.avatar : '' }),
  typos: (r, v) => ({ name: r.maybe(0.4) ? typo(r, v.name) : v.name, handle: typo(r, bare(v)), bio: copied(r, v), avatar: r.maybe(0.4) ? v.avatar : '' }),
  handle_swap: (r, v) => ({ name: v.name, handle: glued(r, [...words(v.name)].reverse()), bio: copied(r, v), avatar: r.maybe(0.5) ? v.avatar : '' }),
  name_in_bio: (r, v) => ({ name: r.pick(['Help Desk', 'Assistance Clientèle', 'Official Support', 'Refund Team', 'Équipe Réclamations', 'Live Agent', 'Promo Winners']), handle: noise(r),
    bio: r.pick([`Official helpdesk of ${v.name}. ${bait(r, v)}`, `Assistance officielle ${v.name} — ${bait(r, v)}`, `We are the ${v.name} support team. ${bait(r, v)}`, `Compte officiel de l’équipe ${v.name}. ${bait(r, v)}`, `${v.name} customer care. ${bait(r, v)}`]), avatar: r.maybe(0.3) ? v.avatar : '' }),
  avatar_stolen: (r, v) => ({ name: r.pick([v.name, v.name.split(' ')[0], `${v.name.split(' ')[0]} ${r.pick(['Team', 'Care', 'Official', 'VIP'])}`]), handle: otherHandle(r, v), bio: r.pick([copied(r, v), bait(r, v), '']), avatar: v.avatar }),
  regional_clone: (r, v) => {
    const town = r.pick(towns)
    return { name: r.pick([`${v.brand.name} ${town}`, `${v.brand.name} | ${town}`, `${v.brand.name} (${town})`]), handle: glued(r, [squeeze(v.brand.name), squeeze(town)]), bio: r.pick([`${v.brand.name} ${town}. ${bait(r, v)}`, `The ${town} page of ${v.brand.name}. ${bait(r, v)}`, `Page officielle ${v.brand.name} pour ${town} et sa région`]), avatar: r.maybe(0.6) ? v.avatar : '' }
  },
  support_clone: (r, v) => {
    const w = r.pick(mark.help)
    return { name: r.pick([`${v.brand.name} ${r.pick(['Help', 'Customer Care', 'Relation Client', 'Helpdesk', 'Assistance'])}`, `${v.brand.name} Support Team`]), handle: glued(r, r.shuffle([squeeze(v.brand.name), w])), bio: r.pick([bait(r, v), 'Problème de facture ? Envoyez-nous un MP avec votre numéro de client', 'We’re sorry you had trouble! Send us a DM with your account details', '']), avatar: r.maybe(0.6) ? v.avatar : '' }
  },
  recruitment_clone: (r, v) => {
    const w = r.pick(mark.work)
    return { name: r.pick([`${v.brand.name} ${r.pick(['Hiring', 'Careers', 'Emploi', 'DRH', 'Recrutement'])}`, `Careers at ${v.brand.name}`]), handle: glued(r, r.shuffle([squeeze(v.brand.name), w])), bio: r.pick([`Work from home with ${v.brand.name}: £250 a day. ${bait(r, v)}`, `Offres d’emploi ${v.brand.name}. Envoyez CV et copie de la carte d’identité en MP.`, '']), avatar: r.maybe(0.5) ? v.avatar : '' }
  },
  adviser_clone: (r, v) => ({ name: r.pick([v.name, `${v.name}, ${v.brand.name}`, `${v.name} – ${r.pick(['Wealth', 'Investments', 'Conseillère'])}`]), handle: glued(r, [squeeze(v.name), r.pick(mark.money)]), bio: r.pick([`${v.brand.name} adviser. ${bait(r, v)}`, `Votre conseillère ${v.brand.name}. ${bait(r, v)}`, `Gestion de capital, ${v.brand.name}. Rendements garantis.`, v.bio]), avatar: r.maybe(0.6) ? v.avatar : '' }),
}
export const finishAttack = (r, v, account) => {
  const slug = squeeze(v.brand.name)
  return { ...account, links: r.maybe(0.3) ? [r.pick([`https://${slug}-rewards.test`, `https://secure-${slug}.test/login`, `https://linktr.ee/${slug}x`, `https://wa.me/44791112${r.between(1000, 9999)}`, `https://tinyurl.com/${r.between(1e5, 1e6)}`, `https://${slug}.support.test`])] : [],
    text: r.maybe(0.2) ? r.pick([`Your ${v.brand.name} account will be suspended, confirm your details`, 'Sorry to hear that! Please DM us', `${v.brand.name} vous offre un an d’abonnement, cliquez vite`, 'Hello everyone']) : '' }
}

// ---- the innocent
const selves = (r) => r.pick([`Architecte à ${r.pick(towns)}`, `${r.pick(towns)} — nurse, mum, baker of bad bread`, 'Historienne de la mer', 'Teacher by day, drummer by night', `Étudiant en médecine, ${r.pick(towns)}`, 'Rugby, barbecue, Bretagne', 'Views are those of my dog', 'je lis, je marche, je dors', 'Illustrator & comics nerd', 'Agricultrice bio', 'Software engineer, opinions mine', '🌊🚲', ''])
export const innocent = {
  parody: (r, v) => ({ name: r.pick([v.name, `${v.name} (parody)`, `Not ${v.name}`, `${v.name} Parodie`]), handle: r.pick([otherHandle(r, v), `not${squeeze(v.name)}`, `parody.${squeeze(v.name)}`]), bio: r.pick(['Parody account.', `Satirical. Not affiliated with ${v.brand.name}.`, `Compte satirique sur ${v.brand.name}`, `Pastiche assumé de ${v.name}. Aucun lien avec l’original.`, 'Spoof. For laughs only.']), avatar: r.maybe(0.3) ? v.avatar : '' }),
  fan: (r, v) => ({ name: r.pick([`${v.name} Fan Page`, `${v.brand.name} fandom`, `Supporters de ${v.brand.name}`, `We love ${v.brand.name}`, `${v.name} updates`]), handle: r.pick([`${squeeze(v.brand.name)}fanclub`, `${squeeze(v.name)}.fans`, `fansof${squeeze(v.name)}`, `all_about_${squeeze(v.brand.name)}`]), bio: r.pick([`Unofficial fan page of ${v.name}`, `Fans of ${v.brand.name} worldwide. Not the official account.`, `Page tenue par des passionnés de ${v.brand.name}, sans lien avec la marque`, 'fan account 💛']), avatar: r.maybe(0.25) ? v.avatar : '' }),
  namesake: (r, v) => {
    if (v.kind !== 'person') return undefined
    const w = words(v.name)
    return { name: v.name, handle: r.pick([w.join(''), w.join('_'), `${w[0]}${w.at(-1)[0]}`, `${w.at(-1)}.${w[0]}`, `${w.join('')}${r.between(1, 2005)}`, `dr${w.join('')}`, noise(r)]), bio: selves(r), links: r.maybe(0.2) ? [`https://www.${w.join('-')}.test/`] : [] }
  },
  reseller: (r, v) => {
    const shop = `${r.pick(family)} ${r.pick(['Motors', '& fils', 'Mobile', 'Voyages', 'Distribution', 'Store'])}`
    return { name: r.pick([shop, `${shop} | ${v.brand.name}`]), handle: r.pick([squeeze(shop), `${squeeze(shop)}.${squeeze(towns[r.below(5)])}`]), bio: r.pick([`Official ${v.brand.name} reseller in ${r.pick(towns)}`, `Concessionnaire ${v.brand.name}`, `Point de vente agréé ${v.brand.name}, ${r.pick(towns)}`, `${v.brand.name} authorised retailer since 1998`]), links: r.maybe(0.5) ? [`https://${squeeze(shop)}.test`] : [] }
  },
  employee: (r, v) => ({ name: `${r.pick(given)} ${r.pick(family)}`, handle: noise(r), bio: r.pick([`I work at ${v.brand.name} but speak for myself`, `Ingénieure réseau, ${v.brand.name}`, `${v.brand.name} — service client. Propos personnels.`, `Formerly ${v.brand.name}. Now sailing.`, `Comms at ${v.brand.name} · RT ≠ endorsement`]) }),
  talks: (r, v) => ({ name: `${r.pick(given)} ${r.pick(family)}`, handle: noise(r), bio: selves(r), text: r.pick([`${v.brand.name} is down again`, `Bravo ${v.name}, super service`, `Quelqu’un a testé ${v.brand.name} ?`, `My refund from ${v.brand.name} took six weeks`]) }),
  local_shop: (r, v) => {
    const all = plain(v.brand.name).split(/[ -]+/).filter((w) => w.length > 3)
    const w = all.length > 0 ? r.pick(all) : plain(v.brand.name)
    return { name: r.pick([`Café ${w}`, `${w} Bowling Club`, `Les Amis de ${w}`, `${w} Street Bakery`, `Garage ${w}`, `École ${w}`]), handle: glued(r, [r.pick(['cafe', 'bowling', 'amis', 'bakery', 'garage', 'ecole']), squeeze(w)]), bio: r.pick(['Ouvert tous les jours sauf lundi', 'Fresh bread every morning', 'Association loi 1901', '']) }
  },
  press: (r, v) => ({ name: r.pick(['Le Courrier du Port', 'Morning Ledger', 'Radio Phare', 'Tech Matin', 'The Consumer Desk']), handle: r.pick(['courrierduport', 'morningledger', 'radiophare', 'techmatin', 'consumerdesk']), bio: r.pick(['Newsroom. Tips by mail.', 'Quotidien régional', `Reporter. ${v.brand.name}, telecoms, consumer rights.`, 'Rédaction web de Tech Matin, média indépendant']), text: `Fake ${v.brand.name} accounts are spreading, police say` }),
  critic: (r, v) => ({ name: r.pick([`${v.brand.name} Workers Union`, `Anti ${v.brand.name}`, `${v.brand.name} victims`, `CFDT ${v.brand.name}`, `Mécontents de ${v.brand.name}`]), handle: r.pick([`cfdt.${squeeze(v.brand.name)}`, `anti_${squeeze(v.brand.name)}`, `${squeeze(v.brand.name)}victims`, `mecontents.${squeeze(v.brand.name)}`]), bio: r.pick(['Usagers en colère', 'Union branch 412', 'Share your story with us', '']) }),
  near_name: (r, v) => {
    if (v.kind !== 'person') return undefined
    const [f, ...rest] = v.name.split(' ')
    const other = r.pick([`${f} ${r.pick(family)}`, `${r.pick(given)} ${rest.join(' ')}`, `${f}-Marie ${rest.join(' ')}`])
    return { name: other, handle: r.pick([squeeze(other), words(other).join('_'), noise(r)]), bio: selves(r) }
  },
}
