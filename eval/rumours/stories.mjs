// Copies of texts: real posts (French media) and mutations of each; every pair of posts is one the grouping may join. Precision and recall over pairs.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { head, inspect, row } from './lines.mjs'

function chance(seed) {
  let state = seed
  return () => ((state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32)
}
const emoji = ['😱', '🔥', '👇', '‼️', '😂']
const like = { a: 'а', e: 'е', o: 'о', p: 'р', c: 'с' }
const mutations = {
  'emoji and link': (t, r) => `${emoji[Math.floor(r() * 5)]} ${t.replace(/https?:\S+/g, '')} ${emoji[Math.floor(r() * 5)]} https://example.org/${Math.floor(r() * 1e6)}`,
  'case, accents': (t) => t.toUpperCase().normalize('NFD').replace(/[\u0300-\u036f]/g, ''),
  'letters of other alphabets': (t, r) => t.replace(/[aeopc]/g, (c) => (r() < 0.15 ? like[c] : c)),
  'a word in ten changed': (t, r) => t.split(' ').map((w) => (r() < 0.1 ? 'autrement' : w)).join(' '),
  'cut to 70 %': (t) => t.split(' ').slice(0, Math.ceil(t.split(' ').length * 0.7)).join(' '),
  'words before': (t) => `RT @quelqu.un: Attention, à lire : ${t}`,
}

export function measure(binary, folder) {
  const random = chance(5)
  const texts = new Map()
  for (const l of readFileSync(path.join(folder, 'fr_media_2022.jsonl'), 'utf8').trim().split('\n')) {
    const text = JSON.parse(l).text ?? ''
    const plain = text.replace(/https?:\S+|@\S+/g, '').toLowerCase().replace(/[^\p{L}]+/gu, ' ').trim()
    if (plain.length >= 40 && !texts.has(plain)) texts.set(plain, text)
  }
  // Media repeat themselves: of posts that share a third of their word triples the first is taken, since a person would call them copies, too.
  const known = new Map()
  const bases = []
  for (const [plain, text] of texts) {
    const words = plain.split(' ')
    const triples = new Set(words.slice(2).map((_, i) => words.slice(i, i + 3).join(' ')))
    const shared = new Map()
    for (const t of triples) for (const b of known.get(t) ?? []) shared.set(b, (shared.get(b) ?? 0) + 1)
    if (Math.max(0, ...shared.values()) > triples.size / 3 || bases.length >= 3000) continue
    for (const t of triples) known.set(t, [...(known.get(t) ?? []), bases.length])
    bases.push(text)
  }
  const posts = []
  const truth = []
  bases.forEach((text, i) => {
    posts.push({ id: `${posts.length}`, network: 'x', kind: 'post', text, created_at: '2022-01-01T00:00:00Z' })
    truth.push([i, 'original'])
    for (const [name, change] of Object.entries(mutations)) {
      posts.push({ id: `${posts.length}`, network: 'x', kind: 'post', text: change(text, random), created_at: '2022-01-02T00:00:00Z' })
      truth.push([i, name])
    }
  })
  const began = performance.now()
  const [answer] = inspect(binary, 'story', [{ id: 'copies', posts }])
  const cluster = new Map()
  answer.copies.forEach((ids, k) => ids.forEach((id) => cluster.set(Number(id), k)))
  let joined = 0
  let right = 0
  for (const ids of answer.copies) {
    const of = new Map()
    for (const id of ids) of.set(truth[id][0], (of.get(truth[id][0]) ?? 0) + 1)
    joined += (ids.length * (ids.length - 1)) / 2
    for (const n of of.values()) right += (n * (n - 1)) / 2
  }
  const each = Object.keys(mutations).length + 1
  const pairs = (bases.length * each * (each - 1)) / 2
  console.log(`\n## Copies: ${bases.length} posts of French media and ${each - 1} mutations of each\n`)
  head('', 'ours', 'target', 'published (datasketch MinHash LSH, other mutations)')
  row('pair precision', (right / joined).toFixed(4), '≥ .97', '.90')
  row('pair recall', (right / pairs).toFixed(4), '≥ .99', '.99')
  console.log()
  head('mutation', 'found with its original')
  for (const name of Object.keys(mutations)) {
    let found = 0
    truth.forEach(([i, what], at) => { if (what === name && cluster.has(at) && cluster.get(at) === cluster.get(i * each)) found++ })
    row(name, `${((100 * found) / bases.length).toFixed(1)} %`)
  }
  console.log(`\n(${posts.length} posts in ${(performance.now() - began).toFixed(0)} ms, the whole of inspect story with JSON in and out.)`)
}
