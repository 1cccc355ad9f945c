// A query while it is written: what the server reads in it, and the names it may use.
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { assetsQuery } from '../api/queries';
import { checkQuery, watchesQuery } from '../api/watches';
import type { Known } from '../lib/query-complete';

const pause = 350; // ms after the last letter

// `fresh`: `data` is of exactly this text, so that its places hold. `wrong`: it has an error, as far as is known.
export function useReading(text: string, name: string | undefined) {
  const [query] = useDebouncedValue(text, pause);
  const { data, error } = useQuery({
    ...checkQuery(query, name),
    enabled: query.trim() !== '',
    placeholderData: keepPreviousData,
    retry: false,
  });
  const fresh = data?.query === text;
  return { data, error, fresh, wrong: fresh && data.problems.some((p) => p.level === 'error') };
}

export type Reading = ReturnType<typeof useReading>;

export function useKnown(own: string): Known {
  const { data: watches } = useQuery(watchesQuery({ kind: 'file,console', sort: 'name' }, 500));
  const { data: assets } = useQuery(assetsQuery(undefined, undefined, 500));
  return useMemo(
    () => ({
      watches: (watches?.rows ?? []).map((w) => w.name).filter((name) => name !== own),
      assets: (assets?.rows ?? []).map((a) => a.id),
    }),
    [watches, assets, own],
  );
}
