// Against noise: what detectors are worth, what their budgets held back, and the culprits that people let pass.
import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { get, post, remove } from './client';
import type { Rows } from './queries';
import type * as T from './types.gen';

export type Digest = { from: T.Time; to: T.Time; held: T.HeldBack[]; detectors: Record<string, T.Noise> };

export const digestQuery = queryOptions({
  queryKey: ['digest'],
  refetchInterval: 60_000,
  queryFn: ({ signal }) => get<Digest>('/digest', { hours: 24 }, signal),
});

export const allowancesQuery = queryOptions({
  queryKey: ['allowances'],
  queryFn: ({ signal }) => get<Rows<T.Allowance>>('/allowances', {}, signal),
});

// Whom to let pass: the culprit of a case, or one that is named.
export type Allowed =
  | { incident: string; label: string; detector?: string | undefined }
  | {
      kind: T.Allowance['kind'];
      network?: string | undefined;
      value: string;
      display?: string | undefined;
      label: string;
      detector?: string | undefined;
    };

export function allow(who: Allowed, terms: { why: string; days: number; detector?: string | undefined }): Promise<T.Allowance> {
  const { label: _, detector: __, ...culprit } = who;
  return post<T.Allowance>('/allowances', { ...culprit, ...terms });
}

export function endAllowance(id: string): Promise<T.Allowance> {
  return remove<T.Allowance>(`/allowances/${encodeURIComponent(id)}`);
}

export function openFinding(id: string): Promise<T.Incident> {
  return post<T.Incident>(`/findings/${encodeURIComponent(id)}/open`);
}

export function refreshNoise(client: QueryClient): void {
  for (const noun of ['allowances', 'digest', 'detectors', 'incident', 'incidents', 'overview', 'audit'])
    void client.invalidateQueries({ queryKey: [noun] });
}
