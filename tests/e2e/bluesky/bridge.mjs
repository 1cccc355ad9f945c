// Jetstream's old wire (WebSocket at /subscribe, JSON text frames) over the event stream of our own PDS.
import { once } from 'node:events'
import { createServer } from 'node:http'
import { WebSocketServer } from 'ws'
import { Firehose } from './firehose.mjs'
import { History } from './history.mjs'
import { BadRequest, fromQuery, fromUpdate, wants } from './subscription.mjs'

const PING_MS = 30_000
const MAX_MESSAGE = 10_000_000

export async function startBridge(pds) {
  const history = new History()
  const clients = new Set()
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE, perMessageDeflate: false })
  // 426 says what a plain GET on a WebSocket address lacks.
  const server = createServer((request, response) => response.writeHead(426).end('this is a WebSocket\n'))
  server.on('upgrade', (request, socket, head) => accept(request, socket, head))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')

  const firehose = new Firehose(pds, (event) => {
    const entry = history.add(event)
    for (const client of clients) client.offer(entry)
  })
  const pinger = setInterval(() => clients.forEach((client) => client.ping()), PING_MS)

  function accept(request, socket, head) {
    const url = new URL(request.url, 'ws://bridge')
    if (url.pathname !== '/subscribe') return refuse(socket, 404, 'Not Found', 'only /subscribe is here')
    let wish
    try {
      wish = fromQuery(url.searchParams, request.headers)
    } catch (error) {
      if (!(error instanceof BadRequest)) throw error
      return refuse(socket, 400, 'Bad Request', error.message)
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      const client = new Client(webSocket, wish, history)
      clients.add(client)
      webSocket.on('close', () => clients.delete(client))
    })
  }

  const disconnect = () => clients.forEach((client) => client.bye())

  return {
    url: `ws://127.0.0.1:${server.address().port}/subscribe`,
    // Cuts every client as a restarting Jetstream does; they come back with their cursor.
    disconnect,
    async close() {
      clearInterval(pinger)
      firehose.close()
      disconnect()
      server.close()
      server.closeAllConnections()
    },
  }
}

class Client {
  #webSocket
  #filter
  #cursor
  #history
  #listening = false

  constructor(webSocket, { filter, cursor, requireHello }, history) {
    this.#webSocket = webSocket
    this.#filter = filter
    this.#cursor = cursor
    this.#history = history
    webSocket.on('message', (data, isBinary) => isBinary || this.#obey(data))
    webSocket.on('error', (error) => console.error('bridge client:', error.message))
    if (!requireHello) this.#begin()
  }

  offer(event) {
    if (this.#listening && wants(this.#filter, event)) this.#webSocket.send(event.json)
  }

  ping() {
    this.#webSocket.ping()
  }

  bye() {
    this.#webSocket.close(1001, 'server shutting down')
  }

  // No event can slip in between the replay and the live ones: all of this happens in one turn of the event loop.
  #begin() {
    this.#listening = true
    if (this.#cursor !== undefined) for (const event of this.#history.since(this.#cursor)) this.offer(event)
  }

  #obey(data) {
    let message
    try {
      message = JSON.parse(data)
    } catch {
      return this.#webSocket.close(1007, 'invalid JSON')
    }
    if (message?.type !== 'options_update') return
    try {
      this.#filter = fromUpdate(message.payload)
    } catch (error) {
      if (!(error instanceof BadRequest)) throw error
      return this.#webSocket.close(1008, error.message.slice(0, 100))
    }
    if (!this.#listening) this.#begin()
  }
}

function refuse(socket, code, reason, text) {
  socket.on('error', () => {})
  socket.end(
    `HTTP/1.1 ${code} ${reason}\r\nContent-Type: text/plain\r\nContent-Length: ${Buffer.byteLength(text)}\r\nConnection: close\r\n\r\n${text}`,
  )
}
