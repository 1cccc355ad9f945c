// Proves the test network itself: the life of an impostor, from its account to its removal, seen as Vigie sees it.
//   node selftest.mjs     (any Node from 18 on; leaves with 75 when the packages cannot be had)
import assert from 'node:assert/strict'
import { Driver, Skipped } from './driver.mjs'
import { StreamClient, refusal } from './stream-client.mjs'

let driver
try {
  const started = performance.now()
  driver = await Driver.start()
  report('network and bridge start', started)
} catch (error) {
  if (error instanceof Skipped) process.exit(75)
  throw error
}

const { jetstream, pds, ozone_did, operator, official } = driver.info
let passed = 0
let failed = 0
let stream, fake, post, session

await step('a client gets the whole past with an old cursor', async () => {
  stream = await StreamClient.open(`${jetstream}?cursor=1000000000000000`)
  const event = await stream.until('the official profile', (e) => e.did === official.did && e.commit?.collection === 'app.bsky.actor.profile')
  assert.equal(event.commit.record.displayName, 'Acme Boutique')
})

await step('a new account is seen: identity, account, profile with its picture', async () => {
  fake = await driver.command('create_account', {
    handle: 'acme-boutlque.test', displayName: 'Acme Boutique', description: 'SAV officiel', avatar: 'copy-official',
  })
  const identity = await stream.until('identity', (e) => e.did === fake.did && e.kind === 'identity')
  assert.equal(identity.identity.handle, 'acme-boutlque.test')
  const account = await stream.until('account', (e) => e.did === fake.did && e.kind === 'account')
  assert.equal(account.account.active, true)
  assert.ok(!('status' in account.account))
  const { commit } = await stream.until('profile', (e) => e.did === fake.did && e.commit?.collection === 'app.bsky.actor.profile')
  assert.equal(commit.operation, 'create')
  assert.equal(commit.rkey, 'self')
  assert.equal(commit.record.displayName, 'Acme Boutique')
  assert.equal(commit.record.avatar.$type, 'blob')
  assert.match(commit.record.avatar.ref.$link, /^bafkrei/)
  assert.match(commit.cid, /^bafyrei/)
  assert.match(commit.rev, /^[2-7a-z]{13}$/)
})

