// A small Jetstream client for the self-test: keeps the events that came, and waits for one.
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

// Any Node can run the self-test: it borrows the WebSocket package from where setup.sh put it.
const folder = process.env.VIGIE_E2E_DIR ?? fileURLToPath(new URL('../../../build/e2e/bluesky', import.meta.url))
const load = () => createRequire(join(folder, 'package.json'))('ws')

export class StreamClient {
  events = []
  #waiting = []

  static async open(url) {
    const client = new StreamClient(url)
    await client.opened
    return client
  }

  constructor(url) {
    const WebSocket = load()
    this.socket = new WebSocket(url, { perMessageDeflate: false })
    this.opened = new Promise((resolve, reject) => {
      this.socket.once('open', resolve)
      this.socket.once('error', reject)
    })
    this.closed = new Promise((resolve) => this.socket.once('close', (code, reason) => resolve({ code, reason: String(reason) })))
    this.socket.on('message', (frame) => {
      const event = JSON.parse(frame)
      event.seen = performance.now()
      this.events.push(event)
      this.#waiting = this.#waiting.filter(({ test, resolve }) => !test(event) || resolve(event))
    })
  }

  // The first event, come or to come, that passes the test.
  until(what, test, timeout = 10_000) {
    const found = this.events.find(test)
    if (found) return Promise.resolve(found)
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`no event: ${what}`)), timeout)
      this.#waiting.push({ test, resolve: (event) => void (clearTimeout(timer), resolve(event)) })
    })
  }

  send(text) {
    this.socket.send(text)
  }

  close() {
    this.socket.close()
    return this.closed
  }
}

// What the server says when it does not want us: its HTTP status and its text.
export function refusal(url) {
  const WebSocket = load()
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url)
    socket.once('open', () => reject(new Error(`accepted: ${url}`)))
    socket.once('error', () => {})
    socket.once('unexpected-response', async (_, response) => {
      const parts = await response.toArray()
      resolve({ status: response.statusCode, text: Buffer.concat(parts).toString() })
    })
  })
}
