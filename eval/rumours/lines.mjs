// JSON lines through `vigie inspect KIND`, and tables for people.
import { spawnSync } from 'node:child_process'

export function inspect(binary, kind, lines) {
  const run = spawnSync(binary, ['inspect', kind], { input: lines.map((l) => JSON.stringify(l)).join('\n') + '\n', encoding: 'utf8', maxBuffer: 2 ** 31 - 1 })
  if (run.error) throw run.error
  if (run.stderr) console.error(run.stderr.slice(0, 500))
  return run.stdout.trim().split('\n').map((l) => JSON.parse(l))
}
export const row = (...cells) => console.log(`| ${cells.join(' | ')} |`)
export const head = (...cells) => (row(...cells), row(...cells.map(() => '---')))
export const median = (list) => {
  const sorted = [...list].sort((a, b) => a - b)
  const n = sorted.length
  return n === 0 ? NaN : n % 2 ? sorted[(n - 1) / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2
}
