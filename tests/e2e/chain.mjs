// The whole chain on a real Bluesky network: an account imitates ours → Vigie finds it on the stream → a person approves →
// the report arrives at the moderators → Vigie is killed and started again → the moderator takes the account down → Vigie
// sees that it is gone and closes the case. A real SMTP server and a webhook receiver that checks signatures stand by.
//   node chain.mjs path/to/vigie          exit 0 passed, 1 failed, 75 skipped (packages not to be had)
import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Driver, Skipped } from './bluesky/driver.mjs'
import { freePort } from './bluesky/free-port.mjs'
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
  console.log('SKIPPED: the real Bluesky network cannot be installed here, so the chain was NOT tested end to end')
  process.exit(75)
}
const folder = await mkdtemp(path.join(tmpdir(), 'vigie-chain-'))
const mail = await startMailServer(await freePort())
const hook = await startWebhookReceiver()
let vigie
let failed
try {
  const { info } = driver
  const config = await writeConfiguration(folder, { info, mail, hook, listen: `127.0.0.1:${await freePort()}` })
  vigie = await step('vigie starts, and its first administrator logs in', async () => {
    const v = await Vigie.start(binary, config)
    await v.logInFirst()
    return v
  })
  await step('the source is connected', () => vigie.until('a connected source', async () => {
    const { rows } = await vigie.get('/sources')
    return rows.some((s) => s.state === 'connected')
  }))
  const harmless = await driver.command('create_account', { handle: 'jean-la-boulange.test', displayName: 'Jean', description: 'Boulanger à Lyon.', avatar: null })
  await driver.command('post', { did: harmless.did, text: 'Bonne journée à tous' })
  const began = performance.now()
  const fake = await driver.command('create_account', {
    handle: 'acme-boutlque.test', displayName: 'Acme Boutique', avatar: 'copy-official',
    description: 'Compte officiel de la boutique Acme. Service client : écrivez-moi en privé',
  })
  const incident = await step('the impostor is found from the stream', () => vigie.until('an incident', async () => {
    const { rows } = await vigie.get('/incidents')
    return rows.map((r) => r.incident).find((i) => i.culprit.id === fake.did)
  }))
  console.log(`# found ${((performance.now() - began) / 1000).toFixed(2)} s after the account was asked for`)
  await step('the finding says why, in both languages', async () => {
    const detail = await vigie.get(`/incidents/${incident.id}`)
    const evidence = detail.findings.flatMap((f) => f.evidence)
    assert.ok(evidence.length >= 2)
    assert.ok(evidence.every((e) => e.says.fr && e.says.en))
    assert.equal(detail.real.id, info.official.did)
    const { total } = await vigie.get('/incidents')
    assert.equal(total, 1, 'the harmless account must not have a case')
  })
  await step('security is told by e-mail and by a signed webhook', async () => {
    await vigie.until('the mail', async () => mail.text().includes(incident.id))
    await vigie.until('the webhook', async () => hook.received.some((r) => r.body.data?.id === incident.id))
    assert.ok(hook.received.every((r) => r.valid), 'a signature does not fit')
  })
  await step('nothing is reported before a person approves', async () => {
    assert.equal((await driver.command('reports')).reports.length, 0)
  })
  await step('a person approves, and the report arrives at the moderators', async () => {
    await vigie.post(`/incidents/${incident.id}/steps/ask-removal/approve`, { why: 'Checked: not ours.' })
    const reports = await vigie.until('the report', async () => {
      const { reports: all } = await driver.command('reports')
      return all.length > 0 && all
    })
    assert.equal(reports.length, 1)
    assert.match(JSON.stringify(reports[0]), new RegExp(fake.did))
    assert.match(reports[0].reason, new RegExp(incident.id))
    await vigie.until('the reference in the case', async () => {
      const { takedowns } = await vigie.get(`/incidents/${incident.id}`)
      return takedowns.some((t) => t.state === 'acknowledged' || (t.state === 'sent' && t.reference))
    })
  })
  await step('killed and started again, it goes on where it was', async () => {
    await vigie.kill('SIGKILL')
    vigie = await Vigie.start(binary, config, vigie)
    const { total } = await vigie.get('/incidents')
    assert.equal(total, 1)
  })
  await step('the moderator takes the account down, vigie sees it gone and closes the case', async () => {
    await driver.command('takedown', { did: fake.did })
    const closed = await vigie.until('the closed case', async () => {
      const { incident: now } = await vigie.get(`/incidents/${incident.id}`)
      return now.status === 'closed' && now
    }, 120)
    assert.equal(closed.close_cause, 'content_gone')
    assert.ok(closed.gone_at)
    assert.equal((await driver.command('reports')).reports.length, 1, 'it was reported twice')
  })
  await step('what people let pass, what is frozen and the digest are told and undone over the wire', async () => {
    const allowance = await vigie.post('/allowances', { kind: 'domain', value: 'partner.test', why: 'Reseller.', days: 30 })
    assert.equal(allowance.in_force, true)
    const { rows: allowed } = await vigie.get('/allowances')
    assert.ok(allowed.some((a) => a.id === allowance.id && a.used === 0))
    const { held, detectors } = await vigie.get('/digest')
    assert.deepEqual(held, [])
    assert.ok(detectors.impersonation.opened_today >= 1)
    const until = new Date(Date.now() + 3_600_000).toISOString()
    const freeze = await vigie.post('/freezes', { asset: '*', why: 'Exercise.', until, speakers: ['admin'] })
    assert.ok(freeze.in_force && freeze.speakers.includes('admin'))
    assert.equal((await vigie.post('/freezes/*/lift', { why: 'Over.' })).in_force, false)
  })
  await step('the case tells its whole timeline, and the chain of acts holds', async () => {
    const { timeline } = await vigie.get(`/incidents/${incident.id}`)
    const acts = timeline.map((e) => e.act)
    for (const act of ['incident.opened', 'notice.sent', 'step.approved', 'takedown.gone', 'incident.closed']) assert.ok(acts.includes(act), `${act} is missing in ${acts}`)
    assert.ok((await vigie.get('/audit/verify')).ok)
    for (const e of timeline) console.log(`#   ${e.at} ${e.says.en}`)
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
  await driver.hangUp()
  await rm(folder, { recursive: true, force: true })
}
console.log(failed ? `${passed} passed, 1 failed` : `${passed} passed, 0 failed`)
process.exit(failed ? 1 : 0)
