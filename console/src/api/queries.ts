// What the pages ask for, as query options and mutations. Keys: the first word is the noun, so that live events can refresh by noun.
import { keepPreviousData, type QueryClient, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { ApiError, get, post, rememberSession } from './client';
import type * as T from './types.gen';

export const pageSize = 100;

export type Filters = {
  status?: string | undefined;
  severity?: string | undefined;
  kind?: string | undefined;
  asset?: string | undefined;
  owner?: string | undefined;
  text?: string | undefined;
  late?: boolean | undefined;
  sort?: string | undefined;
};

export type Rows<R> = { now: T.Time; rows: R[] };

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  staleTime: Number.POSITIVE_INFINITY,
  retry: false,
  queryFn: async ({ signal }) => {
    try {
      const session = await get<T.Session>('/session', {}, signal);
      rememberSession(session);
      return session;
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) return null;
      throw error;
    }
  },
});

export type SystemNow = T.System & { received: number };

// A drill's clock runs fast and may stop: it is looked at often.
export const systemQuery = queryOptions<SystemNow>({
  queryKey: ['system'],
  refetchInterval: (query) => (query.state.data?.drill ? 5000 : 60_000),
  queryFn: async ({ signal }) => ({ ...(await get<T.System>('/system', {}, signal)), received: Date.now() }),
});

export const overviewQuery = queryOptions({
  queryKey: ['overview'],
  refetchInterval: 60_000,
  queryFn: ({ signal }) => get<T.Overview>('/overview', {}, signal),
});

export const incidentPageQuery = (filters: Filters, page: number) =>
  queryOptions({
    queryKey: ['incidents', filters, page],
    queryFn: ({ signal }) => get<T.IncidentPage>('/incidents', { ...filters, limit: pageSize, offset: page * pageSize }, signal),
  });

export const incidentQuery = (id: string) =>
  queryOptions({
    queryKey: ['incident', id],
    queryFn: ({ signal }) => get<T.IncidentDetail>(`/incidents/${id}`, {}, signal),
  });

export const assetsQuery = (kind: string | undefined, text: string | undefined, limit: number) =>
  queryOptions({
    queryKey: ['assets', kind, text, limit],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => get<T.AssetPage>('/assets', { kind, text, limit }, signal),
  });

export const sourcesQuery = queryOptions({
  queryKey: ['sources'],
  refetchInterval: 30_000,
  queryFn: ({ signal }) => get<Rows<T.Source>>('/sources', {}, signal),
});

export const takedownsQuery = queryOptions({
  queryKey: ['takedowns'],
  queryFn: ({ signal }) => get<Rows<T.Takedown>>('/takedowns', { limit: 500 }, signal),
});

export const policiesQuery = queryOptions({
  queryKey: ['policies'],
  queryFn: ({ signal }) => get<T.PolicySet>('/policies', {}, signal),
});

export const detectorsQuery = queryOptions({
  queryKey: ['detectors'],
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: ({ signal }) => get<{ rows: T.Detector[] }>('/detectors', {}, signal),
});

export const channelsQuery = queryOptions({
  queryKey: ['channels'],
  queryFn: ({ signal }) => get<{ rows: T.Channel[] }>('/channels', {}, signal),
});

export const usersQuery = queryOptions({
  queryKey: ['users'],
  staleTime: 300_000,
  queryFn: ({ signal }) => get<{ rows: { name: string; role: T.Role }[] }>('/users', {}, signal),
});

export const auditQuery = (actor: string | undefined, limit: number) =>
  queryOptions({
    queryKey: ['audit', actor, limit],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => get<Rows<T.AuditEntry>>('/audit', { actor, limit, newest_first: true }, signal),
  });

export const searchQuery = (q: string) =>
  queryOptions({
    queryKey: ['search', q],
    enabled: q.length > 1,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => get<T.SearchResult>('/search', { q }, signal),
  });

export function verifyAudit(): Promise<T.AuditCheck> {
  return get<T.AuditCheck>('/audit/verify');
}

export function testChannel(name: string): Promise<T.Delivery> {
  return post<T.Delivery>(`/channels/${encodeURIComponent(name)}/test`);
}

// Every id that the filters lead to, at most `most`: for “select all”.
export async function allIds(filters: Filters, most = 10_000): Promise<string[]> {
  const ids: string[] = [];
  for (;;) {
    const page = await get<T.IncidentPage>('/incidents', { ...filters, limit: 500, offset: ids.length });
    ids.push(...page.rows.map((row) => row.incident.id));
    if (page.rows.length === 0 || ids.length >= Math.min(page.total, most)) return ids;
  }
}

export type Act = T.Bulk['act'] | 'note';

// One act on one case; every view that shows it is refreshed.
export function useAct() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, act, args }: { id: string; act: Act; args: Record<string, unknown> }) =>
      post<T.Incident>(`/incidents/${id}/${act}`, args),
    onSettled: () => refreshCases(client),
  });
}

export function useStepAct() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, key, act, why }: { id: string; key: string; act: 'approve' | 'refuse' | 'complete'; why: string }) =>
      post<T.Step>(`/incidents/${id}/steps/${encodeURIComponent(key)}/${act}`, why ? { why } : {}),
    onSettled: () => refreshCases(client),
  });
}

// Many cases at once, in calls of at most 500; answers one summed result whose `undo` brings everything back.
export async function bulk(order: T.Bulk): Promise<T.BulkResult> {
  const sum: T.BulkResult = { done: 0, failed: 0, results: [], undo: [] };
  for (let from = 0; from < order.ids.length; from += 500) {
    const part = await post<T.BulkResult>('/incidents/bulk', { ...order, ids: order.ids.slice(from, from + 500) });
    sum.done += part.done;
    sum.failed += part.failed;
    sum.results.push(...part.results);
    sum.undo.push(...part.undo);
  }
  return sum;
}

// Another person, or nobody: what the one before saw is forgotten.
export function switchSession(client: QueryClient, session: T.Session | null): void {
  client.removeQueries({ predicate: (query) => query.queryKey[0] !== 'session' });
  client.setQueryData(sessionQuery.queryKey, session);
}

// The first failure of a bulk call, as an error that a toast can show.
export function firstError(result: T.BulkResult): ApiError | undefined {
  const error = result.results.find((r) => !r.ok)?.error;
  return error && new ApiError(409, error.code, error.message, error.help);
}

export function refreshCases(client: QueryClient): void {
  for (const noun of ['incidents', 'incident', 'overview', 'takedowns', 'audit'])
    void client.invalidateQueries({ queryKey: [noun] });
}
