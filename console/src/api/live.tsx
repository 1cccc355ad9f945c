// Server-sent events: what changed elsewhere is refreshed here. One connection for the whole console. New cases do not move a
// list under somebody's hands: they are counted (`arrivals`), and the queue offers to show them.
import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react';
import type { Incident } from './types.gen';

export type LiveState = 'connecting' | 'live' | 'lost';

type Live = { state: LiveState; arrivals: string[]; clearArrivals: () => void };

const Context = createContext<Live>({ state: 'connecting', arrivals: [], clearArrivals: () => {} });
export const useLive = (): Live => useContext(Context);

const refreshes: Record<string, string[]> = {
  'incident.opened': ['overview', 'takedowns', 'audit'],
  'incident.updated': ['overview', 'incidents', 'incident', 'audit'],
  'incident.closed': ['overview', 'incidents', 'incident', 'audit', 'takedowns'],
  'finding.created': ['overview', 'incident', 'digest'],
  'takedown.updated': ['overview', 'takedowns', 'incident', 'audit'],
  'step.updated': ['overview', 'incidents', 'incident', 'audit'],
  'source.updated': ['sources'],
  'register.reloaded': ['assets'],
  'policies.reloaded': ['policies'],
  'watch.updated': ['watches', 'watch', 'audit'],
  'rule.updated': ['rules', 'rule', 'audit'],
  'publication.updated': ['publications', 'audit'],
  'draft.updated': ['drafts', 'draft', 'publications', 'audit'],
  'charter.updated': ['charter', 'audit'],
  'freeze.updated': ['freezes', 'publications', 'audit'],
};
const quiet = 700; // ms between refreshes of one noun: a burst of events is one fetch

export function LiveProvider({ children, url = '/api/v1/events' }: { children: ReactNode; url?: string }) {
  const client = useQueryClient();
  const [state, setState] = useState<LiveState>('connecting');
  const [arrivals, setArrivals] = useState<string[]>([]);
  const due = useRef(new Set<string>());
  const timer = useRef<number | undefined>(undefined);

  useEffect(() => {
    if (typeof EventSource === 'undefined') return;
    let source: EventSource | undefined;
    let retry: number | undefined;
    let wait = 1000;
    let ended = false;
    let renewed = false;

    const refresh = (noun: string) => {
      due.current.add(noun);
      timer.current ??= window.setTimeout(() => {
        timer.current = undefined;
        for (const key of due.current) void client.invalidateQueries({ queryKey: [key] });
        due.current.clear();
      }, quiet);
    };

    const open = () => {
      source = new EventSource(url, { withCredentials: true });
      source.onopen = () => {
        wait = 1000;
        setState('live');
        if (renewed) void client.invalidateQueries(); // a new connection does not know what it missed
        renewed = false;
      };
      source.onerror = () => {
        setState('lost');
        if (source?.readyState !== EventSource.CLOSED || ended) return;
        renewed = true;
        retry = window.setTimeout(open, wait); // the browser gave up: an answer that was no stream
        wait = Math.min(wait * 2, 30_000);
      };
      source.addEventListener('reset', () => void client.invalidateQueries());
      for (const [type, nouns] of Object.entries(refreshes)) {
        source.addEventListener(type, (event) => {
          for (const noun of nouns) refresh(noun);
          if (type !== 'incident.opened') return;
          const { id } = JSON.parse((event as MessageEvent<string>).data) as Incident;
          setArrivals((list) => (list.includes(id) ? list : [...list, id].slice(-999)));
        });
      }
    };
    open();
    return () => {
      ended = true;
      source?.close();
      window.clearTimeout(retry);
      window.clearTimeout(timer.current);
      timer.current = undefined;
    };
  }, [client, url]);

  const clearArrivals = useCallback(() => setArrivals([]), []);
  const value = useMemo(() => ({ state, arrivals, clearArrivals }), [state, arrivals, clearArrivals]);
  return <Context.Provider value={value}>{children}</Context.Provider>;
}
