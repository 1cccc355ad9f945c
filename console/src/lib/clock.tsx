// The product's clock in the browser: the server's "now", carried on at the drill's speed. Ticks once a second.
import { useQuery } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { systemQuery } from '../api/queries';

const Context = createContext<number | null>(null);

export function useNow(): number {
  return useContext(Context) ?? Date.now();
}

export function ClockProvider({ children }: { children: ReactNode }) {
  const { data } = useQuery(systemQuery);
  const [wall, setWall] = useState(() => Date.now());
  useEffect(() => {
    const timer = window.setInterval(() => setWall(Date.now()), 1000);
    return () => window.clearInterval(timer);
  }, []);
  const now = data ? Date.parse(data.now) + Math.max(0, wall - data.received) * (data.drill?.speed ?? 1) : wall;
  return <Context.Provider value={now}>{children}</Context.Provider>;
}
