// The channels that speak to services, end to end: one server plays Slack, Teams, PagerDuty, Jira, TheHive, MISP and a TAXII
// collection, another a syslog collector. The Test button reaches each; then a service answers 500, 429 and nothing at all.
//   node services.mjs path/to/vigie          exit 0 passed, 1 failed
import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { createServer as createTcpServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { freePort } from './bluesky/free-port.mjs'
import { startWebhookReceiver } from './webhook-receiver.mjs'
import { Vigie } from './vigie.mjs'

const binary = path.resolve(process.argv[2] ?? 'build/release/vigie')
const token = 'T000-very-secret'
const key = '0123456789abcdef0123456789abcdef'
const asked = []
let trouble // what /slack answers instead of "ok"
const services = createServer(async (request, response) => {
  const chunks = []
  for await (const chunk of request) chunks.push(chunk)
  const raw = Buffer.concat(chunks).toString('utf8')
  const { method, url, headers } = request
  asked.push({ method, url, headers, body: raw ? JSON.parse(raw) : undefined })
  const json = (status, value) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
  if (url === `/slack/${token}`) {
    if (trouble === 'hang') return
    if (trouble) return response.writeHead(trouble, trouble === 429 ? { 'retry-after': '7' } : {}).end('later')
    return response.end('ok')
  }
  if (url.startsWith(`/teams/${token}?`)) return response.writeHead(202).end()
  if (url === '/v2/enqueue') return json(202, { status: 'success' })
  if (url === '/rest/api/2/project/SEC') return json(200, { key: 'SEC' })
  if (url === '/api/v1/user/current') return json(200, { login: 'vigie' })
  if (url === '/servers/getVersion.json') return json(200, { version: '2.4' })
  if (url === '/api1/collections/c1/') return json(200, { id: 'c1', can_read: true, can_write: true })
  return json(404, { title: 'not here' })
})
await new Promise((done) => services.listen(0, '127.0.0.1', done))
const origin = `http://127.0.0.1:${services.address().port}`
let logged = ''
const collector = createTcpServer((socket) => socket.on('data', (data) => (logged += data)).on('error', () => {}))
await new Promise((done) => collector.listen(0, '127.0.0.1', done))
const hook = await startWebhookReceiver()

const folder = await mkdtemp(path.join(tmpdir(), 'vigie-services-'))
const file = (name) => path.join(folder, name)
const listen = `127.0.0.1:${await freePort()}`
const secret = async (name, value) => writeFile(file(name), `${value}\n`)
await secret('slack', `${origin}/slack/${token}`)
await secret('teams', `${origin}/teams/${token}?api-version=1&sig=${token}`)
await secret('key', key)
await secret('hook', hook.secret)
await writeFile(file('posts.jsonl'), '')
await writeFile(file('assets.yaml'), 'organisation: {name: Acme Occasions}\n')
await writeFile(file('policies.yaml'), `departments:
  security: {title: {fr: Sécurité, en: Security}, channels: [slack]}
policies:
  - id: any
    title: {fr: Tout, en: Anything}
    steps:
      - {key: tell, action: notify, title: {fr: Prévenir, en: Tell}, owner: security, mode: automatic}
`)
const here = 'allow_private: true'
await writeFile(file('vigie.yaml'), `data: data
assets: [assets.yaml]
policies: [policies.yaml]
sources:
  - {type: items, name: posts, path: posts.jsonl, follow: true}
channels:
  slack: {secret_url: {file: slack}, ${here}}
  teams: {secret_url: {file: teams}, ${here}}
  pagerduty: {routing_key: {file: key}, url: "${origin}", ${here}}
  jira: {url: "${origin}", token: {file: key}, project: SEC, ${here}}
  thehive: {url: "${origin}", key: {file: key}, ${here}}
  misp: {url: "${origin}", key: {file: key}, ${here}}
  taxii: {url: "${origin}/api1", collection: c1, secret: {file: key}, ${here}}
  siem: {type: syslog, server: "tcp://127.0.0.1:${collector.address().port}", format: cef}
  webhook: {url: "${hook.url}", secret: {file: hook}, ${here}}
investigator: {enabled: false}
serve: {listen: "${listen}"}
`)

let vigie
let failed
try {
  vigie = await Vigie.start(binary, { folder, file: file('vigie.yaml'), url: `http://${listen}` })
  await vigie.logInFirst()
  const { rows } = await vigie.get('/channels')
  assert.equal(rows.length, 9)
  assert.ok(!JSON.stringify(rows).includes(token), 'an address that is a password stays hidden')
  for (const { name } of rows) {
    const said = await vigie.post(`/channels/${name}/test`)
    assert.equal(said.outcome, 'sent', `${name}: ${said.detail}`)
  }
  const one = (url) => asked.filter((a) => a.url.startsWith(url))
  assert.match(one('/slack/')[0].body.text, /VG-0000-0000/)
  assert.equal(one('/teams/')[0].body.attachments[0].content.type, 'AdaptiveCard')
  assert.ok(one('/teams/')[0].url.endsWith(`sig=${token}`), 'the query is kept whole')
  assert.deepEqual(one('/v2/enqueue').map((a) => a.body.event_action), ['trigger', 'resolve'])
  assert.equal(one('/api1/')[0].headers.accept, 'application/taxii+json;version=2.1')
  assert.equal(one('/rest/')[0].headers.authorization, `Bearer ${key}`)
  assert.ok(hook.received.length === 1 && hook.received[0].valid, 'the webhook is signed')
  for (let i = 0; i < 50 && !logged; i++) await new Promise((done) => setTimeout(done, 100))
  const [, length, line] = /^(\d+) (<\d+>1 .*)$/s.exec(logged)
  assert.equal(Number(length), Buffer.byteLength(line), 'octets are counted')
  assert.match(line, / CEF:0\|Vigie\|Vigie\|/)
  console.log('ok 1 - the Test button reaches every service, in its own words, and shows no secret')

  for (const status of [500, 429, 404]) {
    trouble = status
    const said = await vigie.post('/channels/slack/test')
    assert.equal(said.outcome, status === 404 ? 'refused' : 'retry', said.detail)
    assert.ok(!said.detail.includes(token))
  }
  trouble = undefined
  const calls = one('/slack/').length
  assert.equal((await vigie.post('/channels/slack/test')).outcome, 'refused')
  assert.equal(one('/slack/').length, calls, 'a hook that is gone is not called again')
  assert.deepEqual((await vigie.get('/notices/dead')).rows, [])
  console.log('ok 2 - 500 and 429 are tried again, 404 switches the hook off')
} catch (error) {
  failed = error
} finally {
  if (vigie) await vigie.kill('SIGTERM')
  services.close()
  services.closeAllConnections()
  collector.close()
  hook.stop()
  if (!failed) await rm(folder, { recursive: true, force: true })
}
if (failed) {
  console.error(failed, `\nlog: ${file('vigie.log')}`)
  process.exit(1)
}
