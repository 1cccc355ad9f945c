// What is said of us, and what it was worth.
import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { get, put } from './client';
import type * as T from './types.gen';

export const reputationQuery = (days: number) =>
  queryOptions({
    queryKey: ['reputation', days],
    queryFn: ({ signal }) => get<T.Reputation>('/reputation', { days }, signal),
    staleTime: 60_000,
  });

export async function tellCustomers(client: QueryClient, month: string, count: number): Promise<void> {
  await put(`/reputation/customers/${encodeURIComponent(month)}`, { count });
  for (const noun of ['reputation', 'audit']) void client.invalidateQueries({ queryKey: [noun] });
}
