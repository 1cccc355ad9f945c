// What one Jetstream client asked for: reading it strictly, and telling whether an event is wanted.
import { isValidDid, isValidNsid } from '@atproto/syntax'

const MAX_COLLECTIONS = 100
const MAX_DIDS = 10_000

// Thrown for what the client got wrong; its text is for the client.
export class BadRequest extends Error {}

// From the address of the WebSocket: /subscribe?wantedCollections=…&cursor=…
export function fromQuery(query, headers) {
  if (query.get('compress') === 'true' || headers['socket-encoding'] === 'zstd')
    throw new BadRequest('compression is not offered by this bridge')
  return {
    filter: makeFilter(query.getAll('wantedCollections'), query.getAll('wantedDids'), query.get('maxMessageSizeBytes')),
    cursor: readCursor(query.get('cursor')),
    requireHello: query.get('requireHello') === 'true',
  }
}

// From an options_update message: it replaces the whole filter.
export function fromUpdate(payload) {
  if (payload === null || typeof payload !== 'object') throw new BadRequest('payload must be an object')
  const { wantedCollections, wantedDids, maxMessageSizeBytes } = payload
  return makeFilter(strings(wantedCollections), strings(wantedDids), maxMessageSizeBytes)
}

export function wants(filter, event) {
  if (filter.dids.size > 0 && !filter.dids.has(event.did)) return false
  if (filter.maxBytes > 0 && event.bytes > filter.maxBytes) return false
  // Events on a person or an account have no collection: they always pass.
  if (event.collection === undefined || filter.all) return true
  return filter.collections.has(event.collection) || filter.prefixes.some((prefix) => event.collection.startsWith(prefix))
}

function makeFilter(wantedCollections, wantedDids, maxBytes) {
  const names = new Set(wantedCollections)
  if (names.size > MAX_COLLECTIONS) throw new BadRequest(`too many wanted collections: ${names.size} > ${MAX_COLLECTIONS}`)
  const dids = new Set(wantedDids)
  if (dids.size > MAX_DIDS) throw new BadRequest(`too many wanted DIDs: ${dids.size} > ${MAX_DIDS}`)
  for (const did of dids) if (!isValidDid(did)) throw new BadRequest(`invalid DID: ${did}`)
  const collections = new Set()
  const prefixes = []
  for (const name of names) {
    if (name.endsWith('.*') && isPrefix(name.slice(0, -2))) prefixes.push(name.slice(0, -1)) // keeps the dot
    else if (isValidNsid(name)) collections.add(name)
    else throw new BadRequest(`invalid collection: ${name}`)
  }
  return { all: names.size === 0, collections, prefixes, dids, maxBytes: Math.max(0, Number.parseInt(maxBytes ?? 0, 10) || 0) }
}

// A prefix may be shorter than a full name ("app.bsky.*", "app.*"), so a made-up ending completes it for the check.
const isPrefix = (prefix) => isValidNsid(`${prefix}.a.b`)

function readCursor(text) {
  if (text === null || text === '') return undefined
  if (!/^-?\d+$/.test(text)) throw new BadRequest(`invalid cursor: ${text}`)
  return Number(text)
}

function strings(list) {
  if (list === undefined || list === null) return []
  if (!Array.isArray(list) || !list.every((item) => typeof item === 'string')) throw new BadRequest('lists must hold strings')
  return list
}
