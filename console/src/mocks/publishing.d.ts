import type { Allowance, Freeze, HeldBack, Publication } from '../api/types.gen';

export class Publishing {
  publications: Map<string, Publication>;
  freezes: Map<string, Freeze>;
  allowances: Map<string, Allowance>;
  held: HeldBack[];
}
