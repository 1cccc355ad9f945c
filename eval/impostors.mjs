// How good the first two detectors are: the drill on many days, look-alike links among confirmed phishing, and false alarms on
// hosts that are known to be harmless. Nothing here is trained on these sets; thresholds are those of the product.
//   node impostors.mjs path/to/vigie DATA-FOLDER [drill|links]
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

const [binary, data, only] = process.argv.slice(2)
const wanted = (part) => !only || only === part
const percent = (n, of) => (of === 0 ? '–' : `${((100 * n) / of).toFixed(2)} %`)
const row = (...cells) => console.log(`| ${cells.join(' | ')} |`)

// Brands that phishing often names, with the registered domain of each (public facts).
const brands = {
  Amazon: ['amazon.co.jp', 'amazon.com', 'amazon.fr'], PayPal: ['paypal.com'], Netflix: ['netflix.com'], Mercari: ['mercari.com'],
  Rakuten: ['rakuten.co.jp', 'rakuten.com'], Epos: ['eposcard.co.jp'], Saison: ['saisoncard.co.jp'], Smbc: ['smbc-card.com', 'smbc.co.jp'],
  Microsoft: ['microsoft.com', 'live.com', 'office.com'], Facebook: ['facebook.com'], Yahoo: ['yahoo.co.jp', 'yahoo.com'], LinkedIn: ['linkedin.com'],
  DocuSign: ['docusign.com'], Carrefour: ['carrefour.fr', 'carrefour.com'], Ameli: ['ameli.fr'], Chronopost: ['chronopost.fr'], Boursorama: ['boursorama.com'],
  Decathlon: ['decathlon.fr', 'decathlon.com'], Leboncoin: ['leboncoin.fr'], Doctolib: ['doctolib.fr'],
}
const folder = mkdtempSync(path.join(tmpdir(), 'vigie-eval-'))
const assets = path.join(folder, 'assets.yaml')
writeFileSync(assets, `organisation: {name: Evaluation, common_word: true}\nbrands:\n${Object.entries(brands).map(([name, domains]) => `  - {name: ${name}, domains: [${domains}]}`).join('\n')}\n`)

// Scores of `lines` through `vigie inspect KIND`: the highest score of each line, by id.
function inspect(kind, lines) {
  const input = path.join(folder, 'input.jsonl')
  writeFileSync(input, lines.map((l) => JSON.stringify(l)).join('\n'))
  const run = spawnSync(binary, ['inspect', kind, '--assets', assets, '--input', input], { encoding: 'utf8', maxBuffer: 2 ** 31 - 1 })
  return run.stdout.trim().split('\n').map((l) => JSON.parse(l)).filter((l) => l.findings)
}
const read = (name) => {
  const file = path.join(data, name)
  if (!existsSync(file)) {
    console.log(`ABSENT: ${file} — not measured`)
    return undefined
  }
  return readFileSync(file, 'utf8').split('\n').filter(Boolean)
}

if (wanted('drill')) {
  console.log('\n## The drill `advisors`, ten days\n')
  row('seed', 'found / expected', 'false alarms', 'detect p50', 'action p50', 'gone p50')
  row('---', '---', '---', '---', '---', '---')
  for (let seed = 1; seed <= 10; seed++) {
    const run = spawnSync(binary, ['drill', 'run', 'advisors', '--json', '--seed', String(seed)], { encoding: 'utf8' })
    const s = JSON.parse(run.stdout)
    row(seed, `${s.found} / ${s.expected}`, s.false_alarms, `${s.detect_s_p50} s`, `${s.action_s_p50} s`, `${s.gone_s_p50} s`)
  }
}
if (wanted('links')) {
  console.log('\n## Deceptive links, 20 brands registered\n')
  row('set', 'rows', 'flagged', 'share')
  row('---', '---', '---', '---')
  const confirmed = read('phishing/jpcert_urls.tsv')
  if (confirmed) {
    const words = Object.keys(brands).map((b) => b.toLowerCase())
    const urls = confirmed.slice(1).map((l) => l.split('\t')).filter(([date]) => date.startsWith('2024')).map(([, , url]) => url)
    const bearing = urls.filter((u) => words.some((w) => u.replace(/^https?:\/\//, '').split('/')[0].toLowerCase().includes(w)))
    const flagged = inspect('url', bearing.map((url, i) => ({ id: String(i), url }))).filter((l) => l.findings.length > 0).length
    row('confirmed phishing of 2024 whose host bears a registered name', bearing.length, flagged, percent(flagged, bearing.length))
  }
  for (const [name, file, pick] of [
    ['French public hosts (harmless)', 'domains/fr_public_sector.tsv', (l) => l.split('\t')[1]],
    ['Cloudflare top 100k (mostly harmless; brands’ own other sites count as false)', 'domains/lists/cloudflare-top100k.txt', (l) => l],
  ]) {
    const lines = read(file)
    if (!lines) continue
    const hosts = lines.slice(file.endsWith('.tsv') ? 1 : 0).map(pick).filter(Boolean)
    const flagged = inspect('domain', hosts.map((domain, i) => ({ id: String(i), domain }))).filter((l) => l.findings.length > 0).length
    row(name, hosts.length, flagged, percent(flagged, hosts.length))
  }
}
rmSync(folder, { recursive: true, force: true })
