// Serves console/dist with the pretended server behind it: `node mock-server.mjs [port]`. VIGIE_MOCK_INCIDENTS says how many
// cases it holds. For the browser test before there is a binary, and for working on the console.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { World } from '../../console/src/mocks/world.js';

const dist = fileURLToPath(new URL('../../console/dist', import.meta.url));
const types = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.woff2': 'font/woff2' };
const policy = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

export function startMock({ port = 0, incidents = 10_500 } = {}) {
  const world = new World({ incidents });
  const listeners = new Set();
  let seq = 0;
  const publish = (event, data) => {
    seq++;
    for (const response of listeners) response.write(`id: ${seq}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  };
  world.events.push = (...events) => {
    for (const { event, data } of events) publish(event, data);
    return 0;
  };

  const server = createServer(async (request, response) => {
    const url = new URL(request.url, 'http://mock');
    const loggedIn = (request.headers.cookie ?? '').includes('vigie_session=mock');
    if (url.pathname === '/mock/arrive') {
      publish('incident.opened', world.addCase().incident);
      return response.writeHead(204).end();
    }
    if (url.pathname === '/api/v1/events') {
      if (!loggedIn) return response.writeHead(401).end();
      response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
      response.write(': here\n\n');
      listeners.add(response);
      return response.on('close', () => listeners.delete(response));
    }
    if (url.pathname.startsWith('/api/v1/')) {
      const chunks = [];
      for await (const chunk of request) chunks.push(chunk);
      const text = Buffer.concat(chunks).toString();
      const path = url.pathname.slice('/api/v1'.length);
      const answer = world.handle({ method: request.method, path, query: url.searchParams, body: text ? JSON.parse(text) : {}, csrf: request.headers['x-csrf-token'], loggedIn });
      const headers = { 'Content-Type': 'application/json' };
      if (path === '/session' && request.method === 'POST' && answer.status === 200) headers['Set-Cookie'] = 'vigie_session=mock; Path=/; HttpOnly; SameSite=Strict';
      if (path === '/session' && request.method === 'DELETE') headers['Set-Cookie'] = 'vigie_session=; Path=/; Max-Age=0';
      if (answer.json === undefined) return response.writeHead(204, headers).end();
      return response.writeHead(answer.status, headers).end(JSON.stringify(answer.json));
    }
    const wanted = join(dist, normalize(url.pathname));
    const file = wanted.startsWith(dist) && extname(wanted) ? wanted : join(dist, 'index.html');
    try {
      const content = await readFile(file);
      response.writeHead(200, { 'Content-Type': types[extname(file)] ?? 'application/octet-stream', 'Content-Security-Policy': policy }).end(content);
    } catch {
      response.writeHead(404).end();
    }
  });
  return new Promise((resolve) => {
    server.listen(port, '127.0.0.1', () => {
      const stop = () => {
        for (const response of listeners) response.end();
        server.close();
      };
      resolve({ url: `http://127.0.0.1:${server.address().port}`, world, publish, stop });
    });
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { url } = await startMock({ port: Number(process.argv[2] ?? 8601), incidents: Number(process.env.VIGIE_MOCK_INCIDENTS ?? 10_500) });
  console.log(`${url}  (admin / correct horse battery staple)`);
}
