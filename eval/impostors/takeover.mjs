// How well the detector `takeover` tells posts that an account did not write, on the posts of 28 French media accounts: profiles by time,
// the last third of each account's posts is judged, and posts of another account (at the same hour, at night, three in a row), or a scam
// post, are spliced in at their places. The weight of the hour and the log-odds of a deviation were fitted on the half called train.
//   node takeover.mjs path/to/vigie DATA-FOLDER
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

const [binary, data] = process.argv.slice(2)
const file = path.join(data, 'posts/fr_media_2022.jsonl')
if (!existsSync(file)) {
  console.log(`ABSENT: ${file} — not measured`)
  process.exit(0)
}
const scams = [
  'Crypto giveaway! Send 0.1 ETH and get 1 ETH back, hurry: https://eth-double.test/claim',
  'Nous offrons 5000 USDT à nos abonnés, connectez votre portefeuille : https://bonus-usdt.test',
  'Free airdrop live now, claim your tokens https://airdrop-live.test 🚀🚀',
  'Investissez 200 € en bitcoin et gagnez 2000 € en une semaine, écrivez-moi sur WhatsApp +33612345678',
  'HACKED BY NIGHT TEAM',
  'Buy the presale of our official memecoin before it is gone https://coin-sale.test',
  'Check this out guys, I cannot believe it is you in this video https://see-video.test/you',
  'I made 3,000 $ this week from home, ask me how https://work-home.test',
]
const byAccount = new Map()
for (const line of readFileSync(file, 'utf8').split('\n').filter(Boolean)) {
  const post = JSON.parse(line)
  if (!byAccount.has(post.handle)) byAccount.set(post.handle, [])
  byAccount.get(post.handle).push(post)
}
const accounts = [...byAccount].map(([handle, posts]) => [handle, posts.sort((a, b) => a.created_at.localeCompare(b.created_at))]).filter(([, posts]) => posts.length >= 45)
const folder = mkdtempSync(path.join(tmpdir(), 'vigie-takeover-'))
const assets = path.join(folder, 'assets.yaml')
writeFileSync(assets, `organisation: {name: Evaluation, common_word: true}\naccounts:\n${accounts.map(([handle]) => `  - {network: x, handle: ${handle}}`).join('\n')}\n`)

const item = (handle, post, id, text, at = post.created_at) => ({ network: 'x', id, kind: 'post', text: text ?? post.text, created_at: at, observed_at: at, author: { network: 'x', handle } })
const later = (at, minutes) => new Date(Date.parse(at) + minutes * 60_000).toISOString()
const seeds = (n) => (Math.imul(n + 1, 2654435761) >>> 0) / 2 ** 32

// One stream: everybody's posts by time; `splice` says which texts stand in for a post of the last third, ten minutes apart, and from when.
const apart = 15 // posts between two splices: what was spliced in is learned, too
function scores(splice, offset) {
  const lines = []
  accounts.forEach(([handle, posts], a) => {
    const from = Math.floor((posts.length * 2) / 3)
    posts.forEach((post, i) => {
      lines.push(item(handle, post, `own:${handle}:${i >= from ? 'late' : 'early'}:${i}`))
      if (i >= from && i % apart === (a + offset) % apart) {
        const { texts, at = post.created_at } = splice(a, i, post)
        texts.forEach((text, k) => lines.push(item(handle, post, `${k === texts.length - 1 ? 'foreign' : 'before'}:${handle}:${i}:${k}`, text, later(at, 10 * k))))
      }
    })
  })
  lines.sort((x, y) => x.observed_at.localeCompare(y.observed_at))
  const input = path.join(folder, 'input.jsonl')
  writeFileSync(input, lines.map((l) => JSON.stringify(l)).join('\n'))
  const run = spawnSync(binary, ['inspect', 'post', '--assets', assets, '--input', input], { encoding: 'utf8', maxBuffer: 2 ** 31 - 1 })
  return run.stdout.trim().split('\n').map((l) => JSON.parse(l)).map(({ id, scores }) => ({ id, p: scores?.takeover ?? 0 }))
}
const half = (id) => accounts.findIndex(([handle]) => id.split(':')[1] === handle) % 2
const foreign = (a, i) => {
  const others = accounts.filter((_, b) => b !== a && b % 2 === a % 2) // no text is in both halves
  const [, posts] = others[Math.floor(seeds(a * 1000 + i) * others.length)]
  return posts[Math.floor(seeds(i * 77 + a) * posts.length)].text
}
const night = (post) => `${post.created_at.slice(0, 11)}03${post.created_at.slice(13)}`
const splices = [
  ['a post of another account', (a, i) => ({ texts: [foreign(a, i)] })],
  ['the third of three', (a, i) => ({ texts: [0, 1, 2].map((k) => foreign(a, i + 1000 * k)) })],
  ['one at 3 a.m.', (a, i, post) => ({ texts: [foreign(a, i)], at: night(post) })],
  ['the third of three at 3 a.m.', (a, i, post) => ({ texts: [0, 1, 2].map((k) => foreign(a, i + 1000 * k)), at: night(post) })],
  ['a scam post', (a, i) => ({ texts: [scams[(a + i) % scams.length]] })],
]
console.log(`\n## Takeover: ${accounts.length} accounts, their last third judged\n`)
console.log('| spliced in | half | own posts | false positives at score 0.5 | at 0.8 (freeze) | found at 0.5 | found at 0.8 | found at 10 false positives per 1,000 |')
console.log('|---|---|---|---|---|---|---|---|')
for (const [name, splice] of splices) {
  const all = [0, 5, 10].flatMap((offset) => scores(splice, offset))
  for (const h of [0, 1]) {
    const own = all.filter(({ id }) => id.startsWith('own:') && id.includes(':late:') && half(id) === h).map(({ p }) => p).sort((x, y) => y - x)
    const theirs = all.filter(({ id }) => id.startsWith('foreign:') && half(id) === h).map(({ p }) => p)
    const rate = (list, from) => `${((100 * list.filter((p) => p >= from).length) / Math.max(1, list.length)).toFixed(1)} %`
    const cut = (own[Math.floor(own.length / 100)] ?? 0) + 1e-9
    console.log(`| ${name} | ${h ? 'test' : 'train'} | ${own.length / 3} | ${rate(own, 0.5)} | ${rate(own, 0.8)} | ${rate(theirs, 0.5)} | ${rate(theirs, 0.8)} | ${rate(theirs, cut)} |`)
  }
}
console.log('\nPublished, on other data and for groups of similar posts: COMPA (NDSS 2013) 4 % of groups and 3.6 % of accounts false positives on Twitter text.')
rmSync(folder, { recursive: true })
