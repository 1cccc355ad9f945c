import type { Incident, IncidentDetail } from '../api/types.gen';
import type { Desk } from './desk';
import type { Publishing } from './publishing';

type Schema = Record<string, unknown>;
type Content = { content?: Record<string, { schema: Schema; examples?: Record<string, { value: unknown }> }>; $ref?: string };
export type Contract = {
  paths: Record<string, Record<string, { responses: Record<string, Content>; requestBody?: Content; 'x-role'?: string }>>;
  components: Record<string, Record<string, unknown>>;
};
export function readContract(): Contract;
export function exampleOf(contract: Contract, path: string, method?: string): unknown;

export class World {
  constructor(options?: { incidents?: number; lang?: 'fr' | 'en'; mustChange?: boolean; role?: 'reader' | 'analyst' | 'admin' });
  now: number;
  open: boolean;
  desk: Desk;
  publishing: Publishing;
  cases: Map<string, IncidentDetail>;
  events: { event: string; data: Incident }[];
  addCase(): IncidentDetail;
  handle(request: {
    method: string;
    path: string;
    query?: URLSearchParams;
    body?: unknown;
    csrf?: string | null;
    loggedIn?: boolean;
  }): { status: number; json: unknown };
}
