// How good the scam detector is on texts alone: real English messages and posts that it was not trained on (near-duplicates
// never stand on both sides), French posts written by hand apart from the training templates, and ordinary posts.
//   node scam.mjs path/to/vigie DATA-FOLDER
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { ordinary, sms, xPosts } from './scam-sets.mjs'

const [binary, data] = process.argv.slice(2)
const folder = mkdtempSync(path.join(tmpdir(), 'vigie-eval-scam-'))
const assets = path.join(folder, 'assets.yaml')
writeFileSync(assets, 'organisation: {name: Evaluation, common_word: true}\n')
const row = (...cells) => console.log(`| ${cells.join(' | ')} |`)
const number = (x) => (Number.isFinite(x) ? x.toFixed(3) : '–')
const percent = (x) => (Number.isFinite(x) ? `${(100 * x).toFixed(2)} %` : '–')

// scores.scam and class of each text, in order.
function judge(texts) {
  const input = path.join(folder, 'input.jsonl')
  writeFileSync(input, texts.map((text, i) => JSON.stringify({ id: String(i), network: 'x', kind: 'post', text, author: { handle: `u${i}` } })).join('\n'))
  const run = spawnSync(binary, ['inspect', 'post', '--assets', assets, '--input', input], { encoding: 'utf8', maxBuffer: 2 ** 31 - 1 })
  const out = Array(texts.length).fill({ scores: {} })
  for (const line of run.stdout.trim().split('\n')) {
    const l = JSON.parse(line)
    if (l.scores) out[Number(l.id)] = l
  }
  return out
}

function measure(rows) {
  const answers = judge(rows.map((r) => r.text))
  const scored = rows.map((r, i) => ({ bad: r.bad, p: answers[i].scores.scam ?? 0, label: answers[i].class ?? '' }))
  const bad = scored.filter((s) => s.bad).length
  const good = scored.length - bad
  const tp = scored.filter((s) => s.bad && s.p >= 0.5).length
  const fp = scored.filter((s) => !s.bad && s.p >= 0.5).length
  let best = 0
  let best15 = 0 // best F1 at no more than 1.5 % false positives
  let recall1 = 0
  let [a, b] = [0, 0]
  for (const s of [...scored].sort((x, y) => y.p - x.p)) {
    if (s.bad) a++
    else b++
    const f1 = (2 * a) / (a + b + bad)
    best = Math.max(best, f1)
    if (b <= 0.015 * good) best15 = Math.max(best15, f1)
    if (b <= 0.01 * good) recall1 = a / bad
  }
  return { bad, good, f1: (2 * tp) / (tp + fp + bad), recall: tp / bad, fpr: fp / good, best, best15, recall1, scored }
}

console.log('\n## Scam posts: the text alone, threshold 0.5\n')
row('set', 'scams', 'honest', 'F1', 'recall', 'false positives', 'best F1', 'best F1 at ≤ 1.5 % FP', 'recall at 1 % FP', 'to beat')
row(...Array(10).fill('---'))
function show(name, rows, beat) {
  if (!rows) return row(name, 'ABSENT: not measured', ...Array(8).fill(''))
  const m = measure(rows)
  row(name, m.bad, m.good, number(m.f1), number(m.recall), percent(m.fpr), number(m.best), number(m.best15), number(m.recall1), beat)
  return m
}
show('SMS, spam and smishing against ham, held-out groups', sms(data)?.filter((r) => r.test), 'aim .96')
show('posts of X, held-out groups', xPosts(data)?.filter((r) => r.test), '.741 at 1.2 % FP published; aim .85')
const french = readFileSync(new URL('scam-fr.jsonl', import.meta.url), 'utf8').trim().split('\n').map((l) => JSON.parse(l))
const fr = show('French, written by hand (synthetic)', french, '–')

console.log('\n## False positives on ordinary posts (held out)\n')
row('set', 'posts', 'score ≥ 0.5', 'share')
row(...Array(4).fill('---'))
for (const [name, rows] of Object.entries(ordinary(data))) {
  const test = rows.filter((r) => r.test).slice(0, 3000)
  if (test.length === 0) {
    row(name, 'ABSENT', '', '')
    continue
  }
  const flagged = judge(test.map((r) => r.text)).filter((a) => (a.scores.scam ?? 0) >= 0.5).length
  row(name, test.length, flagged, percent(flagged / test.length))
}

console.log('\n## French, by kind\n')
row('kind', 'posts', 'score ≥ 0.5', 'labelled with that family')
row(...Array(4).fill('---'))
for (const kind of [...new Set(french.map((f) => f.kind))]) {
  const of = fr.scored.filter((_, i) => french[i].kind === kind)
  const found = of.filter((s) => s.p >= 0.5)
  row(kind, of.length, found.length, french.find((f) => f.kind === kind).bad ? found.filter((s) => s.label === kind).length : '–')
}
rmSync(folder, { recursive: true, force: true })
