// Pictures: PDQ beside the reference hashes; copies of our pictures after each attack, and how often a foreign picture is taken for one of ours.
//   node pictures.mjs path/to/vigie DATA-FOLDER
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const [binary, data] = process.argv.slice(2)
const images = path.join(data, 'images')
const row = (...cells) => console.log(`| ${cells.join(' | ')} |`)
const percent = (n, of) => (of === 0 ? '–' : `${((100 * n) / of).toFixed(1)} %`)
const lines = (args) => spawnSync(binary, args, { encoding: 'utf8', maxBuffer: 2 ** 30 }).stdout.trim().split('\n').filter(Boolean).map((l) => JSON.parse(l))
const files = (folder) => readdirSync(folder).sort().map((f) => path.join(folder, f))
const bits = (a, b) => [...a].reduce((sum, c, i) => sum + ((parseInt(c, 16) ^ parseInt(b[i], 16)).toString(2).match(/1/g)?.length ?? 0), 0)
const median = (a) => a.sort((x, y) => x - y)[Math.floor(a.length / 2)]

if (!existsSync(path.join(images, 'pdq', 'expected_pdq.csv'))) {
  console.log(`ABSENT: ${images} — not measured`)
  process.exit(0)
}
console.log('\n## PDQ beside the reference (required: within 10 bits at quality ≥ 80)\n')
const expected = readFileSync(path.join(images, 'pdq', 'expected_pdq.csv'), 'utf8').trim().split('\n').map((l) => l.split(','))
const got = lines(['picture', 'hash', '--json', ...expected.map(([, , file]) => path.join(images, 'pdq', file))])
const off = expected.map(([hash, quality], i) => ({ quality: Number(quality), bits: got[i].picture ? bits(hash, got[i].picture.pdq) : 256 }))
const good = off.filter((o) => o.quality >= 80)
row('pictures', 'within 10 bits', 'median bits', 'worst')
row('---', '---', '---', '---')
row(`quality ≥ 80: ${good.length}`, percent(good.filter((o) => o.bits <= 10).length, good.length), median(good.map((o) => o.bits)), Math.max(...good.map((o) => o.bits)))
row(`all: ${off.length}`, percent(off.filter((o) => o.bits <= 10).length, off.length), median(off.map((o) => o.bits)), Math.max(...off.map((o) => o.bits)))

const folder = mkdtempSync(path.join(tmpdir(), 'vigie-pictures-'))
try {
  execFileSync(existsSync('/usr/bin/python3') ? '/usr/bin/python3' : 'python3', [fileURLToPath(new URL('pictures.py', import.meta.url)), images, folder], { stdio: 'inherit' })
  const register = path.join(folder, 'assets.yaml')
  const ours = files(path.join(folder, 'ours'))
  writeFileSync(register, `images:\n${ours.map((f) => `  - {file: "ours/${path.basename(f)}", id: "${path.basename(f, '.png')}"}\n`).join('')}`)
  const match = (list) => lines(['picture', 'inspect', '--assets', register, ...list])
  const kinds = { photos: (id) => !id.startsWith('logo-'), logos: (id) => id.startsWith('logo-') }

  console.log(`\n## Copies of ${ours.length} pictures of ours (photos real, logos drawn), per attack: found as the right one\n`)
  row('attack', 'photos', 'logos', 'taken for another of ours')
  row('---', '---', '---', '---')
  const total = { photos: [0, 0], logos: [0, 0], wrong: 0, all: 0 }
  for (const attack of readdirSync(path.join(folder, 'attacks'))) {
    const answers = match(files(path.join(folder, 'attacks', attack))).map((a) => ({ id: path.basename(a.id, '.jpg'), asset: a.match?.asset }))
    const cells = Object.entries(kinds).map(([kind, is]) => {
      const some = answers.filter((a) => is(a.id))
      const found = some.filter((a) => a.asset === a.id).length
      total[kind][0] += found
      total[kind][1] += some.length
      return percent(found, some.length)
    })
    const wrong = answers.filter((a) => a.asset && a.asset !== a.id).length
    total.wrong += wrong
    total.all += answers.length
    row(attack, ...cells, wrong)
  }
  row('**all**', percent(...total.photos), percent(...total.logos), `${total.wrong} of ${total.all}`)

  const foreign = match(files(path.join(folder, 'foreign')))
  const false_ = foreign.filter((a) => a.match)
  console.log(`\nForeign pictures: ${foreign.length}, taken for one of ours: ${false_.length} (${percent(false_.length, foreign.length)}); compared pairs: ${foreign.length * ours.length}`)
  for (const a of false_.slice(0, 10)) console.log(`  ${path.basename(a.id)} → ${a.match.asset}, ${a.match.distance} bits, ${a.match.alteration}`)
} finally {
  if (!process.env.VIGIE_KEEP) rmSync(folder, { recursive: true })
}
