// What the house wants to say: drafts, their approvals, and who writes on our accounts.
import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { get, post } from './client';
import type { Rows } from './queries';
import type * as T from './types.gen';

export const draftsQuery = queryOptions({
  queryKey: ['drafts'],
  queryFn: ({ signal }) => get<Rows<T.Draft>>('/drafts', { limit: 200 }, signal),
});

export const draftQuery = (id: string) =>
  queryOptions({
    queryKey: ['draft', id],
    queryFn: ({ signal }) => get<T.Draft>(`/drafts/${encodeURIComponent(id)}`, {}, signal),
  });

export type NewDraft = { accounts: string[]; text: string; zone: string; local: string };
export type DraftAct = 'submit' | 'approve' | 'refuse' | 'cancel' | 'edit' | 'comment' | 'schedule';

export const createDraft = (draft: NewDraft): Promise<T.Draft> => post<T.Draft>('/drafts', draft);

export const actOnDraft = (id: string, act: DraftAct, body: Record<string, string> = {}): Promise<T.Draft> =>
  post<T.Draft>(`/drafts/${encodeURIComponent(id)}/${act}`, body);

export function refreshDrafts(client: QueryClient): void {
  for (const noun of ['drafts', 'draft', 'publications', 'audit']) void client.invalidateQueries({ queryKey: [noun] });
}
