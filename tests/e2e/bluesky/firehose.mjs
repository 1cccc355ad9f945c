// Reads the event stream of a PDS (com.atproto.sync.subscribeRepos, CBOR over WebSocket) and gives each event in the
// form of Jetstream, without time_us. @atproto/sync is not used: it looks identities up and checks signatures, and what
// it gives has lost the handle of identity events and statuses it does not know.
import { decode, decodeAll } from '@atproto/lex-cbor'
import { lexToJson } from '@atproto/lex-json'
import { readCar } from '@atproto/repo'
import { WebSocket } from 'ws'

export class Firehose {
  #url
  #onEvent
  #seq = 0 // 0 = from the very first event of this young PDS
  #socket
  #closed = false
  #work = Promise.resolve()

  constructor(pds, onEvent) {
    this.#url = `${pds.replace(/^http/, 'ws')}/xrpc/com.atproto.sync.subscribeRepos`
    this.#onEvent = onEvent
    this.#connect()
  }

  close() {
    this.#closed = true
    this.#socket.close()
  }

  #connect() {
    this.#socket = new WebSocket(`${this.#url}?cursor=${this.#seq}`)
    // One after the other: unpacking a commit takes several turns of the event loop, and the order must stay.
    this.#socket.on('message', (frame) => {
      this.#work = this.#work.then(() => this.#take(frame)).catch((error) => console.error('firehose event:', error))
    })
    this.#socket.on('error', (error) => console.error('firehose:', error.message))
    this.#socket.on('close', () => {
      if (!this.#closed) setTimeout(() => this.#closed || this.#connect(), 500)
    })
  }

  async #take(frame) {
    const [header, body] = decodeAll(frame)
    if (header.op !== 1) throw new Error(`the PDS says ${body.error}: ${body.message}`)
    if (body.seq !== undefined) this.#seq = body.seq
    for (const event of await translate(header.t, body)) this.#onEvent(event)
  }
}

async function translate(type, body) {
  if (type === '#commit') return commits(body)
  if (type === '#identity') return [identity(body)]
  if (type === '#account') return [account(body)]
  return [] // the old Jetstream never sends #sync, and #info is only for us
}

async function commits({ repo, rev, ops, blocks }) {
  const { blocks: records } = await readCar(blocks)
  return ops.map(({ action, path, cid }) => {
    const slash = path.indexOf('/')
    const commit = { rev, operation: action, collection: path.slice(0, slash), rkey: path.slice(slash + 1) }
    if (action !== 'delete') {
      commit.record = lexToJson(decode(records.get(cid)))
      commit.cid = cid.toString()
    }
    return { did: repo, kind: 'commit', commit }
  })
}

function identity({ did, handle, seq, time }) {
  return { did, kind: 'identity', identity: { did, ...(handle && { handle }), seq, time } }
}

function account({ did, active, status, seq, time }) {
  return { did, kind: 'account', account: { active, did, seq, ...(status && { status }), time } }
}
