// Forecasts of final sizes: every cascade by a model that never saw it (leave one out), and what the binary says with the
// model that ships, which has seen them all.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { head, inspect, median, row } from './lines.mjs'

const hours = [0.25, 0.5, 1, 2, 6, 12, 24]
const seismicPublished = { 1: 38, 12: 14 }
const target = { 1: 28, 6: 18, 12: 12 }
const percent = (x) => `${(100 * x).toFixed(1)} %`

export function measure(binary, folder) {
  const file = path.join(folder, 'tideh_retweets.tsv')
  const found = spawnSync('find', [path.dirname(binary), '-name', 'forecast_eval', '-type', 'f'], { encoding: 'utf8' }).stdout.trim().split('\n')[0]
  console.log('\n## Forecast of cascades: TiDeH, 71 cascades, median absolute error of the final size\n')
  if (!found) {
    console.log('Not measured: forecast_eval is not built.')
  } else {
    const run = spawnSync(found, ['leave-one-out', file, ...hours.map(String)], { encoding: 'utf8', maxBuffer: 2 ** 28 })
    const rows = run.stdout.trim().split('\n').map((l) => l.split(' ')).map(([id, hour, soFar, size, forecast, low, high, seismic]) =>
      ({ id, hour: Number(hour), soFar: Number(soFar), size: Number(size), forecast: Number(forecast), low: Number(low), high: Number(high), seismic: Number(seismic) }))
    head('after', 'cascade left out', 'target', 'SEISMIC, own', 'SEISMIC, published', '80 % interval covers', 'width / size')
    for (const hour of hours) {
      const at = rows.filter((r) => r.hour === hour)
      const error = (key) => percent(median(at.map((r) => Math.abs(r[key] - r.size) / r.size)))
      const covered = at.filter((r) => r.low <= r.size && r.size <= r.high).length / at.length
      row(`${hour} h`, error('forecast'), target[hour] ? `≤ ${target[hour]} %` : '', error('seismic'), seismicPublished[hour] ? `${seismicPublished[hour]} %` : '', percent(covered),
        median(at.map((r) => (r.high - r.low) / r.size)).toFixed(2))
    }
    const covered = rows.filter((r) => r.low <= r.size && r.size <= r.high).length / rows.length
    console.log(`\nAll hours: ${percent(covered)} of the final sizes lie in their 80 % interval (target 75 to 85 %).`)
  }
  const lines = readFileSync(file, 'utf8').trim().split('\n').map((l) => {
    const [id, events] = l.split('\t')
    return { id, events: events.split(' ').map((e) => e.split(':').map(Number)), at: hours.map((h) => h * 3600) }
  })
  const answers = inspect(binary, 'cascade', lines)
  console.log(`\nThe binary with the model that ships (trained on these cascades: a check of the product, no measure): ${[1, 6, 12].map((h) =>
    `${h} h ${percent(median(answers.map((a, i) => Math.abs(a.forecast[h * 3600].size - lines[i].events.length) / lines[i].events.length)))}`).join(', ')}.`)
}
