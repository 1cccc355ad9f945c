// Lists of known-bad URLs, end to end: a server gives a feed and speaks Safe Browsing v5; Vigie fetches both, a post that names us
// and carries a listed link becomes a case whose evidence names the list, and what left the house is four bytes.
//   node lists.mjs path/to/vigie          exit 0 passed, 1 failed
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { freePort } from './bluesky/free-port.mjs'
import { Vigie } from './vigie.mjs'

const binary = path.resolve(process.argv[2] ?? 'build/release/vigie')
const listed = 'https://kado-colis.test/suivi'
const hash = createHash('sha256').update('livraison-retard.test/').digest()
const asked = []
const lists = createServer((request, response) => {
  asked.push({ url: request.url, key: request.headers['auth-key'] })
  const json = (value) => response.end(JSON.stringify(value))
  if (request.url === '/feed.txt') return response.end(`${listed}\n`)
  if (request.url === '/urlhaus') return json({ query_status: 'ok', urls: [{ id: '1', url: 'http://cargo.test/a.apk', threat: 'malware_download' }] })
  if (request.url.startsWith('/v5/hashLists:batchGet?')) {
    const prefix = hash.subarray(0, 4)
    return json({
      hashLists: [{
        name: 'se-4b', version: 'AAE=', partialUpdate: false, minimumWaitDuration: '1800s',
        additionsFourBytes: { firstValue: prefix.readUInt32BE(0) },
        sha256Checksum: createHash('sha256').update(prefix).digest('base64'),
      }],
    })
  }
  if (request.url.startsWith('/v5/hashes:search?'))
    return json({ fullHashes: [{ fullHash: hash.toString('base64'), fullHashDetails: [{ threatType: 'SOCIAL_ENGINEERING' }] }], cacheDuration: '300s' })
  response.statusCode = 404
  response.end()
})
await new Promise((done) => lists.listen(0, '127.0.0.1', done))
const origin = `http://127.0.0.1:${lists.address().port}`

const folder = await mkdtemp(path.join(tmpdir(), 'vigie-lists-'))
const file = (name) => path.join(folder, name)
const listen = `127.0.0.1:${await freePort()}`
await writeFile(file('key'), 'k-1\n')
await writeFile(file('posts.jsonl'), '')
await writeFile(file('assets.yaml'), 'organisation: {name: Acme Occasions}\n')
await writeFile(file('policies.yaml'), `departments:
  security: {title: {fr: Sécurité, en: Security}}
policies:
  - id: link
    title: {fr: Lien, en: Link}
    when: {kinds: [phishing_link]}
    steps:
      - {key: look, action: task, title: {fr: Regarder, en: Look}, owner: security, deadline: 1h}
`)
await writeFile(file('vigie.yaml'), `data: data
assets: [assets.yaml]
policies: [policies.yaml]
sources:
  - {type: items, name: posts, path: posts.jsonl, follow: true}
  - {type: feed, name: feed-a, list: ISAC, url: "${origin}/feed.txt"}
  - {type: feed, name: feed-b, list: urlhaus, url: "${origin}/urlhaus", key: {file: key}}
  - {type: safe_browsing, name: google, service: "${origin}", key: {file: key}, lists: [se-4b]}
investigator: {enabled: false}
serve: {listen: "${listen}"}
`)
const post = (id, link) => appendFile(file('posts.jsonl'), `${JSON.stringify({ id, text: 'Acme Occasions : votre colis est en attente', links: [link], author: { handle: `u${id}` } })}\n`)

let vigie
let failed
try {
  vigie = await Vigie.start(binary, { folder, file: file('vigie.yaml'), url: `http://${listen}` })
  await vigie.logInFirst()
  await vigie.until('the lists', async () => {
    const { rows } = await vigie.get('/sources')
    return rows.filter((s) => ['feed', 'safe_browsing'].includes(s.type) && s.state === 'connected').length === 3
  })
  console.log('ok 1 - feeds and Safe Browsing are fetched, and say so')
  assert.equal(asked.find((a) => a.url === '/urlhaus').key, 'k-1')
  await post('1', listed)
  await post('2', 'https://livraison-retard.test/abc')
  const evidence = async () => {
    const { rows } = await vigie.get('/incidents')
    const cases = await Promise.all(rows.map((r) => vigie.get(`/incidents/${r.incident.id}`)))
    return JSON.stringify(cases)
  }
  await vigie.until('a case that quotes the feed', async () => (await evidence()).includes('The list ISAC reports this address for phishing'))
  console.log('ok 2 - a listed link beside our name is a case, and its evidence names the list')
  await vigie.until('the question', async () => asked.some((a) => a.url.startsWith('/v5/hashes:search?')))
  await vigie.until('a case that quotes Safe Browsing', async () => {
    await post(String(Date.now()), 'https://livraison-retard.test/abc')
    return (await evidence()).includes('Google Safe Browsing')
  })
  const left = asked.filter((a) => a.url.startsWith('/v5/hashes:search?')).flatMap((a) => new URL(a.url, origin).searchParams.getAll('hashPrefixes'))
  assert.deepEqual([...new Set(left)], [hash.subarray(0, 4).toString('base64')])
  console.log('ok 3 - of a link that Safe Browsing lists, four bytes of its hash left the house')
  const metrics = await (await fetch(`http://${listen}/metrics`)).text()
  for (const name of ['vigie_feed_urls', 'vigie_feed_fetches_total', 'vigie_safe_browsing_prefixes', 'vigie_safe_browsing_requests_total', 'vigie_reputation_lookups_total'])
    assert.ok(metrics.includes(name), `${name} is missing`)
  assert.ok(!metrics.includes('k-1') && !(await readFile(file('vigie.log'), 'utf8')).includes('k-1'), 'the key is shown')
  console.log('ok 4 - metrics count them, and no key is shown')
} catch (error) {
  failed = error
  console.log(`not ok - ${error.stack}`)
  console.log((await readFile(file('vigie.log'), 'utf8').catch(() => '')).split('\n').slice(-15).join('\n'))
} finally {
  await vigie?.kill('SIGTERM')
  lists.close()
  await rm(folder, { recursive: true, force: true })
}
process.exit(failed ? 1 : 0)
