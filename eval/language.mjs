// How often the language of a text is told right, beside published figures.  node language.mjs path/to/language_eval DATA-FOLDER
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

const [binary, data] = process.argv.slice(2)
const row = (...cells) => console.log(`| ${cells.join(' | ')} |`)
const share = (n, of) => (of === 0 ? '–' : (n / of).toFixed(3))

function rows(name) {
  const file = path.join(data, name)
  if (!existsSync(file)) {
    console.log(`ABSENT: ${file} — not measured`)
    return []
  }
  const [head, ...lines] = readFileSync(file, 'utf8').split('\n').filter(Boolean).map((l) => l.split('\t'))
  return lines.map((cells) => Object.fromEntries(head.map((column, i) => [column, cells[i] ?? ''])))
}

function guesses(texts) {
  const run = spawnSync(binary, { input: texts.map((t) => t.replaceAll(/[\r\n]/g, ' ')).join('\n') + '\n', encoding: 'utf8', maxBuffer: 2 ** 30 })
  if (run.status !== 0) {
    console.log(`NOT MEASURED: ${run.stderr.trim()}`)
    process.exit(1)
  }
  return { speed: Number(run.stderr), list: run.stdout.trimEnd().split('\n').map((l) => l.split('\t')[0]) }
}

// Published: lingua and CLD2 on these sentences.
const published = { 'en sentences': 'lingua .993, CLD2 .998', 'fr sentences': 'lingua .992, CLD2 .939' }
const sets = new Map()
for (const { lang, kind, text } of rows('langid/lingua_test.tsv')) {
  const name = `${lang} ${kind}`
  sets.set(name, [...(sets.get(name) ?? []), text])
}
const add = (name, list) => list.length > 0 && sets.set(name, list)
add('fr tweets (UMSAB)', rows('sentiment/umsab_fr.tsv').map((r) => r.text))
add('en tweets (SemEval-2017, 5,000)', rows('sentiment/semeval2017_4a_en.tsv').slice(0, 5000).map((r) => r.text))

console.log('\n## Language of a text\n')
row('set', 'texts', 'right', 'unsure (p < 0.5)', 'wrong', 'texts/s', 'published')
row('---', '---', '---', '---', '---', '---', '---')
for (const [name, texts] of [...sets].sort()) {
  const { speed, list } = guesses(texts)
  const right = list.filter((lang) => lang === name.slice(0, 2)).length
  const unsure = list.filter((lang) => lang === '').length
  row(name, texts.length, share(right, texts.length), share(unsure, texts.length), share(texts.length - right - unsure, texts.length), speed, published[name] ?? '')
}
