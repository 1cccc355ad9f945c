// What may go out on our accounts: the queue of publications, and what is frozen.
import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { get, post } from './client';
import type { Rows } from './queries';
import type * as T from './types.gen';

export const everything = '*'; // in the place of an account: all of them

export const publicationsQuery = queryOptions({
  queryKey: ['publications'],
  queryFn: ({ signal }) => get<Rows<T.Publication>>('/publications', { limit: 500 }, signal),
});

export const freezesQuery = queryOptions({
  queryKey: ['freezes'],
  refetchInterval: 60_000,
  queryFn: ({ signal }) => get<Rows<T.Freeze>>('/freezes', {}, signal),
});

export type PublicationAct = 'approve' | 'cancel' | 'reopen';

export type Draft = { asset: string; text: string; opens_at?: string; closes_at: string; why?: string };

export const createPublication = (draft: Draft): Promise<T.Publication> => post<T.Publication>('/publications', draft);

export const actOnPublication = (id: string, act: PublicationAct, why = ''): Promise<T.Publication> =>
  post<T.Publication>(`/publications/${encodeURIComponent(id)}/${act}`, why ? { why } : {});

export type FreezeTerms = { asset: string; why: string; until?: string | undefined; speakers?: string[]; incident?: string };

export const freezeAccount = (terms: FreezeTerms): Promise<T.Freeze> => post<T.Freeze>('/freezes', terms);

export const liftFreeze = (asset: string, why: string): Promise<T.Freeze> =>
  post<T.Freeze>(`/freezes/${encodeURIComponent(asset)}/lift`, { why });

export function refreshPublishing(client: QueryClient): void {
  for (const noun of ['publications', 'freezes', 'audit']) void client.invalidateQueries({ queryKey: [noun] });
}
