// Pages behind links: recall and false alarms of `vigie inspect url --fetch` on pages served here, each from an address of its own
// (127.x.y.z), so that nothing but the page speaks. Two styles: the weights were set with style A only.
//   node pages.mjs path/to/vigie
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pages, register } from './pages-written.mjs'

const [binary] = process.argv.slice(2)
const all = pages()
const server = createServer((request, response) => {
  const [, , hi, lo] = request.socket.localAddress.replace('::ffff:', '').split('.').map(Number)
  const page = all[hi * 250 + lo - 1]
  const [status, headers, body] = page?.routes[request.url]?.(request) ?? [404, {}, '']
  response.writeHead(status, { ...headers, connection: 'close' }).end(body)
})
await new Promise((resolve) => server.listen(8080, '0.0.0.0', resolve)).catch(() => process.exit(1))
const folder = mkdtempSync(path.join(tmpdir(), 'vigie-pages-'))
writeFileSync(path.join(folder, 'assets.yaml'), register)
writeFileSync(path.join(folder, 'urls.jsonl'),
  all.map((_, i) => JSON.stringify({ id: String(i), url: `http://127.7.${Math.floor(i / 250)}.${(i % 250) + 1}:8080/` })).join('\n'))
const answer = await new Promise((resolve, reject) =>
  execFile(binary, ['inspect', 'url', '--fetch', '--also-allow', '127.0.0.0/8', '--assets', path.join(folder, 'assets.yaml'), '--input', path.join(folder, 'urls.jsonl')],
    { maxBuffer: 2 ** 30 }, (error, stdout, stderr) => (stdout ? resolve(stdout) : reject(error ?? new Error(stderr)))))
server.close()
rmSync(folder, { recursive: true })
for (const line of answer.trim().split('\n').map((l) => JSON.parse(l))) {
  Object.assign(all[Number(line.id)], { score: line.scores.phishing_link, found: line.findings.length > 0 })
}
const missing = all.filter((p) => p.score === undefined)
if (missing.length > 0) console.log(`NOT ANSWERED: ${missing.length}`)

const percent = (n, of) => (of === 0 ? '–' : `${((100 * n) / of).toFixed(1)} %`)
console.log(`Pages (own writing, synthetic; ${all.length} served)\n\n| style | kind | page | pages | found | mean score |\n|---|---|---|--:|--:|--:|`)
const groups = new Map()
for (const p of all) groups.set(`${p.style} | ${p.bad ? 'phishing' : 'honest'} | ${p.group}`, [...(groups.get(`${p.style} | ${p.bad ? 'phishing' : 'honest'} | ${p.group}`) ?? []), p])
for (const [name, of] of [...groups].sort()) {
  console.log(`| ${name} | ${of.length} | ${of.filter((p) => p.found).length} | ${(of.reduce((s, p) => s + p.score, 0) / of.length).toFixed(2)} |`)
}
for (const style of ['A', 'B']) {
  const bad = all.filter((p) => p.bad && p.style === style)
  const good = all.filter((p) => !p.bad && p.style === style)
  const limit = good.map((p) => p.score).sort((a, b) => b - a)[Math.floor(good.length * 0.01)] ?? 0
  console.log(`\nStyle ${style}: found ${percent(bad.filter((p) => p.found).length, bad.length)} of ${bad.length} phishing pages, ` +
    `${percent(good.filter((p) => p.found).length, good.length)} of ${good.length} honest ones; recall at 1 % false positives ${percent(bad.filter((p) => p.score > limit).length, bad.length)} (aim 90 %)`)
}
