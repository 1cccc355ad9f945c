// Rumour or not: on events and trees that a model never saw (trained anew for it), then what the binary says with the models that ship, which have seen them
// all: that says that the command line reads what the models were trained on, nothing more.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { itemOf } from '../../tools/train/rumour/items.mjs'
import { head, inspect, row } from './lines.mjs'

const root = path.join(import.meta.dirname, '../..')

function f1(pairs) {
  const hits = pairs.filter(([p, y]) => p > 0.5 && y).length
  return (2 * hits) / (pairs.filter(([p]) => p > 0.5).length + pairs.filter(([, y]) => y).length)
}

// Area under the curve by ranks; ties count half.
function auc(pairs) {
  const sorted = [...pairs].sort((a, b) => a[0] - b[0])
  let ranks = 0
  let positives = 0
  for (let i = 0; i < sorted.length; ) {
    let j = i
    while (j < sorted.length && sorted[j][0] === sorted[i][0]) j++
    for (let k = i; k < j; k++) if (sorted[k][1]) (ranks += (i + j + 1) / 2), positives++
    i = j
  }
  return (ranks - (positives * (positives + 1)) / 2) / (positives * (pairs.length - positives))
}

const show = (pairs) => [f1(pairs).toFixed(3), auc(pairs).toFixed(3)]

// A tree as posts: "second+type:parent" (R repost, r reply), as it stood after so many seconds.
function story(line, limit = Infinity) {
  const [id, label, , events] = line.split('\t')
  const posts = []
  for (const [i, event] of events.split(' ').entries()) {
    const [, second, type, parent] = event.match(/^(\d+)([Rr]):(-?\d+)$/)
    if (Number(second) > limit) break
    const post = { id: `${i}`, network: 'x', kind: 'post', created_at: new Date(1.4e12 + 1000 * second).toISOString() }
    if (i > 0) post[type === 'R' ? 'repost_of' : 'reply_to'] = parent
    posts.push(post)
  }
  return [{ id, posts }, label !== 'non-rumor']
}

export function measure(binary, folder) {
  console.log('\n## Rumour or not, on what the model never saw\n')
  const run = spawnSync('bash', [path.join(root, 'tools/train/rumour.sh'), '--measure'], {
    encoding: 'utf8', env: { ...process.env, VIGIE_DATA: path.dirname(folder), VIGIE_BUILD: process.env.VIGIE_BUILD ?? path.join(root, 'build/release') },
  })
  console.log(run.status === 0 ? run.stdout : `Not measured: ${(run.stderr ?? '').trim().split('\n').at(-1)}`)
  console.log('\n## Rumour or not, through the command line (the models that ship, on what they were trained on)\n')
  head('', 'F1', 'AUC')
  const pheme = readFileSync(path.join(folder, 'pheme_sources.jsonl'), 'utf8').trim().split('\n').map((l) => JSON.parse(l))
  const answers = inspect(binary, 'story', pheme.map((p) => ({ id: p.id, posts: [itemOf(p)] })))
  row('PHEME, source posts', ...show(answers.map((a, i) => [a.scores.rumour, pheme[i].label === 'rumour'])))
  const lines = readFileSync(path.join(folder, 'twitter1516_cascades.tsv'), 'utf8').trim().split('\n')
  for (const [name, limit] of [['15 min', 900], ['1 h', 3600], ['whole', Infinity]]) {
    const pairs = []
    for (let i = 0; i < lines.length; i += 300) {  // a part at a time: the whole is a quarter of a gigabyte
      const stories = lines.slice(i, i + 300).map((l) => story(l, limit))
      inspect(binary, 'story', stories.map(([s]) => s)).forEach((a, k) => pairs.push([a.scores.rumour_structure ?? a.scores.rumour, stories[k][1]]))
    }
    row(`Twitter15, ${name}`, ...show(pairs))
  }
}
