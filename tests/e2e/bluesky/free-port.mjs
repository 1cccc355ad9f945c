// A port nobody listens on, on 127.0.0.1. Free a moment ago, that is: for servers that cannot choose one themselves.
import { once } from 'node:events'
import { createServer } from 'node:net'

export async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address()
  probe.close()
  await once(probe, 'close')
  return port
}
