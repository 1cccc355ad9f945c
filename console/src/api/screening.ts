// May this text be published? The answer is kept no longer than the page shows it.
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { post } from './client';
import type * as T from './types.gen';

export const screeningQuery = (text: string, lang: string) =>
  queryOptions({
    queryKey: ['screen', text, lang],
    queryFn: () => post<T.Screening>('/screen', { text }),
    enabled: text !== '',
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: keepPreviousData,
    retry: false,
  });
