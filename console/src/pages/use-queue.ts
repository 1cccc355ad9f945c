// The rows of the queue, fetched page by page as they come into view, and the cursor. The cursor follows its case when rows
// move, and stays at its place when the case leaves the list: that is what triage wants.
import { useQueries } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { type Filters, incidentPageQuery, pageSize } from '../api/queries';
import type { IncidentPage, IncidentRow } from '../api/types.gen';

// What is asked of the server: without a status, cases that are not closed; “all” means no filter.
export function effectiveFilters(filters: Filters): Filters {
  const { status, ...rest } = filters;
  if (status === 'all') return rest;
  return { ...rest, status: status ?? 'open,in_progress' };
}

export type QueueData = ReturnType<typeof useQueue>;

export function useQueue(filters: Filters) {
  const effective = useMemo(() => effectiveFilters(filters), [filters]);
  const [range, setRange] = useState<[number, number]>([0, 0]);
  const [index, setIndex] = useState(0);
  const [cursor, setCursor] = useState<string | undefined>(undefined);

  const wanted = useMemo(() => {
    const pages = new Set([0, Math.floor(index / pageSize)]);
    for (let page = Math.floor(range[0] / pageSize); page <= Math.floor(range[1] / pageSize); page++) pages.add(page);
    return [...pages].sort((a, b) => a - b);
  }, [range, index]);
  const results = useQueries({ queries: wanted.map((page) => incidentPageQuery(effective, page)) });

  // While the first page of other filters is on its way, what was there stays: no flash.
  const kept = useRef<IncidentPage | undefined>(undefined);
  if (results[0]?.data) kept.current = results[0].data;
  const rows = new Map<number, IncidentRow>();
  results.forEach((result, i) => {
    const page = i === 0 ? kept.current : result.data;
    page?.rows.forEach((row, k) => void rows.set((wanted[i] ?? 0) * pageSize + k, row));
  });
  const total = kept.current?.total ?? 0;
  const rowAt = (i: number): IncidentRow | undefined => rows.get(i);

  const at = rowAt(index)?.incident.id;
  let moved: number | undefined;
  if (cursor && at !== cursor) for (const [i, row] of rows) if (row.incident.id === cursor) moved = i;
  useEffect(() => {
    if (moved !== undefined) setIndex(moved);
    else if (at && at !== cursor) setCursor(at);
    else if (total > 0 && index >= total) setIndex(total - 1);
  }, [moved, at, cursor, total, index]);

  const moveTo = useCallback((to: number) => {
    setIndex(to);
    setCursor(undefined);
  }, []);
  const show = useCallback(
    (first: number, last: number) => setRange((old) => (old[0] === first && old[1] === last ? old : [first, last])),
    [],
  );

  return {
    effective,
    total,
    rowAt,
    index,
    cursor: at,
    moveTo,
    show,
    ready: kept.current !== undefined,
    error: results.find((r) => r.error)?.error ?? null,
  };
}