await step('the app view shows it at once, and gives its picture', async () => {
  const { status, body } = await profile(fake.handle)
  assert.equal(status, 200)
  assert.equal(body.displayName, 'Acme Boutique')
  const picture = await fetch(body.avatar)
  assert.equal(picture.status, 200)
  assert.match(picture.headers.get('content-type'), /^image\//)
})

await step('a profile update is seen as an update', async () => {
  await driver.command('update_profile', { did: fake.did, description: 'SAV officiel, remboursement rapide' })
  const { commit } = await stream.until('update', (e) => e.did === fake.did && e.commit?.operation === 'update')
  assert.equal(commit.record.description, 'SAV officiel, remboursement rapide')
  assert.equal(commit.record.avatar.$type, 'blob')
})

await step('a post is seen, with its link as a facet', async () => {
  post = await driver.command('post', { did: fake.did, text: "Bon d'achat de 50 € : https://acme-cadeau.example 🎁" })
  const event = await stream.until('post', (e) => e.did === fake.did && e.commit?.collection === 'app.bsky.feed.post')
  assert.equal(event.commit.operation, 'create')
  assert.equal(post.uri, `at://${fake.did}/app.bsky.feed.post/${event.commit.rkey}`)
  assert.equal(post.cid, event.commit.cid)
  assert.equal(event.commit.record.facets[0].features[0].uri, 'https://acme-cadeau.example')
  post.time_us = event.time_us
})

await step('a deletion and a new handle are seen', async () => {
  const other = await driver.command('post', { did: fake.did, text: 'oups' })
  await driver.command('delete_post', { did: fake.did, uri: other.uri })
  const gone = await stream.until('delete', (e) => e.commit?.operation === 'delete' && other.uri.endsWith(e.commit.rkey))
  assert.deepEqual(Object.keys(gone.commit), ['rev', 'operation', 'collection', 'rkey'])
  await driver.command('update_handle', { did: fake.did, handle: 'acme-sav.test' })
  await stream.until('new handle', (e) => e.identity?.handle === 'acme-sav.test')
})

await step('the times grow at each event', () => {
  stream.events.reduce((last, { time_us }) => (assert.ok(time_us > last), time_us), 0)
})

await step('a cursor replays from that very event on', async () => {
  const again = await StreamClient.open(`${jetstream}?cursor=${post.time_us}`)
  await again.until('new handle', (e) => e.identity?.handle === 'acme-sav.test')
  assert.equal(again.events[0].commit.cid, post.cid)
  await again.close()
})

await step('collections, prefixes, DIDs and sizes filter', async () => {
  const first = (query) => `${jetstream}?cursor=0&${query}`
  const profiles = await StreamClient.open(first('wantedCollections=app.bsky.actor.*'))
  const owned = await StreamClient.open(first(`wantedDids=${official.did}`))
  const small = await StreamClient.open(first('maxMessageSizeBytes=300'))
  await driver.command('post', { did: official.did, text: 'Ouvert ce dimanche' })
  await owned.until('post', (e) => e.commit?.collection === 'app.bsky.feed.post')
  await profiles.until('identity', (e) => e.kind === 'identity' && e.did === fake.did)
  assert.ok(profiles.events.every((e) => e.kind !== 'commit' || e.commit.collection.startsWith('app.bsky.actor.')))
  assert.ok(owned.events.every((e) => e.did === official.did))
  assert.ok(small.events.length > 0 && small.events.every((e) => e.kind !== 'commit' || e.commit.operation === 'delete'))
  await Promise.all([profiles.close(), owned.close(), small.close()])
})

await step('requireHello waits for options_update, which replaces the filter', async () => {
  const shy = await StreamClient.open(`${jetstream}?requireHello=true&cursor=0`)
  shy.send(JSON.stringify({ type: 'something_else' }))
  await driver.command('post', { did: official.did, text: 'Bonjour' })
  assert.equal(shy.events.length, 0)
  shy.send(JSON.stringify({ type: 'options_update', payload: { wantedCollections: ['app.bsky.feed.post'], wantedDids: [official.did] } }))
  await shy.until('post', (e) => e.commit?.record?.text === 'Bonjour')
  assert.ok(shy.events.every((e) => e.did === official.did && (e.kind !== 'commit' || e.commit.collection === 'app.bsky.feed.post')))
  shy.send(JSON.stringify({ type: 'options_update', payload: { wantedDids: ['nobody'] } }))
  assert.equal((await shy.closed).code, 1008)
  const rude = await StreamClient.open(jetstream)
  rude.send('{')
  assert.equal((await rude.closed).code, 1007)
})

await step('bad parameters are refused with 400 and a reason', async () => {
  const many = Array.from({ length: 101 }, (_, i) => `wantedCollections=app.bsky.feed.a${i}`).join('&')
  for (const query of ['wantedCollections=nonsense', 'wantedCollections=app.bsky.feed.po*', 'wantedDids=nobody', 'cursor=soon', 'compress=true', many]) {
    const { status, text } = await refusal(`${jetstream}?${query}`)
    assert.equal(status, 400, query)
    assert.notEqual(text, '')
  }
})

await step('a cut client is told 1001 and comes back without loss', async () => {
  const last = stream.events.at(-1).time_us
  await driver.command('disconnect')
  assert.equal((await stream.closed).code, 1001)
  await driver.command('post', { did: official.did, text: 'Pendant la coupure' })
  stream = await StreamClient.open(`${jetstream}?cursor=${last}`)
  await stream.until('post', (e) => e.commit?.record?.text === 'Pendant la coupure')
  assert.equal(stream.events[0].time_us, last)
})

await step('the operator logs in with an app password and reports the impostor', async () => {
  session = await xrpc('com.atproto.server.createSession', { identifier: operator.handle, password: operator.app_password })
  assert.equal(session.body.didDoc.service.find(({ id }) => id.endsWith('#atproto_pds')).serviceEndpoint, pds)
  const { status, body } = await createReport('tools.ozone.report.defs#reasonMisleadingImpersonation', {
    $type: 'com.atproto.admin.defs#repoRef', did: fake.did,
  })
  assert.equal(status, 200, JSON.stringify(body))
  assert.equal(body.reportedBy, operator.did)
})

await step('it reports the post too', async () => {
  const subject = { $type: 'com.atproto.repo.strongRef', uri: post.uri, cid: post.cid }
  const { status, body } = await createReport('tools.ozone.report.defs#reasonMisleadingScam', subject)
  assert.equal(status, 200, JSON.stringify(body))
})

await step('the moderators see both reports', async () => {
  const { reports } = await driver.command('reports')
  assert.equal(reports.length, 2)
  assert.equal(reports[0].reason_type, 'tools.ozone.report.defs#reasonMisleadingImpersonation')
  assert.equal(reports[0].subject.did, fake.did)
  assert.equal(reports[0].reported_by, operator.did)
  assert.match(reports[0].reason, /VG-2026-0001/)
  assert.equal(reports[1].subject.uri, post.uri)
  const { statuses } = await driver.command('statuses')
  assert.ok(statuses.some((s) => s.subject.did === fake.did && s.reviewState.endsWith('#reviewOpen')))
})

await step('the takedown is seen on the stream and in the app view', async () => {
  await driver.command('takedown', { did: fake.did })
  const { account } = await stream.until('takendown', (e) => e.did === fake.did && e.account?.active === false)
  assert.equal(account.status, 'takendown')
  const { status, body } = await profile(fake.did)
  assert.equal(status, 400)
  assert.equal(body.error, 'AccountTakedown')
})

await step('a restored account is back', async () => {
  const before = stream.events.length
  await driver.command('restore', { did: fake.did })
  await stream.until('active', (e) => stream.events.indexOf(e) >= before && e.did === fake.did && e.account?.active === true)
  assert.equal((await profile(fake.did)).status, 200)
})

await step('a deleted account is gone', async () => {
  await driver.command('delete_account', { did: fake.did })
  await stream.until('deleted', (e) => e.did === fake.did && e.account?.status === 'deleted')
  const { status, body } = await profile(fake.did)
  assert.equal(status, 400)
  assert.equal(body.message, 'Profile not found')
})

await step('without waiting, the app view follows within moments', async () => {
  const late = await driver.command('create_account', { handle: 'passante.test', displayName: 'Passante', wait: false })
  await until(async () => (await profile(late.did)).status === 200, 'in the app view')
  await driver.command('takedown', { did: late.did, wait: false })
  await until(async () => (await profile(late.did)).body.error === 'AccountTakedown', 'taken down in the app view')
})

await step('mistakes get an answer, not an end', async () => {
  await assert.rejects(driver.command('dance'), /unknown cmd/)
  await assert.rejects(driver.command('create_account', { handle: official.handle }), /taken/i)
  await assert.rejects(driver.command('post', { did: 'did:plc:nobody', text: 'x' }), /no account/)
})

await step('it ends by itself when standard input ends', async () => {
  assert.equal(await driver.hangUp(), 0)
})

console.log(`${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)

// --- helpers -------------------------------------------------------------------------------------------------------

// A step needs the ones before it: the first failure ends the test.
async function step(name, run) {
  const started = performance.now()
  try {
    await run()
    passed++
    report(name, started)
  } catch (error) {
    failed++
    console.log(`not ok  ${name}\n${error.stack}`)
    await driver.kill('SIGTERM')
    console.log(`${passed} passed, ${failed} failed`)
    process.exit(1)
  }
}

function report(name, started) {
  console.log(`ok ${String(Math.round(performance.now() - started)).padStart(6)} ms  ${name}`)
}

async function xrpc(method, input, headers = {}) {
  const response = await fetch(`${pds}/xrpc/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(input),
  })
  return { status: response.status, body: await response.json() }
}

function createReport(reasonType, subject) {
  const input = { reasonType, reason: 'Se fait passer pour Acme Boutique. Ref VG-2026-0001', subject, modTool: { name: 'vigie/1.0', meta: { ref: 'VG-2026-0001' } } }
  return xrpc('com.atproto.moderation.createReport', input, {
    authorization: `Bearer ${session.body.accessJwt}`,
    'atproto-proxy': `${ozone_did}#atproto_labeler`,
  })
}

function profile(actor) {
  return driver.command('profile', { actor })
}

async function until(condition, what) {
  const started = performance.now()
  while (!(await condition())) {
    assert.ok(performance.now() - started < 30_000, `never: ${what}`)
    await new Promise((done) => setTimeout(done, 10))
  }
  console.log(`   ${what} after ${Math.round(performance.now() - started)} ms`)
}
