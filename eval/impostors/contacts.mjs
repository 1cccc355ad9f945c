// How good `suspicious_contact` is. No public data of contact requests exists: approaches and harmless contacts are generated from two books
// of templates with no sentence in common. The weights of the detector may be looked at with book one; book two is the measurement.
//   node contacts.mjs path/to/vigie DATA-FOLDER [SEEDS]
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { chance, fill, plain, squeeze } from '../../tools/train/accounts/chance.mjs'
import { calendar, daysAgo, realAccounts } from '../../tools/train/accounts/people.mjs'

const [binary, data, seeds = '4'] = process.argv.slice(2)
if (!binary || !data) {
  console.error('usage: node contacts.mjs path/to/vigie DATA-FOLDER [SEEDS]')
  process.exit(64)
}
calendar.today = new Date().toISOString().slice(0, 10)
const percent = (n, of) => (of === 0 ? '–' : `${((100 * n) / of).toFixed(1)} %`)
const row = (...cells) => console.log(`| ${cells.join(' | ')} |`)
const head = (...cells) => (row(...cells), row(...cells.map(() => '---')))

// ---- the two books: houses, names, and what approaches and honest people write of themselves
const books = {
  one: {
    houses: ['Valmont Patrimoine', 'Crédit Armor', 'Hawthorne Wealth'],
    given: 'Claire Thomas Inès Karim Sophie Julien Nadia Hugo Laure Benoît Emma Daniel Hannah Oliver'.split(' '),
    family: 'Martin Leroy Benali Moreau Garnier Lefèvre Roussel Perrin Lambert Carter Hughes Bennett'.split(' '),
    recruiter: ['Chasseuse de têtes, banque privée. Opportunités de carrière à Dubaï.', 'Recruiter for top funds. Confidential roles.', 'Cabinet de recrutement international, postes discrets'],
    investor: ['Business angel. Opportunités d’investissement exclusives', 'Crypto trader | financial freedom', 'Family office, Singapore. Looking for partners'],
    consulting: ['Réseau d’experts : consultations rémunérées pour cadres de banque', 'We pay for your insight. Paid consultations, 200 € an hour', 'Think tank researcher, Asia and finance'],
    colleague: ['Service informatique, {house}', '{house} – direction des ressources humaines', 'IT help desk at {house}'],
    message: ['Écrivez-moi sur WhatsApp +33 7 56 12 34 5{n}', 'Telegram @deal_{n}', 'Contact me on Signal'],
    gain: ['Rendement garanti 12 % par mois', 'Doublez votre capital en 30 jours'],
    honest: ['Notaire à Lyon', 'Médecin, mère de trois enfants', 'Commercial chez un imprimeur', 'Professeure d’anglais', 'Photographer, Leeds', 'Étudiant en droit', 'Chef d’entreprise, menuiserie', 'Retraité de la SNCF', 'Product manager, railways', ''],
    realRecruiter: ['Recruteuse, cabinet de recrutement Arnal, Nantes', 'Talent acquisition at a hospital group'],
    client: ['Client de {house} depuis 2008, pêcheur à la ligne', 'Avocate, conseil de PME', 'Je passe souvent chez {house}'],
    journalist: ['Journaliste économie. Sources : Signal', 'Finance reporter. DMs open.'],
    founder: ['Fondateur d’une start-up de logistique, nous levons des fonds', 'Founder & CEO, seed stage'],
    slug: ['{h}-connexion', 'secure-{h}', '{h}-rh'],
  },
  two: {
    houses: ['Arcadie Invest', 'Banque du Littoral', 'Kingsmead Partners'],
    given: 'Noël Khadija Corinne Odile Alice Fiona Bastien Rachida Ludovic George Priya Martin Elena Tomás'.split(' '),
    family: 'Nicolas Foster Kone Fabre Haddad Vasseur Irving Lacroix Schneider Pasquier Adams Collins'.split(' '),
    recruiter: ['Recrutement de cadres dirigeants. Mandats au Luxembourg, package attractif', 'Hiring senior bankers for a Gulf client, relocation paid', 'Je cherche des profils comme le vôtre pour un poste bien payé à l’étranger', 'Head of talent, undisclosed firm'],
    investor: ['Je finance des projets prometteurs, tickets de 50 k à 2 M€', 'I help professionals grow passive income with digital assets', 'Gestion de fortune indépendante, placements non cotés réservés', 'Angel investor, Zug. Let’s talk about your savings'],
    consulting: ['Nous rémunérons l’avis des professionnels : une heure, 300 €', 'Market research on European banks. Honorarium for short calls.', 'Études sectorielles, entretiens payés par virement', 'Geopolitical consultant seeking well-informed contributors'],
    colleague: ['Support technique — {house}', 'Nouveau au service conformité de {house} !', 'Payroll, {house}'],
    message: ['On en parle plutôt sur WhatsApp : +44 7911 12345{n}', 'Joignez-moi via t.me/partner{n}', 'Text me on WhatsApp'],
    gain: ['Gagnez 900 € par semaine depuis chez vous', 'Guaranteed profits, no risk'],
    honest: ['Architecte d’intérieur, Rennes', 'Teacher by day, drummer by night', 'Ingénieure réseau', 'Agricultrice bio', 'Kinésithérapeute', 'Historian of the sea', 'Responsable achats, agroalimentaire', 'Comptable et coureur', 'Sales, medical devices', ''],
    realRecruiter: ['DRH d’une PME de Vannes, je recrute des soudeurs', 'Recruiter in healthcare since 2009'],
    client: ['Boulangère. Ma banque : {house}', 'Expert-comptable, partenaire de nombreuses maisons', 'Happy customer of {house}'],
    journalist: ['Reporter au Courrier du Port', 'Correspondent, banking and insurance. Tips: Signal'],
    founder: ['Je monte une coopérative d’énergie', 'Building software for vets. Raising a seed round.'],
    slug: ['{h}-verif', 'portal-{h}', 'acces-{h}'],
  },
}

