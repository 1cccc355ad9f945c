// Watches, queries while they are written, and rules: query options and calls.
import { keepPreviousData, type QueryClient, queryOptions } from '@tanstack/react-query';
import { get, post, put, remove } from './client';
import type { Rows } from './queries';
import type * as T from './types.gen';

export type WatchFilters = {
  kind?: string | undefined;
  text?: string | undefined;
  sort?: string | undefined;
  deleted?: boolean | undefined;
};

const at = (noun: string, name: string, rest = ''): string => `/${noun}/${encodeURIComponent(name)}${rest}`;
const lively = 20_000; // ms between looks at volumes: they grow without any event

export const watchesQuery = (filters: WatchFilters, limit: number) =>
  queryOptions({
    queryKey: ['watches', filters, limit],
    placeholderData: keepPreviousData,
    refetchInterval: lively,
    queryFn: ({ signal }) => get<T.WatchPage>('/watches', { ...filters, sort: filters.sort ?? 'volume', limit }, signal),
  });

export const watchQuery = (name: string) =>
  queryOptions({
    queryKey: ['watch', name],
    refetchInterval: lively,
    queryFn: ({ signal }) => get<T.Watch>(at('watches', name), {}, signal),
  });

export const watchVolumeQuery = (name: string, hours: number) =>
  queryOptions({
    queryKey: ['watch', name, 'volume', hours],
    placeholderData: keepPreviousData,
    refetchInterval: lively,
    queryFn: ({ signal }) => get<T.WatchVolume>(at('watches', name, '/volume'), { hours }, signal),
  });

export const watchItemsQuery = (name: string, limit: number) =>
  queryOptions({
    queryKey: ['watch', name, 'items', limit],
    placeholderData: keepPreviousData,
    refetchInterval: lively,
    queryFn: ({ signal }) => get<Rows<T.HighlightedItem>>(at('watches', name, '/items'), { limit }, signal),
  });

// What people did to one thing, newest first: out of the last acts of all, and of those who are known to have touched it (the
// acts of machines are many, and would bury theirs).
export const historyQuery = (acts: 'watch.' | 'rule.', name: string, people: (string | undefined)[]) =>
  queryOptions({
    queryKey: ['audit', 'of', acts, name, ...people],
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      const actors = [...new Set([undefined, ...people])];
      const pages = await Promise.all(
        actors.map((actor) => get<Rows<T.AuditEntry>>('/audit', { actor, limit: 500, newest_first: true }, signal)),
      );
      const all = new Map(pages.flatMap(({ rows }) => rows.map((row) => [row.seq, row] as const)));
      return [...all.values()].filter((row) => row.act.startsWith(acts) && row.object === name).sort((a, b) => b.seq - a.seq);
    },
  });

export const createWatch = (draft: T.WatchDraft): Promise<T.Watch> => post('/watches', draft);
export const changeWatch = (name: string, change: T.WatchChange): Promise<T.Watch> => put(at('watches', name), change);
export const deleteWatch = (name: string): Promise<T.Watch> => remove(at('watches', name));

export const checkQuery = (query: string, name: string | undefined) =>
  queryOptions({
    queryKey: ['query-check', query, name],
    staleTime: 60_000,
    gcTime: 60_000,
    queryFn: async ({ signal }) => {
      const answer = await post<T.QueryCheck>('/queries/check', name ? { query, name } : { query }, signal);
      return { query, ...answer };
    },
  });

export const previewQuery = async (request: T.QueryPreviewRequest): Promise<T.QueryPreview & { query: string }> => ({
  query: request.query,
  ...(await post<T.QueryPreview>('/queries/preview', request)),
});

export const rulesQuery = queryOptions({
  queryKey: ['rules'],
  refetchInterval: lively,
  queryFn: ({ signal }) => get<T.RulePage>('/rules', {}, signal),
});

export const ruleQuery = (name: string) =>
  queryOptions({
    queryKey: ['rule', name],
    refetchInterval: lively,
    queryFn: ({ signal }) => get<T.Rule>(at('rules', name), {}, signal),
  });

export const setRuleMode = (name: string, mode: T.RuleMode, why: string): Promise<T.Rule> =>
  put(at('rules', name, '/mode'), { mode, why });

export const backtestRule = (name: string, hours: number, condition: string | undefined): Promise<T.Backtest> =>
  post(at('rules', name, '/backtest'), condition === undefined ? { hours } : { hours, condition });

export function refreshWatches(client: QueryClient): void {
  for (const noun of ['watches', 'watch', 'audit']) void client.invalidateQueries({ queryKey: [noun] });
}
export function refreshRules(client: QueryClient): void {
  for (const noun of ['rules', 'rule', 'audit']) void client.invalidateQueries({ queryKey: [noun] });
}
