// What people do about requests and notices that left the usual way.
import { queryOptions } from '@tanstack/react-query';
import { get, post } from './client';
import type * as T from './types.gen';

export type Mark = 'sent' | 'acknowledged' | 'refused' | 'appealed';

export interface Dossier {
  id: string;
  lang: string;
  by_hand: boolean;
  text: string;
}

export const deadNoticesQuery = queryOptions({
  queryKey: ['dead-notices'],
  refetchInterval: 30_000,
  queryFn: ({ signal }) => get<{ now: string; rows: T.Notice[] }>('/notices/dead', {}, signal),
});

export const dossierQuery = (id: string, lang: string) =>
  queryOptions({
    queryKey: ['dossier', id, lang],
    queryFn: ({ signal }) => get<Dossier>(`/takedowns/${encodeURIComponent(id)}/dossier`, { lang }, signal),
  });

export const resendNotice = (id: string): Promise<T.Notice> => post<T.Notice>('/notices/resend', { id });

export const markTakedown = (id: string, state: Mark, reference: string): Promise<T.Takedown> =>
  post<T.Takedown>(`/takedowns/${encodeURIComponent(id)}/mark`, reference ? { state, reference } : { state });