const confusable = { a: 'а', e: 'е', o: 'о', i: 'і', c: 'с' }
function make(book, r, real) {
  const b = books[book]
  const people = []
  while (people.length < 12) {
    const name = `${r.pick(b.given)} ${r.pick(b.family)}`
    if (!people.some((p) => p.name === name)) people.push({ name, house: r.pick(b.houses), avatar: `https://cdn.test/${squeeze(name)}.jpg` })
  }
  const assets = ['organisation: {name: Evaluation Holding, common_word: true}', 'brands:',
    ...b.houses.map((h) => `  - {name: ${JSON.stringify(h)}, id: ${JSON.stringify(`brand:${h}`)}, domains: [${squeeze(h)}.example]}`), 'people:',
    ...people.map((p) => `  - {name: ${JSON.stringify(p.name)}}`), 'accounts:',
    ...people.map((p) => `  - {network: linkedin, handle: ${squeeze(p.name)}, name: ${JSON.stringify(p.name)}, avatar: ${JSON.stringify(p.avatar)}, role: ambassador, of: ${JSON.stringify(p.name)}}`)].join('\n')
  const other = () => {
    for (;;) {
      const name = `${r.pick(b.given)} ${r.pick(b.family)}`
      if (!people.some((p) => p.name === name)) return name
    }
  }
  // An account made for an approach, one in six bought; one that has been lived in; the young account of an honest person.
  const fresh = () => {
    const bought = r.maybe(0.16)
    return { created_at: daysAgo(bought ? r.between(300, 3000) : r.between(3, 160)), posts: bought ? r.between(5, 300) : r.between(0, 14), following: r.between(80, 1500), followers: r.between(2, 150) }
  }
  const lived = () => {
    if (real.length > 0 && r.maybe(0.5)) {
      const { followers, following, posts, created_at } = r.pick(real)
      return { followers, following, posts, created_at }
    }
    return { created_at: daysAgo(r.between(400, 4800)), posts: r.lognormal(5.3, 1.4), following: r.lognormal(5.4, 1), followers: r.lognormal(5.3, 1.2) }
  }
  const young = () => ({ created_at: daysAgo(r.between(5, 250)), posts: r.between(3, 60), following: r.between(20, 260), followers: r.between(15, 220) })
  const say = (list, extra = {}) => fill(r.pick(list), { house: r.pick(b.houses), n: r.below(9), ...extra })
  const handle = (name) => r.pick([squeeze(name), `${squeeze(name)}${r.between(1, 99)}`, `${plain(name).split(' ')[0].toLowerCase()}.${r.between(10000, 9999999)}`, squeeze(name).slice(0, 9)])
  const person = (facts) => {
    const name = facts.name ?? other()
    return { network: 'linkedin', handle: handle(name), name, ...facts }
  }
  const spoil = (name) => {
    const at = [...name].map((c, i) => (confusable[c] ? i : -1)).filter((i) => i > 0)
    if (at.length > 0 && r.maybe(0.5)) {
      const i = r.pick(at)
      return name.slice(0, i) + confusable[name[i]] + name.slice(i + 1)
    }
    const i = r.between(1, name.length - 2)
    return r.maybe(0.5) ? name.slice(0, i) + name[i] + name.slice(i) : name.slice(0, i) + name.slice(i + 1)
  }
  const approaches = {
    colleague_clone: (p) => person({ name: p.name, bio: r.maybe(0.5) ? say(b.colleague, { house: p.house }) : r.maybe(0.5) ? say(b.message) : '', ...fresh() }),
    colleague_misspelt: (p) => person({ name: spoil(p.name), handle: handle(p.name), bio: r.maybe(0.5) ? say(b.colleague, { house: p.house }) : '', ...fresh() }),
    colleague_invented: () => person({ bio: say(b.colleague), ...fresh() }),
    picture_of_ours: (p) => person({ avatar: p.avatar, bio: r.maybe(0.5) ? say(b.honest) : '', ...fresh() }),
    recruiter: () => person({ bio: say(b.recruiter), ...fresh() }),
    investor: () => person({ bio: `${say(b.investor)}${r.maybe(0.4) ? ` ${say(b.message)}` : ''}`, ...fresh() }),
    paid_talks: () => person({ bio: say(b.consulting), ...fresh() }),
    gain: () => person({ bio: `${say(b.gain)}. ${r.maybe(0.6) ? say(b.message) : ''}`, ...fresh() }),
    link: (p) => person({ bio: say(b.honest), links: [`https://${fill(r.pick(b.slug), { h: squeeze(p.house) })}.test/`], ...fresh() }),
    sleeper: () => person({ bio: '', created_at: daysAgo(r.between(2, 40)), posts: 0, following: r.between(120, 2000), followers: r.between(0, 30) }),
  }
  const harmless = {
    acquaintance: () => person({ bio: say(b.honest), ...lived() }),
    young_account: () => person({ bio: say(b.honest), ...young() }),
    quiet_account: () => person({ bio: say(b.honest), created_at: daysAgo(r.between(400, 4000)), posts: r.between(0, 30), following: r.between(20, 300), followers: r.between(10, 200) }),
    real_recruiter: () => person({ bio: say(b.realRecruiter), ...lived() }),
    client: () => person({ bio: say(b.client), ...lived() }),
    young_client: () => person({ bio: say(b.client), ...young() }),
    journalist: () => person({ bio: say(b.journalist), ...lived() }),
    founder: () => person({ bio: say(b.founder), ...lived() }),
    namesake: (p) => person({ name: p.name, bio: say(b.honest.filter(Boolean)), ...lived() }),
    real_person: () => (real.length > 0 ? { network: 'x', ...r.pick(real) } : undefined),
  }
  const accounts = []
  const truth = []
  for (const [list, bad] of [[approaches, true], [harmless, false]])
    for (const [kind, of] of Object.entries(list))
      for (let i = 0; i < 100; i++) {
        const account = of(r.pick(people))
        if (!account) continue
        for (const field of ['followers', 'posts', 'created_at']) if (r.maybe(0.15)) delete account[field]
        accounts.push({ id: `c${accounts.length}`, ...account })
        truth.push({ kind, bad })
      }
  return { assets: `${assets}\n`, accounts, truth }
}

