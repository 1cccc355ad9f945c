// Stands between Vigie and a server. Armed, it lets one call through and, before its answer is given, does what it was
// armed with: the server has acted, and nobody was told.
import { createServer } from 'node:http'

export async function startDyingProxy(target) {
  const proxy = { armed: undefined, calls: [] }
  const server = createServer(async (request, response) => {
    const chunks = []
    for await (const chunk of request) chunks.push(chunk)
    proxy.calls.push(request.url)
    const headers = { ...request.headers }
    delete headers.host
    delete headers['content-length']
    const body = chunks.length > 0 ? Buffer.concat(chunks) : undefined
    const answer = await fetch(target + request.url, { method: request.method, headers, body }).catch((error) => error)
    if (answer instanceof Error) return response.destroy()
    let text = await answer.text()
    // The account's own server is named in the session: it stays behind the proxy.
    if (/server\.(create|refresh)Session/.test(request.url) && answer.ok) {
      const session = JSON.parse(text)
      delete session.didDoc
      text = JSON.stringify(session)
    }
    if (proxy.armed && request.url.includes(proxy.armed.method) && answer.ok) {
      const { act } = proxy.armed
      proxy.armed = undefined
      await act()
      return response.destroy()
    }
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'application/json' }).end(text)
  })
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening))
  proxy.url = `http://127.0.0.1:${server.address().port}`
  proxy.stop = () => {
    server.closeAllConnections()
    server.close()
  }
  return proxy
}
