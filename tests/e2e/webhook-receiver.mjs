// Receives Standard Webhooks and checks their signatures on the raw bytes.
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { createServer } from 'node:http'
import { once } from 'node:events'

export async function startWebhookReceiver() {
  const key = randomBytes(32)
  const received = []
  const server = createServer(async (request, response) => {
    const chunks = []
    for await (const chunk of request) chunks.push(chunk)
    const raw = Buffer.concat(chunks)
    const { 'webhook-id': id, 'webhook-timestamp': time, 'webhook-signature': signatures = '' } = request.headers
    const expected = createHmac('sha256', key).update(`${id}.${time}.`).update(raw).digest()
    const valid = signatures.split(' ').some((s) => {
      const given = Buffer.from(s.replace(/^v1,/, ''), 'base64')
      return given.length === expected.length && timingSafeEqual(given, expected)
    })
    received.push({ id, valid, body: JSON.parse(raw.toString('utf8')) })
    response.writeHead(valid ? 204 : 401).end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${server.address().port}/vigie`,
    secret: `whsec_${key.toString('base64')}`,
    received,
    stop: () => server.close() && server.closeAllConnections(),
  }
}
