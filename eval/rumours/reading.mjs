// Readings on rows that the models under test have not seen: `./dev train reading FOLDER` trains without them, too; VIGIE_READING
// names the folder. Through the real `vigie inspect post`.
import { existsSync } from 'node:fs'
import path from 'node:path'
import { spawnSync } from 'node:child_process'
import { head, row } from './lines.mjs'
import { rows } from '../../tools/train/reading/data.mjs'

const opinion = ['negative', 'neutral', 'positive']
const best = (labels, prefix) => (line) => labels.reduce((a, b) => (line.scores[prefix + b] > line.scores[prefix + a] ? b : a))
const over = (name) => (line) => (line.scores[name] >= 0.5 ? 'yes' : 'no')
const tasks = {
  semeval: ['sentiment, English 2016 (trained on 2013–15)', best(opinion, 'sentiment_'), 'average recall: SVM/fastText .629 on 2017, BERTweet .734'],
  umsab_fr: ['sentiment, French tweets', best(opinion, 'sentiment_'), 'macro-F1: fastText .548, XLM-R .720'],
  airline: ['sentiment, airlines, other authors', best(opinion, 'sentiment_'), 'macro-F1: linear SVM .776 (5 folds)'],
  reason: ['reason, airlines', (line) => line.reading?.flight_reason ?? '', '–'],
  complaint: ['complaint, English', over('complaint'), 'F1: .79 (2019), .87 (transformers)'],
  complaint_fr: ['complaint, French reviews (stars)', over('complaint'), '–'],
  offensive: ['offensive, English', over('offensive'), 'macro-F1: fastText .734, BERTweet .795'],
  offensive_fr: ['offensive, French (noisy labels)', over('offensive'), 'macro-F1: LR .601'],
  emotion: ['emotion, English', (line) => line.reading?.emotion ?? '', 'macro-F1: fastText .652, BERTweet .793'],
  irony: ['irony, English', over('irony'), 'F1: fastText .631, BERTweet .821'],
}

export async function measure(binary, folder) {
  const data = path.dirname(folder)
  const models = process.env.VIGIE_READING ?? ''
  console.log('\n## Readings\n')
  if (!existsSync(path.join(models, 'reading.model'))) {
    console.log('not measured: train without the rows under test (./dev train reading FOLDER) and name FOLDER in VIGIE_READING')
    return
  }
  const held = [...rows(data)].filter((r) => r.held && tasks[r.set])
  const run = spawnSync(binary, ['inspect', 'post', '--reading-model', models], {
    input: held.map((r, id) => JSON.stringify({ id: String(id), text: r.text })).join('\n') + '\n', encoding: 'utf8', maxBuffer: 2 ** 31 - 1 })
  if (run.error) throw run.error
  const answers = run.stdout.trim().split('\n').map((l) => JSON.parse(l))
  head('task', 'posts', 'macro-F1', 'average recall', 'accuracy', 'F1 of the class', 'published')
  for (const [set, [title, decide, published]] of Object.entries(tasks)) {
    const pairs = held.flatMap((r, i) => (r.set === set ? [[r.label, decide(answers[i])]] : []))
    const labels = [...new Set(pairs.map(([truth]) => truth))].sort()
    const of = labels.map((label) => {
      const tp = pairs.filter(([a, b]) => a === label && b === label).length
      const real = pairs.filter(([a]) => a === label).length
      const said = pairs.filter(([, b]) => b === label).length
      return { f1: (2 * tp) / (real + said || 1), recall: tp / (real || 1) }
    })
    const mean = (key) => (of.reduce((sum, one) => sum + one[key], 0) / of.length).toFixed(3)
    const right = pairs.filter(([a, b]) => a === b).length / pairs.length
    row(title, pairs.length, mean('f1'), mean('recall'), right.toFixed(3), labels.at(-1) === 'yes' ? of.at(-1).f1.toFixed(3) : '–', published)
  }
}
