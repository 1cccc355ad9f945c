// How well a page is judged once it is read: a second set beside pages.mjs, written without a look at the judge or at that set.
// Deceptive and honest pages on a local web server, visited by `vigie inspect url --fetch`.
//   node eval/impostors/pages-blind.mjs path/to/vigie [DATA-FOLDER] [tune|held|fresh]      (WRONG=1 names the pages of the seen halves that went wrong)
// All pages are written for this test, in two manners; organisations do not exist. The half `held` has other organisations, templates
// and wording than the half `tune`: tune on the first only. Own pages flatter: read the figures as an upper bound.
// Both halves have been seen since: what they showed led to general changes of the judge. A third set (pages-fresh: other organisations,
// templates and wording; written by who wrote these changes, before making them, and only looked at as figures) is reported apart as `fresh`.
// A speaking address with nothing behind it (parked, gone) is neither deceptive nor honest: shown apart, in no other figure.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { at, brands, PORT, register } from './pages-blind/site.mjs'
import { serve } from './pages-blind/server.mjs'
import fresh from './pages-fresh/brands.mjs'

const [binary, , only] = process.argv.slice(2)
if (!binary) throw new Error('usage: node pages-blind.mjs path/to/vigie [DATA-FOLDER] [tune|held|fresh]')
const row = (...cells) => console.log(`| ${cells.join(' | ')} |`)
const share = (n, of) => (of === 0 ? '–' : `${n} / ${of} = ${((100 * n) / of).toFixed(1)} %`)

const hands = { bad_fr: 'French kits', bad_en: 'English kits', good_fr: 'French', good_en: 'English' }
const cases = []
for (const [file, hand] of Object.entries(hands)) {
  const list = (await import(`./pages-blind/${file}.mjs`)).default
  list.forEach((c, i) => cases.push({ ...c, id: `${file}-${i}`, hand, bad: file.startsWith('bad'), empty: ['parked', 'gone'].includes(c.group), half: brands[c.brand].half }))
}

for (const side of ['bad', 'good']) {
  const list = (await import(`./pages-fresh/${side}.mjs`)).default
  list.forEach((c, i) => cases.push({ ...c, id: `fresh-${side}-${i}`, hand: side === 'bad' ? 'third hand, deceptive' : 'third hand, honest', bad: side === 'bad', empty: false, half: 'fresh' }))
}

const folder = mkdtempSync(path.join(tmpdir(), 'vigie-eval-'))
const assets = path.join(folder, 'assets.yaml')
const server = await serve(cases)
writeFileSync(assets, register(fresh).replaceAll(PORT, server.port))

// One JSON line for each case, by id.
function inspect(...options) {
  return new Promise((resolve, reject) => {
    const run = spawn(binary, ['inspect', 'url', '--assets', assets, ...options], { stdio: ['pipe', 'pipe', 'ignore'] })
    let out = ''
    run.stdout.setEncoding('utf8').on('data', (piece) => (out += piece))
    run.on('error', reject)
    run.on('close', (code) => {
      if (code !== 0) return reject(new Error(`vigie inspect ${options.join(' ')} ended with ${code}`))
      const lines = out.trim().split('\n').map((l) => JSON.parse(l))
      resolve(new Map(lines.map((l) => [l.id, l])))
    })
    run.stdin.end(cases.map((c) => JSON.stringify({ id: c.id, url: at(c.start).replace(PORT, server.port) })).join('\n') + '\n')
  })
}
const score = (line) => line?.scores?.phishing_link ?? 0

