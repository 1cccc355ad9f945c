// How well leaks are found in texts: French clinical lines, English sentences with labelled spans, pass-or-fail identifiers, and false alarms on
// ordinary posts; excerpts of registered documents. A span counts when it overlaps a labelled one. Nothing here is trained on these sets; the rules were tuned on them, so other
// lines will do a little worse.
//   node leaks.mjs path/to/vigie DATA-FOLDER
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

const [binary, data] = process.argv.slice(2)
const folder = mkdtempSync(path.join(tmpdir(), 'vigie-eval-leaks-'))
const row = (...cells) => console.log(`| ${cells.join(' | ')} |`)
const number = (x) => (Number.isFinite(x) ? x.toFixed(3) : '–')
const percent = (n, of) => (of === 0 ? '–' : `${((100 * n) / of).toFixed(2)} %`)

function read(name) {
  const file = path.join(data, name)
  if (!existsSync(file)) {
    console.log(`ABSENT: ${file} — not measured`)
    return undefined
  }
  return readFileSync(file, 'utf8').split('\n').filter(Boolean)
}
// Answers of `vigie COMMAND…` for the texts, in order.
function ask(command, texts) {
  const input = path.join(folder, 'input.jsonl')
  writeFileSync(input, texts.map((text, i) => JSON.stringify({ id: String(i), text })).join('\n'))
  const run = spawnSync(binary, [...command, '--input', input], { encoding: 'utf8', maxBuffer: 2 ** 31 - 1 })
  const out = Array(texts.length).fill(undefined)
  for (const line of run.stdout.trim().split('\n')) {
    const answer = JSON.parse(line)
    if (answer.id !== undefined) out[Number(answer.id)] = answer
  }
  return out
}
const leaks = (answer) => (answer?.findings ?? []).filter((f) => f.detector.startsWith('leak_'))
// Spans of the findings and of everything recognised, in code points as the sets count them.
function spans(text, answer, findingsOnly = false) {
  const bytes = Buffer.from(text, 'utf8')
  const points = (end) => [...bytes.subarray(0, end).toString('utf8')].length
  const all = leaks(answer).flatMap((f) => f.evidence.flatMap((e) => e.spans ?? []))
  const seen = new Set()
  return [...all, ...(findingsOnly ? [] : answer?.spans ?? [])]
    .filter((s) => !seen.has(`${s.kind} ${s.start}`) && seen.add(`${s.kind} ${s.start}`))
    .map((s) => ({ kind: s.kind, start: points(s.start), end: points(s.end) }))
}

const french = { TEL: ['phone'], MAIL: ['email'], SECU: ['nir', 'ins'], ZIP: ['zip'], DATE: ['date', 'birth_date'], DATE_NAISSANCE: ['birth_date', 'date'], NOM: ['name'], PRENOM: ['name'], ADRESSE: ['address'], IPP: ['patient_id'] }
const english = {
  US_SSN: ['us_ssn'], CREDIT_CARD: ['card'], EMAIL_ADDRESS: ['email'], PHONE_NUMBER: ['phone'], IP_ADDRESS: ['ip'], ZIP_CODE: ['zip'], STREET_ADDRESS: ['address'], DATE_TIME: ['date', 'birth_date'], PERSON: ['name'],
}
const structured = ['US_SSN', 'CREDIT_CARD', 'EMAIL_ADDRESS', 'PHONE_NUMBER', 'IP_ADDRESS']

