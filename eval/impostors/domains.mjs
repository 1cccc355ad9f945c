// How well `lookalike_domain` tells domains that imitate two hundred brands from domains that do not. Nothing is trained on these
// sets; the threshold is the product's.
//   node domains.mjs path/to/vigie DATA-FOLDER
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const [binary, data] = process.argv.slice(2)
const here = path.dirname(fileURLToPath(import.meta.url))
const brands = JSON.parse(readFileSync(path.join(here, 'brands.json'), 'utf8'))
const percent = (n, of) => (of === 0 ? '–' : `${((100 * n) / of).toFixed(of > 9999 ? 3 : 2)} %`)
const row = (...cells) => console.log(`| ${cells.join(' | ')} |`)
const folder = mkdtempSync(path.join(tmpdir(), 'vigie-domains-'))
const assets = path.join(folder, 'assets.yaml')
const yaml = ({ name, domains, common_word }) =>
  `  - {name: ${JSON.stringify(name)}, domains: [${domains}]${common_word ? ', common_word: true' : ''}}`
writeFileSync(assets, `organisation: {name: Evaluation, common_word: true}\nbrands:\n${brands.map(yaml).join('\n')}\n`)

// Calls visit(index, score, own, code, span) for each domain, in their order.
async function inspect(domains, visit) {
  const input = path.join(folder, 'input.jsonl')
  writeFileSync(input, domains.map((domain, i) => JSON.stringify({ id: String(i), domain })).join('\n'))
  const run = spawn(binary, ['inspect', 'domain', '--assets', assets, '--input', input], { stdio: ['ignore', 'pipe', 'ignore'] })
  const closed = once(run, 'close')
  for await (const text of createInterface({ input: run.stdout })) {
    const line = JSON.parse(text)
    if (!line.scores) continue
    const finding = line.findings.find((f) => f.detector === 'lookalike_domain')
    visit(Number(line.id), line.scores.lookalike_domain ?? 0, finding)
  }
  const [code] = await closed
  // A register that is refused would otherwise look like a detector that never alarms.
  if (code !== 0) throw new Error(`vigie inspect ended with ${code}: try it with ${assets}`)
}
const read = (name) => {
  const file = path.join(data ?? '', name)
  if (!data || !existsSync(file)) {
    console.log(`ABSENT: ${file} — not measured`)
    return undefined
  }
  return readFileSync(file, 'utf8').split('\n').filter(Boolean)
}

async function recall() {
  const made = spawnSync('/usr/bin/python3', [path.join(here, 'variants.py'), path.join(here, 'brands.json')], { encoding: 'utf8', maxBuffer: 2 ** 31 - 1 })
  if (made.status !== 0) {
    console.log('ABSENT: dnstwist (apt-get install dnstwist) — recall not measured')
    return
  }
  const owned = new Set(brands.flatMap((b) => b.domains))
  const variants = made.stdout.trim().split('\n').map((l) => l.split('\t')).filter(([, , , domain]) => !owned.has(domain))
  const commons = new Set(brands.filter((b) => b.common_word).map((b) => b.name))
  const families = new Map()
  const reasons = new Map()
  const add = (map, key, hit) => {
    const seen = map.get(key) ?? { n: 0, found: 0 }
    map.set(key, { n: seen.n + 1, found: seen.found + (hit ? 1 : 0) })
  }
  const standings = ([, name, own]) => {
    const label = own.split('.')[0]
    if (own.endsWith('.gouv.fr')) return 'name under gouv.fr (only the State registers there)'
    if (label.length <= 3) return 'name of three letters or fewer'
    if (commons.has(name)) return 'name that is an ordinary word'
    return label.length === 4 ? 'name of four letters' : 'longer name'
  }
  await inspect(variants.map((v) => v[3]), (i, score, finding) => {
    add(families, variants[i][0], finding)
    add(reasons, standings(variants[i]), finding)
  })
  const registrable = ([, , own, domain]) => !own.endsWith('.gouv.fr') && !/\.(gov|edu|mil)$/.test(domain)
  console.log(`\nOf these ${variants.filter((v) => !registrable(v)).length} stand below gouv.fr, gov or edu, where no fraud registers: they count as missed all the same.`)
  for (const [title, map] of [['Family', families], ['Kind of name', reasons]]) {
    console.log(`\n## dnstwist’s variants of ${brands.length} brands, by ${title.toLowerCase()}\n`)
    row(title, 'variants', 'found', 'recall')
    row('---', '---', '---', '---')
    for (const [key, { n, found }] of [...map].sort()) row(key, n, found, percent(found, n))
    const all = [...map.values()].reduce((a, b) => ({ n: a.n + b.n, found: a.found + b.found }))
    row('**all**', all.n, all.found, percent(all.found, all.n))
  }
}

async function harmless() {
  console.log(`\n## False alarms, ${brands.length} brands registered\n`)
  row('set', 'rows', 'flagged', 'share', 'flagged without the brand’s own name under another ending', 'share')
  row('---', '---', '---', '---', '---', '---')
  for (const [name, file, pick] of [
    ['French public hosts', 'domains/fr_public_sector.tsv', (l) => l.split('\t')[1]],
    ['Cloudflare top 100k (many are the brands’ own other sites)', 'domains/lists/cloudflare-top100k.txt', (l) => l],
  ]) {
    const lines = read(file)
    if (!lines) continue
    const hosts = lines.slice(file.endsWith('.tsv') ? 1 : 0).map(pick).filter(Boolean)
    let flagged = 0
    let others = 0
    await inspect(hosts, (i, score, finding) => {
      if (!finding) return
      flagged++
      if (finding.evidence[0].code !== 'host.tld-swap') others++
    })
    row(name, hosts.length, flagged, percent(flagged, hosts.length), others, percent(others, hosts.length))
  }
}

// Hosts of disinformation campaigns that bear a registered name, or one slip of it, as a label of theirs or between hyphens.
async function viginum() {
  const lines = read('domains/viginum.tsv')
  if (!lines) return
  const labels = new Set(brands.filter((b) => !b.common_word).flatMap((b) => b.domains.map((d) => d.split('.')[0])).filter((l) => l.length > 3 || l === 'faz'))
  const owned = new Set(brands.flatMap((b) => b.domains))
  const bears = (host) => !owned.has(host) && host.split('.').slice(0, -1).some((part) => labels.has(part) || labels.has(part.replaceAll('-', '')) || part.split('-').some((p) => p.length > 3 && labels.has(p)))
  const hosts = lines.slice(1).map((l) => l.split('\t')[1]).filter(Boolean)
  const bearing = hosts.filter(bears)
  let found = 0
  const missed = []
  await inspect(bearing, (i, score, finding) => (finding ? found++ : missed.push(bearing[i])))
  console.log('\n## VIGINUM’s hosts that bear a registered name\n')
  row('hosts', 'found', 'recall', 'missed')
  row('---', '---', '---', '---')
  row(bearing.length, found, percent(found, bearing.length), missed.slice(0, 10).join(', ') || '–')
}

console.log('# Domains that imitate')
await harmless()
await viginum()
await recall()
rmSync(folder, { recursive: true, force: true })