const folder = mkdtempSync(path.join(tmpdir(), 'vigie-eval-contacts-'))
function inspect({ assets, accounts }) {
  const [a, i] = [path.join(folder, 'assets.yaml'), path.join(folder, 'accounts.jsonl')]
  writeFileSync(a, assets)
  writeFileSync(i, accounts.map((x) => JSON.stringify(x)).join('\n'))
  const run = spawnSync(binary, ['inspect', 'account', '--contact', '--assets', a, '--input', i], { encoding: 'utf8', maxBuffer: 2 ** 31 - 1 })
  if (run.stderr) console.error(run.stderr.slice(0, 500))
  return run.stdout.trim().split('\n').map((l) => JSON.parse(l).scores?.suspicious_contact ?? 0)
}

for (const [book, what] of [['one', 'book one, at which the weights may be looked'], ['two', 'book two, the measurement']]) {
  const kinds = new Map()
  for (let seed = 201; seed < 201 + Number(seeds); seed++) {
    const made = make(book, chance(seed), realAccounts(data, book === 'one' ? 0 : 1))
    inspect(made).forEach((score, i) => {
      const { kind, bad } = made.truth[i]
      const k = kinds.get(kind) ?? { bad, n: 0, found: 0 }
      k.n++
      if (score >= 0.5) k.found++
      kinds.set(kind, k)
    })
  }
  console.log(`\n## suspicious_contact on generated contacts: ${what}\n`)
  head('contact', 'accounts', 'warned of')
  for (const bad of [true, false]) {
    let [n, found] = [0, 0]
    for (const [kind, k] of kinds) {
      if (k.bad !== bad) continue
      row(`${bad ? 'approach' : 'harmless'}: ${kind.replaceAll('_', ' ')}`, k.n, percent(k.found, k.n))
      n += k.n
      found += k.found
    }
    row(`**${bad ? 'all approaches' : 'all harmless'}**`, n, percent(found, n))
  }
}
rmSync(folder, { recursive: true, force: true })