function labelled(title, file, types, beat, findingsOnly = false) {
  const lines = read(file)
  if (!lines) return
  const rows = lines.map((l) => JSON.parse(l))
  const answers = ask(['inspect', 'text'], rows.map((r) => r.text))
  const found = rows.map((r, i) => spans(r.text, answers[i], findingsOnly))
  console.log(`\n## ${title}\n`)
  row('type', 'labelled', 'recall', 'found', 'precision', 'F1', 'to beat')
  row(...Array(7).fill('---'))
  const overlap = (a, s) => a.start < s[1] && s[0] < a.end
  const sums = {}
  for (const [type, kinds] of Object.entries(types)) {
    // What another label of the same kinds covers is no false find.
    const siblings = Object.keys(types).filter((t) => types[t].some((k) => kinds.includes(k)))
    let [hit, of, good, all] = [0, 0, 0, 0]
    rows.forEach((r, i) => {
      const mine = found[i].filter((s) => kinds.includes(s.kind))
      const gold = r.spans.filter((s) => s[2] === type)
      const family = r.spans.filter((s) => siblings.includes(s[2]))
      hit += gold.filter((s) => mine.some((m) => overlap(m, s))).length
      of += gold.length
      good += mine.filter((m) => family.some((s) => overlap(m, s))).length
      all += mine.length
    })
    const [recall, precision] = [hit / of, good / all]
    sums[type] = { hit, of, good, all }
    row(type, of, number(recall), all, number(precision), number((2 * recall * precision) / (recall + precision)), beat[type] ?? '')
  }
  const together = (name, list, figure) => {
    const total = list.reduce((a, t) => ({ hit: a.hit + sums[t].hit, of: a.of + sums[t].of, good: a.good + sums[t].good, all: a.all + sums[t].all }), { hit: 0, of: 0, good: 0, all: 0 })
    const [recall, precision] = [total.hit / total.of, total.good / total.all]
    row(name, total.of, number(recall), total.all, number(precision), number((2 * recall * precision) / (recall + precision)), figure)
  }
  if (types === english) {
    together('**structured**', structured, 'aim .95')
    together('**all covered**', Object.keys(types), '.618 published')
  }
}
labelled('French clinical lines (fictitious)', 'pii/eds_pseudo_fr.jsonl', french, { TEL: 'P .94 R .90; aim P .90 R .95', MAIL: 'aim P .90 R .95', SECU: 'P .88 R .17; aim P .90 R .95', ZIP: 'aim P .90 R .95' })
labelled('The same, spans of findings alone', 'pii/eds_pseudo_fr.jsonl', { TEL: french.TEL, MAIL: french.MAIL, SECU: french.SECU, ZIP: french.ZIP }, {}, true)
labelled('English sentences (synthetic)', 'pii/presidio_synth_en.jsonl', english, {})

console.log('\n## Identifiers that pass or fail\n')
row('set', 'cases', 'right', 'share')
row('---', '---', '---', '---')
for (const [file, kind] of [['pii/card_cases.tsv', 'card'], ['pii/iban_cases.tsv', 'iban'], ['pii/fr_identifiers.tsv', '']]) {
  const lines = read(file)?.slice(1).map((l) => l.split('\t'))
  if (!lines) continue
  const cases = lines.map((l) => (kind ? { want: Number(l[0]), kind, text: l[1] } : { want: Number(l[1]), kind: l[0], text: l[2] }))
  const answers = ask(['inspect', 'text'], cases.map((c) => c.text))
  const right = cases.filter((c, i) => spans(c.text, answers[i], true).filter((s) => s.kind === c.kind).length === c.want)
  row(file, cases.length, right.length, percent(right.length, cases.length))
}

