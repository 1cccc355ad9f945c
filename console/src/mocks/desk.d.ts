import type { QueryProblem, Rule, Watch } from '../api/types.gen';

export function problemsOf(query: string): QueryProblem[];
export class Desk {
  watches: Map<string, Watch>;
  rules: Map<string, Rule>;
}
