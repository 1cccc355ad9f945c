// Writes content/names/{first,last}.txt: first names of French and English, surnames of France, folded, from the lists in two packages
// (MIT): @zxcvbn-ts/language-fr 4.1.2 and @zxcvbn-ts/language-en 4.1.1, unpacked as PACKAGES/language-{fr,en}.
//   node tools/names.mjs PACKAGES
import fs from 'node:fs'
import path from 'node:path'

const [packages] = process.argv.slice(2)
const read = (language, file) => JSON.parse(fs.readFileSync(path.join(packages, `language-${language}`, 'src', file)))
const fold = (s) => s.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/œ/g, 'oe').replace(/æ/g, 'ae')
const good = (s) => /^[a-z]{3,24}$/.test(s)
// Ordinary words and places that some people bear as a first name.
const words = new Set(`ange come desire loan loup milan roman said april blanche cali candy fleur france grace isis art bill mark will may june summer dawn joy hope faith
chance star page dale glen lance chase drew rich guy grant pat van rod ray sky son sunny kitty holly ivy ruby pearl amber crystal autumn paris sidney sydney chelsea dallas austin
houston jackson lincoln madison savannah china asia india virginia carolina georgia brooklyn london devon kent jersey israel chad cuba mali prosper parfait constant juste noel
toussaint del les the das los sol mai mars jan sue gene gay fan jean-claude precious storm rain river forest ocean bliss honey sugar cherry queen king prince duke earl baron major
dean gale dell tab wade reed cliff heath stone rock clay sandy merry happy lucky misty stormy windy lane penny mercy charity honor justice liberty america harmony melody carol
constance clemence aime parade alba delta gamma beta alpha beau bel belle bonne bo bay bee case cat coral crissy daffy dee dot fay flo flower gert git gill gray gusty heather
hedy hyacinth iris jasmine lark laurel lilac lily marigold myrtle olive pansy peach pepper petunia poppy rosemary sage shell sherry tansy tawny velvet viola violet willow win
winter zero nana mica merci ali-baba mira monde noir nord sud est ouest petit grand mignon modeste parole pascale-paques placide prudence reine sacha-guitry soleil verite
mama papa baby lady lord mister miss sir dame santa saint sainte sur under over ever never dani mel remi-note sam-suffit ses sea san nancy tours angers reims brest
lorraine normandie bretagne alsace savoie champagne provence ardeche loire seine orne ariege lot cher indre somme oise marne meuse moselle vienne charente`.split(/\s+/))
// In the French package the two files stand for each other.
const first = new Set([...read('fr', 'lastnames.json'), ...read('en', 'firstnames.json')].map(fold).filter((n) => good(n) && !words.has(n)))
const frequency = new Map(fs.readFileSync('content/lexicons/words.tsv', 'utf8').trim().split('\n').map((l) => l.split('\t')))
const last = new Set(read('fr', 'firstnames.json').map(fold).filter((n) => good(n) && Number(frequency.get(n) ?? 0) <= 60 && n !== 'autres' && n !== 'noms'))
for (const [name, list] of [['first', first], ['last', last]]) fs.writeFileSync(`content/names/${name}.txt`, `${[...list].sort().join('\n')}\n`)
console.log(first.size, last.size)
