// How well a URL alone tells phishing: recall at 1 % false alarms on two sets of harmless hosts, by year. The shipped model was
// trained on phishing of up to 2021 and calibrated on 2022; 2023 and 2024 it has never seen, nor any harmless host of the test share.
//   node urls.mjs path/to/vigie DATA-FOLDER
import { existsSync, mkdtempSync, openSync, closeSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { shareOf } from './split.mjs'

const [binary, data] = process.argv.slice(2)
if (!binary || !data) {
  console.error('usage: node urls.mjs path/to/vigie DATA-FOLDER')
  process.exit(2)
}
const percent = (x) => `${(100 * x).toFixed(1)} %`
const row = (...cells) => console.log(`| ${cells.join(' | ')} |`)
const head = (...cells) => (row(...cells), row(...cells.map(() => '---')))
const folder = mkdtempSync(path.join(tmpdir(), 'vigie-urls-'))
const assets = path.join(folder, 'assets.yaml')
// One asset that no URL of the sets concerns: what is measured is the URL alone.
writeFileSync(assets, 'organisation: {name: Zyxquorvel}\nbrands:\n  - {name: Zyxquorvel, domains: [zyxquorvel.example]}\n')

function read(name) {
  const file = path.join(data, name)
  if (existsSync(file)) return readFileSync(file, 'utf8').split('\n').filter(Boolean)
  console.log(`ABSENT: ${file}: nothing is measured that needs it`)
  return undefined
}
function scores(urls) {
  const input = path.join(folder, 'in.jsonl')
  const output = path.join(folder, 'out.jsonl')
  writeFileSync(input, urls.map((url, i) => JSON.stringify({ id: String(i), url })).join('\n'))
  const out = openSync(output, 'w')
  spawnSync(binary, ['inspect', 'url', '--assets', assets, '--input', input], { stdio: ['ignore', out, 'ignore'] })
  closeSync(out)
  return readFileSync(output, 'utf8').split('\n').filter(Boolean).map((l) => JSON.parse(l)).filter((l) => l.scores).map((l) => ({ url: urls[Number(l.id)], score: l.scores.phishing_link }))
}
// The least score that at most `share` of the harmless lie at or above: ties count against us.
function threshold(harmless, share) {
  const sorted = harmless.map((s) => s.score).sort((a, b) => b - a)
  return sorted[Math.floor(share * sorted.length)]
}
const above = (set, t) => set.filter((s) => s.score > t).length / set.length

const phishing = read('phishing/jpcert_urls.tsv')
const french = read('domains/fr_public_sector.tsv')
const top = read('domains/lists/cloudflare-top100k.txt')
const other = read('phishing/hannousse_urls.tsv')
if (!phishing || !french || !top) process.exit(1)

const homePage = (host) => `https://${host}/`
const test = (hosts) => hosts.filter((h) => h.includes('.') && shareOf(h) === 'test').map(homePage)
const harmless = {
  'French public hosts': scores(test(french.slice(1).map((l) => l.split('\t')).filter(([label]) => label === 'public-sector').map(([, host]) => host))),
  'Cloudflare top 100k': scores(test(top)),
}
const years = new Map()
for (const line of phishing.slice(1)) {
  const [date, brand, url] = line.split('\t')
  if (!/^\d{4}/.test(date) || !url) continue
  const year = date.slice(0, 4)
  if (!years.has(year)) years.set(year, [])
  years.get(year).push({ url, brand })
}

console.log('\n## Phishing by the URL alone (no brand registered)\n')
console.log(`Harmless: ${Object.entries(harmless).map(([name, s]) => `${name}, ${s.length} hosts of the test share`).join('; ')}.\n`)
const at1 = Object.fromEntries(Object.entries(harmless).map(([name, s]) => [name, threshold(s, 0.01)]))
const at01 = Object.fromEntries(Object.entries(harmless).map(([name, s]) => [name, threshold(s, 0.001)]))
const both1 = Math.max(...Object.values(at1))
const both01 = Math.max(...Object.values(at01))
head('year', 'role', 'URLs', ...Object.keys(harmless).map((n) => `recall at 1 % false, ${n}`), 'at 1 % on both', 'at 0.1 % on both', 'bare hosts only, 1 % on both')
const measured = {}
for (const [year, rows] of [...years].sort()) {
  const role = year <= '2021' ? 'trained on' : year === '2022' ? 'calibrated on' : 'unseen'
  const got = scores(rows.map((r) => r.url))
  // The same sites without their paths: as the harmless ones come.
  const hosts = [...new Set(rows.map((r) => r.url.replace(/^https?:\/\//i, '').split(/[/?#]/)[0]))]
  const bare = scores(hosts.map(homePage))
  measured[year] = { rows, got }
  row(year, role, got.length, ...Object.values(at1).map((t) => percent(above(got, t))), percent(above(got, both1)), percent(above(got, both01)), percent(above(bare, both1)))
}

// What merely having a path brings: harmless hosts with paths of harmless URLs (which training has seen, on other hosts), phishing
// hosts with such a path, harmless hosts with paths of phishing.
if (other && measured['2024']) {
  const pathOf = (u) => u.replace(/^https?:\/\/[^/]+/i, '')
  const pathsOf = (urls) => urls.map(pathOf).filter((p) => p.length > 1)
  const honest = pathsOf(other.slice(1).map((l) => l.split('\t')).filter(([label]) => label === 'legitimate').map(([, u]) => u))
  const bad = pathsOf(measured['2024'].rows.map((r) => r.url))
  const give = (urls, paths) => urls.map((u, i) => u.replace(/\/$/, '') + paths[(i * 7919) % paths.length])
  const sites = [...new Set(measured['2024'].rows.map((r) => r.url.split(/[/?#]/).slice(0, 3).join('/')))]
  const bareUrls = Object.values(harmless).map((s) => s.map((x) => x.url))
  const walked = bareUrls.map((urls) => scores(give(urls, honest)))
  const disguised = scores(give(sites, honest))
  const accused = scores(bareUrls.flatMap((urls) => give(urls, bad).filter((_, i) => i % 4 === 0)))
  console.log('\n## What the path brings, 2024, thresholds at 1 % false alarms on both harmless sets\n')
  head('harmless hosts come', 'all URLs', 'phishing hosts alone', 'phishing hosts with a harmless path', 'harmless hosts with a phishing path, flagged')
  for (const [name, sets] of [['as bare hosts', Object.values(harmless)], ['with a harmless path', walked]]) {
    const t = Math.max(...sets.map((s) => threshold(s, 0.01)))
    row(name, percent(above(measured['2024'].got, t)), percent(above(scores(sites.map((s) => `${s}/`)), t)), percent(above(disguised, t)), percent(above(accused, t)))
  }
}

console.log('\nBeside it, 2024, 1 % false alarms on both sets:\n')
head('way', 'recall 2024')
const last = measured['2024']
row('this model', percent(above(last.got, both1)))
const baselines = {
  'digits in the host': (h) => (h.match(/\d/g) ?? []).length,
  'length of the host': (h) => h.length,
  'hyphens in the host': (h) => h.split('-').length,
  'entropy of the host': (h) => { const n = {}; for (const c of h) n[c] = (n[c] ?? 0) + 1; return -Object.values(n).reduce((s, k) => s + (k / h.length) * Math.log2(k / h.length), 0) },
}
const hostOf = (u) => u.replace(/^https?:\/\//i, '').split(/[/?#]/)[0]
for (const [name, f] of Object.entries(baselines)) {
  const as = (set) => set.map((s) => ({ score: f(hostOf(s.url)) }))
  const t = Math.max(...Object.values(harmless).map((s) => threshold(as(s), 0.01)))
  row(`baseline: ${name}`, percent(above(as(last.got), t)))
}
row('published: linear model on 3- to 5-grams, trained on one set, JPCERT 2025, at score 0 (false alarms not given)', '71.4 %')

console.log('\nOn the alarm’s own threshold (0.5):\n')
head('set', 'rows', 'at 0.5 or more')
for (const [name, s] of Object.entries(harmless)) row(`${name} (harmless)`, s.length, `${(100 * s.filter((x) => x.score >= 0.5).length / s.length).toFixed(3)} %`)
row('JPCERT 2024 (phishing)', last.got.length, percent(last.got.filter((x) => x.score >= 0.5).length / last.got.length))
if (other) {
  const legit = other.slice(1).map((l) => l.split('\t')).filter(([label]) => label === 'legitimate').map(([, u]) => u)
  const s = scores(legit)
  row('Hannousse, harmless URLs with paths (seen in training)', s.length, `${(100 * s.filter((x) => x.score >= 0.5).length / s.length).toFixed(3)} %`)
}
rmSync(folder, { recursive: true, force: true })
