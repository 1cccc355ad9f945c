// Fills the templates. Deterministic: the same seed gives the same posts. `examples(seed, perTemplate)` yields
// {label, family, lang, template, text}.
import honest from './honest.mjs'
import scamsEn from './scams-en.mjs'
import scamsEnMore from './scams-en-more.mjs'
import scamsFr from './scams-fr.mjs'
import scamsFrMore from './scams-fr-more.mjs'

export function random(seed) {
  let s = seed >>> 0
  return () => {
    s = (s + 0x6d2b79f5) >>> 0
    let t = Math.imul(s ^ (s >>> 15), 1 | s)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

const brands = ['Carrefour', 'Leclerc', 'Auchan', 'Lidl', 'Decathlon', 'Fnac', 'Darty', 'Sephora', 'Zara', 'Nike', 'IKEA', 'Amazon', 'Zalando', 'SNCF', 'Air France',
  'Leroy Merlin', 'Action', 'Primark', 'Intermarché', 'Boulanger', 'Apple', 'Samsung', 'Vinted', 'Maison Aubrac', 'Belmont', 'Luméa', 'Vertbois', 'Orange', 'Kiabi', 'Yves Rocher']
const brandsEn = ['Tesco', 'Walmart', 'Target', 'Costco', 'Aldi', 'Amazon', 'Nike', 'Apple', 'IKEA', 'Argos', 'Best Buy', 'Starbucks', 'Asda', 'Shein', 'Coinbase', 'MetaMask', 'Ryanair', 'Northgate', 'Halden', 'Brightwater']
const lists = {
  fr: {
    product: ['iPhone 15', 'aspirateurs Dyson', 'trottinettes électriques', 'machines à café', 'consoles PS5', 'robots de cuisine', 'téléviseurs', 'parfums', 'vélos', 'sacs', 'chaussures de sport', 'ordinateurs portables'],
    aprod: ['un iPhone 15', 'une PS5', 'un bon d’achat de 500€', 'un vélo électrique', 'un chèque de 1000 euros', 'une carte cadeau', 'un robot de cuisine', 'un panier garni', 'un week-end à Rome'],
    city: ['Lyon', 'Marseille', 'Lille', 'Rennes', 'Nantes', 'Toulouse', 'Bordeaux', 'Strasbourg', 'Brest', 'Grenoble', 'Dijon', 'Nice', 'Angers', 'Paris'],
    name: ['Claire Moreau', 'Julien', 'Sophie Bernard', 'Martine Dupuis', 'Karim', 'Nadia', 'Paul Lefèvre', 'Anne-Marie', 'Thierry Caron', 'Léa', 'Marc Antoine', 'Estelle'],
    show: ['Taylor Swift', 'Coldplay', 'Aya Nakamura', 'PSG-OM', 'Stromae', 'Hellfest', 'la finale du Top 14', 'Vieilles Charrues', 'Mylène Farmer', 'Roland-Garros', 'Indochine'],
    bank: ['Crédit Agricole', 'BNP Paribas', 'Société Générale', 'La Banque Postale', 'Boursorama', 'Crédit Mutuel', 'LCL', 'Banque Méridien', 'Caisse d’Epargne'],
    word: ['MERCI', 'OUI', 'GAGNÉ', 'JOUER', 'CADEAU', 'INFO', 'AMOUR', 'BONUS', 'CHANCE'],
    hash: ['#bonplan', '#promo', '#concours', '#gratuit', '#soldes', '#jeuconcours', '#france', '#pouvoirdachat', '', '', ''],
    amount: ['500€', '250 €', '1000 euros', '150€', '300 €', '800€', '2 500€', '1500 €', '100€', '750 euros'],
    fine: ['35€', '75 €', '135€', '90 euros', '180€', '200 €', '250€', '120 €', '49,90€'],
    small: ['1,95€', '2 €', '0,99€', '1,99 €', '2,85€', '1€', '3,45 €', '1,50 euro'],
    big: ['50 000 €', '150.000€', '450 000 euros', '2 millions d’euros', '75 000€', '300 000 €'],
    rent: ['350€', '420 €', '480€', '550 €'],
    price: ['2,99€', '0,80 €', '3€', '1,99€'],
    celeb: ['Elon Musk', 'Kylian Mbappé', 'Omar Sy', 'Xavier Niel', 'Cyril Hanouna'],
    tech: ['Microsoft', 'Windows', 'Apple', 'Norton'],
  },
  en: {
    product: ['iPhone 15', 'Dyson vacuums', 'air fryers', 'PS5 consoles', 'coffee machines', 'TVs', 'perfumes', 'e-bikes', 'handbags', 'sneakers', 'laptops'],
    aprod: ['an iPhone 15', 'a PS5', 'a $500 gift card', 'a £1000 cash prize', 'a free holiday', 'a gift box', 'a £250 voucher', 'an e-bike', '2 cinema tickets'],
    city: ['London', 'Leeds', 'Glasgow', 'Bristol', 'New York', 'Austin', 'Chicago', 'Dublin', 'Toronto', 'Manchester', 'Sydney'],
    name: ['Sarah Collins', 'James', 'Linda Brown', 'David', 'Emma Wright', 'Robert Hall', 'Grace', 'Kevin', 'Priya', 'Alice Moore', 'Frank'],
    show: ['Taylor Swift', 'Coldplay', 'Beyoncé', 'the final', 'Glastonbury', 'Oasis', 'the Super Bowl', 'Hamilton', 'Wimbledon', 'Drake'],
    bank: ['Barclays', 'HSBC', 'Chase', 'Wells Fargo', 'Lloyds', 'Santander', 'NatWest', 'Bank of America', 'Halden Bank'],
    word: ['YES', 'WIN', 'INFO', 'stocks', 'DONE', 'BONUS', 'ME', 'thanks'],
    hash: ['#giveaway', '#deal', '#free', '#win', '#coupon', '#sale', '#contest', '', '', ''],
    amount: ['$500', '£250', '$1,000', '£2000', '$750', '£150', '$5,000', '£900', '$100'],
    fine: ['$200', '£120', '$300', '$80', '£45', '$150', '£200', '$65'],
    small: ['$1.99', '£1.45', '$2', '£2.99', '$0.99', '£1'],
    big: ['$50,000', '£1.5 million', '$4.5M', '£75,000', '$250,000', '$90,000'],
    rent: ['$600', '£550', '$750'],
    price: ['£1.50', '$2.99'],
    celeb: ['Elon Musk', 'MrBeast', 'Michael Saylor', 'Jeff Bezos', 'Vitalik Buterin'],
    tech: ['Microsoft', 'Windows', 'Norton', 'McAfee', 'Apple'],
  },
}

const pick = (r, list) => list[Math.floor(r() * list.length)]
const digits = (r, n) => Array.from({ length: n }, () => Math.floor(r() * 10)).join('')
const letters = (r, n, set = 'abcdefghijklmnopqrstuvwxyz') => Array.from({ length: n }, () => set[Math.floor(r() * set.length)]).join('')
const groups = (s, r) => pick(r, [s.replace(/(..)(?=.)/g, '$1 '), s, s.replace(/(..)(?=.)/g, '$1.'), s.replace(/(..)(?=.)/g, '$1 ')])
const spelt = ['zéro', 'un', 'deux', 'trois', 'quatre', 'cinq', 'six', 'sept', 'huit', 'neuf']
function premium(r) {
  const number = pick(r, ['0899', '0897', '0892', '0890', '0895']) + digits(r, 6)
  const kind = r()
  if (kind < 0.08) return '118 ' + digits(r, 3)
  if (kind < 0.14) return pick(r, ['3', '36', '32']).padEnd(2, '6') + ' ' + digits(r, 2)
  if (kind < 0.24) return number.split('').join(pick(r, [' ', '.', '-']))
  if (kind < 0.3) return number.slice(0, 4).split('').map((d) => spelt[d]).join(' ') + ' ' + groups(number.slice(4), r)
  if (kind < 0.36) return number.replace(/^0/, 'O')
  return groups(number, r)
}
const host = (r, lang) => {
  const stem = pick(r, [pick(r, lang === 'fr' ? brands : brandsEn).toLowerCase().replace(/[^a-z]/g, ''), letters(r, 7), pick(r, ['promo', 'colis', 'suivi', 'offre', 'claim', 'bonus', 'ameli', 'livraison', 'gift', 'refund', 'secure'])])
  return stem + pick(r, ['', '-' + pick(r, ['fr', 'promo', 'gift', 'verif', 'info', 'help', 'claim', 'offre'])]) + pick(r, ['.com', '.xyz', '.top', '.info', '.shop', '.online', '.site', '.fr', '.icu', '.net'])
}
const link = (r, lang) => pick(r, [() => `https://${host(r, lang)}/${letters(r, 5)}`, () => host(r, lang), () => `http://${host(r, lang)}`, () => `https://${pick(r, ['bit.ly', 'tinyurl.com', 'cutt.ly', 't.co', 'is.gd'])}/${letters(r, 6)}`, () => `bit.ly/${letters(r, 6)}`, () => `${host(r, lang)}/${letters(r, 4)}`])()
const honestLink = (r, lang) => pick(r, [() => `https://www.${pick(r, lang === 'fr' ? brands : brandsEn).toLowerCase().replace(/[^a-z]/g, '')}.${lang === 'fr' ? 'fr' : 'com'}/${letters(r, 5)}`, () => `https://${pick(r, ['bit.ly', 't.co', 'youtu.be', 'ow.ly'])}/${letters(r, 7)}`, () => `https://${letters(r, 8)}.${pick(r, ['fr', 'com', 'org', 'net'])}/${letters(r, 6)}`])()
const mobile = (r, lang) => (lang === 'fr' ? pick(r, [() => groups(pick(r, ['06', '07']) + digits(r, 8), r), () => `+33 ${pick(r, ['6', '7'])} ${groups(digits(r, 8), r)}`, () => `+44${digits(r, 10)}`, () => `+229 ${digits(r, 8)}`, () => `+33${pick(r, ['6', '7'])}${digits(r, 8)}`])() : pick(r, [() => `+1 ${digits(r, 3)} ${digits(r, 3)} ${digits(r, 4)}`, () => `+44 7${digits(r, 9)}`, () => `+234${digits(r, 10)}`, () => `(${digits(r, 3)}) ${digits(r, 3)}-${digits(r, 4)}`])())

function slot(name, r, lang, label) {
  const l = lists[lang]
  if (l[name]) return pick(r, l[name])
  switch (name) {
    case 'brand': return pick(r, lang === 'fr' ? brands : brandsEn)
    case 'BRAND': return pick(r, lang === 'fr' ? brands : brandsEn).toUpperCase()
    case 'CITY': return pick(r, l.city).toUpperCase()
    case 'WORD': return letters(r, 4).toUpperCase()
    case 'Word': return letters(r, 6).replace(/^./, (c) => c.toUpperCase())
    case 'n': return pick(r, ['10', '50', '100', '250', '500', '1000', '15', '30'])
    case 'n2': return pick(r, ['2', '3', '4'])
    case 'pct': return pick(r, ['10', '20', '30', '50', '70', '80', '5', '15', '3'])
    case 'at': return '@' + letters(r, 4) + digits(r, 3)
    case 'at2': return '@' + pick(r, ['fix', 'recovery', 'tech', 'hack', 'mr', 'cyber', '']) + '_' + letters(r, 6)
    case 'handle': return letters(r, 5) + pick(r, ['_', '.', '']) + digits(r, 2)
    case 'premium': return premium(r)
    case 'phone': return mobile(r, lang)
    case 'wa': return pick(r, [() => mobile(r, lang), () => `wa.me/${digits(r, 11)}`, () => `https://wa.me/${digits(r, 11)}`])()
    case 'tg': return pick(r, [() => '@' + letters(r, 6) + '_' + pick(r, ['fx', 'vip', 'hr', 'trade']), () => `t.me/${letters(r, 8)}`, () => `https://t.me/${letters(r, 7)}`])()
    case 'uk': return pick(r, [() => `0${pick(r, ['90', '87', '84'])}${digits(r, 8)}`, () => `09${digits(r, 2)} ${digits(r, 3)} ${digits(r, 4)}`])()
    case 'ukland': return pick(r, [() => `0${pick(r, ['20', '161', '117'])} ${digits(r, 4)} ${digits(r, 3)}`, () => `0808 ${digits(r, 3)} ${digits(r, 4)}`])()
    case 'us': return pick(r, [() => `1-${pick(r, ['800', '888', '855', '844'])}-${digits(r, 3)}-${digits(r, 4)}`, () => `+1 (${digits(r, 3)}) ${digits(r, 3)}-${digits(r, 4)}`])()
    case 'land': return groups(pick(r, ['01', '02', '03', '04', '05', '09', '0800']).padEnd(2) + digits(r, 8), r).slice(0, 14)
    case 'sms': return pick(r, ['8', '6', '7']) + digits(r, 4)
    case 'small3': return `${digits(r, 1)}.${digits(r, 1)}.${digits(r, 1)}`
    case 'small2': return pick(r, ['1,7', '2,4', '3', '1,5'])
    case 'short': return pick(r, ['3237', '15', '3919', '119', '3018', '116 117', '18', '3989'])
    case 'code': return pick(r, [() => letters(r, 4).toUpperCase() + digits(r, 2), () => pick(r, ['PROMO', 'WELCOME', 'SAVE', 'NOEL', 'VIP', 'MERCI']) + digits(r, 2), () => letters(r, 7).toUpperCase()])()
    case 'mail': return `${letters(r, 6)}.${letters(r, 5)}@${pick(r, ['gmail.com', 'outlook.fr', 'yahoo.com', 'mail.example'])}`
    case 'iban': return 'FR76 ' + Array.from({ length: 5 }, () => digits(r, 4)).join(' ') + ' ' + digits(r, 3)
    case 'btc': return pick(r, ['bc1q', '1', '3']) + letters(r, 32, 'abcdefghjkmnpqrstuvwxyz23456789')
    case 'trx': return 'T' + letters(r, 33, 'abcdefghjkmnpqrstuvwxyzABCDEFGHJK23456789')
    case 'evm': return pick(r, ['', 'below', '👇'])
    case 'coin': return '$' + letters(r, 4).toUpperCase()
    case 'cash': return pick(r, ['', '$BTC', '$ETH $SOL', '#BTC #ETH', '$NVDA $TSLA $AMD', '#crypto'])
    case 'url': return label ? link(r, lang) : honestLink(r, lang)
    case 'site': return pick(r, lang === 'fr' ? brands : brandsEn).toLowerCase().replace(/[^a-z]/g, '') + (lang === 'fr' ? '.fr' : '.com')
    default: throw new Error(`no slot ${name}`)
  }
}

export function fill(template, r, lang, label) {
  let text = template
  for (let i = 0; i < 4 && /\[/.test(text); i++) text = text.replace(/\[([^[\]]*)\]/g, (_, inside) => pick(r, inside.split('|')))
  return text.replace(/\{(\w+)\}/g, (_, name) => slot(name, r, lang, label))
}

// The carelessness of people: no accents, no capitals, all capitals, a hashtag or an emoji at the end, missing signs.
function weather(text, r) {
  let t = text.replace(/ {2,}/g, ' ').trim()
  if (r() < 0.12) t = t.normalize('NFD').replace(/[\u0300-\u036f]/g, '')
  if (r() < 0.08) t = t.toLowerCase()
  else if (r() < 0.04) t = t.toUpperCase()
  if (r() < 0.3) t = t.replace(/’/g, "'")
  if (r() < 0.1) t = t.replace(/[.!]/g, '')
  if (r() < 0.15) t = `${pick(r, ['🔥', '😍', '💥', '🙏', '👇', '❤️', '😡', '🎉', '✅', '📣'])} ${t}`
  if (r() < 0.15) t = `${t} ${pick(r, ['🔥', '😍', '💯', '🙏', '👇', '❤️', '😡', '🎉', '✅'])}`
  if (r() < 0.1) t = `${t} #${letters(r, 7)}`
  if (r() < 0.06) t = t.replace(/([a-z])\1/, '$1')
  return t
}

export function* examples(seed, perTemplate) {
  const r = random(seed)
  const all = []
  for (const [lang, book, families] of [['fr', 'fr', scamsFr], ['fr', 'fr-more', scamsFrMore], ['en', 'en', scamsEn], ['en', 'en-more', scamsEnMore]])
    for (const [family, list] of Object.entries(families)) list.forEach((t, i) => all.push({ label: 1, family, lang, template: `${book}/${family}/${i}`, t }))
  for (const [lang, list] of Object.entries(honest)) list.forEach((t, i) => all.push({ label: 0, family: '', lang, template: `${lang}/honest/${i}`, t }))
  for (const { t, ...rest } of all) for (let i = 0; i < perTemplate; i++) yield { ...rest, text: weather(fill(t, r, rest.lang, rest.label), r) }
}
