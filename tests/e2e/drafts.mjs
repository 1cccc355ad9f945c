// Publishing on a real Bluesky network: a draft is written → screened → approved by somebody else → goes out at its hour →
// is one post there, though Vigie is killed between the request and its record.
//   node drafts.mjs path/to/vigie          exit 0 passed, 1 failed, 75 skipped (packages not to be had)
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Driver, Skipped } from './bluesky/driver.mjs'
import { freePort } from './bluesky/free-port.mjs'
import { startDyingProxy } from './dying-proxy.mjs'
import { startMailServer } from './mail-server.mjs'
import { Vigie } from './vigie.mjs'
import { startWebhookReceiver } from './webhook-receiver.mjs'
import { writeConfiguration } from './configuration.mjs'

const binary = path.resolve(process.argv[2] ?? 'build/release/vigie')
let passed = 0
const step = async (name, work) => {
  const begin = performance.now()
  const value = await work()
  passed += 1
  console.log(`ok ${passed} - ${name} (${((performance.now() - begin) / 1000).toFixed(1)} s)`)
  return value
}

let driver
try {
  driver = await Driver.start()
} catch (error) {
  if (!(error instanceof Skipped)) throw error
  console.log('SKIPPED: the real Bluesky network cannot be installed here, so publishing was NOT tested end to end')
  process.exit(75)
}
const folder = await mkdtemp(path.join(tmpdir(), 'vigie-drafts-'))
const mail = await startMailServer(await freePort())
const hook = await startWebhookReceiver()
const { info } = driver
const proxy = await startDyingProxy(info.pds)
let vigie
let failed

// What anybody reads of the official account.
const posts = async () => {
  const where = `repo=${info.official.did}&collection=app.bsky.feed.post&limit=100`
  const answer = await fetch(`${info.pds}/xrpc/com.atproto.repo.listRecords?${where}`)
  return (await answer.json()).records
}

// Somebody else of the house, with a session of their own.
async function colleague(config, name) {
  const output = execFileSync(binary, ['user', 'add', name, '--role', 'analyst', '--data', path.join(folder, 'data')], { encoding: 'utf8' })
  const first = /(\S+-\S+)\s*$/.exec(output.trim())?.[1] ?? output.trim().split(/\s+/).at(-1)
  const other = { cookie: '', csrf: '' }
  const send = async (where, body) => {
    const headers = { 'content-type': 'application/json', cookie: other.cookie, 'x-csrf-token': other.csrf }
    const response = await fetch(`${config.url}/api/v1${where}`, { method: 'POST', headers, body: JSON.stringify(body) })
    const text = await response.text()
    if (!response.ok) throw new Error(`${where} answered ${response.status}: ${text}`)
    const json = text ? JSON.parse(text) : {}
    const cookie = response.headers.get('set-cookie')
    if (cookie) [other.cookie, other.csrf] = [cookie.split(';')[0], json.csrf]
    return json
  }
  await send('/session', { name, password: first })
  await send('/session/password', { old: first, new: `a long sentence that ${name} made up` })
  return send
}

