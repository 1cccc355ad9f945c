import type { Allowance, Draft, Freeze, HeldBack, Publication } from '../api/types.gen';

export class Publishing {
  publications: Map<string, Publication>;
  drafts: Map<string, Draft>;
  freezes: Map<string, Freeze>;
  allowances: Map<string, Allowance>;
  held: HeldBack[];
}
