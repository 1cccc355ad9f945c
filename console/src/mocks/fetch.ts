// Puts a World in the place of fetch().
import { vi } from 'vitest';
import type { World } from './world';

export type Call = { method: string; path: string; body: unknown };

export function serve(world: World): Call[] {
  const calls: Call[] = [];
  vi.stubGlobal('fetch', async (input: string, init: RequestInit = {}) => {
    const url = new URL(input, 'http://console.test');
    const method = init.method ?? 'GET';
    const path = url.pathname.replace('/api/v1', '');
    const body = typeof init.body === 'string' ? (JSON.parse(init.body) as unknown) : {};
    calls.push({ method, path, body });
    const csrf = new Headers(init.headers).get('X-CSRF-Token');
    const { status, json } = world.handle({ method, path, query: url.searchParams, body, csrf });
    return new Response(json === undefined ? null : JSON.stringify(json), { status: json === undefined ? 204 : status });
  });
  return calls;
}