try {
  const config = await writeConfiguration(folder, { info, mail, hook, listen: `127.0.0.1:${await freePort()}` })
  await writeFile(path.join(folder, 'account-password'), info.official.password)
  await appendFile(config.file, `publishers:\n  shop: {type: bluesky, handle: ${info.official.handle}, service: "${proxy.url}", password: {file: account-password}}\n`)
  vigie = await step('vigie starts with an account that it writes on', async () => {
    const v = await Vigie.start(binary, config)
    await v.logInFirst()
    const { rows } = await v.get('/publishers')
    assert.equal(rows[0].handle, info.official.handle)
    return v
  })
  const noor = await colleague(config, 'noor')
  const { rows: assets } = await vigie.get('/assets').then((a) => ({ rows: a.rows ?? a }))
  const account = assets.find((a) => a.handle === info.official.handle)
  const words = 'Portes ouvertes à Lyon 🎈 : https://acme-boutique.example/fete #PortesOuvertes'

  await step('the screen blocks what must not go out', async () => {
    const leak = await vigie.post('/drafts', { accounts: [account.id], text: 'Dossier de Mme Simone Lemaire, née le 12/03/1951, NIR 2 51 03 29 019 123 47, diabète, insuline.', lang: 'fr' })
    await assert.rejects(vigie.post(`/drafts/${leak.id}/submit`, {}), /409|screen|health|personal/)
    await vigie.post(`/drafts/${leak.id}/cancel`, {})
  })
  const draft = await step('a draft is written and submitted; its author cannot approve it', async () => {
    const made = await vigie.post('/drafts', { accounts: [account.id], text: words, lang: 'fr', zone: 'Europe/Paris' })
    assert.ok(made.deliveries[0].length.used < 300)
    const submitted = await vigie.post(`/drafts/${made.id}/submit`, {})
    assert.equal(submitted.state, 'review')
    await assert.rejects(vigie.post(`/drafts/${made.id}/approve`, {}), /403|401|approves/)
    return submitted
  })
  await step('a colleague approves; killed between the request and its record', async () => {
    const died = new Promise((done) => {
      proxy.armed = { method: 'putRecord', act: async () => { await vigie.kill('SIGKILL'); done() } }
    })
    await noor(`/drafts/${draft.id}/approve`, {})
    await died
    assert.equal((await posts()).length, 1, 'the post is out, and Vigie does not know')
    vigie = await Vigie.start(binary, config, vigie)
    assert.equal((await vigie.get(`/drafts/${draft.id}`)).deliveries[0].state, 'sending')
  })
  await step('started again, it sends the same key: one post, and the draft is published', async () => {
    const done = await vigie.until('the published draft', async () => {
      const now = await vigie.get(`/drafts/${draft.id}`)
      return now.state === 'published' && now
    }, 180)
    const all = await posts()
    assert.equal(all.length, 1, 'it was posted twice')
    assert.equal(done.deliveries[0].item_id, all[0].uri)
    const { value } = all[0]
    assert.equal(value.text, words)
    assert.deepEqual(value.langs, ['fr'])
    const bytes = Buffer.from(words)
    const said = value.facets.map((f) => [bytes.subarray(f.index.byteStart, f.index.byteEnd).toString(), f.features[0].$type.split('#')[1]])
    assert.deepEqual(said, [['https://acme-boutique.example/fete', 'link'], ['#PortesOuvertes', 'tag']])
    assert.equal(proxy.calls.filter((url) => url.includes('putRecord')).length, 2)
  })
  await step('the post is seen on the stream, is expected, and makes no case', async () => {
    const { rows } = await vigie.get('/publications')
    assert.equal(rows[0].state, 'published')
    assert.equal((await vigie.get('/incidents')).total, 0)
  })
  await step('tokens lie sealed in the store, and their end is shown', async () => {
    for (const name of ['vigie.db', 'vigie.db-wal']) {
      const bytes = await readFile(path.join(folder, 'data', name)).catch(() => Buffer.alloc(0))
      assert.ok(!bytes.includes('accessJwt') && !bytes.includes('"refresh":"ey'), `${name} has a token`)
    }
    const { rows } = await vigie.get('/publishers')
    assert.ok(new Date(rows[0].expires_at) > new Date())
  })
  await step('a freeze holds the next one', async () => {
    await vigie.post('/freezes', { asset: '*', why: 'Accident.' })
    const made = await vigie.post('/drafts', { accounts: [account.id], text: 'Encore un mot', lang: 'fr' })
    await vigie.post(`/drafts/${made.id}/submit`, {})
    await noor(`/drafts/${made.id}/approve`, {})
    await vigie.until('the held draft', async () => (await vigie.get(`/drafts/${made.id}`)).deliveries[0].state === 'held')
    assert.equal((await posts()).length, 1)
    assert.ok((await vigie.get('/audit/verify')).ok)
  })
  await step('SIGTERM ends it in order', async () => {
    assert.equal(await vigie.kill('SIGTERM'), 0)
    vigie = undefined
  })
} catch (error) {
  failed = error
  console.log(`not ok - ${error.stack}`)
  console.log((await readFile(path.join(folder, 'vigie.log'), 'utf8').catch(() => '')).split('\n').slice(-30).join('\n'))
} finally {
  await vigie?.kill('SIGKILL')
  mail.stop()
  hook.stop()
  proxy.stop()
  await driver.hangUp()
  await rm(folder, { recursive: true, force: true })
}
console.log(failed ? `${passed} passed, 1 failed` : `${passed} passed, 0 failed`)
process.exit(failed ? 1 : 0)