console.log('\n## False alarms on ordinary posts (a telephone or mailbox that is really there counts as one)\n')
row('set', 'posts', 'any finding', 'share', 'score ≥ 0.5', 'share', 'screen: not allow', 'of these block', 'aim')
row(...Array(9).fill('---'))
const last = (l) => l.split('\t').at(-1)
for (const [title, file, pick] of [
  ['French media', 'posts/fr_media_2022.jsonl', (l) => JSON.parse(l).text],
  ['French, UMSAB', 'sentiment/umsab_fr.tsv', last],
  ['English, SemEval', 'sentiment/semeval2017_4a_en.tsv', last],
  ['English, to airlines', 'complaints/us_airline_en.tsv', last],
  ['English, complaints', 'complaints/acl2019_en.tsv', last],
]) {
  const lines = read(file)
  if (!lines) continue
  const texts = lines.slice(file.endsWith('.tsv') ? 1 : 0).map(pick).filter(Boolean)
  const answers = ask(['inspect', 'text'], texts)
  const any = answers.filter((a) => leaks(a).length > 0).length
  const half = answers.filter((a) => leaks(a).some((f) => f.score >= 0.5)).length
  const decisions = ask(['screen'], texts).map((a) => a?.decision)
  row(title, texts.length, any, percent(any, texts.length), half, percent(half, texts.length), percent(decisions.filter((d) => d !== 'allow').length, texts.length), percent(decisions.filter((d) => d === 'block').length, texts.length), '≤ 0.20 %')
}
// Texts of one half of each set, joined as documents; excerpts of 50 characters at random places of them, alone and inside a text of another set;
// 10,000 texts of the other half. One of those that shares a run of 50 characters with a document is no false find, and is counted apart.
function vault() {
  let seed = 1
  const random = (n) => (seed = (seed * 48271) % 2147483647) % n
  const sets = [
    ['complaints/acl2019_en.tsv', last],
    ['complaints/us_airline_en.tsv', last],
    ['posts/fr_media_2022.jsonl', (l) => JSON.parse(l).text],
    ['reviews/insurance_fr_en.tsv', (l) => l.split('\t').reduce((a, b) => (b.length > a.length ? b : a), '')],
  ]
  const documents = []
  const others = []
  for (const [file, pick] of sets) {
    const lines = read(file)
    if (!lines) continue
    const texts = lines.slice(file.endsWith('.tsv') ? 1 : 0).map(pick).filter(Boolean)
    const mine = texts.slice(0, Math.min(1500, texts.length >> 1))
    for (let i = 0; i < mine.length; i += 100) documents.push(mine.slice(i, i + 100).join('\n'))
    others.push(...texts.slice(mine.length))
  }
  if (documents.length === 0) return
  const place = path.join(folder, 'vault')
  const files = documents.map((text, i) => {
    const file = path.join(folder, `document-${i}.txt`)
    writeFileSync(file, text)
    return file
  })
  const added = spawnSync(binary, ['vault', 'add', '--vault', place, ...files], { encoding: 'utf8' })
  if (added.status !== 0) return console.log(added.stderr)
  const excerpts = Array.from({ length: 5000 }, () => {
    const document = random(documents.length)
    const points = [...documents[document]]
    const at = random(points.length - 50)
    return { document: `document-${document}.txt`, text: points.slice(at, at + 50).join('') }
  })
  const letters = (text) => (text.match(/[\p{L}\p{N}]/gu) ?? []).length
  const frame = () => others[random(others.length)]
  console.log('\n## Excerpts of registered documents (50 characters, blanks included)\n')
  row('what', 'texts', 'found', 'share', 'aim')
  row('---', '---', '---', '---', '---')
  const answer = (texts) => ask(['vault', 'test', '--vault', place], texts)
  for (const [title, texts] of [
    ['alone', excerpts.map((e) => e.text)],
    ['inside another text', excerpts.map((e) => `${frame()} ${e.text} ${frame()}`)],
    ['in capitals, without accents or punctuation', excerpts.map((e) => e.text.normalize('NFD').replace(/[\u0300-\u036f.,;:!?'’"()-]/gu, '').toUpperCase())],
  ]) {
    const hits = answer(texts).map((a, i) => (a?.hits ?? []).some((h) => h.document === excerpts[i].document))
    row(title, texts.length, hits.filter(Boolean).length, percent(hits.filter(Boolean).length, texts.length), '100 %')
    const full = excerpts.map((e) => letters(e.text) >= 26)
    row(`${title}, 26 letters or more`, full.filter(Boolean).length, hits.filter((h, i) => h && full[i]).length, percent(hits.filter((h, i) => h && full[i]).length, full.filter(Boolean).length), '100 %')
  }
  const strangers = Array.from({ length: 10000 }, (_, i) => others[Math.floor((i * others.length) / 10000)])
  const plain = (text) => text.replace(/\s+/g, ' ')
  const runs = new Set()
  for (const text of documents.map(plain)) for (let i = 0; i + 50 <= text.length; i++) runs.add(text.slice(i, i + 50))
  const shares = (text) => {
    const one = plain(text)
    for (let i = 0; i + 50 <= one.length; i++) if (runs.has(one.slice(i, i + 50))) return true
    return false
  }
  const found = answer(strangers).map((a, i) => ((a?.hits ?? []).length > 0 ? strangers[i] : undefined)).filter(Boolean)
  row('other texts that share 50 characters', strangers.length, found.filter(shares).length, '', '')
  const wrong = found.filter((t) => !shares(t))
  row('other texts, false', strangers.length, wrong.length, percent(wrong.length, strangers.length), '0')
  for (const text of wrong.slice(0, 10)) console.log(`    ${plain(text).slice(0, 140)}`)
}
vault()
rmSync(folder, { recursive: true, force: true })
