// Kills vigie with SIGKILL fifty times while it reads a growing stream, then lets it finish: it must end exactly where an
// undisturbed run ends, with the same findings, no incident twice, and an audit chain that holds.
//   node kill.mjs path/to/vigie [kills]
import assert from 'node:assert/strict'
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

const binary = path.resolve(process.argv[2])
const kills = Number(process.argv[3] ?? 50)
const perLife = 2000 // items that arrive before each kill
const sleep = (ms) => new Promise((done) => setTimeout(done, ms))

// Small and seeded: the same stream every time.
let state = 42
const random = (n) => (state = (state * 1103515245 + 12345) % 2 ** 31) % n

const impostor = (n) => ({
  id: `did:plc:fake${n}`, handle: `acme-boutique-sav${n}.test`, name: 'Acme Boutique Officiel', followers: 3, following: 900,
  bio: 'Compte officiel, service client Acme Boutique. Écrivez-moi en privé.', created_at: '2026-01-01T00:00:00Z',
})
const item = (n) => {
  const guilty = random(10) === 0
  const author = guilty ? impostor(random(40)) : { id: `did:plc:crowd${random(500)}`, handle: `user${n}.test`, name: 'Jo' }
  const text = guilty ? `Remboursement Acme Boutique : https://acme-boutique-login${random(5)}.test/a` : `Vu chez Acme Boutique ce matin (${n})`
  return JSON.stringify({ id: `p${n}`, network: 'bluesky', kind: 'post', text, author, created_at: new Date(Date.UTC(2026, 0, 2) + n * 1000).toISOString() })
}
const chunk = (from, count) => `${Array.from({ length: count }, (_, i) => item(from + i)).join('\n')}\n`

function installation(name, follow) {
  const folder = path.join(root, name)
  mkdirSync(folder)
  const write = (file, text) => writeFileSync(path.join(folder, file), text)
  write('assets.yaml', 'organisation: {name: Acme}\nbrands: [Acme Boutique]\naccounts:\n  - {network: bluesky, id: "did:plc:acme", handle: acme-boutique.test, name: Acme Boutique}\ndomains: [acme-boutique.example]\n')
  write('policies.yaml', 'departments: {security: {title: {fr: Sécurité, en: Security}}}\npolicies:\n  - id: any\n    title: {fr: Tout, en: Any}\n    steps: [{key: look, action: task, title: {fr: Regarder, en: Look}, owner: security, mode: manual}]\n')
  write('vigie.yaml', `data: data\nassets: [assets.yaml]\npolicies: [policies.yaml]\nsources:\n  - {name: stream, type: items, path: ../stream.jsonl, follow: ${follow}}\ninvestigator: {enabled: false}\nserve: {listen: "127.0.0.1:1"}\n`)
  return folder
}
const start = (folder, ...more) =>
  spawn(binary, ['run', '--config', path.join(folder, 'vigie.yaml'), '--listen', '127.0.0.1:0', ...more], { stdio: ['ignore', 'ignore', 'ignore'] })
const sql = (folder, query) => execFileSync('sqlite3', [path.join(folder, 'data', 'vigie.db'), query], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 2 ** 28 }).trim()

const root = mkdtempSync(path.join(tmpdir(), 'vigie-kill-'))
try {
  const stream = path.join(root, 'stream.jsonl')
  writeFileSync(stream, '')
  const tortured = installation('tortured', true)
  let n = 0
  const advance = []
  for (let i = 0; i < kills; i++) {
    appendFileSync(stream, chunk(n, perLife))
    n += perLife
    const child = start(tortured)
    await sleep(60 + random(400))
    child.kill('SIGKILL')
    await once(child, 'exit')
    try {
      advance.push(Number(sql(tortured, 'select count(*) from item')))
    } catch {
      advance.push(0) // killed before the first migration was there
    }
  }
  appendFileSync(stream, chunk(n, perLife))
  const mid = advance.filter((count, i) => i > 0 && count > advance[i - 1] && count < perLife * (i + 1)).length
  const finish = start(installation('undisturbed', false), '--until-finished')
  assert.equal((await once(finish, 'exit'))[0], 0)
  writeFileSync(path.join(tortured, 'vigie.yaml'), readFileSync(path.join(tortured, 'vigie.yaml'), 'utf8').replace('follow: true', 'follow: false'))
  const last = start(tortured, '--until-finished')
  assert.equal((await once(last, 'exit'))[0], 0)
  const calm = path.join(root, 'undisturbed')
  for (const [what, query] of [
    ['items', 'select count(*) from item'],
    ['findings', 'select group_concat(id) from (select id from finding order by id)'],
    ['incidents', 'select count(*) from incident'],
  ]) assert.ok(sql(tortured, query) === sql(calm, query), `${what} differ after ${kills} kills`)
  assert.equal(sql(tortured, 'pragma integrity_check'), 'ok')
  const ids = sql(tortured, 'select id from incident order by id').split('\n')
  assert.deepEqual(ids, ids.map((_, i) => `VG-${ids[0].slice(3, 7)}-${String(i + 1).padStart(4, '0')}`), 'incident numbers have a gap')
  execFileSync(binary, ['audit', 'verify', '--data', path.join(tortured, 'data')], { stdio: 'inherit' })
  console.log(`${kills} kills, ${mid} of them seen in the middle of the stream; ${sql(calm, 'select count(*) from finding')} findings, ${ids.length} incidents, all as undisturbed`)
} finally {
  rmSync(root, { recursive: true, force: true })
}
