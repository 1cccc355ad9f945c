// Rows for links_train from the sets in VIGIE_DATA: node data.mjs DATA > ROWS
// Split by time for phishing (≤ 2021 trains, 2022 calibrates, later years are never read) and by registrable name for harmless
// hosts (half trains, a tenth calibrates, the rest is for eval/impostors/urls.mjs, which splits alike).
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { shareOf } from '../../../eval/impostors/split.mjs'

const data = process.argv[2]
const read = (name) => readFileSync(path.join(data, name), 'utf8').split('\n').filter(Boolean)
const out = []
const put = (role, label, url) => out.push(`${role}\t${label}\t1\t${url}`)
const hostOf = (url) => url.replace(/^https?:\/\//i, '').split(/[/?#]/)[0]
const hostAndRest = (url) => { const host = hostOf(url); return [host, url.slice(url.indexOf(host) + host.length)] }

// At most `most` rows of one registered name: a campaign of a thousand hosts is one lesson.
function limited(most) {
  const seen = new Map()
  return (host) => { const key = host.split('.').slice(-2).join('.'); const n = (seen.get(key) ?? 0) + 1; seen.set(key, n); return n <= most }
}
const other = read('phishing/hannousse_urls.tsv').slice(1).map((l) => l.split('\t'))
const harmless = other.filter(([label]) => label === 'legitimate').map(([, url]) => url)
const rests = harmless.map((u) => hostAndRest(u)[1]).filter((r) => r.length > 1)
let turn = 0
const someRest = () => rests[(turn = (turn + 7919) % rests.length)]

// A URL stands twice, with its path and as a bare host, in both classes alike: that there is a path teaches nothing.
const both = (role, label, host, rest) => { put(role, label, `https://${host}/`); if (rest.length > 1) put(role, label, `https://${host}${rest}`) }

const keep = { train: limited(20), calibrate: limited(20) }
for (const line of read('phishing/jpcert_urls.tsv').slice(1)) {
  const [date, , url] = line.split('\t')
  const year = Number(date?.slice(0, 4))
  if (!url || !(year <= 2022)) continue
  const role = year <= 2021 ? 'train' : 'calibrate'
  const [host, rest] = hostAndRest(url)
  if (keep[role](host)) both(role, 1, host, rest)
}
for (const [label, url] of other) if (label === 'phishing') both('train', 1, ...hostAndRest(url))
for (const url of harmless) both('train', 0, ...hostAndRest(url))
const hosts = [...read('domains/fr_public_sector.tsv').slice(1).map((l) => l.split('\t')).filter(([label]) => label === 'public-sector').map(([, host]) => host),
  ...read('domains/lists/cloudflare-top100k.txt')].filter((h) => h.includes('.'))
let n = 0
for (const host of hosts) {
  const role = { train: 'train', calibrate: 'calibrate' }[shareOf(host)]
  if (role) both(role, 0, host, n++ % 2 ? someRest() : '')
}
process.stdout.write(out.join('\n') + '\n')
