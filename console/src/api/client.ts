// The one place that speaks HTTP. Every call answers the parsed body or throws an ApiError that a person can read.
import type { Error as ErrorBody, QueryError, QueryProblem, Session } from './types.gen';

export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly help: string,
    readonly problems: QueryProblem[] = [],
  ) {
    super(message);
  }
}

const base = '/api/v1';
let csrf = '';
let lang = 'en';
let onLost: () => void = () => {};

export function rememberSession(session: Session | null): void {
  csrf = session?.csrf ?? '';
}
export function speak(language: string): void {
  lang = language;
}
// Called when an answer says that the session is over.
export function whenSessionLost(callback: () => void): void {
  onLost = callback;
}

export type Query = Record<string, string | number | boolean | undefined>;

export function pathOf(path: string, query: Query = {}): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(query))
    if (value !== undefined && value !== '' && value !== false) params.set(key, String(value));
  const text = params.toString();
  return base + path + (text ? `?${text}` : '');
}

async function errorOf(response: Response): Promise<ApiError> {
  try {
    const { error, problems } = (await response.json()) as ErrorBody & QueryError;
    return new ApiError(response.status, error.code, error.message, error.help, problems);
  } catch {
    return new ApiError(response.status, 'unreadable', `HTTP ${response.status}`, '');
  }
}

async function call<T>(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
  const headers: Record<string, string> = { Accept: 'application/json', 'Accept-Language': lang };
  if (method !== 'GET') headers['X-CSRF-Token'] = csrf;
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  let response: Response;
  try {
    const init: RequestInit = { method, headers, credentials: 'same-origin' };
    if (body !== undefined) init.body = JSON.stringify(body);
    if (signal) init.signal = signal;
    response = await fetch(path, init);
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new ApiError(0, 'unreachable', '', '');
  }
  if (!response.ok) {
    const error = await errorOf(response);
    if (response.status === 401 && !path.endsWith('/session')) onLost();
    throw error;
  }
  return (response.status === 204 ? undefined : await response.json()) as T;
}

export const get = <T>(path: string, query?: Query, signal?: AbortSignal): Promise<T> =>
  call<T>('GET', pathOf(path, query), undefined, signal);
export const post = <T>(path: string, body: unknown = {}, signal?: AbortSignal): Promise<T> =>
  call<T>('POST', pathOf(path), body, signal);
export const put = <T>(path: string, body: unknown): Promise<T> => call<T>('PUT', pathOf(path), body);
export const remove = <T = void>(path: string): Promise<T> => call<T>('DELETE', pathOf(path));
