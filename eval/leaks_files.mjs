// How well leaks are found in pictures: places in photos against the true coordinates, thumbnails and false alarms on photos without text, and
// identifiers on forms that eval/render_leaks.py draws, by difficulty. Reading was tuned on seed 1; what is measured here is drawn from seed 2.
//   node leaks_files.mjs path/to/vigie DATA-FOLDER
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

const [binary, data] = process.argv.slice(2)
const folder = mkdtempSync(path.join(tmpdir(), 'vigie-eval-files-'))
const row = (...cells) => console.log(`| ${cells.join(' | ')} |`)
const share = (n, of) => (of === 0 ? '–' : (n / of).toFixed(3))

// Answers of `vigie inspect image` by id.
function ask(files) {
  const input = path.join(folder, 'input.jsonl')
  writeFileSync(input, files.map((f) => JSON.stringify({ id: f, path: f })).join('\n'))
  const run = spawnSync(binary, ['inspect', 'image', '--input', input], { encoding: 'utf8', maxBuffer: 2 ** 31 - 1 })
  const errors = run.stdout.trim().split('\n').map((line) => JSON.parse(line)).filter((a) => a.error)
  if (errors.length) console.log(`${errors.length} of ${files.length} files could not be read: ${errors[0].error}`)
  return new Map(run.stdout.trim().split('\n').map((line) => JSON.parse(line)).map((a) => [a.id, a]))
}
const files = (of) => (existsSync(of) ? readdirSync(of, { recursive: true }).map((f) => path.join(of, String(f))).filter((f) => /\.(jpe?g|png|heic)$/i.test(f)) : [])

function places() {
  const truth = path.join(data, 'images/exif/expected_gps.csv')
  if (!existsSync(truth)) return console.log(`ABSENT: ${truth} — not measured`)
  const lines = readFileSync(truth, 'utf8').trim().split('\n').slice(1).map((l) => l.split(','))
  const answers = ask(lines.map(([name]) => path.join(data, 'images/exif', name)))
  let [right, withPlace, silent, without, thumbnails, differ, devices, named] = Array(8).fill(0)
  for (const [name, lat, lon, , , model] of lines) {
    const a = answers.get(path.join(data, 'images/exif', name)) ?? {}
    if (lat) {
      withPlace++
      if (a.gps && Math.abs(a.gps.lat - Number(lat)) < 1e-9 && Math.abs(a.gps.lon - Number(lon)) < 1e-9) right++
    } else {
      without++
      if (!a.gps) silent++
    }
    if (model) {
      named++
      if ((a.device ?? '').includes(model.trim())) devices++
    }
    if (a.thumbnail) thumbnails++
    if (a.thumbnail?.differs) differ++
  }
  console.log('\n## Places and devices in photos\n')
  row('what', 'right', 'of', 'aim')
  row('---', '---', '---', '---')
  row('coordinates exact (1e-9 degrees)', right, withPlace, 'all')
  row('no place where there is none', silent, without, 'all')
  row('device named', devices, named, '')
  row('thumbnails of whole photos said to differ', differ, thumbnails, '0')
}

function rendered() {
  const drawn = path.join(folder, 'rendered')
  const run = spawnSync('/usr/bin/python3', [path.join(import.meta.dirname, 'render_leaks.py'), drawn, '20', '2'], { encoding: 'utf8' })
  if (run.status !== 0) return console.log(`ABSENT: python3-pil and python3-numpy draw the forms — not measured (${run.stderr.trim().split('\n').at(-1)})`)
  const truth = readFileSync(path.join(drawn, 'truth.jsonl'), 'utf8').trim().split('\n').map((l) => JSON.parse(l))
  const begin = performance.now()
  const answers = ask(truth.map((t) => t.path))
  const seconds = (performance.now() - begin) / 1000 / truth.length
  const plain = (s) => s.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase()
  console.log('\n## Identifiers on rendered forms (telephone, e-mail, social security, IBAN, card)\n')
  row('difficulty', 'pictures', 'identifiers', 'read exactly', 'numbers exactly', 'kind found', 'picture alarms', 'mean confidence')
  row(...Array(8).fill('---'))
  for (const difficulty of new Set(truth.map((t) => t.difficulty))) {
    const rows = truth.filter((t) => t.difficulty === difficulty)
    let [all, exact, numbers, numbersExact, kinds, alarms, sure] = Array(7).fill(0)
    for (const t of rows) {
      const a = answers.get(t.path) ?? {}
      const spans = [...(a.spans ?? []), ...(a.findings ?? []).flatMap((f) => f.evidence.flatMap((e) => e.spans ?? []))]
      for (const i of t.identifiers) {
        const same = spans.filter((s) => s.kind === i.kind)
        const hit = same.some((s) => plain(s.text) === plain(i.text))
        all++
        if (hit) exact++
        if (same.length) kinds++
        if (i.kind !== 'email') {
          numbers++
          if (hit) numbersExact++
        }
      }
      if ((a.scores?.leak_personal ?? 0) >= 0.5) alarms++
      sure += a.text_confidence ?? 0
    }
    row(difficulty, rows.length, all, share(exact, all), share(numbersExact, numbers), share(kinds, all), share(alarms, rows.length), share(sure, rows.length))
  }
  console.log(`\n${seconds.toFixed(2)} s a picture, one worker (aim: 1 to 2 s of processor)`)
}

function photos() {
  const list = files(path.join(data, 'images/pdq')).filter((_, i) => i % 2 === 0)
  if (list.length === 0) return console.log('ABSENT: images/pdq — not measured')
  const begin = performance.now()
  const answers = [...ask(list).values()]
  const false_ = answers.filter((a) => ['leak_personal', 'leak_health', 'leak_secret', 'leak_confidential'].some((d) => (a.scores?.[d] ?? 0) >= 0.5))
  const screens = answers.filter((a) => (a.findings ?? []).some((f) => f.kind.startsWith('screen_') && f.score >= 0.5))
  console.log('\n## Photos without text\n')
  row('photos', 'text read', 'leaks found', 'screens found', 's a photo')
  row(...Array(5).fill('---'))
  row(list.length, answers.filter((a) => (a.text ?? '').trim()).length, false_.length, screens.length, ((performance.now() - begin) / 1000 / list.length).toFixed(2))
}

places()
rendered()
photos()
rmSync(folder, { recursive: true, force: true })
