// One local web server that is all hosts of the evaluation: it answers by the Host header, and shows itself as kits do, by browser,
// language and referrer.
import http from 'node:http'
import { PORT } from './site.mjs'

const visitor = ({ headers }) => ({
  mobile: /Mobile|Android|iPhone/.test(headers['user-agent'] ?? ''),
  french: /^fr/i.test(headers['accept-language'] ?? ''),
  referred: Boolean(headers.referer),
})

// Serves `cases`; resolves to {port, close, unknown}: `unknown` collects what was asked for in vain.
export function serve(cases) {
  const places = new Map(cases.flatMap((c) => Object.entries(c.places)))
  const unknown = new Set()
  const server = http.createServer((request, response) => {
    const host = (request.headers.host ?? '').replace(/\.localhost(:\d+)?$/, '')
    const place = host + request.url.replace(/[?#].*$/, '')
    const who = visitor(request)
    let answer = places.get(place)
    for (let turns = 0; typeof answer === 'function' && turns < 5; turns++) answer = answer(who)
    if (answer === undefined) {
      unknown.add(place)
      answer = { status: 404, body: 'Not Found' }
    }
    const { status = 200, headers = {}, body = '' } = typeof answer === 'string' ? { body: answer } : answer
    const here = (text) => String(text).replaceAll(PORT, server.address().port)
    response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', ...Object.fromEntries(Object.entries(headers).map(([k, v]) => [k, here(v)])) })
    response.end(here(body))
  })
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve({ port: server.address().port, close: () => server.close(), unknown })))
}