let failed = false
try {
  const unread = await inspect()
  const before = Date.now()
  const read = await inspect('--fetch', '--also-allow', '127.0.0.0/8')
  const milliseconds = (Date.now() - before) / cases.length
  for (const c of cases) {
    const line = read.get(c.id)
    c.address = score(unread.get(c.id))
    c.read = score(line)
    c.found = (line?.findings ?? []).length > 0
    c.errors = [...new Set((line?.visits ?? []).map((v) => v.error).filter(Boolean))]
    if (!line?.visits?.length) {
      console.log(`NOT VISITED: ${c.start}`)
      failed = true
    }
  }

  const bad = (list) => list.filter((c) => c.bad)
  const good = (list) => list.filter((c) => !c.bad && !c.empty)
  // The lowest threshold above which at most 1 % of the honest pages lie.
  const threshold = (list, key) => {
    const honest = good(list).map((c) => c[key]).sort((a, b) => b - a)
    return honest[Math.floor(honest.length / 100)] ?? 0
  }
  const count = (list, test) => share(list.filter(test).length, list.length)
  const of = (half) => cases.filter((c) => c.half === half || (half === 'tune+held' && c.half !== 'fresh'))
  const halves = only ? [only] : ['tune', 'held', 'tune+held', 'fresh']
  const parts = halves.filter((h) => h !== 'tune+held')

  console.log(`\n## Pages that were read (${milliseconds.toFixed(0)} ms a link, four visitors)\n`)
  row('half', 'what is scored', 'threshold at ≤ 1 % of honest pages', 'deceptive pages above it')
  row('---', '---', '---', '---')
  for (const half of halves) {
    for (const [key, name] of [['address', 'address alone'], ['read', 'address and page']]) {
      const limit = threshold(of(half), key)
      row(half, name, limit.toPrecision(3), count(bad(of(half)), (c) => c[key] > limit))
    }
  }
  const tuned = threshold(of('tune'), 'read')
  if (halves.includes('held')) {
    console.log(`\nThreshold of the half tune (${tuned.toPrecision(3)}) on the half held (seen by now): found ${count(bad(of('held')), (c) => c.read > tuned)}, false alarms ${count(good(of('held')), (c) => c.read > tuned)}`)
  }
  if (halves.includes('fresh')) {
    console.log(`The same on the third set: found ${count(bad(of('fresh')), (c) => c.read > tuned)}, false alarms ${count(good(of('fresh')), (c) => c.read > tuned)}`)
  }
  console.log('\nAt the product’s own thresholds (a finding is opened):\n')
  row('half', 'deceptive: found', 'honest: false alarms')
  row('---', '---', '---')
  for (const half of halves) row(half, count(bad(of(half)), (c) => c.found), count(good(of(half)), (c) => c.found))

  for (const [title, list, name] of [['Deceptive', bad(cases), 'found'], ['Honest', good(cases), 'false alarms']]) {
    console.log(`\n${title} pages by group\n`)
    row('group', ...parts.map((h) => `${h}: ${name}`))
    row('---', ...parts.map(() => '---'))
    for (const group of [...new Set(list.map((c) => c.group)), ...new Set(list.map((c) => c.hand))]) {
      const some = list.filter((c) => c.group === group || c.hand === group)
      row(group, ...parts.map((h) => count(some.filter((c) => c.half === h), (c) => c.found)))
    }
  }
  console.log('\nAddresses with nothing behind them\n')
  row('half', 'pages', 'a finding all the same', 'mean score of the address', 'once read')
  row('---', '---', '---', '---', '---')
  const mean = (list, key) => list.length === 0 ? '–' : (list.reduce((sum, c) => sum + c[key], 0) / list.length).toFixed(2)
  for (const half of halves) {
    const some = of(half).filter((c) => c.empty)
    row(half, some.length, some.filter((c) => c.found).length, mean(some, 'address'), mean(some, 'read'))
  }
  if (process.env.WRONG) {
    console.log('\nWent wrong\n')
    for (const c of cases.filter((c) => c.half !== 'fresh' && !c.empty && c.bad !== c.found))
      console.log(`${c.half} ${c.bad ? 'MISSED' : 'FALSE'} ${c.read.toFixed(4)} (address ${c.address.toFixed(4)}) ${c.group}: ${c.start} ${c.errors}`)
  }
} finally {
  server.close()
  rmSync(folder, { recursive: true, force: true })
}
process.exitCode = failed ? 1 : 0
