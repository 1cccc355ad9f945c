// What the text model learns from: "fold<TAB>label<TAB>source<TAB>family<TAB>text" a line, on standard output. Held-out groups of the
// real sets never come here.
//   node data.mjs DATA-FOLDER [PER-TEMPLATE]
import { hash } from '../../../eval/impostors/near.mjs'
import { ordinary, sms, xPosts } from '../../../eval/impostors/scam-sets.mjs'
import { examples } from './generate.mjs'

const [data, perTemplate = '24'] = process.argv.slice(2)
const out = []
const row = (fold, label, source, text, family = '-') => out.push([fold, label, source, family, text.replace(/[\t\r]/g, ' ').replace(/\n/g, '\\n')].join('\t'))

for (const [name, rows] of [['sms', sms(data)], ['x', xPosts(data)]]) {
  if (!rows) throw new Error(`${name}: set absent below ${data}`)
  for (const r of rows) if (!r.test) row(r.fold, r.bad ? 1 : 0, name, r.text)
}
const most = { fr_media: 4000, en_sentiment: 9000, en_airline: 3000, en_crisis: 4000 }
for (const [name, rows] of Object.entries(ordinary(data))) {
  const train = rows.filter((r) => !r.test)
  train.sort((a, b) => hash(a.text, 3) - hash(b.text, 3))
  for (const r of train.slice(0, most[name] ?? 2000)) row(r.fold, 0, name, r.text)
}
for (const e of examples(20260301, Number(perTemplate))) row(hash(e.template, 9) % 5, e.label, `made_${e.lang}_${e.label ? 'scam' : 'honest'}`, e.text, e.family || '-')
process.stdout.write(out.join('\n') + '\n')
